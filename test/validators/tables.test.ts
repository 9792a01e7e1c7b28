import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBins, issuerOf } from '../../src/validators/card-tables.js';
import { isAlpha2, isAlpha3, isCountryNumber } from '../../src/validators/countries.js';
import { VALIDATORS } from '../../src/validators/index.js';
import { areaCodeTable, cardPrefixTable, mobilePrefixTable, tldList } from '../../src/validators/tables.js';

describe('tables for the kernel', () => {
  it('has every assigned mobile segment and no other', () => {
    const table = mobilePrefixTable();
    expect(table).toHaveLength(1000);
    const has = (prefix: number) => table[prefix - 1000] === 1;
    expect([1380, 1450, 1490, 1610, 1620, 1700, 1740, 1990, 1920].every(has)).toBe(true);
    expect([1000, 1200, 1420, 1540, 1611, 1640, 1741, 1790, 1940].some(has)).toBe(false);
    for (let prefix = 1000; prefix < 2000; prefix++) {
      const state = VALIDATORS.get('mobile-cn')!.check(`${prefix}0001234`).state;
      expect(state === 'valid', String(prefix)).toBe(has(prefix));
    }
  });

  it('has the area codes with their lengths', () => {
    const table = areaCodeTable();
    expect(table).toHaveLength(1000);
    expect([table[10], table[20], table[29], table[571], table[755], table[310], table[991]]).toEqual([
      3, 3, 3, 4, 4, 4, 4,
    ]);
    expect([table[0], table[1], table[26], table[100], table[571 - 1], table[999]]).toEqual([
      0, 0, 0, 0, 4, 4,
    ]);
    expect(table.reduce((count, length) => count + (length > 0 ? 1 : 0), 0)).toBeGreaterThan(300);
  });

  it('covers every card that the validators accept', () => {
    const table = cardPrefixTable();
    expect(table).toHaveLength(10_000);
    expect(table[4000]! & (1 << 16)).toBeTruthy();
    expect(table[3714]).toBe(1 << 15);
    expect(table[6222]! & (1 << 19)).toBeTruthy();
    expect(table[1234]).toBe(0);
    for (const key of cardBins().keys()) {
      const [length, prefix] = key.split('/') as [string, string];
      expect(table[Number(prefix.slice(0, 4))]! & (1 << Number(length)), key).toBeTruthy();
    }
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 12n, max: 10n ** 19n - 1n }), (number) => {
        const digits = String(number);
        const verdicts = ['card-bin', 'card-brand'].map((id) => VALIDATORS.get(id)!.check(digits));
        if (verdicts.some(({ quality }) => quality > 0.2)) {
          expect(table[Number(digits.slice(0, 4))]! & (1 << digits.length)).toBeTruthy();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('lists top-level domains in lower case', () => {
    const tlds = tldList();
    expect(tlds.length).toBeGreaterThan(1400);
    expect(tlds).toContain('com');
    expect(tlds).toContain('xn--fiqs8s');
    expect(tlds.every((tld) => /^[a-z][a-z0-9-]+$/.test(tld))).toBe(true);
  });
});

describe('card issuers and countries', () => {
  it('prefers the longest prefix and asks for the length', () => {
    expect(issuerOf('6221504900000000000')).toBe('PSBC');
    expect(issuerOf('622202000000000')).toBeUndefined();
    expect(cardBins().size).toBeGreaterThan(1700);
    expect([...cardBins().keys()].every((key) => /^1[3-9]\/\d{6,}$/.test(key))).toBe(true);
  });

  it('knows ISO 3166-1', () => {
    expect(['CN', 'US', 'XK', 'XX', 'cn'].map(isAlpha2)).toEqual([true, true, true, false, false]);
    expect(['CHN', 'DEU', 'XXX'].map(isAlpha3)).toEqual([true, true, false]);
    expect(['156', '840', '000', '999'].map(isCountryNumber)).toEqual([true, true, false, false]);
  });
});
