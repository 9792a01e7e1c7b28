// @ts-nocheck
/** Bytes are read without bounds: what must not be seen (outside the data, other cells) holds no byte a shape could use. */

@inline export function at(p: usize): u32 {
  return load<u8>(p);
}

@inline export function isDigit(b: u32): bool {
  return b - 0x30 < 10;
}

@inline export function isUpper(b: u32): bool {
  return b - 0x41 < 26;
}

@inline export function isLower(b: u32): bool {
  return b - 0x61 < 26;
}

@inline export function isLetter(b: u32): bool {
  return (b | 0x20) - 0x61 < 26;
}

@inline export function isAlnum(b: u32): bool {
  return isDigit(b) || isLetter(b);
}

@inline export function isHex(b: u32): bool {
  return isDigit(b) || (b | 0x20) - 0x61 < 6;
}

@inline export function isSeparator(b: u32): bool {
  return b == 0x20 || b == 0x2d;
}

@inline export function lower(b: u32): u32 {
  return isUpper(b) ? b | 0x20 : b;
}

@inline export function digitAt(p: usize): bool {
  return isDigit(at(p));
}

/** First position from `p` on that is no digit, at most `p + most`. */
export function digitsEnd(p: usize, most: usize): usize {
  const stop = p + most;
  while (p < stop && digitAt(p)) p++;
  return p;
}

/** No digit before `p`, nor '.' after a digit. */
@inline export function freeLeft(p: usize): bool {
  const b = at(p - 1);
  return !isDigit(b) && !(b == 0x2e && digitAt(p - 2));
}

/** No digit at `p`, nor '.' before a digit. */
@inline export function freeRight(p: usize): bool {
  const b = at(p);
  return !isDigit(b) && !(b == 0x2e && digitAt(p + 1));
}

/** Bytes of [p, end) that continue no character. */
export function charactersIn(p: usize, end: usize): i32 {
  const last = i8x16.splat(-65);
  let count = 0;
  for (; p + 16 <= end; p += 16) count += <i32>popcnt(i8x16.bitmask(i8x16.gt_s(v128.load(p), last)));
  for (; p < end; p++) count += <i32>((at(p) & 0xc0) != 0x80);
  return count;
}

/** Bit of the 3-byte character at `p` in a character map; 0 when no such character stands there. */
@inline export function inMap(map: usize, p: usize): bool {
  const a = at(p);
  if ((a & 0xf0) != 0xe0) return false;
  const b = at(p + 1);
  const c = at(p + 2);
  if ((b & 0xc0) != 0x80 || (c & 0xc0) != 0x80) return false;
  const code = ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  return ((load<u8>(map + (code >> 3)) >> (code & 7)) & 1) != 0;
}
