import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayPath, safeJson } from '../../src/lib/display-path.js';

describe('displayPath', () => {
  it.each([
    ['/data/客户 名单.csv', '/data/客户 名单.csv'],
    ['a\nb\tc', 'a\\x0ab\\x09c'],
    ['\u001b]52;c;x\u0007', '\\x1b]52;c;x\\x07'],
    ['\u007f\u009b31m\u00ad', '\\x7f\\x9b31m\\xad'],
    ['x\u202egnp.exe', 'x\\u{202e}gnp.exe'],
    ['\u2066a\u2069\u200b\u200d\ufeff\u061c', '\\u{2066}a\\u{2069}\\u{200b}\\u{200d}\\u{feff}\\u{61c}'],
    ['a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['\ud800x\udfff', '\\u{d800}x\\u{dfff}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164', '\\u{3164}'],
    ['𠮷😀', '𠮷😀'],
  ])('%j', (path, shown) => {
    expect(displayPath(path)).toBe(shown);
  });
});

it('displayPath lets no unsafe character of the first planes through', () => {
  const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
  const leaked = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter((c) =>
    unsafe.test(displayPath(c)),
  );
  expect(leaked).toEqual([]);
});

describe('safeJson', () => {
  it('round-trips and holds nothing unsafe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const json = safeJson(texts);
        expect(JSON.parse(json)).toEqual(texts);
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
    const hostile = ['\ud800', '\u2028', '\u202e', '\u{e0001}', '</script>'];
    expect(JSON.parse(safeJson(hostile))).toEqual(hostile);
  });
});
