// @ts-nocheck
import {
  at, digitAt, digitsEnd, freeRight, inMap, isAlnum, isDigit, isHex, isLetter, isLower, isSeparator, isUpper, lower,
} from './chars';
import { emit, emitExact, inCell, inTable } from './emit';
import {
  BUILDING_MAP, DECIMALS, EMAIL, HEX_GROUPS, HOUSE_NUMBER, IPV4, MAIL, MIXED, PLATE, PLATE_END_MAP, PLUS, PROVINCE_MAP, TLD_ENTRIES,
  TLD_HEADS, TLD_TEXT, UPPER, UPPER_SHAPE,
} from './layout';

/** A character beyond ASCII stands at `p`, a digit or letter before it. */
export function behindAlnum(p: usize): void {
  if (at(p) == 0xc2) {
    if (at(p + 1) == 0xb0) degrees(p);
    return;
  }
  let end = p + 3;
  if (!inMap(BUILDING_MAP, p)) return;
  // The two words of two characters: 单元, 街坊.
  if (at(p) == 0xe5 && at(p + 1) == 0x8d) {
    if (at(p + 3) != 0xe5 || at(p + 4) != 0x85 || at(p + 5) != 0x83) return;
    end += 3;
  } else if (at(p) == 0xe8 && at(p + 1) == 0xa1) {
    if (at(p + 3) != 0xe5 || at(p + 4) != 0x9d || at(p + 5) != 0x8a) return;
    end += 3;
  }
  let start = p - 1;
  if (digitAt(start)) {
    while (start > p - 9 && digitAt(start - 1)) start--;
    if (p - start > 8) return;
  } else if (isLetter(at(start - 1))) return;
  emit(start, end, HOUSE_NUMBER, 0);
}

/** U+00B0 stands at `p`: 1-3 digits and at most 10 fraction digits before it; no temperature. */
function degrees(p: usize): void {
  let start = p;
  while (start > p - 11 && digitAt(start - 1)) start--;
  if (start == p || p - start > 10) return;
  if (at(start - 1) == 0x2e) {
    const point = start - 1;
    start = point;
    while (start > point - 4 && digitAt(start - 1)) start--;
    if (start == point || point - start > 3 || at(start - 1) == 0x2e) return;
  } else if (p - start > 3) return;
  const next = at(p + 2) | 0x20;
  if (next != 0x63 && next != 0x66) emit(start, p + 2, DECIMALS, 0);
}

/** A maximal run of letters and digits starts at `p`. */
export function mixed(p: usize): void {
  const b = at(p);
  if (b == 0x30) {
    if (at(p + 1) != 0x78) return;
  } else if (b == 0x62 || b == 0x74) {
    if (at(p + 1) != (b == 0x62 ? 0x63 : 0x62) || at(p + 2) != 0x31) return;
  } else if (b == 0x6c) {
    if (at(p + 1) != 0x74 || at(p + 2) != 0x63 || at(p + 3) != 0x31) return;
  } else if (b != 0x31 && b != 0x33 && b != 0x54) return;
  let end = p;
  let digits: usize = 0;
  while (end <= p + 64 && isAlnum(at(end))) digits += <usize>isDigit(at(end++));
  const length = end - p;
  if (length < 26 || length > 64 || digits == 0 || digits == length) return;
  emit(p, end, MIXED, <i32>length);
}

/** A maximal run of upper-case letters and digits starts at `p`. */
export function upper(p: usize): void {
  const before = at(p - 1);
  if (isLower(before) || before == 0x5f) return;
  let end = p;
  let digits: usize = 0;
  while (end < p + 64 && (digitAt(end) || isUpper(at(end)))) digits += <usize>digitAt(end++);
  const length = end - p;
  if (length >= 64 || digits < 4 || digits == length) return;
  if (isLower(at(end)) || at(end) == 0x5f) return;
  if (load<u8>(UPPER + length)) emit(p, end, UPPER_SHAPE, <i32>length);
}

/** Characters of a local part that cannot open it. */
@inline function isLocalMark(b: u32): bool {
  return b == 0x2e || b == 0x25 || b == 0x2b || b == 0x2d;
}

@inline function isLocal(b: u32): bool {
  return isAlnum(b) || b == 0x5f || isLocalMark(b);
}

@inline function letterBytes(v: v128): v128 {
  return i8x16.lt_s(i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(<i8>(0x61 + 128))), i8x16.splat(<i8>(26 - 128)));
}

@inline function digitBytes(v: v128): v128 {
  return i8x16.lt_s(i8x16.sub(v, i8x16.splat(<i8>(0x30 + 128))), i8x16.splat(<i8>(10 - 128)));
}

