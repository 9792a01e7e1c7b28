// @ts-nocheck
import { at, digitAt, digitsEnd, freeLeft, freeRight, isDigit, isLetter, isSeparator, lower } from './chars';
import { emit, emitExact } from './emit';
import {
  AREAS, CARD, CARDS, DIGITS, DIGITS_SHAPE, ENDS, GROUP_PAIRS, GROUP_SLOTS, GROUPS_SHAPE, LANDLINE, LENGTHS, LINE, MOBILE,
  MOBILES, REGIONS, RESIDENT_ID, TOTALS, VALUE,
} from './layout';

/** Groups of one joined run that are looked at together, and their digits. */
const MAX_GROUPS: i32 = 8;
const MAX_DIGITS: i32 = 31;

/** Bit n: some leading digits are wanted for n digits. */
export let wantedLengths: u32 = 0;
let lastYear: i32 = 0;

export function setDigits(lengths: u32, year: i32): void {
  wantedLengths = lengths;
  lastYear = year;
}

@inline function lengthOf(k: i32): i32 {
  return load<i32>(LENGTHS + (<usize>k << 2));
}

@inline function endOf(k: i32): usize {
  return <usize>load<i32>(ENDS + (<usize>k << 2));
}

@inline function totalOf(k: i32): i32 {
  return load<i32>(TOTALS + (<usize>k << 2));
}

@inline function value(i: usize): i32 {
  return <i32>load<u8>(VALUE + i);
}

/**
 * The digit group that starts at `p`, and those joined to it: resident-id, card, mobile, landline, digits, groups.
 * Bit i of `digits` tells of the byte at p + i.
 */
export function digitGroup(p: usize, digits: u64): void {
  let groups: i32 = 0;
  let total: i32 = 0;
  let start: u64 = 0;
  for (;;) {
    const length = <i32>ctz(~(digits >> start));
    if (total + length > MAX_DIGITS) break;
    total += length;
    const end = start + length;
    store<i32>(LENGTHS + (<usize>groups << 2), length);
    store<i32>(ENDS + (<usize>groups << 2), <i32>end);
    store<i32>(TOTALS + (<usize>groups << 2), total);
    groups++;
    if (groups == MAX_GROUPS || ((digits >> (end + 1)) & 1) == 0 || !isSeparator(at(p + <usize>end))) break;
    start = end + 1;
  }
  if (groups == 0) return;
  const free = freeLeft(p);
  if (total >= 10) exact(p, groups, total, free);
  if (!free) return;

  const first = <i32>(at(p) - 0x30);
  const b = at(p + 1);
  const lead = first * 10 + <i32>((isDigit(b) ? b : at(p + 2)) - 0x30);
  for (let k = 0; k < groups; k++) {
    const count = totalOf(k);
    if (count < 2 || ((wantedLengths >> count) & 1) == 0) continue;
    if (load<u8>(DIGITS + <usize>(count * 100 + lead)) == 0) continue;
    const end = p + endOf(k);
    if (freeRight(end)) emit(p, end, DIGITS_SHAPE, count);
  }
  if (groups > 1) signatures(p, groups);
}

function signatures(p: usize, groups: i32): void {
  let signature: u32 = 0;
  for (let k = 0; k < groups && k < 6; k++) {
    const length = lengthOf(k);
    if (length > 15) return;
    signature = (signature << 4) | length;
    if (k == 0) continue;
    if (k == 1 && load<u8>(GROUP_PAIRS + signature) == 0) return;
    let slot = (signature * 0x9e3779b1) >> 24;
    for (;;) {
      const there = load<u32>(GROUP_SLOTS + (<usize>slot << 3));
      if (there == 0) break;
      if (there == signature) {
        const end = p + endOf(k);
        if (freeRight(end)) emit(p, end, GROUPS_SHAPE, load<i32>(GROUP_SLOTS + (<usize>slot << 3), 4));
        break;
      }
      slot = (slot + 1) & 0xff;
    }
  }
}

/** Writes the digit values of the groups to VALUE; what stands behind them is arbitrary. */
function takeValues(p: usize, groups: i32): void {
  const zero = i8x16.splat(0x30);
  let start: usize = 0;
  let to: usize = VALUE;
  for (let k = 0; k < groups; k++) {
    v128.store(to, i8x16.sub(v128.load(p + start), zero));
    if (lengthOf(k) > 16) v128.store(to, i8x16.sub(v128.load(p + start, 16), zero), 16);
    start = endOf(k) + 1;
    to = VALUE + <usize>totalOf(k);
  }
}

