// @ts-nocheck
import {
  ANCHORS, BYTES, CELL_BITS, COUNTS, EXACT_SHAPES, FILLERS, HOUSE_NUMBER, HUSHED, LITERAL, REGISTERS, ROW_BITS, SKETCH_OF, WHOLE_CELL, WORD_CELLS, WORD_COLUMNS,
  WORD_ROWS,
} from './layout';
import { newlinesAt } from './masks';

/** Anchors are reported when they start in [from, limit). */
export let from: usize = 0;
export let limit: usize = 0;
export let found: i32 = 0;

/** Where the shape that is being looked at was found; its row and column are looked up there. */
let trigger: usize = 0;

export let inTable: bool = false;
let dataEnd: usize = 0;
let dataFrom: usize = 0;
/** All bytes of the first cell before `from` are trimmed from the left. */
let blank: bool = true;
let quote: u32 = 0;
/** The quote, for those who read cells. */
export let quoteByte: u32 = 0;
let quietAfter: u32 = 0;
let seed: u32 = 0;
export let sketches: i32 = 0;

export function begin(from_: usize, limit_: usize): void {
  from = from_;
  limit = limit_;
  found = 0;
}

export function setLimit(limit_: usize): void {
  limit = limit_;
}

export function beginTable(on: bool, dataEnd_: usize, blank_: bool): void {
  inTable = on;
  dataFrom = from;
  dataEnd = dataEnd_;
  blank = blank_;
}

export function setDialect(quote_: u32, quietAfter_: u32, seed_: u32): void {
  quote = quoteByte = quote_;
  quietAfter = quietAfter_;
  seed = seed_;
  sketches = 0;
}

@inline export function rowsAt64(w: usize, row: i32): void {
  store<i32>(WORD_ROWS + (((w - dataFrom) >> 6) << 2), row);
}

/** A place from which rows are counted where they are lines, and how many ended before it. */
let linesFrom: usize = 0;
let linesBefore: i32 = 0;

export function rowsFrom(p: usize, row: i32): void {
  linesFrom = p;
  linesBefore = row;
}

/** Line ends in [p, end). */
export function linesIn(p: usize, end: usize): i32 {
  let lines = 0;
  for (; p + 64 <= end; p += 64) lines += <i32>popcnt(newlinesAt(p));
  if (p < end) lines += <i32>popcnt(newlinesAt(p) & below(end - p));
  return lines;
}

@inline export function cellsAt64(w: usize, column: i32, cell: usize): void {
  const index = (w - dataFrom) >> 6;
  store<i32>(WORD_COLUMNS + (index << 2), column);
  store<u32>(WORD_CELLS + (index << 2), <u32>cell);
}

@inline export function atPlace(p: usize): void {
  trigger = p;
}

/** Rows that end before `p`. */
export function rowAt(p: usize): i32 {
  if (!inTable) {
    // Anchors stand close together, mostly in order.
    linesBefore += p >= linesFrom ? linesIn(linesFrom, p) : -linesIn(p, linesFrom);
    linesFrom = p;
    return linesBefore;
  }
  const i = p - dataFrom;
  return load<i32>(WORD_ROWS + ((i >> 6) << 2)) + <i32>popcnt(load<u64>(ROW_BITS + ((i >> 6) << 3)) & below(i));
}

/** Column of the cell `p` stands in. */
export function columnAt(p: usize): i32 {
  const i = p - dataFrom;
  const word = (i >> 6) << 3;
  const cells = load<u64>(CELL_BITS + word) & below(i);
  const rows = load<u64>(ROW_BITS + word) & below(i);
  if (rows == 0) return load<i32>(WORD_COLUMNS + (word >> 1)) + <i32>popcnt(cells);
  return <i32>popcnt(cells & (-1 << (63 - clz(rows)))) - 1;
}

@inline function below(i: usize): u64 {
  return ((<u64>1) << (i & 63)) - 1;
}

/** Start of the cell `p` stands in. */
export function cellStart(p: usize): usize {
  const i = p - dataFrom;
  const before = load<u64>(CELL_BITS + ((i >> 6) << 3)) & below(i);
  return before == 0 ? <usize>load<u32>(WORD_CELLS + ((i >> 6) << 2)) : p - (i & 63) + 64 - <usize>clz(before);
}

/** End of the cell `p` stands in. */
export function cellEnd(p: usize): usize {
  const i = p - dataFrom;
  let bits = CELL_BITS + ((i >> 6) << 3);
  const rest = load<u64>(bits) >> (i & 63);
  if (rest != 0) return p + <usize>ctz(rest);
  for (let w = p - (i & 63) + 64; w < dataEnd; w += 64) {
    bits += 8;
    const next = load<u64>(bits);
    if (next != 0) return w + <usize>ctz(next);
  }
  return dataEnd;
}

@inline export function trimsLeft(b: u32): bool {
  return b <= 0x20 || b == 0x22 || b == 0x27 || b == 0x60 || b == 0x3d || b == quote;
}

@inline function trimsRight(b: u32): bool {
  return b <= 0x20 || b == 0x22 || b == 0x27 || b == quote;
}

/** [start, end) lies in the trigger's cell. */
export function inCell(start: usize, end: usize): bool {
  return !inTable || (start >= cellStart(trigger) && end <= cellEnd(trigger));
}

@inline function endsCell(p: usize): bool {
  const i = p - dataFrom;
  return ((load<u8>(CELL_BITS + (i >> 3)) >> <u8>(i & 7)) & 1) != 0;
}