@inline function markBytes(v: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(v, i8x16.splat(0x2e)), i8x16.eq(v, i8x16.splat(0x2d))),
    v128.or(i8x16.eq(v, i8x16.splat(0x2b)), i8x16.eq(v, i8x16.splat(0x25))),
  );
}

@inline function two(a: v128, b: v128): u32 {
  return <u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16);
}

/** '@' stands at `p`. */
export function email(p: usize): void {
  const start = localStart(p);
  if (start == 0) return;
  const end = domain(p + 1);
  if (end == 0) return;
  const length = end - start;
  if (inTable) for (let i: usize = 0; i < length; i += 16) v128.store(MAIL + i, lowerBytes(v128.load(start + i)));
  emitExact(start, end, EMAIL, 0, MAIL, <u32>length);
}

/** Whether [start, end), at most 64 bytes, is an e-mail address; its canonical form is at MAIL then. */
export function plainEmail(start: usize, end: usize): bool {
  const sign = i8x16.splat(0x40);
  const signs = <u64>two(i8x16.eq(v128.load(start), sign), i8x16.eq(v128.load(start, 16), sign)) |
    (<u64>two(i8x16.eq(v128.load(start, 32), sign), i8x16.eq(v128.load(start, 48), sign)) << 32);
  const p = start + <usize>ctz(signs);
  if (p >= end || localStart(p) != start || domain(p + 1) != end) return false;
  const length = end - start;
  for (let i: usize = 0; i < length; i += 16) v128.store(MAIL + i, lowerBytes(v128.load(start + i)));
  return true;
}

@inline function lowerBytes(v: v128): v128 {
  const upper = i8x16.lt_s(i8x16.sub(v, i8x16.splat(<i8>(0x41 + 128))), i8x16.splat(<i8>(26 - 128)));
  return v128.or(v, v128.and(upper, i8x16.splat(0x20)));
}

/** Start of the local part that ends at `p`, or 0. */
function localStart(p: usize): usize {
  const a = v128.load(p - 32);
  const b = v128.load(p - 16);
  const marksA = markBytes(a);
  const marksB = markBytes(b);
  const wordA = v128.or(v128.or(letterBytes(a), digitBytes(a)), i8x16.eq(a, i8x16.splat(0x5f)));
  const wordB = v128.or(v128.or(letterBytes(b), digitBytes(b)), i8x16.eq(b, i8x16.splat(0x5f)));
  const word = two(wordA, wordB);
  const run = clz(~(word | two(marksA, marksB)));
  if (run == 32) return longLocalStart(p);
  const opens = run == 0 ? 0 : word & (<u32>(-1) << (32 - run));
  if (opens == 0 || at(p - 1) == 0x2e) return 0;
  const first = ctz(opens);
  const dots = two(i8x16.eq(a, i8x16.splat(0x2e)), i8x16.eq(b, i8x16.splat(0x2e)));
  if ((dots & (dots >> 1)) >> first != 0) return 0;
  return p - 32 + <usize>first;
}

/** The same, byte by byte, for up to 64 bytes. */
function longLocalStart(p: usize): usize {
  let start = p;
  while (start > p - 65 && isLocal(at(start - 1))) start--;
  if (p - start > 64 || at(p - 1) == 0x2e) return 0;
  while (start < p && isLocalMark(at(start))) start++;
  if (start == p) return 0;
  for (let i = start; i < p; i++) if (at(i) == 0x2e && at(i + 1) == 0x2e) return 0;
  return start;
}

/** End of the longest domain of 2-7 labels at `from` that ends in a known top-level domain, or 0. */
function domain(from: usize): usize {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const dash = i8x16.splat(0x2d);
  const word = two(v128.or(letterBytes(a), digitBytes(a)), v128.or(letterBytes(b), digitBytes(b)));
  const label = word | two(i8x16.eq(a, dash), i8x16.eq(b, dash));
  const dots = two(i8x16.eq(a, i8x16.splat(0x2e)), i8x16.eq(b, i8x16.splat(0x2e)));
  if (~(label | dots) == 0) return longDomain(from);
  let good: usize = 0;
  let start: u32 = 0;
  for (let labels = 1; labels <= 7; labels++) {
    // A label starts and ends with a letter or digit; '-' behind it end the domain.
    const stop = start + ctz(~(label >> start));
    if (((word >> start) & 1) == 0) return good;
    const end = 32 - clz(word & (((<u32>1) << stop) - 1));
    if (labels > 1 && isTld(from + <usize>start, from + <usize>end)) good = from + <usize>end;
    if (end != stop || ((dots >> stop) & 1) == 0) return good;
    start = stop + 1;
  }
  return good;
}

