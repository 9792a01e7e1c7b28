// @ts-nocheck
import { at } from './chars';
import { bracketedLandline, digitGroup, setDigits as setDigitTables } from './digits';
import { atBit, atCells, atWord, begin, beginTable, found, limit, setDialect, setLimit, sortAnchors } from './emit';
import { foldCount, fold as foldBytes } from './fold';
import { ANCHORS, BYTES, CELL_BITS, FULL_BITS, LITERAL, MAX_ANCHORS, ROW_BITS, SAVED } from './layout';
import { oddAt, pairAt, wordAt } from './literals';
import { behindAlnum, decimals, email, ipv4, ipv6, mac, mixed, plate, plus, upper } from './shapes';
import {
  age, blank, blot, blotCells, column, columns as columnsSeen, endCells, filled, leaveTable, readCells, row, startTable, stopAt,
} from './table';

export {
  ANCHORS, AREAS, BUILDING_MAP, BYTES, CARDS, COUNTS, DIGITS, ENTRIES, FILLED, FOLD_MAP, GROUP_PAIRS, GROUP_SLOTS, LITERAL_TEXT,
  MOBILES, ODD_HEADS, PAIR_HEADS, PAIR_MAP, PLATE_END_MAP, PROVINCE_MAP, REGIONS, REGISTERS, SKETCH_OF, TLD_ENTRIES, TLD_HEADS,
  TLD_TEXT, UPPER, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP,
} from './layout';

/** A shape is found at most so many bytes behind its start (the longest: a literal's pivot, a local part). */
const REACH: usize = 192;
/** No shape is looked at further behind its trigger. */
const TAIL: usize = 512;
/** More anchors than 64 bytes and REACH can bring. */
const ANCHOR_ROOM: i32 = 4096;

/** A joined digit run of fewer bytes is of no interest: 1 + the sum of these doubling steps. */
let step1: u64 = 1;
let step2: u64 = 2;
let step3: u64 = 4;
let step4: u64 = 2;
/** Some literals are found at digit runs; some at one of these bytes. */
let digitPivots: bool = false;
let oddCount: i32 = 0;
let odd0: u32 = 0;
let odd1: u32 = 0;
let odd2: u32 = 0;
let odd3: u32 = 0;

let stoppedAt: i32 = 0;
let lineCount: i32 = 0;

export function configure(lengths: u32, year: i32, shortest: i32, digitPivots_: bool, oddCount_: i32, odd: u32): void {
  setDigitTables(lengths, year);
  let rest = <u64>(shortest - 1);
  step1 = min(rest, 1);
  rest -= step1;
  step2 = min(rest, 2);
  rest -= step2;
  step3 = min(rest, 4);
  rest -= step3;
  step4 = min(rest, 8);
  digitPivots = digitPivots_;
  oddCount = oddCount_;
  odd0 = odd & 0xff;
  odd1 = (odd >> 8) & 0xff;
  odd2 = (odd >> 16) & 0xff;
  odd3 = odd >> 24;
}

export function fold(start: i32, end: i32): i32 {
  return foldBytes(start, end);
}

export function foldPairs(): i32 {
  return foldCount;
}

export function next(): i32 {
  return stoppedAt;
}

export function lines(): i32 {
  return lineCount;
}

