/**
 * Decoders for the encodings of one, two and four bytes. The tables are not stored: they are read out of the
 * platform's TextDecoder once, which leaves our own loops in charge of offsets, of invalid bytes and of where to stop.
 */
import { type Decode, putUtf8, REPLACEMENT, utf8Length } from './charset.js';

/** [lead << 8 | trail] = UTF-16 unit, 0 = no character. */
function pairTable(label: string): Uint16Array {
  const table = new Uint16Array(0x10000);
  const decoder = new TextDecoder(label);
  // A row at a time, each pair on its own line; a decoder that loses a line break on an invalid pair falls back to single pairs.
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const row: number[] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) row.push(lead, trail, 0x0a);
    const cells = decoder.decode(Uint8Array.from(row)).split('\n');
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const cell =
        cells.length === 0xfe - 0x40 + 2 ? cells[trail - 0x40]! : decoder.decode(Uint8Array.of(lead, trail));
      if (cell.length === 1 && cell.charCodeAt(0) !== REPLACEMENT)
        table[(lead << 8) | trail] = cell.charCodeAt(0);
    }
  }
  return table;
}

/** [byte] = UTF-16 unit of a single byte from 0x80 on, 0 = no character, or a lead byte. */
type SingleTable = Uint16Array;

function singles(fill: (byte: number) => number): SingleTable {
  return Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : fill(byte)));
}

/** Linear index of the first four-byte code of the supplementary planes, 0x90308130 (GB 18030-2005, 1.2). */
const SUPPLEMENTARY = 189_000;
/** Four-byte codes from 0x81308130 on that stand for the rest of the basic plane. */
const BMP_FOUR = 39_420;

/** [linear index of the four-byte code] = UTF-16 unit. */
function fourByteTable(): Uint16Array {
  const bytes = new Uint8Array(BMP_FOUR * 4);
  for (let i = 0; i < BMP_FOUR; i++) {
    bytes[4 * i] = 0x81 + Math.floor(i / 12_600);
    bytes[4 * i + 1] = 0x30 + (Math.floor(i / 1260) % 10);
    bytes[4 * i + 2] = 0x81 + (Math.floor(i / 10) % 126);
    bytes[4 * i + 3] = 0x30 + (i % 10);
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  const table = new Uint16Array(BMP_FOUR);
  if (text.length === BMP_FOUR) for (let i = 0; i < BMP_FOUR; i++) table[i] = text.charCodeAt(i);
  return table;
}

/** Code point of the four-byte code at `at`, 0 = none. */
function fourByte(source: Uint8Array, at: number, table: Uint16Array): number {
  const first = source[at]! - 0x81;
  const second = source[at + 1]! - 0x30;
  const third = source[at + 2]! - 0x81;
  const fourth = source[at + 3]! - 0x30;
  if (second < 0 || second > 9 || third < 0 || third > 125 || fourth < 0 || fourth > 9) return 0;
  const index = ((first * 10 + second) * 126 + third) * 10 + fourth;
  if (index < BMP_FOUR) {
    const unit = table[index]!;
    return (unit & 0xf800) === 0xd800 || unit === REPLACEMENT ? 0 : unit;
  }
  const codePoint = 0x10000 + index - SUPPLEMENTARY;
  return codePoint >= 0x10000 && codePoint <= 0x10ffff ? codePoint : 0;
}

/**
 * One loop for all: a byte from 0x80 on stands alone (`single`), leads a pair (`pairs`), or leads four bytes
 * when the next one is a digit (`four`, GB18030).
 */
function tabled(single: SingleTable, pairs: Uint16Array | null, four: Uint16Array | null): Decode {
  return (source, end, last, target, limit, cursor) => {
    let s = cursor.from;
    let t = cursor.to;
    while (s < end) {
      const byte = source[s]!;
      if (byte < 0x80) {
        if (t >= limit) break;
        target[t++] = byte;
        s++;
        continue;
      }
      let codePoint = single[byte]!;
      let used = 1;
      if (codePoint === 0 && pairs !== null) {
        if (s + 1 >= end) {
          if (!last) break;
        } else {
          const next = source[s + 1]!;
          codePoint = pairs[(byte << 8) | next]!;
          used = 2;
          if (
            codePoint === 0 &&
            four !== null &&
            next >= 0x30 &&
            next <= 0x39 &&
            byte >= 0x81 &&
            byte <= 0xfe
          ) {
            used = 4;
            if (s + 4 <= end) codePoint = fourByte(source, s, four);
            else if (!last) break;
          }
        }
      }
      if (codePoint === 0) {
        if (t + 3 > limit) break;
        cursor.invalid++;
        codePoint = REPLACEMENT;
        used = 1;
      }
      if (codePoint >= 0x800 && codePoint < 0x10000) {
        if (t + 3 > limit) break;
        target[t++] = 0xe0 | (codePoint >> 12);
        target[t++] = 0x80 | ((codePoint >> 6) & 0x3f);
        target[t++] = 0x80 | (codePoint & 0x3f);
      } else {
        if (t + utf8Length(codePoint) > limit) break;
        t = putUtf8(target, t, codePoint);
      }
      s += used;
    }
    cursor.from = s;
    cursor.to = t;
  };
}

function fromLabel(label: string): SingleTable {
  const decoder = new TextDecoder(label);
  return singles((byte) => {
    const unit = decoder.decode(Uint8Array.of(byte)).charCodeAt(0);
    return unit === REPLACEMENT ? 0 : unit;
  });
}

/** Windows-1252, 0x80-0x9F. Written down because several Node releases decode this label as ISO-8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export const loadGb18030 = (): Decode =>
  tabled(
    singles((byte) => (byte === 0x80 ? 0x20ac : 0)),
    pairTable('gb18030'),
    fourByteTable(),
  );
export const loadBig5 = (): Decode =>
  tabled(
    singles(() => 0),
    pairTable('big5'),
    null,
  );
export const loadEucKr = (): Decode =>
  tabled(
    singles(() => 0),
    pairTable('euc-kr'),
    null,
  );
/** JIS X 0201 half-width katakana stand alone. */
export const loadShiftJis = (): Decode =>
  tabled(
    singles((byte) => (byte >= 0xa1 && byte <= 0xdf ? 0xff61 + byte - 0xa1 : 0)),
    pairTable('shift_jis'),
    null,
  );
export const loadEucJp = (): Decode =>
  tabled(
    singles(() => 0),
    pairTable('euc-jp'),
    null,
  );
export const loadWindows1252 = (): Decode =>
  tabled(
    singles((byte) => (byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte)),
    null,
    null,
  );
export const loadWindows1251 = (): Decode => tabled(fromLabel('windows-1251'), null, null);
export const loadKoi8r = (): Decode => tabled(fromLabel('koi8-r'), null, null);
