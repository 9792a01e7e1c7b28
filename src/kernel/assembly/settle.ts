// @ts-nocheck
import { at, isDigit } from './chars';
import { cardHolds, residentIdHolds, takeNumber } from './digits';
import { limit, note, quoteByte } from './emit';
import {
  CARD, CARDS, CELL_BITS, EMAIL, EXPECTED, EXPLAINED, KIND_SLOTS, KINDS, MAIL, MOBILE, MOBILES, REGIONS, RESIDENT_ID, ROW_BITS, VALUE,
} from './layout';
import { plainEmail } from './shapes';

/*
 * A column that was settled holds values of one exact shape. Its cells are read here one by one, before anything is looked for:
 * one that is such a value in its plainest form is counted and explained, and no mask has a bit of it.
 */

/** Some column was settled. */
export let anySettled: bool = false;
let kinds: i32 = 0;

/** Kinds learnt: (u64 column and kind + 1, f64 count)[8192], by a hash. */
const MAX_KINDS: i32 = 6144;

export function startSettling(): void {
  anySettled = false;
  kinds = 0;
  memory.fill(EXPECTED, 0, 1024);
  memory.fill(KINDS, 0, KIND_SLOTS << 4);
}

export function settleColumn(column: u32, shape: i32): void {
  store<u8>(EXPECTED + column, shape + 1);
  anySettled = true;
}

@inline function kindKey(column: u32, kind: u32): u64 {
  return ((<u64>column) << 32) | <u64>(kind + 1);
}

/** Where a kind stands or would stand. */
function kindSlot(key: u64): usize {
  let slot = <usize>((key * 0x9e3779b97f4a7c15) >> 51);
  let there = KINDS + (slot << 4);
  while (load<u64>(there) != key && load<u64>(there) != 0) {
    slot = (slot + 1) & (KIND_SLOTS - 1);
    there = KINDS + (slot << 4);
  }
  return there;
}

export function learnKind(column: u32, kind: u32): bool {
  const key = kindKey(column, kind);
  const slot = kindSlot(key);
  if (load<u64>(slot) == key) return true;
  if (kinds == MAX_KINDS) return false;
  kinds++;
  store<u64>(slot, key);
  return true;
}

export function countOfKind(column: u32, kind: u32): f64 {
  const key = kindKey(column, kind);
  const slot = kindSlot(key);
  return load<u64>(slot) == key ? load<f64>(slot, 8) : 0;
}

/** Counts a number of a shape that several types share if its kind is known: its first six digits and how many it has. */
function noteKind(column: u32, shape: i32, count: u32, length: u32): bool {
  let head: u32 = 0;
  for (let i: usize = 0; i < 6; i++) head = head * 10 + <u32>load<u8>(VALUE + i);
  const key = kindKey(column, head * 64 + count);
  const slot = kindSlot(key);
  if (load<u64>(slot) != key) return false;
  store<f64>(slot, load<f64>(slot, 8) + 1, 8);
  note(column, shape, VALUE, length);
  return true;
}

/** Whether [s, e) is a plain value of the shape; then it is counted. */
function isPlain(column: u32, shape: i32, s: usize, e: usize): bool {
  if (at(e - 1) == 0x0d && e > s) e--;
  if (quoteByte != 0 && e - s > 1 && at(s) == quoteByte && at(e - 1) == quoteByte) {
    s++;
    e--;
  }
  const length = <u32>(e - s);
  if (shape == MOBILE) {
    if (length != 11 || !takeNumber(s, 11) || load<u8>(VALUE) != 1) return false;
    if (load<u8>(MOBILES + <usize>load<u8>(VALUE, 1) * 100 + <usize>load<u8>(VALUE, 2) * 10 + <usize>load<u8>(VALUE, 3)) == 0) return false;
    note(column, MOBILE, VALUE, 11);
    return true;
  }
  if (shape == RESIDENT_ID) {
    if (length != 18 || !takeNumber(s, 17)) return false;
    const last = at(s + 17);
    const digit = isDigit(last);
    if (!digit && (last | 0x20) != 0x78) return false;
    store<u8>(VALUE, digit ? last - 0x30 : 10, 17);
    if (load<u8>(REGIONS + <usize>load<u8>(VALUE) * 10 + <usize>load<u8>(VALUE, 1)) == 0 || !residentIdHolds()) return false;
    return noteKind(column, RESIDENT_ID, digit ? 18 : 17, 18);
  }
  if (shape == CARD) {
    // Numbers of 17 and 18 digits may be resident numbers.
    if (length < 13 || length > 19 || length == 17 || length == 18) return false;
    if (!takeNumber(s, length) || !cardHolds(length)) return false;
    return noteKind(column, CARD, length, length);
  }
  if (shape == EMAIL) {
    if (length > 64 || !plainEmail(s, e)) return false;
    note(column, EMAIL, MAIL, length);
    return true;
  }
  return false;
}

/** Sets the bits of [from, to), offsets in the strip. */
@inline function explain(from: usize, to: usize): void {
  const first = from >> 6;
  const last = (to - 1) >> 6;
  const head = (<u64>-1) << (from & 63);
  const tail = (<u64>-1) >> (63 - ((to - 1) & 63));
  let slot = EXPLAINED + (first << 3);
  if (first == last) {
    store<u64>(slot, load<u64>(slot) | (head & tail));
    return;
  }
  store<u64>(slot, load<u64>(slot) | head);
  for (let i = first + 1; i < last; i++) {
    slot += 8;
    store<u64>(slot, -1);
  }
  store<u64>(slot, load<u64>(slot, 8) | tail, 8);
}

/** Reads the cells that lie within the strip of `count` words at `w`; the first one began at `cell`, in `column`. */
export function settleCells(w: usize, start: usize, count: usize, cell: usize, column: u32): void {
  const strip = w;
  memory.fill(EXPLAINED, 0, count << 3);
  let index = (w - start) >> 3;
  for (let n: usize = 0; n < count && w < limit; n++) {
    let ends = load<u64>(CELL_BITS + index);
    if (limit - w < 64) ends &= ((<u64>1) << (limit - w)) - 1;
    const rows = load<u64>(ROW_BITS + index);
    for (; ends != 0; ends &= ends - 1) {
      const i = ctz(ends);
      const end = w + <usize>i;
      const expected = <i32>load<u8>(EXPECTED + min(column, 1023));
      if (expected != 0 && cell >= strip && isPlain(column, expected - 1, cell, end)) explain(cell - strip, end - strip);
      cell = end + 1;
      column = ((rows >> i) & 1) != 0 ? 0 : column + 1;
    }
    index += 8;
    w += 64;
  }
}