/** The same, byte by byte, for up to 253 bytes. */
function longDomain(from: usize): usize {
  let good: usize = 0;
  let label = from;
  for (let labels = 1; labels <= 7; labels++) {
    let end = label;
    while (end <= label + 63 && (isAlnum(at(end)) || at(end) == 0x2d)) end++;
    const stop = end;
    while (end > label && at(end - 1) == 0x2d) end--;
    if (end == label || stop - label > 63 || end - from > 253) return good;
    if (at(label) == 0x2d) return good;
    if (labels > 1 && isTld(label, end)) good = end;
    if (end != stop || at(end) != 0x2e) return good;
    label = end + 1;
  }
  return good;
}

function isTld(start: usize, end: usize): bool {
  let h: u32 = 0;
  for (let p = start; p < end; p++) h = (h ^ lower(at(p))) * 0x01000193;
  let entry = <u32>load<u16>(TLD_HEADS + ((h >> 22) << 1));
  while (entry != 0) {
    const e = TLD_ENTRIES + (<usize>entry << 3);
    if (<usize>load<u8>(e, 2) == end - start) {
      const text = TLD_TEXT + <usize>load<u16>(e);
      let i: usize = 0;
      while (i < end - start && lower(at(start + i)) == at(text + i)) i++;
      if (i == end - start) return true;
    }
    entry = load<u16>(e, 4);
  }
  return false;
}

/** '+' stands at `p`. */
export function plus(p: usize): void {
  let digits = 0;
  let end = p;
  for (let i = p + 1; i <= p + 20; i++) {
    const b = at(i);
    if (isDigit(b)) {
      digits++;
      end = i + 1;
    } else if (!isSeparator(b) && b != 0x28 && b != 0x29 && b != 0x2e) break;
  }
  if (digits >= 8) emit(p, end, PLUS, 0);
}

/** The fourth of numbers joined by '.' starts at `fourth`. */
export function ipv4(fourth: usize): void {
  let p = fourth - 1;
  for (let octet = 0; octet < 3; octet++) {
    const point = p;
    while (p > point - 3 && digitAt(p - 1)) p--;
    if (octet < 2) p--;
  }
  if (at(p - 1) == 0x2e || digitAt(p - 1)) return;
  const start = p;
  let a: u32 = 0;
  let b: u32 = 0;
  for (let octet = 0; ; octet++) {
    if (octet == 3 && p != fourth) return;
    const end = digitsEnd(p, 4);
    if (end == p || end - p > 3 || (end - p > 1 && at(p) == 0x30)) return;
    let n: u32 = 0;
    for (; p < end; p++) n = n * 10 + at(p) - 0x30;
    if (n > 255) return;
    if (octet == 0) a = n;
    if (octet == 1) b = n;
    if (octet == 3) break;
    if (at(p++) != 0x2e) return;
  }
  if (!freeRight(p)) return;
  if (a == 0 || a == 10 || a == 127 || a >= 224) return;
  if ((a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) || (a == 169 && b == 254)) return;
  emit(start, p, IPV4, 0);
}

let whole: u32 = 0;

/** End of the decimal at `p` (1-3 digits, '.', 4-10 digits; its whole part in `whole`), or 0. */
function decimal(p: usize): usize {
  const start = at(p) == 0x2d ? p + 1 : p;
  const point = digitsEnd(start, 4);
  if (point == start || point - start > 3 || at(point) != 0x2e) return 0;
  const end = digitsEnd(point + 1, 11);
  if (end - point < 5 || end - point > 11) return 0;
  whole = 0;
  for (let i = start; i < point; i++) whole = whole * 10 + at(i) - 0x30;
  return end;
}

/** A '.' between digits, four of them behind it, stands at `point`. */
export function decimals(point: usize): void {
  let p = point;
  while (p > point - 4 && digitAt(p - 1)) p--;
  if (at(p - 1) == 0x2d && !digitAt(p - 2) && at(p - 2) != 0x2e) p--;
  const before = at(p - 1);
  if (isDigit(before) || before == 0x2e) return;
  let i = decimal(p);
  if (i == 0) return;
  const first = whole;
  const blank = at(i) == 0x20;
  if (blank) i++;
  const b = at(i);
  if (b == 0x2c || b == 0x3b) i++;
  else if (b == 0xef && at(i + 1) == 0xbc && at(i + 2) == 0x8c) i += 3;
  else if (!blank) return;
  if (at(i) == 0x20) i++;
  const end = decimal(i);
  if (end == 0 || !freeRight(end) || !inCell(p, end)) return;
  const second = whole;
  if (min(first, second) <= 90 && max(first, second) <= 180 && (first > 0 || second > 0)) emit(p, end, DECIMALS, 0);
}