function exact(p: usize, groups: i32, total: i32, free: bool): void {
  const first = at(p) - 0x30;
  if (total >= 13 && free) {
    takeValues(p, groups);
    if (total >= 17 && residentId(p, groups)) return;
    if (card(p, groups)) return;
  } else if (first > 1 && first != 8) {
    // Only a country code before it can make a number of this.
    const before = at(p - 1);
    if (before != 0x29 && !isSeparator(before)) return;
  } else takeValues(p, groups);
  if (total >= 11 && mobile(p, groups, free)) return;
  landline(p, free);
}

/** Writes the values of `count` digits at `p` (at most 19) to VALUE; false when they are none. */
export function takeNumber(p: usize, count: u32): bool {
  const zero = i8x16.splat(0x30);
  const nine = i8x16.splat(9);
  const head = i8x16.sub(v128.load(p), zero);
  const tail = i8x16.sub(v128.load(p, 16), zero);
  v128.store(VALUE, head);
  v128.store(VALUE, tail, 16);
  const others = <u32>i8x16.bitmask(i8x16.gt_u(head, nine)) | ((<u32>i8x16.bitmask(i8x16.gt_u(tail, nine))) << 16);
  return <u32>ctz(others) >= count;
}

/** Whether the first `count` digits of VALUE are a card number. */
export function cardHolds(count: u32): bool {
  const prefix = value(0) * 1000 + value(1) * 100 + value(2) * 10 + value(3);
  return ((load<u32>(CARDS + (<usize>prefix << 2)) >> count) & 1) != 0 && luhn(<i32>count);
}

/** Position behind X, x or U+00D7 at `p`, or 0. */
@inline function afterCross(p: usize): usize {
  if ((at(p) | 0x20) == 0x78) return p + 1;
  return at(p) == 0xc3 && at(p + 1) == 0x97 ? p + 2 : 0;
}

function residentId(p: usize, groups: i32): bool {
  if (load<u8>(REGIONS + <usize>(value(0) * 10 + value(1))) == 0) return false;
  for (let k = 0; k < groups && k < 6; k++) {
    if (k > 0 && lengthOf(k - 1) < 2) return false;
    const total = totalOf(k);
    if (total < 17) continue;
    if (total > 18) return false;
    const end = p + endOf(k);
    let last: usize = 0;
    if (total == 18) {
      if (freeRight(end)) last = end;
    } else {
      last = afterCross(end);
      if (last == 0 && isSeparator(at(end))) {
        last = afterCross(end + 1);
        if (last != 0 && isLetter(at(last))) last = 0;
      }
      if (last != 0 && !freeRight(last)) last = 0;
    }
    if (last == 0) continue;
    const saved = load<u8>(VALUE, 17);
    if (total == 17) store<u8>(VALUE, 10, 17);
    if (residentIdHolds()) {
      emitExact(p, last, RESIDENT_ID, 0, VALUE, 18);
      return true;
    }
    store<u8>(VALUE, saved, 17);
  }
  return false;
}

/** Birth date and check character of GB 11643 (ISO 7064 MOD 11-2) over VALUE. */
export function residentIdHolds(): bool {
  const year = value(6) * 1000 + value(7) * 100 + value(8) * 10 + value(9);
  const month = value(10) * 10 + value(11);
  const day = value(12) * 10 + value(13);
  if (year < 1890 || year > lastYear || month < 1 || month > 12 || day < 1) return false;
  let days = 31;
  if (month == 2) days = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  else if (month == 4 || month == 6 || month == 9 || month == 11) days = 30;
  if (day > days) return false;
  const weights = i8x16(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4);
  const d = v128.load(VALUE);
  const products = i16x8.add(i16x8.extmul_low_i8x16_u(d, weights), i16x8.extmul_high_i8x16_u(d, weights));
  return (sumOf(products) + value(16) * 2 + value(17)) % 11 == 1;
}

@inline function sumOf(v: v128): i32 {
  const s = i32x4.extadd_pairwise_i16x8_u(v);
  return i32x4.extract_lane(s, 0) + i32x4.extract_lane(s, 1) + i32x4.extract_lane(s, 2) + i32x4.extract_lane(s, 3);
}

function card(p: usize, groups: i32): bool {
  const prefix = value(0) * 1000 + value(1) * 100 + value(2) * 10 + value(3);
  const lengths = load<u32>(CARDS + (<usize>prefix << 2));
  if (lengths == 0) return false;
  let last = 0;
  const most = groups < 6 ? groups : 6;
  while (last < most - 1 && lengthOf(last) >= 3) last++;
  for (let k = last; k >= 0; k--) {
    const count = totalOf(k);
    if (count < 13) return false;
    if (count > 19 || ((lengths >> count) & 1) == 0) continue;
    const end = p + endOf(k);
    if (!freeRight(end) || !luhn(count)) continue;
    emitExact(p, end, CARD, 0, VALUE, count);
    return true;
  }
  return false;
}

