import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padEnd, padStart, textWidth, truncateEnd, truncateMiddle } from '../../src/lib/width.js';

describe('width', () => {
  it('counts Han characters twice', () => {
    expect(textWidth('客户a')).toBe(5);
    expect(padEnd('客户', 6)).toBe('客户  ');
    expect(padStart('12', 4)).toBe('  12');
    expect(padEnd('客户名单', 3)).toBe('客户名单');
  });

  it.each([
    ['', 0],
    ['é', 1],
    ['각', 2],
    ['ﾊﾞ', 2],
    ['नि', 2],
    ['✅', 2],
    ['❤', 1],
    ['❤️', 2],
    ['1️⃣', 2],
    ['🇨🇳', 2],
    ['👨‍👩‍👧', 2],
    ['👍🏽 好', 5],
    ['─█…·', 4],
    ['\u200b', 0],
  ])('draws %s in %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  it.each([
    ['客户清单', 8, '客户清单'],
    ['客户清单', 7, '客户清…'],
    ['客户清单', 6, '客户…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('cuts %s to %i: %s', (text, width, cut) => {
    expect(truncateEnd(text, width)).toBe(cut);
  });

  it('keeps the file name when it cuts a path', () => {
    expect(truncateMiddle('/data/share/销售部/客户名单.csv', 22)).toBe('/data/s…/客户名单.csv');
  });

  it('never exceeds the width nor splits a character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '客', '𠮷', 'é', '/', '👨‍👩‍👧'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 50 }), (value, width) => {
        for (const cut of [truncateEnd(value, width), truncateMiddle(value, width)]) {
          expect(textWidth(cut)).toBeLessThanOrEqual(width);
          expect(cut).not.toMatch(/\p{Cs}/u);
        }
      }),
    );
  });
});