@inline function pair(p: usize): bool {
  return isHex(at(p)) && isHex(at(p + 1));
}

/** Six hex pairs may start at `p`. */
export function mac(p: usize): void {
  const mark = at(p + 2);
  if ((mark != 0x3a && mark != 0x2d) || isAlnum(at(p - 1))) return;
  if (at(p - 1) == mark && pair(p - 3) && !isAlnum(at(p - 4))) return;
  for (let i: usize = 0; i < 18; i += 3) if (!pair(p + i) || (i < 15 && at(p + i + 2) != mark)) return;
  const end = p + 17;
  if (isAlnum(at(end)) || (at(end) == mark && pair(end + 1) && !isAlnum(at(end + 3)))) return;
  emit(p, end, HEX_GROUPS, 0);
}

@inline function inRun(p: usize): bool {
  const b = at(p);
  return isHex(b) || b == 0x3a;
}

/** At `colon`, a ':': the second of "::" or the third of its run. */
export function ipv6(colon: usize): void {
  let p = colon;
  while (p > colon - 46 && inRun(p - 1)) p--;
  if (inRun(p - 1)) return;
  const before = at(p - 1);
  if (at(p) == 0x3a && at(p + 1) != 0x3a) {
    if (before == 0x2e) return;
    p++;
  } else if (isAlnum(before) || before == 0x5f || before == 0x2e) return;

  let end = p;
  while (end < p + 46 && inRun(end)) end++;
  if (end >= p + 46 || isAlnum(at(end)) || at(end) == 0x5f || !freeRight(end)) return;
  if (at(end - 1) == 0x3a && at(end - 2) != 0x3a) end--;
  let groups = 0;
  let gaps = 0;
  let colons = 0;
  for (let i = p; i < end; ) {
    let stop = i;
    while (stop < end && isHex(at(stop))) stop++;
    if (stop - i > 4) return;
    if (stop > i) groups++;
    i = stop;
    if (i == end) break;
    if (at(i + 1) == 0x3a && i + 1 < end) {
      // Found once, at this gap.
      if (i + 1 != colon) return;
      gaps++;
      i += 2;
      if (at(i) == 0x3a) return;
    } else {
      // Without a gap: found once, at the third ':'.
      if (gaps == 0 && ++colons == 3 && i == colon) gaps = -1;
      i++;
    }
  }
  if ((gaps == -1 && groups == 8) || (gaps == 1 && groups >= 3 && groups <= 7)) emit(p, end, HEX_GROUPS, 0);
}

/** Bytes of a middle dot (U+00B7, U+2022, U+30FB) at `p`, or 0. */
function dot(p: usize): usize {
  const b = at(p);
  if (b == 0xc2) return at(p + 1) == 0xb7 ? 2 : 0;
  if (b == 0xe2) return at(p + 1) == 0x80 && at(p + 2) == 0xa2 ? 3 : 0;
  if (b == 0xe3) return at(p + 1) == 0x83 && at(p + 2) == 0xbb ? 3 : 0;
  return 0;
}

@inline function gap(p: usize): usize {
  const b = at(p);
  return b == 0x20 || b == 0x2d || b == 0x2e ? 1 : dot(p);
}

/** An upper-case letter stands at `letter`, a character beyond ASCII before it: 京A12345, 沪A·D12345, 粤Z1234港. */
export function plate(letter: usize): void {
  if (!inMap(PROVINCE_MAP, letter - 3)) return;
  let p = letter + 1;
  p += gap(p);
  let count = 0;
  for (; count < 8; count++) {
    const b = at(p);
    if (isDigit(b) || isUpper(b)) p++;
    else if (inMap(PLATE_END_MAP, p)) p += 3;
    else break;
  }
  if (count >= 4 && count <= 7) emit(letter - 3, p, PLATE, 0);
}

/** A word in "wj" starts at `p`. */
export function policePlate(p: usize): void {
  if (at(p) != 0x57 || at(p + 1) != 0x4a || isAlnum(at(p - 1))) return;
  let i = p + 2;
  i += gap(i);
  if (inMap(PROVINCE_MAP, i)) {
    i += 3;
    i += gap(i);
  }
  const digits = digitsEnd(i, 7);
  let end = digits;
  if (digits - i == 4 || digits - i == 5) {
    const b = at(digits);
    if (b == 0x4a || b == 0x42 || b == 0x58 || b == 0x54 || b == 0x48 || b == 0x53 || b == 0x44) end++;
  }
  if (end - i < 5 || end - i > 6 || isAlnum(at(end))) return;
  emit(p, end, PLATE, 0);
}
