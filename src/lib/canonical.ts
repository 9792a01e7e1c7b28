/** What a UTF-16 unit is written as in canonical text. Ideographs, kana and everything else stay as they are. */
function canonicalUnit(unit: number): number {
  if (unit < 0xa0 || (unit > 0x30fb && unit < 0xfe63)) return unit;
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  if (
    unit === 0xa0 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  )
    return 0x20;
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212 || unit === 0xfe63) return 0x2d;
  if (unit === 0x2022 || unit === 0x30fb || unit === 0x2027 || unit === 0x2219) return 0xb7;
  return unit;
}

/**
 * Text in which rules are tried: full-width ASCII becomes ASCII, exotic spaces ' ', hyphens '-', middle dots U+00B7.
 * One UTF-16 unit stays one unit, so offsets hold. Returns the same string when there is nothing to change.
 */
export function canonicalText(text: string): string {
  let out = '';
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const canonical = canonicalUnit(unit);
    if (canonical === unit) continue;
    out += text.slice(done, i) + String.fromCharCode(canonical);
    done = i + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}
