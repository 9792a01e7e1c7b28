// @ts-nocheck
import { at } from './chars';
import { trimsLeft } from './emit';
import { BLANK, BYTES, CELL_BITS, COUNTS, FULL_BITS, REGISTERS, ROW_BITS, SKETCH_OF, WIDTHS } from './layout';

/** A quoted cell that goes on for so many bytes was opened by a stray quote; the rest is read as if unquoted. */
const MAX_QUOTED: usize = 1 << 15;

const FRESH: u32 = 0;
const PLAIN: u32 = 1;
const QUOTED: u32 = 2;
const CLOSING: u32 = 3;

let delimiter: u32 = 0;
let terminator: u32 = 0;
let quote: u32 = 0;
/** The delimiter or terminator may stand inside values (a blank, a dash ...): both are blotted out while a block is scanned. */
export let blot: bool = false;

// Where the table stands between two calls.
export let row: i32 = 0;
export let column: i32 = 0;
export let columns: i32 = 0;
/** Bytes of the current cell seen, all of them trimmed from the left, some of them no blank. */
export let age: usize = 0;
export let blank: bool = true;
export let filled: bool = false;
let state: u32 = FRESH;
/** Bytes until the quote of the cell counts as a stray one. */
let quotedLeft: usize = 0;

// The same inside a block, as addresses.
let mode: u32 = FRESH;
let stray: usize = 0;
let modeAtLimit: u32 = FRESH;
let strayAtLimit: usize = 0;

/** Bytes that recognisers read over: in values, or looked at beside them. */
function inValues(b: u32): bool {
  return (b | 0x20) - 0x61 < 26 || b - 0x30 < 10 || b == 0x20 || b == 0x2d || b == 0x2e || b == 0x3a || b == 0x2b ||
    b == 0x28 || b == 0x29 || b == 0x40 || b == 0x5f || b == 0x25;
}

export function startTable(delimiter_: u32, terminator_: u32, quote_: u32): void {
  delimiter = delimiter_;
  terminator = terminator_;
  quote = quote_;
  blot = inValues(delimiter) || inValues(terminator);
  row = column = columns = 0;
  age = 0;
  blank = true;
  filled = false;
  state = FRESH;
  memory.fill(COUNTS, 0, 1024 * 5 * 8);
  memory.fill(BLANK, 0, 1024 * 8);
  memory.fill(WIDTHS, 0, 1025 * 8);
  beyond = 0;
  memory.fill(SKETCH_OF, 0, 1024 * 5);
  memory.fill(REGISTERS, 0, 64 * 4096);
}

/** The reader of rows, byte by byte. Returns the ends of cells in [p, stop) as bits from p on; at most 64 bytes. */
function readBytes(p: usize, stop: usize): u64 {
  let cells: u64 = 0;
  const first = p;
  for (; p < stop; p++) {
    const b = at(p);
    if (mode >= QUOTED && p >= stray) mode = PLAIN;
    if (mode != QUOTED && (b == delimiter || b == terminator)) {
      cells |= (<u64>1) << (p - first);
      mode = FRESH;
      continue;
    }
    const isQuote = quote != 0 && b == quote;
    if (mode == FRESH) {
      if (isQuote) {
        mode = QUOTED;
        stray = p + 1 + MAX_QUOTED;
      } else if (b > 0x20) mode = PLAIN;
    } else if (mode == QUOTED) {
      if (isQuote) mode = CLOSING;
    } else if (mode == CLOSING) mode = isQuote ? QUOTED : PLAIN;
  }
  return cells;
}

@inline function bits(v: v128): u64 {
  return <u64><u32>i8x16.bitmask(v);
}

@inline function eq4(a: v128, b: v128, c: v128, d: v128, x: v128): u64 {
  return bits(i8x16.eq(a, x)) | (bits(i8x16.eq(b, x)) << 16) | (bits(i8x16.eq(c, x)) << 32) | (bits(i8x16.eq(d, x)) << 48);
}

/** Bytes above ' '. */
@inline function content(v: v128): v128 {
  return i8x16.gt_s(v128.xor(v, i8x16.splat(<i8>0x80)), i8x16.splat(<i8>(0x20 - 0x80)));
}

/** Finds the ends of the cells and rows in [start, end), from where the last call stopped, and notes how things stand at `limit`. */
export function readCells(start: usize, limit: usize, end: usize): void {
  mode = state;
  stray = start + quotedLeft;
  const d = i8x16.splat(<i8>delimiter);
  const t = i8x16.splat(<i8>terminator);
  const q = i8x16.splat(<i8>quote);
  let to: usize = 0;
  for (let w = start; w < end; w += 64) {
    if (limit - w < 64) noteLimit(w, limit);
    const v0 = v128.load(w);
    const v1 = v128.load(w, 16);
    const v2 = v128.load(w, 32);
    const v3 = v128.load(w, 48);
    const rows = eq4(v0, v1, v2, v3, t);
    let cells = eq4(v0, v1, v2, v3, d) | rows;
    let full = bits(content(v0)) | (bits(content(v1)) << 16) | (bits(content(v2)) << 32) | (bits(content(v3)) << 48);
    if (quote != 0) {
      const quotes = eq4(v0, v1, v2, v3, q);
      full &= ~quotes;
      cells = quoted(w, min(w + 64, end), cells, quotes, full);
    }
    if (end - w < 64) {
      const valid = ((<u64>1) << (end - w)) - 1;
      cells &= valid;
      full &= valid;
    }
    store<u64>(CELL_BITS + to, cells);
    store<u64>(ROW_BITS + to, cells & rows);
    store<u64>(FULL_BITS + to, full & ~cells);
    to += 8;
  }
  if (limit >= end) {
    if ((end - start) % 64 == 0) {
      modeAtLimit = mode;
      strayAtLimit = stray;
    }
  }
  // The words behind, read by nobody but cleared for certainty.
  store<u64>(CELL_BITS + to, 0);
  store<u64>(ROW_BITS + to, 0);
  store<u64>(FULL_BITS + to, 0);
}

