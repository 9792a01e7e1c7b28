import { ANCHOR_WORDS, SHAPES, WHOLE_CELL } from '../../src/kernel/anchors.js';
import type { Kernel, KernelProgram } from '../../src/kernel/kernel.js';

const MOBILE = /^1(?:610|740|(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])\d)$/;
const AREA =
  /^(?:10|2[0-57-9]|3(?:[15]\d|35|49|7[0-79]|9[1-68])|4(?:1[125-9]|2[179]|[35][1-9]|6[47-9]|7\d|8[23])|5(?:[1357]\d|2[37]|4[36]|6[1-46]|80|9[1-9])|6(?:3[1-35]|6[0238]|9[12])|7(?:01|[1579]\d|2[248]|3[014-9]|4[3-6]|6[023689])|8(?:1[236-8]|2[5-7]|[37]\d|5[14-9]|8[36-8]|9[1-8])|9(?:0[1-3689]|1[1-79]|3\d|4[13]|5[1-5]|7[0-79]|9[0-35-9]))$/;

/** A small program like the one the rule packs compile to. */
export function testProgram(overrides: Partial<KernelProgram> = {}): KernelProgram {
  const digits = new Uint8Array(3200);
  for (const count of [9, 15]) digits.fill(1, count * 100, count * 100 + 100);
  digits[16 * 100 + 20] = 1;
  const upper = new Uint8Array(64);
  upper[9] = upper[17] = upper[18] = 1;
  const cards = new Uint32Array(10_000);
  const allow = (from: number, to: number, ...lengths: number[]) => {
    for (let prefix = from; prefix <= to; prefix++)
      for (const length of lengths) cards[prefix]! |= 1 << length;
  };
  allow(6200, 6299, 16, 17, 18, 19);
  allow(4000, 4999, 13, 16, 19);
  allow(5100, 5599, 16);
  allow(3400, 3499, 15);
  allow(3700, 3799, 15);
  allow(3600, 3699, 14);
  const mobiles = new Uint8Array(1000);
  for (let i = 0; i < 1000; i++) mobiles[i] = MOBILE.test(String(i + 1000)) ? 1 : 0;
  const areas = new Uint8Array(1000);
  for (let i = 0; i < 1000; i++) if (AREA.test(String(i))) areas[i] = String(i).length + 1;
  return {
    digits,
    upper,
    cards,
    mobiles,
    areas,
    groups: [
      [3, 2, 4],
      [2, 6, 6, 1],
    ],
    tlds: ['com', 'cn', 'org', 'net', 'io', 'museum', 'xn--fiqs8s'],
    literals: LITERALS,
    fillers: Uint8Array.from(LITERALS, (_, i) => i % 2),
    ...overrides,
  };
}

export const LITERALS = [
  'id',
  'phone',
  'phonenumber',
  'password',
  'user',
  '-----begin',
  '/0001-',
  '<<<<',
  ' inc',
  ':aa',
  'eyj',
  '身份证',
  '身份证号',
  '身份证号码',
  '手机',
  '手机号',
  '联系电话',
  '电话',
  'v信',
  '加v',
  'qq号',
  '№5',
  'паспорт',
  'им',
  '车·',
  'akia',
  'sk-',
  '2088',
];

export interface Found {
  readonly shape: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly whole: boolean;
  readonly aux: number;
  readonly row: number;
  readonly column: number;
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function put(kernel: Kernel, data: Uint8Array): number {
  kernel.bytes.set(data);
  return data.length;
}

export function read(kernel: Kernel, count: number): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < count; i++) {
    const [start, end, word, aux, row, column] = kernel.anchors.subarray(
      i * ANCHOR_WORDS,
      (i + 1) * ANCHOR_WORDS,
    ) as unknown as [number, number, number, number, number, number];
    const text = new TextDecoder().decode(kernel.bytes.slice(start, end));
    found.push({
      shape: SHAPES[word & 0xff]!,
      start,
      end,
      text,
      whole: (word & WHOLE_CELL) !== 0,
      aux,
      row,
      column,
    });
  }
  return found;
}

/** "shape:text" of all anchors of one scan over `text`. */
export function shapesIn(kernel: Kernel, text: string, only?: string): string[] {
  const length = put(kernel, encode(text));
  return read(kernel, kernel.scan(0, length, length))
    .filter(({ shape }) => only === undefined || shape === only)
    .map(({ shape, text: value }) => `${shape}:${value}`);
}
