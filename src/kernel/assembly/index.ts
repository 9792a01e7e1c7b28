// @ts-nocheck
import { at, charactersIn } from './chars';
import { setDigits as setDigitTables } from './digits';
import { begin, beginTable, limit, setDialect, sortAnchors } from './emit';
import { foldCount, fold as foldBytes } from './fold';
import { BYTES, HUSHED, LITERAL, SAVED } from './layout';
import { countOfKind, learnKind, settleColumn, startSettling } from './settle';
import { lineCount, setSweep, sweep } from './sweep';
import { age, beyond, blank, blot, blotCells, column, columns as columnsSeen, readCells, row, startTable, stopAt } from './table';

export {
  ANCHORS, AREAS, BLANK, BUILDING_MAP, BYTES, CARDS, COUNTS, DIGITS, ENTRIES, FILLERS, FOLD_MAP, GROUP_PAIRS, GROUP_SLOTS, HUSHED, LITERAL_TEXT,
  MOBILES, ODD_HEADS, PAIR_HEADS, PAIR_MAP, PLATE_END_MAP, PROVINCE_MAP, REGIONS, REGISTERS, SKETCH_OF, TLD_ENTRIES, TLD_HEADS,
  TLD_TEXT, UPPER, WIDTHS, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP,
  WORD4_SHORT, WORD6_MAP,
} from './layout';

/** No shape is looked at further behind its trigger. */
const TAIL: usize = 512;

let stoppedAt: i32 = 0;

export function configure(
  lengths: u32, year: i32, shortest: i32, skipDates: bool, longCodes: bool, digitPivots: bool, singlePivots: bool, anyOdd: bool, shortOdd: bool,
  odd: u32,
): void {
  setDigitTables(lengths, year);
  setSweep(shortest, skipDates, longCodes, digitPivots, singlePivots, anyOdd, shortOdd, odd);
}

export function fold(start: i32, end: i32): i32 {
  return foldBytes(start, end);
}

export function foldPairs(): i32 {
  return foldCount;
}

export function characters(start: i32, end: i32): i32 {
  return charactersIn(BYTES + <usize>start, BYTES + <usize>end);
}

export function next(): i32 {
  return stoppedAt;
}

export function lines(): i32 {
  return lineCount;
}

export function table(delimiter: u32, quote: u32, terminator: u32, quietAfter: u32, seed: u32): void {
  startTable(delimiter, terminator, quote);
  startSettling();
  memory.fill(HUSHED, 0, 1024);
  setDialect(quote, quietAfter, seed);
}

export function settle(column: u32, shape: i32): void {
  settleColumn(column, shape);
}

export function learn(column: u32, kind: u32): bool {
  return learnKind(column, kind);
}

export function learnt(column: u32, kind: u32): f64 {
  return countOfKind(column, kind);
}

export function rows(): i32 {
  return row;
}

export function columns(): i32 {
  return columnsSeen;
}

export function currentColumn(): i32 {
  return column;
}

/** Cells of columns from 1,023 on, in rows ended. */
export function cellsBeyond(): f64 {
  return beyond;
}

function scanBytes(inTable: bool, start_: i32, limit_: i32, end_: i32): i32 {
  const start = BYTES + <usize>start_;
  const end = BYTES + <usize>end_;
  const asked = BYTES + <usize>limit_;
  begin(start, asked);
  // Nothing behind the end may look like the rest of a value.
  memory.copy(SAVED, end, TAIL);
  memory.fill(end, 0, TAIL);
  if (inTable) {
    beginTable(true, end, blank);
    readCells(start, asked, end);
    if (blot) {
      // The byte before the cell that is being read ended the one before it.
      const border = age < start - BYTES ? start - age - 1 : BYTES - 1;
      const byte = at(border);
      blotCells(start, end, true);
      store<u8>(border, 0);
      sweep(true, start, end);
      blotCells(start, end, false);
      store<u8>(border, byte);
    } else sweep(true, start, end);
    stopAt(start, limit, asked);
  } else {
    beginTable(false, end, true);
    sweep(false, start, end);
  }
  memory.copy(end, SAVED, TAIL);
  stoppedAt = <i32>(limit - BYTES);
  return sortAnchors(LITERAL);
}

export function scan(start: i32, limit: i32, end: i32): i32 {
  return scanBytes(false, start, limit, end);
}

export function scanTable(start: i32, limit: i32, end: i32): i32 {
  return scanBytes(true, start, limit, end);
}
