/** Encodings that can be turned into UTF-8. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1251',
  'koi8-r',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Where a decoder stands. `invalid` counts the sequences that became U+FFFD. */
export interface Cursor {
  /** Next byte of the source. */
  from: number;
  /** Next byte of the target. */
  to: number;
  invalid: number;
}

/**
 * Turns source[cursor.from, end) into UTF-8 at target[cursor.to, limit) and moves the cursor behind what was done.
 * Writes whole characters only: stops before one that does not fit, and before one that is cut by `end` unless `last`.
 * An invalid sequence becomes one U+FFFD and consumes as few bytes as possible, so that text resumes at once.
 * A decoder keeps no state: stopping anywhere and going on gives the same result as one call, which is what makes it
 * possible to find the original offset of a UTF-8 offset by decoding up to it.
 */
export type Decode = (
  source: Uint8Array,
  end: number,
  last: boolean,
  target: Uint8Array,
  limit: number,
  cursor: Cursor,
) => void;

export const REPLACEMENT = 0xfffd;

/** Bytes of a code point in UTF-8. */
export function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/** Writes a code point as UTF-8 at `at` and returns the offset behind it. The caller has checked the room. */
export function putUtf8(target: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    target[at] = codePoint;
    return at + 1;
  }
  if (codePoint < 0x800) {
    target[at] = 0xc0 | (codePoint >> 6);
    target[at + 1] = 0x80 | (codePoint & 0x3f);
    return at + 2;
  }
  if (codePoint < 0x10000) {
    target[at] = 0xe0 | (codePoint >> 12);
    target[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f);
    target[at + 2] = 0x80 | (codePoint & 0x3f);
    return at + 3;
  }
  target[at] = 0xf0 | (codePoint >> 18);
  target[at + 1] = 0x80 | ((codePoint >> 12) & 0x3f);
  target[at + 2] = 0x80 | ((codePoint >> 6) & 0x3f);
  target[at + 3] = 0x80 | (codePoint & 0x3f);
  return at + 4;
}