export function table(delimiter: u32, quote: u32, terminator: u32, quietAfter: u32, seed: u32): void {
  startTable(delimiter, terminator, quote);
  setDialect(quote, quietAfter, seed);
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

@inline function bits(v: v128): u64 {
  return <u64><u32>i8x16.bitmask(v);
}

@inline function join4(a: v128, b: v128, c: v128, d: v128): u64 {
  return bits(a) | (bits(b) << 16) | (bits(c) << 32) | (bits(d) << 48);
}

@inline function eq(p: usize, byte: i8): u64 {
  const x = i8x16.splat(byte);
  return join4(
    i8x16.eq(v128.load(p), x), i8x16.eq(v128.load(p, 16), x), i8x16.eq(v128.load(p, 32), x), i8x16.eq(v128.load(p, 48), x),
  );
}

/** Bytes - first < count, unsigned. */
@inline function range1(v: v128, first: i8, count: i8): v128 {
  return i8x16.lt_u(i8x16.sub(v, i8x16.splat(first)), i8x16.splat(count));
}

@inline function range(p: usize, first: i8, count: i8): u64 {
  return join4(
    range1(v128.load(p), first, count), range1(v128.load(p, 16), first, count),
    range1(v128.load(p, 32), first, count), range1(v128.load(p, 48), first, count),
  );
}

@inline function letter1(v: v128): v128 {
  return range1(v128.or(v, i8x16.splat(0x20)), 0x61, 26);
}

@inline function letters(p: usize): u64 {
  return join4(letter1(v128.load(p)), letter1(v128.load(p, 16)), letter1(v128.load(p, 32)), letter1(v128.load(p, 48)));
}

@inline function separator1(v: v128): v128 {
  return v128.or(i8x16.eq(v, i8x16.splat(0x20)), i8x16.eq(v, i8x16.splat(0x2d)));
}

@inline function separators(p: usize): u64 {
  return join4(
    separator1(v128.load(p)), separator1(v128.load(p, 16)), separator1(v128.load(p, 32)), separator1(v128.load(p, 48)),
  );
}

/** '@', '+' and ')' */
@inline function mark1(v: v128): v128 {
  return v128.or(
    i8x16.eq(v, i8x16.splat(0x40)),
    v128.or(i8x16.eq(v, i8x16.splat(0x2b)), i8x16.eq(v, i8x16.splat(0x29))),
  );
}

@inline function marks(p: usize): u64 {
  return join4(mark1(v128.load(p)), mark1(v128.load(p, 16)), mark1(v128.load(p, 32)), mark1(v128.load(p, 48)));
}

@inline function highs(p: usize): u64 {
  return join4(v128.load(p), v128.load(p, 16), v128.load(p, 32), v128.load(p, 48));
}

/** First bytes of characters beyond ASCII: 0xC0 and above. */
@inline function leads(p: usize): u64 {
  const x = i8x16.splat(<i8>0xc0);
  return join4(
    i8x16.ge_u(v128.load(p), x), i8x16.ge_u(v128.load(p, 16), x), i8x16.ge_u(v128.load(p, 32), x), i8x16.ge_u(v128.load(p, 48), x),
  );
}

/** Bit i of the result: bit i - by of the 128 bits `before`, `now`. */
@inline function back(now: u64, before: u64, by: u64): u64 {
  return (now << by) | (before >> (64 - by));
}

/** Bit i of the result: bit i + by of the 128 bits `now`, `after`. */
@inline function ahead(now: u64, after: u64, by: u64): u64 {
  return by == 0 ? now : (now >> by) | (after << (64 - by));
}

/** Looks at 64 bytes a time from `start` to `limit` and as far behind as a shape can be found behind its start. */
@inline function sweep(inTable: bool, start: usize, end: usize): void {
  let beforeDigits = range(start - 64, 0x30, 10);
  let beforeSeparators = separators(start - 64);
  let beforeLetters = letters(start - 64);
  let beforeUppers = range(start - 64, 0x41, 26);
  let beforeHighs = highs(start - 64);
  let beforeDots = eq(start - 64, 0x2e);
  let beforeColons = eq(start - 64, 0x3a);
  let digits = range(start, 0x30, 10);
  let seps = separators(start);

  const firstRow = inTable ? row : 0;
  let atRow = firstRow;
  let atColumn = inTable ? column : 0;
  let cell = start - (inTable ? min(age, start - BYTES) : 0);
  let cellFilled = inTable ? filled : false;
  let endRow = -1;
  let endColumn = 0;
  let endCell: usize = 0;
  let endFilled = false;

  for (let w = start; w < end && w < limit + REACH; w += 64) {
    if (found > MAX_ANCHORS - ANCHOR_ROOM && w < limit) setLimit(w);
    const nextDigits = range(w + 64, 0x30, 10);
    const nextSeps = separators(w + 64);
    const alpha = letters(w);
    const uppers = range(w, 0x41, 26);
    const high = highs(w);
    const index = (w - start) >> 3;
    const rowEnds = inTable ? load<u64>(ROW_BITS + index) : eq(w, 0x0a);
    const cellEnds = inTable ? load<u64>(CELL_BITS + index) : 0;
    atWord(w, atRow, rowEnds);
    if (inTable) atCells(atColumn, cellEnds, cell);

    // Digit groups with enough digits and single separators behind their start.
    const groupStarts = digits & ~back(digits, beforeDigits, 1);
    if (groupStarts != 0) {
      const joined = digits | (seps & back(digits, beforeDigits, 1) & ahead(digits, nextDigits, 1));
      const joinedNext = nextDigits | nextSeps;
      let run = joined & ahead(joined, joinedNext, step1);
      let runNext = joinedNext & (joinedNext >> step1);
      run &= ahead(run, runNext, step2);
      runNext &= runNext >> step2;
      run &= ahead(run, runNext, step3);
      runNext &= runNext >> step3;
      run &= ahead(run, runNext, step4);
      for (let rest = groupStarts & run; rest != 0; rest &= rest - 1) {
        const i = ctz(rest);
        atBit(i);
        digitGroup(w + <usize>i, ahead(digits, nextDigits, i), ahead(seps, nextSeps, i));
      }
      if (digitPivots) {
        for (let rest = groupStarts; rest != 0; rest &= rest - 1) {
          const i = ctz(rest);
          atBit(i);
          wordAt(w + <usize>i);
        }
      }
    }

    // Words.
    const lowers = alpha & ~uppers;
    const beforeLowers = beforeLetters & ~beforeUppers;
    for (
      let rest = (alpha & ~back(alpha, beforeLetters, 1)) | (uppers & back(lowers, beforeLowers, 1));
      rest != 0;
      rest &= rest - 1
    ) {
      const i = ctz(rest);
      atBit(i);
      wordAt(w + <usize>i);
    }

    // Runs of capitals and digits: looked at where the first digit meets a capital.
    const capitals = digits | uppers;
    const beforeCapitals = beforeDigits | beforeUppers;
    const meetings = (digits & back(uppers, beforeUppers, 1)) | (uppers & back(digits, beforeDigits, 1));
    if (meetings != 0) upperRuns(w, meetings, capitals, beforeCapitals, beforeDigits);

    // Long runs of letters and digits: one of eight bytes on the grid of eight lies within.
    const alnum = digits | alpha;
    const beforeAlnum = beforeDigits | beforeLetters;
    const gaps = ~alnum;
    if (((gaps - 0x0101010101010101) & alnum & 0x8080808080808080) != 0) mixedRuns(w, alnum, beforeAlnum);

    // Characters beyond ASCII.
    if (high != 0) {
      for (let rest = leads(w); rest != 0; rest &= rest - 1) {
        const i = ctz(rest);
        atBit(i);
        pairAt(w + <usize>i);
      }
      for (let rest = high & back(alnum, beforeAlnum, 1); rest != 0; rest &= rest - 1) {
        const i = ctz(rest);
        atBit(i);
        behindAlnum(w + <usize>i);
      }
    }
    for (let rest = uppers & back(high, beforeHighs, 1); rest != 0; rest &= rest - 1) {
      const i = ctz(rest);
      atBit(i);
      plate(w + <usize>i);
    }

    // '@', '+' and ')'.
    for (let rest = marks(w); rest != 0; rest &= rest - 1) {
      const i = ctz(rest);
      const p = w + <usize>i;
      atBit(i);
      const b = at(p);
      if (b == 0x40) email(p);
      else if (b == 0x2b) plus(p);
      else if (at(p - 1) - 0x30 < 10) bracketedLandline(p);
    }

    // Dots between digits.
    const dots = eq(w, 0x2e);
    if ((dots | beforeDots) != 0) {
      const behindDot = digits & back(dots, beforeDots, 1) & back(digits, beforeDigits, 2);
      const behindDotBefore = beforeDigits & (beforeDots << 1);
      const second = behindDot & (back(behindDot, behindDotBefore, 2) | back(behindDot, behindDotBefore, 3) | back(behindDot, behindDotBefore, 4));
      // Nearly exact across the border of the word: `ipv4` looks for itself.
      let third = behindDot & (back(second, behindDotBefore, 2) | back(second, behindDotBefore, 3) | back(second, behindDotBefore, 4));
      for (; third != 0; third &= third - 1) {
        const i = ctz(third);
        atBit(i);
        ipv4(w + <usize>i);
      }
      let fraction = digits & back(digits, beforeDigits, 1) & back(digits, beforeDigits, 2) & back(digits, beforeDigits, 3) &
        back(dots, beforeDots, 4) & back(digits, beforeDigits, 5);
      for (; fraction != 0; fraction &= fraction - 1) {
        const i = ctz(fraction);
        atBit(i);
        decimals(w + <usize>i - 4);
      }
    }

    // Pairs joined by five marks in a row, and colons.
    const colons = eq(w, 0x3a);
    const joints = seps | colons;
    const beforeJoints = beforeSeparators | beforeColons;
    let fifth = joints & back(joints, beforeJoints, 3);
    if (fifth != 0) {
      fifth &= back(joints, beforeJoints, 6) & back(joints, beforeJoints, 9) & back(joints, beforeJoints, 12);
      for (; fifth != 0; fifth &= fifth - 1) {
        const i = ctz(fifth);
        atBit(i);
        mac(w + <usize>i - 14);
      }
    }
    if (colons != 0) {
      let some = colons & back(colons, beforeColons, 1);
      if (popcnt(colons) + popcnt(beforeColons) >= 3) {
        const spread = back(colons, beforeColons, 2) | back(colons, beforeColons, 3) | back(colons, beforeColons, 4) | back(colons, beforeColons, 5);
        const second = colons & spread;
        some |= colons & (back(second, beforeColons, 2) | back(second, beforeColons, 3) | back(second, beforeColons, 4) | back(second, beforeColons, 5));
      }
      for (; some != 0; some &= some - 1) {
        const i = ctz(some);
        atBit(i);
        ipv6(w + <usize>i);
      }
    }
    beforeColons = colons;

    for (let k = 0; k < oddCount; k++) {
      for (let rest = eq(w, <i8>(k == 0 ? odd0 : k == 1 ? odd1 : k == 2 ? odd2 : odd3)); rest != 0; rest &= rest - 1) {
        const i = ctz(rest);
        atBit(i);
        oddAt(w + <usize>i);
      }
    }

    if (inTable) {
      let full = load<u64>(FULL_BITS + index);
      if (w + 64 > limit) {
        // Only what stands before the limit counts; behind it nothing is counted any more.
        if (w <= limit) {
          const mask = ((<u64>1) << (limit - w)) - 1;
          const cells = cellEnds & mask;
          full &= mask;
          endColumn = endCells(atColumn, cells, rowEnds & mask, full, cellFilled);
          endRow = atRow + <i32>popcnt(rowEnds & mask);
          endCell = cells == 0 ? cell : w + 64 - <usize>clz(cells);
          endFilled = cells == 0 ? cellFilled || full != 0 : (full >> (63 - clz(cells))) != 0;
        }
        atColumn = endColumn;
      } else {
        atColumn = endCells(atColumn, cellEnds, rowEnds, full, cellFilled);
        cellFilled = cellEnds == 0 ? cellFilled || full != 0 : (full >> (63 - clz(cellEnds))) != 0;
      }
      if (cellEnds != 0) cell = w + 64 - <usize>clz(cellEnds);
    } else if (w + 64 > limit && w <= limit) {
      endRow = atRow + <i32>popcnt(rowEnds & (((<u64>1) << (limit - w)) - 1));
    }
    atRow += <i32>popcnt(rowEnds);

    beforeDigits = digits;
    beforeSeparators = seps;
    beforeLetters = alpha;
    beforeUppers = uppers;
    beforeHighs = high;
    beforeDots = dots;
    digits = nextDigits;
    seps = nextSeps;
  }
  if (endRow < 0) {
    // The limit is the end, on the border of a word.
    endRow = atRow;
    endColumn = atColumn;
    endCell = cell;
    endFilled = cellFilled;
  }
  lineCount = endRow - firstRow;
  if (inTable) leaveTable(endRow, endColumn, endCell, endFilled);
}

/** Every maximal run of capitals and digits, at its first meeting of the two. */
function upperRuns(w: usize, meetings: u64, capitals: u64, beforeCapitals: u64, beforeDigits: u64): void {
  for (let rest = meetings; rest != 0; rest &= rest - 1) {
    const i = ctz(rest);
    const run = <u64>clz(~(capitals << (63 - i)));
    let start = w + <usize>i + 1 - <usize>run;
    if (run > i) {
      const more = <u64>clz(~beforeCapitals);
      if (more > 63) continue;
      start = w - <usize>more;
      // Not the first meeting when one stands in the word before.
      const digits = beforeDigits >> (64 - more);
      if (more > 0 && digits != 0 && digits != ((<u64>1) << more) - 1) continue;
      if ((meetings & (((<u64>1) << i) - 1)) != 0) continue;
    } else if ((meetings & (((<u64>1) << i) - 1)) >> (i + 1 - run) != 0) continue;
    atBit(i);
    upper(start);
  }
}

/** Every maximal run of letters and digits that covers eight bytes of the grid, at the first eight. */
function mixedRuns(w: usize, alnum: u64, beforeAlnum: u64): void {
  for (let i: u64 = 0; i < 64; i += 8) {
    if (((alnum >> i) & 0xff) != 0xff) continue;
    let before: u64 = 0;
    if (i > 0) before = <u64>clz(~(alnum << (64 - i)));
    if (before >= i) before = i + <u64>clz(~beforeAlnum);
    if (before >= 8) continue;
    atBit(i);
    mixed(w + <usize>(i - before));
  }
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