/** Luhn (ISO/IEC 7812-1 annex B) over the first `count` digits of VALUE, at most 32; zeros stand before them. */
function luhn(count: i32): bool {
  const doubled = i8x16(0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 0, 0, 0, 0, 0);
  const every = i16x8.splat(0x00ff);
  const end = VALUE + <usize>count;
  const a = v128.load(end - 16);
  const b = v128.load(end - 32);
  const sum = i8x16.add(
    v128.bitselect(i8x16.swizzle(doubled, a), a, every),
    v128.bitselect(i8x16.swizzle(doubled, b), b, every),
  );
  return sumOf(i16x8.extadd_pairwise_i8x16_u(sum)) % 10 == 0;
}

/** Number of digits of a country code glued to the number at `p`: 86..., 0086...; else 0. */
@inline function gluedCountryCode(p: usize, total: i32): i32 {
  if (total < 4) return 0;
  if (value(0) == 8 && value(1) == 6) return 2;
  return value(0) == 0 && value(1) == 0 && value(2) == 8 && value(3) == 6 ? 4 : 0;
}

/** A '+' at `p - 1` that belongs to the number. */
@inline function plusBefore(p: usize): bool {
  return at(p - 1) == 0x2b && at(p - 2) != 0x2b && freeLeft(p - 1);
}

/** More than a bare 86 and a blank. */
let marked: bool = false;

/** Start of a country code written before `q`, or 0: +86 0086 86 (+86) (0086) (86) +(86), then at most one ' ' or '-'. */
function countryCode(q: usize): usize {
  let r = q;
  marked = at(r - 1) == 0x2d;
  if (isSeparator(at(r - 1))) r--;
  const closed = at(r - 1) == 0x29;
  if (closed) r--;
  if (at(r - 1) != 0x36 || at(r - 2) != 0x38) return 0;
  r -= 2;
  if (at(r - 1) == 0x2b) {
    r--;
    marked = true;
  } else if (at(r - 1) == 0x30 && at(r - 2) == 0x30) {
    r -= 2;
    marked = true;
  }
  if (closed) {
    if (at(r - 1) != 0x28) return 0;
    r--;
    marked = true;
    if (at(r - 1) == 0x2b && at(r + 1) != 0x2b) r--;
  }
  return at(r - 1) == 0x2b || !freeLeft(r) ? 0 : r;
}

function mobile(p: usize, groups: i32, free: bool): bool {
  if (at(p) == 0x31) {
    const country = countryCode(p);
    if (country != 0) return mobileNumber(p, groups, 0, country);
    return free && mobileNumber(p, groups, 0, p);
  }
  if (at(p) != 0x38 && at(p) != 0x30) return false;
  const skip = gluedCountryCode(p, totalOf(groups - 1));
  if (skip == 0 || !free) return false;
  return mobileNumber(p, groups, skip, skip == 2 && plusBefore(p) ? p - 1 : p);
}

/** A mobile number from digit `skip` of the first group on: 11, 3-8, 7-4, 3-4-4 or 4-3-4. */
function mobileNumber(p: usize, groups: i32, skip: i32, start: usize): bool {
  for (let k = 0; k < groups && k < 3; k++) {
    if (totalOf(k) - skip != 11) continue;
    const first = lengthOf(0) - skip;
    if (k == 1 && first != 3 && first != 7) return false;
    if (k == 2) {
      const second = lengthOf(1);
      if (!(first == 3 && second == 4) && !(first == 4 && second == 3)) return false;
    }
    const s = <usize>skip;
    const end = p + endOf(k);
    if (value(s) != 1 || !freeRight(end)) return false;
    if (load<u8>(MOBILES + <usize>(value(s + 1) * 100 + value(s + 2) * 10 + value(s + 3))) == 0) return false;
    emitExact(start, end, MOBILE, 0, VALUE + s, 11);
    return true;
  }
  return false;
}

/** A ')' stands at `close` behind a digit: (0571)88880000, +86 (10) 62345678. */
export function bracketedLandline(close: usize): void {
  let p = close - 1;
  while (p > close - 5 && digitAt(p - 1)) p--;
  if (close - p > 4 || at(p - 1) != 0x28) return;
  const country = countryCode(p - 1);
  if (country == 0 && !freeLeft(p - 1)) return;
  const next = isSeparator(at(close + 1)) ? close + 2 : close + 1;
  landlineNumber(p, close, next, country != 0, country != 0 ? country : p - 1);
}