function noteLimit(w: usize, limit: usize): void {
  const mode_ = mode;
  const stray_ = stray;
  readBytes(w, limit);
  modeAtLimit = mode;
  strayAtLimit = stray;
  mode = mode_;
  stray = stray_;
}

/** Ends of cells among `cells`, minding quotes. */
function quoted(w: usize, stop: usize, cells: u64, quotes: u64, full: u64): u64 {
  if (mode >= QUOTED && stray < w + 64) return readBytes(w, stop);
  let openers: u64 = 0;
  let closers: u64 = 0;
  let inside: u64 = mode == QUOTED ? -1 : 0;
  if (quotes != 0) {
    let x = quotes ^ (quotes << 1);
    x ^= x << 2;
    x ^= x << 4;
    x ^= x << 8;
    x ^= x << 16;
    x ^= x << 32;
    inside ^= x;
    openers = quotes & inside;
    closers = quotes & ~inside;
  }
  cells &= ~inside;
  const fresh = (cells << 1) | <u64>(mode == FRESH);
  // Every opening quote must open a cell or follow a closing one (a doubled quote); blanks before it are left to the slow reader.
  if ((openers & ~(fresh | (closers << 1) | <u64>(mode == CLOSING))) != 0) return readBytes(w, stop);
  const opens = openers & fresh;
  if (opens != 0) stray = w + 64 - <usize>clz(opens) + MAX_QUOTED;
  if (<i64>inside < 0) mode = QUOTED;
  else if (<i64>closers < 0) mode = CLOSING;
  else {
    // Fresh while nothing but blanks follows the last end of a cell.
    const rest: u64 = cells == 0 ? (mode == FRESH ? -1 : 0) : <i64>cells > 0 ? (<u64>-1) << (64 - clz(cells)) : 0;
    const plain = (full | quotes) & rest;
    mode = plain == 0 && (cells != 0 || mode == FRESH) ? FRESH : PLAIN;
  }
  return cells;
}

/** Overwrites the ends of cells by zeros (`out`), or restores them. */
export function blotCells(start: usize, end: usize, out: bool): void {
  for (let w = start; w < end; w += 64) {
    const index = (w - start) >> 3;
    const rows = load<u64>(ROW_BITS + index);
    for (let rest = load<u64>(CELL_BITS + index); rest != 0; rest &= rest - 1) {
      const i = ctz(rest);
      store<u8>(w + <usize>i, out ? 0 : ((rows >> i) & 1) != 0 ? terminator : delimiter);
    }
  }
}

/** Cells of columns from 1,023 on, in rows ended. */
export let beyond: f64 = 0;

@inline function count(slot: usize): void {
  store<f64>(slot, load<f64>(slot) + 1);
}

/** Ends of cells, among `cells`, before which nothing of `full` stands. `filled`: the first cell has content already. */
@inline export function blankCells(cells: u64, full: u64, filled: bool): u64 {
  const starts = (cells << 1) | <u64>!filled;
  const blanks = ~(cells | full);
  // A carry runs from the start of a cell through its blanks and ends at its first content or its end.
  const reached = blanks + (starts & blanks);
  return ((reached & ~blanks) | starts) & cells;
}

/** Counts the blank cells among those that end, and the rows; returns the column behind. */
export function endCells(column: i32, cells: u64, rows: u64, blank: u64): i32 {
  for (; blank != 0; blank &= blank - 1) {
    const before = cells & ((blank & -blank) - 1);
    const ended = rows & ((blank & -blank) - 1);
    const at = ended == 0 ? column + <i32>popcnt(before) : <i32>popcnt(before & (-1 << (63 - clz(ended)))) - 1;
    count(BLANK + (<usize>min(at, 1023) << 3));
  }
  for (; rows != 0; rows &= rows - 1) {
    const upTo = rows ^ (rows - 1);
    const width = column + <i32>popcnt(cells & upTo);
    cells &= ~upTo;
    column = 0;
    count(WIDTHS + (<usize>min(width, 1024) << 3));
    if (width > 1023) beyond += <f64>(width - 1023);
    if (width > columns) columns = width;
  }
  return column + <i32>popcnt(cells);
}

/** Where the sweep left the table. `endCell`: start of the current cell, at or before the block's start when it is still the first. */
let endRow: i32 = 0;
let endColumn: i32 = 0;
let endCell: usize = 0;
let endFilled: bool = false;

export function leaveTable(row_: i32, column_: i32, cell: usize, filled_: bool): void {
  endRow = row_;
  endColumn = column_;
  endCell = cell;
  endFilled = filled_;
}

/** Moves on to `next`, where the sweep of the block that started at `start` ended; it was asked to go to `asked`. */
export function stopAt(start: usize, next: usize, asked: usize): void {
  if (next != asked) {
    mode = state;
    stray = start + quotedLeft;
    for (let w = start; w < next; w += 64) readBytes(w, min(w + 64, next));
    modeAtLimit = mode;
    strayAtLimit = stray;
  }
  state = modeAtLimit;
  quotedLeft = strayAtLimit - next;
  row = endRow;
  column = endColumn;
  filled = endFilled;
  let p = start;
  if (endCell > start) {
    p = endCell;
    age = next - endCell;
    blank = true;
  } else age = min(age + next - start, 1 << 30);
  while (blank && p < next) blank = trimsLeft(at(p++));
  columns = max(columns, column + <i32>(age > 0));
}
