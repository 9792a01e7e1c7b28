import { type Decode, putUtf8, REPLACEMENT, utf8Length } from './charset.js';

/**
 * Length of the well-formed UTF-8 sequence at `at` (Unicode table 3-7), 0 when it is malformed,
 * -1 when it is well-formed so far but cut by `end`.
 */
export function utf8Sequence(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (at + 1 >= end) return -1;
  const second = bytes[at + 1]!;
  if (lead < 0xe0) return (second & 0xc0) === 0x80 ? 2 : 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  const length = lead < 0xf0 ? 3 : 4;
  for (let i = at + 2; i < at + length; i++) {
    if (i >= end) return -1;
    if ((bytes[i]! & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Valid sequences are copied; each malformed byte becomes U+FFFD. */
export const decodeUtf8: Decode = (source, end, last, target, limit, cursor) => {
  let s = cursor.from;
  let t = cursor.to;
  while (s < end) {
    const length = utf8Sequence(source, s, end);
    if (length < 0 && !last) break;
    if (length <= 0) {
      if (t + 3 > limit) break;
      t = putUtf8(target, t, REPLACEMENT);
      s++;
      cursor.invalid++;
      continue;
    }
    if (t + length > limit) break;
    for (let i = 0; i < length; i++) target[t++] = source[s++]!;
  }
  cursor.from = s;
  cursor.to = t;
};

/** Units looked at to tell that text went on one byte off. */
const SHIFT_UNITS = 4;

/**
 * A stray byte turns "123" into U+3100 U+3200 U+3300: several units in a row with a zero low byte and an ASCII high byte,
 * at least two of them different, do not occur in any language.
 */
function shifted(source: Uint8Array, at: number, end: number, high: 0 | 1): boolean {
  if (at + 2 * SHIFT_UNITS > end) return false;
  let varied = false;
  for (let i = at; i < at + 2 * SHIFT_UNITS; i += 2) {
    const byte = source[i + high]!;
    if (source[i + 1 - high] !== 0 || byte < 0x20 || byte > 0x7e) return false;
    if (byte !== source[at + high]) varied = true;
  }
  return varied;
}

/** `high` = place of the high byte in a unit: 1 in little-endian text. */
function utf16(high: 0 | 1): Decode {
  const low = 1 - high;
  return (source, end, last, target, limit, cursor) => {
    let s = cursor.from;
    let t = cursor.to;
    while (s < end) {
      if (s + 1 >= end) {
        if (!last || t + 3 > limit) break;
        t = putUtf8(target, t, REPLACEMENT);
        s++;
        cursor.invalid++;
        break;
      }
      const unit = (source[s + high]! << 8) | source[s + low]!;
      if (unit < 0x80) {
        if (t >= limit) break;
        target[t++] = unit;
        s += 2;
        continue;
      }
      if (unit < 0x800) {
        if (t + 2 > limit) break;
        target[t++] = 0xc0 | (unit >> 6);
        target[t++] = 0x80 | (unit & 0x3f);
        s += 2;
        continue;
      }
      if ((unit & 0xff) !== 0 && (unit & 0xf800) !== 0xd800) {
        if (t + 3 > limit) break;
        target[t++] = 0xe0 | (unit >> 12);
        target[t++] = 0x80 | ((unit >> 6) & 0x3f);
        target[t++] = 0x80 | (unit & 0x3f);
        s += 2;
        continue;
      }
      let codePoint = unit;
      let used = 2;
      if ((unit & 0xff) === 0 && unit < 0x7f00) {
        if (s + 2 * SHIFT_UNITS > end && !last) break;
        if (shifted(source, s, end, high)) {
          codePoint = REPLACEMENT;
          used = 1;
        }
      } else if ((unit & 0xf800) === 0xd800) {
        if (unit < 0xdc00 && s + 3 >= end && !last) break;
        const next = s + 3 < end ? (source[s + 2 + high]! << 8) | source[s + 2 + low]! : 0;
        if (unit < 0xdc00 && (next & 0xfc00) === 0xdc00) {
          codePoint = 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff);
          used = 4;
        } else codePoint = REPLACEMENT;
      }
      const length = codePoint < 0x10000 ? 3 : 4;
      if (t + length > limit) break;
      if (codePoint === REPLACEMENT && unit !== REPLACEMENT) cursor.invalid++;
      t = putUtf8(target, t, codePoint);
      s += used;
    }
    cursor.from = s;
    cursor.to = t;
  };
}

export const decodeUtf16le = utf16(1);
export const decodeUtf16be = utf16(0);

function utf32(littleEndian: boolean): Decode {
  return (source, end, last, target, limit, cursor) => {
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    let s = cursor.from;
    let t = cursor.to;
    while (s < end) {
      const whole = s + 4 <= end;
      if (!whole && !last) break;
      let codePoint = whole ? view.getUint32(s, littleEndian) : REPLACEMENT;
      const valid = whole && codePoint <= 0x10ffff && (codePoint & ~0x7ff) !== 0xd800;
      if (!valid) codePoint = REPLACEMENT;
      const length = utf8Length(codePoint);
      if (t + length > limit) break;
      if (!valid) cursor.invalid++;
      t = putUtf8(target, t, codePoint);
      s = whole ? s + 4 : end;
    }
    cursor.from = s;
    cursor.to = t;
  };
}

export const decodeUtf32le = utf32(true);
export const decodeUtf32be = utf32(false);
