/** Tables for the kernel program, in the kernel's own shapes. They accept everything the validators accept, cards a little more. */
import { BRANDS, cardBins } from './card-tables.js';
import { TLDS } from './data/tlds.js';
import { AREA_CODE, DATA_SEGMENT, MOBILE_SEGMENT } from './phone-tables.js';

/** [first four digits - 1000] != 0: assigned mobile segment, data segments included. 1,000 entries. */
export function mobilePrefixTable(): Uint8Array {
  return Uint8Array.from({ length: 1000 }, (_, index) => {
    const prefix = String(index + 1000);
    return MOBILE_SEGMENT.test(prefix) || DATA_SEGMENT.test(prefix) ? 1 : 0;
  });
}

/** [area code without its leading 0] = digits of the code with the 0 (10 -> 3, 571 -> 4), 0 = unassigned. 1,000 entries. */
export function areaCodeTable(): Uint8Array {
  return Uint8Array.from({ length: 1000 }, (_, index) => {
    const code = `0${index}`;
    return code.length > 2 && AREA_CODE.exec(code)?.[0] === code ? code.length : 0;
  });
}

/** [first four digits] = bit mask of allowed card lengths (bit n = n digits), n in 13..19: UnionPay and international. 10,000 entries. */
export function cardPrefixTable(): Uint32Array {
  const table = new Uint32Array(10_000);
  const allow = (from: number, to: number, length: number): void => {
    for (let prefix = from; prefix <= to; prefix++) table[prefix] = table[prefix]! | (1 << length);
  };
  for (const length of [16, 17, 18, 19]) {
    allow(6200, 6299, length);
    allow(8100, 8171, length);
  }
  for (const brand of BRANDS) {
    for (const length of Object.keys(brand.lengths).map(Number)) {
      for (const [from, to] of brand.ranges)
        allow(Number(from.padEnd(4, '0')), Number(to.padEnd(4, '9')), length);
    }
  }
  for (const key of cardBins().keys()) {
    const [length, prefix] = key.split('/') as [string, string];
    const start = Number(prefix.slice(0, 4));
    allow(start, start, Number(length));
  }
  return table;
}

let tlds: readonly string[] | undefined;

/** Lower-case ASCII top-level domains of the IANA root zone, internationalised ones as xn--. */
export function tldList(): readonly string[] {
  tlds ??= TLDS.trim().split(/\s+/);
  return tlds;
}