/** Nothing but blanks, quotes and such stands around [start, end) in its cell. */
function fillsCell(start: usize, end: usize): bool {
  for (let p = end; p < dataEnd && !endsCell(p); p++) if (!trimsRight(load<u8>(p))) return false;
  for (let p = start; p > dataFrom; p--) {
    if (endsCell(p - 1)) return true;
    if (!trimsLeft(load<u8>(p - 1))) return false;
  }
  return blank;
}

@inline function fmix(h: u32): u32 {
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** See sketch.ts. */
function noteInSketch(registers: usize, value: usize, length: u32): void {
  let a = seed ^ 0x3c6ef372;
  let b = seed ^ 0xa54ff53a;
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) {
    a = rotl<u32>((a ^ load<u32>(value + i)) * 0x9e3779b1, 15);
    b = rotl<u32>((b ^ load<u32>(value + i, 4)) * 0x85ebca77, 13);
  }
  if (i < length) {
    const rest = load<u64>(value + i) & (((<u64>1) << ((length - i) << 3)) - 1);
    a = rotl<u32>((a ^ <u32>rest) * 0x9e3779b1, 15);
    if (length - i > 4) b = rotl<u32>((b ^ <u32>(rest >> 32)) * 0x85ebca77, 13);
  }
  const register = registers + (fmix(a ^ rotl<u32>(b, 9) ^ length) >> 20);
  const rank = <u32>clz(fmix((a * 0x2c1b3c6d) ^ b)) + 1;
  if (rank > load<u8>(register)) store<u8>(register, rank);
}

/** Counts a value that fills a cell; false when it should not be reported any more. */
export function note(column: i32, shape: i32, value: usize, length: u32): bool {
  const place: i32 = min(column, 1023) * EXACT_SHAPES + shape;
  const slot = <usize>place;
  const count = load<f64>(COUNTS + (slot << 3)) + 1;
  store<f64>(COUNTS + (slot << 3), count);
  let sketch: u32 = load<u8>(SKETCH_OF + slot);
  if (sketch == 0 && sketches < 64) {
    sketch = ++sketches;
    store<u8>(SKETCH_OF + slot, sketch);
  }
  if (sketch != 0) noteInSketch(REGISTERS + ((sketch - 1) << 12), value, length);
  return count <= <f64>quietAfter;
}

/** The anchor says nothing new in its column. */
@inline function isHushed(column: i32, shape: i32, aux: i32): bool {
  if (load<u8>(HUSHED + <usize>min(column, 1023)) == 0) return false;
  return shape == HOUSE_NUMBER || (shape == LITERAL && load<u8>(FILLERS + <usize>aux) != 0);
}

/** Reports [start, end). */
@inline export function emit(start: usize, end: usize, shape: i32, aux: i32): void {
  emitExact(start, end, shape, aux, 0, 0);
}

/** Reports [start, end) whose canonical form is `value`. */
export function emitExact(start: usize, end: usize, shape: i32, aux: i32, value: usize, length: u32): void {
  if (start < from || start >= limit) return;
  let column = 0;
  let flags = 0;
  if (inTable) {
    column = columnAt(trigger);
    if (fillsCell(start, end)) {
      flags = WHOLE_CELL;
      if (shape < EXACT_SHAPES && !note(column, shape, value, length)) return;
    } else if (isHushed(column, shape, aux)) return;
  }
  const row = rowAt(trigger);
  const anchor = ANCHORS + <usize>found * 24;
  store<i32>(anchor, <i32>(start - BYTES));
  store<i32>(anchor, <i32>(end - BYTES), 4);
  store<i32>(anchor, shape | flags, 8);
  store<i32>(anchor, aux, 12);
  store<i32>(anchor, row, 16);
  store<i32>(anchor, column, 20);
  found++;
}

@inline function key(anchor: usize): u64 {
  return ((<u64>load<u32>(anchor)) << 32) | ((<u64>load<u8>(anchor, 8)) << 24) | <u64>(load<u32>(anchor, 4) - load<u32>(anchor));
}

/** Sorts by start, shape, end. The order found is nearly that: within few words of 64 bytes. Of literals that start together the longest stays. */
export function sortAnchors(literal: u32): i32 {
  const end = ANCHORS + <usize>found * 24;
  for (let p: usize = ANCHORS + 24; p < end; p += 24) {
    const k = key(p);
    if (key(p - 24) <= k) continue;
    const a = load<u64>(p);
    const b = load<u64>(p, 8);
    const c = load<u64>(p, 16);
    let q = p;
    do {
      store<u64>(q, load<u64>(q - 24));
      store<u64>(q, load<u64>(q - 24, 8), 8);
      store<u64>(q, load<u64>(q - 24, 16), 16);
      q -= 24;
    } while (q > ANCHORS && key(q - 24) > k);
    store<u64>(q, a);
    store<u64>(q, b, 8);
    store<u64>(q, c, 16);
  }
  let to: usize = ANCHORS;
  for (let p: usize = ANCHORS; p < end; p += 24) {
    const same = p + 24 < end && load<u32>(p) == load<u32>(p + 24) && load<u8>(p, 8) == literal && load<u8>(p + 24, 8) == literal;
    if (same) continue;
    if (to != p) {
      store<u64>(to, load<u64>(p));
      store<u64>(to, load<u64>(p, 8), 8);
      store<u64>(to, load<u64>(p, 16), 16);
    }
    to += 24;
  }
  found = <i32>((to - ANCHORS) / 24);
  return found;
}