function landline(p: usize, free: bool): void {
  const runEnd = p + endOf(0);
  const country = countryCode(p);
  const trunk = at(p) == 0x30;
  // "86 571 ..." with blanks only is too weak a sign of a country code for a number without its 0.
  const abroad = country != 0 && (trunk || marked);
  if (abroad || (free && trunk)) {
    const start = abroad ? country : p;
    if (runEnd - p <= 4) {
      if (isSeparator(at(runEnd)) && landlineNumber(p, runEnd, runEnd + 1, abroad, start)) return;
    } else if (gluedLandline(p, runEnd, abroad, start)) return;
  }
  if (at(p) != 0x38 && !trunk) return;
  const skip = <usize>gluedCountryCode(p, 31);
  if (skip == 0 || !free) return;
  const plus = skip == 2 && plusBefore(p);
  if (skip == 2 && !plus) return;
  const start = plus ? p - 1 : p;
  if (runEnd < p + skip + 5) {
    if (isSeparator(at(runEnd))) landlineNumber(p + skip, runEnd, runEnd + 1, true, start);
  } else gluedLandline(p + skip, runEnd, true, start);
}

/** Area code and subscriber in one group [q, runEnd). */
function gluedLandline(q: usize, runEnd: usize, abroad: bool, start: usize): bool {
  const code = at(q) == 0x30 ? q + 3 : q + 2;
  if (code < runEnd && landlineNumber(q, code, code, abroad, start)) return true;
  return code + 1 < runEnd && landlineNumber(q, code + 1, code + 1, abroad, start);
}

/** Area code [q, codeEnd), subscriber from `s` on: 7 or 8 digits, when apart also 3-4 or 4-4. */
function landlineNumber(q: usize, codeEnd: usize, s: usize, abroad: bool, start: usize): bool {
  const trunk: usize = at(q) == 0x30 ? 1 : 0;
  if (trunk == 0 && !abroad) return false;
  const digits = <i32>(codeEnd - q + 1 - trunk);
  if (digits != 3 && digits != 4) return false;
  let code: u32 = 0;
  for (let i = q + trunk; i < codeEnd; i++) code = code * 10 + at(i) - 0x30;
  if (load<u8>(AREAS + code) != digits) return false;
  const first = at(s);
  if (first < 0x32 || first > 0x38) return false;

  let end = digitsEnd(s, 9);
  let to: usize = LINE;
  store<u8>(to++, 0);
  for (let i = q + trunk; i < codeEnd; i++) store<u8>(to++, at(i) - 0x30);
  const subscriber = to;
  for (let i = s; i < end; i++) store<u8>(to++, at(i) - 0x30);
  const length = end - s;
  if ((length == 3 || length == 4) && s != codeEnd && isSeparator(at(end))) {
    const more = digitsEnd(end + 1, 5);
    if (more - end - 1 != 4) return false;
    for (let i = end + 1; i < more; i++) store<u8>(to++, at(i) - 0x30);
    end = more;
  } else if (length != 7 && length != 8) return false;
  if (digits == 3 && to - subscriber != 8) return false;
  if (!freeRight(end)) return false;

  if (extension(end)) {
    store<u8>(to++, 11);
    for (let i = extensionFrom; i < extensionEnd; i++) store<u8>(to++, at(i) - 0x30);
    end = extensionEnd;
  }
  emitExact(start, end, LANDLINE, 0, LINE, <u32>(to - LINE));
  return true;
}

let extensionFrom: usize = 0;
let extensionEnd: usize = 0;

function extensionDigits(p: usize): bool {
  extensionFrom = p;
  extensionEnd = digitsEnd(p, 7);
  return extensionEnd > p && extensionEnd - p <= 6 && freeRight(extensionEnd);
}

/** "-801", "转801", " ext. 801", "x801", "分机 801" at `end`: 1-6 digits. */
function extension(end: usize): bool {
  if (at(end) == 0x2d) return extensionDigits(end + 1);
  const p = at(end) == 0x20 ? end + 1 : end;
  let next: usize = 0;
  const b = lower(at(p));
  if (b == 0xe8) {
    if (at(p + 1) == 0xbd && at(p + 2) == 0xac) next = p + 3;
  } else if (b == 0xe5) {
    if (at(p + 1) == 0x88 && at(p + 2) == 0x86 && at(p + 3) == 0xe6 && at(p + 4) == 0x9c && at(p + 5) == 0xba) next = p + 6;
  } else if (b == 0x65) {
    if (lower(at(p + 1)) == 0x78 && lower(at(p + 2)) == 0x74) next = at(p + 3) == 0x2e ? p + 4 : p + 3;
  } else if (b == 0x78) next = p + 1;
  if (next == 0) return false;
  return extensionDigits(at(next) == 0x20 ? next + 1 : next);
}
