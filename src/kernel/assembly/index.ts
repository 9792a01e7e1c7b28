// @ts-nocheck
import { at } from './chars';
import { bracketedLandline, digitGroup, setDigits as setDigitTables } from './digits';
import {
  at64, atPlace, begin, beginTable, cellsAt64, cellStart, columnAt, found, limit, rowAt, rowsAt64, setDialect, setLimit, sortAnchors,
} from './emit';
import { foldCount, fold as foldBytes } from './fold';
import { ANCHORS, BYTES, CELL_BITS, FULL_BITS, LITERAL, MAX_ANCHORS, ROW_BITS, SAVED } from './layout';
import { lookUp, oddAt, pairs, singles, words } from './literals';
import { behindAlnum, decimals, email, ipv4, ipv6, mac, mixed, plate, plus, upper } from './shapes';
import {
  age, beyond, blank, blankCells, blot, blotCells, column, columns as columnsSeen, endCells, filled, leaveTable, readCells, row, startTable, stopAt,
} from './table';

export {
  ANCHORS, AREAS, BLANK, BUILDING_MAP, BYTES, CARDS, COUNTS, DIGITS, ENTRIES, FOLD_MAP, GROUP_PAIRS, GROUP_SLOTS, LITERAL_TEXT,
  MOBILES, ODD_HEADS, PAIR_HEADS, PAIR_MAP, PLATE_END_MAP, PROVINCE_MAP, REGIONS, REGISTERS, SKETCH_OF, TLD_ENTRIES, TLD_HEADS,
  TLD_TEXT, UPPER, WIDTHS, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP,
} from './layout';

/** A shape is found at most so many bytes behind its start (the longest: a literal's pivot, a local part). */
const REACH: usize = 192;
/** No shape is looked at further behind its trigger. */
const TAIL: usize = 512;
/** Words of 64 bytes after which the places gathered are looked up. */
const STRIP: usize = 16 * 64;
/** More anchors than a strip and REACH can bring. */
const ANCHOR_ROOM: i32 = 16384;

/** Joined digit runs of fewer bytes are of no interest: 10, 4 or 1. */
let shortest: i32 = 10;
/** Some literals are found at digit runs; some at a single character beyond ASCII; some at one of these bytes. */
let digitPivots: bool = false;
let singlePivots: bool = false;
let oddCount: i32 = 0;
let odd0: u32 = 0;
let odd1: u32 = 0;
let odd2: u32 = 0;
let odd3: u32 = 0;

let stoppedAt: i32 = 0;
let lineCount: i32 = 0;

export function configure(lengths: u32, year: i32, shortest_: i32, digitPivots_: bool, singlePivots_: bool, oddCount_: i32, odd: u32): void {
  setDigitTables(lengths, year);
  shortest = shortest_ >= 10 ? 10 : shortest_ >= 4 ? 4 : 1;
  digitPivots = digitPivots_;
  singlePivots = singlePivots_;
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

/** Cells of columns from 1,023 on, in rows ended. */
export function cellsBeyond(): f64 {
  return beyond;
}

@inline function bits(v: v128): u64 {
  return <u64><u32>i8x16.bitmask(v);
}

@inline function join4(a: v128, b: v128, c: v128, d: v128): u64 {
  return bits(a) | (bits(b) << 16) | (bits(c) << 32) | (bits(d) << 48);
}

@inline function eq(a: v128, b: v128, c: v128, d: v128, byte: i8): u64 {
  const x = i8x16.splat(byte);
  return join4(i8x16.eq(a, x), i8x16.eq(b, x), i8x16.eq(c, x), i8x16.eq(d, x));
}

/** Bytes in [first, first + count): as signed numbers, which compare in one instruction. */
@inline function range1(v: v128, first: i32, count: i32): v128 {
  return i8x16.lt_s(i8x16.sub(v, i8x16.splat(<i8>(first + 128))), i8x16.splat(<i8>(count - 128)));
}

@inline function digitBits(a: v128, b: v128, c: v128, d: v128): u64 {
  return join4(range1(a, 0x30, 10), range1(b, 0x30, 10), range1(c, 0x30, 10), range1(d, 0x30, 10));
}

@inline function letter1(v: v128): v128 {
  return range1(v128.or(v, i8x16.splat(0x20)), 0x61, 26);
}

@inline function letterBits(a: v128, b: v128, c: v128, d: v128): u64 {
  return join4(letter1(a), letter1(b), letter1(c), letter1(d));
}

/** Bit 5 of every byte: set in lower-case letters. */
@inline function bit5(a: v128, b: v128, c: v128, d: v128): u64 {
  return join4(i16x8.shl(a, 2), i16x8.shl(b, 2), i16x8.shl(c, 2), i16x8.shl(d, 2));
}

@inline function separator1(v: v128): v128 {
  return v128.or(i8x16.eq(v, i8x16.splat(0x20)), i8x16.eq(v, i8x16.splat(0x2d)));
}

/** ' ' and '-' in the word at `w`. */
@inline function separators(w: usize): u64 {
  return join4(separator1(v128.load(w)), separator1(v128.load(w, 16)), separator1(v128.load(w, 32)), separator1(v128.load(w, 48)));
}

@inline function any(a: v128, b: v128, c: v128, d: v128): bool {
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

/** '@', '+' and ')' */
@inline function mark1(v: v128): v128 {
  return v128.or(i8x16.eq(v, i8x16.splat(0x40)), i8x16.eq(v128.and(v, i8x16.splat(<i8>0xfd)), i8x16.splat(0x29)));
}

/** First bytes of characters beyond ASCII, 0xC0 and above; among ASCII all. */
@inline function leadBits(a: v128, b: v128, c: v128, d: v128): u64 {
  const x = i8x16.splat(-65);
  return join4(i8x16.gt_s(a, x), i8x16.gt_s(b, x), i8x16.gt_s(c, x), i8x16.gt_s(d, x));
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
  let a = v128.load(start - 64);
  let b = v128.load(start - 48);
  let c = v128.load(start - 32);
  let d = v128.load(start - 16);
  let beforeDigits = digitBits(a, b, c, d);
  let beforeLetters = letterBits(a, b, c, d);
  let beforeUppers = beforeLetters & ~bit5(a, b, c, d);
  let beforeHighs = join4(a, b, c, d);
  let beforeColons = eq(a, b, c, d, 0x3a);
  let beforePoints = eq(a, b, c, d, 0x2e);
  // Not known, so taken as present: the shapes look for themselves.
  let beforeJoints: u64 = -1;
  let beforeGrid: u64 = -1;
  a = v128.load(start);
  b = v128.load(start, 16);
  c = v128.load(start, 32);
  d = v128.load(start, 48);
  let digits = digitBits(a, b, c, d);

  const firstRow = inTable ? row : 0;
  let atRow = firstRow;
  let atColumn = inTable ? column : 0;
  let cell = start - (inTable ? min(age, start - BYTES) : 0);
  let cellFilled = inTable ? filled : false;
  let last = start;

  for (let w = start; w < end && w < limit + REACH; w += 64) {
    if ((w - start) % STRIP == 0) {
      lookUp();
      if (found > MAX_ANCHORS - ANCHOR_ROOM && w < limit) setLimit(w);
    }
    // Rare bytes are gathered to masks only where there are any.
    a = v128.load(w);
    b = v128.load(w, 16);
    c = v128.load(w, 32);
    d = v128.load(w, 48);
    const alpha = letterBits(a, b, c, d);
    const uppers = alpha & ~bit5(a, b, c, d);
    const index = (w - start) >> 3;
    const rowEnds = inTable ? load<u64>(ROW_BITS + index) : eq(a, b, c, d, 0x0a);
    const cellEnds = inTable ? load<u64>(CELL_BITS + index) : 0;
    let high: u64 = 0;
    let leads: u64 = 0;
    if (i8x16.bitmask(v128.or(v128.or(a, b), v128.or(c, d))) != 0) {
      high = join4(a, b, c, d);
      leads = high & leadBits(a, b, c, d);
    }
    let marks: u64 = 0;
    const marksA = mark1(a);
    const marksB = mark1(b);
    const marksC = mark1(c);
    const marksD = mark1(d);
    if (any(marksA, marksB, marksC, marksD)) marks = join4(marksA, marksB, marksC, marksD);
    let colons: u64 = 0;
    const colon = i8x16.splat(0x3a);
    a = i8x16.eq(a, colon);
    b = i8x16.eq(b, colon);
    c = i8x16.eq(c, colon);
    d = i8x16.eq(d, colon);
    if (any(a, b, c, d)) colons = join4(a, b, c, d);
    const nextDigits = digitBits(v128.load(w, 64), v128.load(w, 80), v128.load(w, 96), v128.load(w, 112));
    at64(w, atRow, rowEnds);
    if (inTable) cellsAt64(w, atColumn, cell);

    const alnum = digits | alpha;
    const beforeAlnum = beforeDigits | beforeLetters;
    const behindAlnums = back(alnum, beforeAlnum, 1);
    let points: u64 = 0;
    let octets: u64 = 0;
    let fractions: u64 = 0;
    if ((digits | beforeDigits) != 0) {
      const behindDigit = back(digits, beforeDigits, 1);
      const groupStarts = digits & ~behindDigit;
      // Single bytes between digits.
      const between = ~digits & behindDigit & ahead(digits, nextDigits, 1);
      let joined = digits;
      if (between != 0) {
        joined |= between & separators(w);
        points = between & equalBits(w, 0x2e);
      }
      // Groups with enough digits and separators from their start on; what joins in the next word is not known yet.
      const joinedNext = nextDigits | ((nextDigits << 1 | nextDigits >> 63 | 1) & (nextDigits >> 1));
      let run = groupStarts;
      if (shortest >= 4) {
        const two = joined & ahead(joined, joinedNext, 1);
        const twoNext = joinedNext & (joinedNext >> 1);
        const four = two & ahead(two, twoNext, 2);
        if (shortest >= 10) {
          const fourNext = twoNext & (twoNext >> 2);
          run &= four & ahead(four, fourNext, 4) & ahead(four, fourNext, 6);
        } else run &= four;
      }
      for (; run != 0; run &= run - 1) {
        const i = ctz(run);
        atPlace(w + <usize>i);
        digitGroup(w + <usize>i, i == 0 ? digits : ahead(digits, nextDigits, i));
      }
      if (digitPivots) words(w, groupStarts);
      if ((points | beforePoints) != 0) {
        const second = points & (back(points, beforePoints, 2) | back(points, beforePoints, 3) | back(points, beforePoints, 4));
        octets = points & (back(second, beforePoints, 2) | back(second, beforePoints, 3) | back(second, beforePoints, 4));
        fractions = back(points, beforePoints, 4) & digits & behindDigit & back(digits, beforeDigits, 2) & back(digits, beforeDigits, 3);
      }
    }

    // Words.
    words(w, (alpha & ~back(alpha, beforeLetters, 1)) | (uppers & back(alpha & ~uppers, beforeLetters & ~beforeUppers, 1)));
    // Runs of capitals and digits: looked at where the first digit meets a capital.
    const meetings = (digits & back(uppers, beforeUppers, 1)) | (uppers & back(digits, beforeDigits, 1));
    // Long runs of letters and digits: twice eight bytes of the grid of eight lie within.
    let grid = alnum & (alnum >> 4);
    grid &= grid >> 2;
    grid &= (grid >> 1) & 0x0101010101010101;
    const grids = grid & back(grid, beforeGrid, 8);
    // Six pairs joined by five marks.
    const joints = ~alnum & behindAlnums & back(alnum, beforeAlnum, 2) & ~back(alnum, beforeAlnum, 3);
    const fifths = joints & back(joints, beforeJoints, 3) & back(joints, beforeJoints, 6) & back(joints, beforeJoints, 9) &
      back(joints, beforeJoints, 12);
    const houses = high & behindAlnums;
    const plates = uppers & back(high, beforeHighs, 1);
    let gaps: u64 = 0;
    if (colons != 0) {
      // "::", and every third ':' of those that stand close.
      gaps = colons & (back(colons, beforeColons, 1) | near(colons & near(colons, beforeColons), beforeColons));
    }
    if ((meetings | grids | fifths | houses | plates | marks | gaps | octets | fractions) != 0) {
      if (meetings != 0) upperRuns(w, meetings, digits | uppers, beforeDigits | beforeUppers, beforeDigits);
      if (grids != 0) mixedRuns(w, grids, alnum, beforeAlnum);
      if ((fifths | gaps) != 0) hexGroups(w, fifths, gaps);
      if ((houses | plates) != 0) numbered(w, houses, plates);
      if (marks != 0) signs(w, marks);
      if ((octets | fractions) != 0) pointed(w, octets, fractions);
    }
    if (high != 0) {
      // The next byte but two is beyond ASCII, too: two characters to look up.
      pairs(w, leads & (high >> 3 | 0xe000000000000000));
      if (singlePivots) singles(w, leads & ~(high >> 3));
    }

    for (let k = 0; k < oddCount; k++) {
      for (let rest = equalBits(w, <i8>(k == 0 ? odd0 : k == 1 ? odd1 : k == 2 ? odd2 : odd3)); rest != 0; rest &= rest - 1) {
        oddAt(w + <usize>ctz(rest));
      }
    }

    if (inTable) {
      let full = load<u64>(FULL_BITS + index);
      if (w < limit) {
        // Only what stands before the limit counts.
        const mask = limit - w < 64 ? ((<u64>1) << (limit - w)) - 1 : -1;
        const cells = cellEnds & mask;
        full &= mask;
        const blanks = blankCells(cells, full, cellFilled);
        const ends = rowEnds & mask;
        if ((ends | blanks) != 0) atColumn = endCells(atColumn, cells, ends, blanks);
        else atColumn += <i32>popcnt(cells);
        cellFilled = cells == 0 ? cellFilled || full != 0 : (full >> (63 - clz(cells))) != 0;
      }
      if (cellEnds != 0) cell = w + 64 - <usize>clz(cellEnds);
    }
    atRow += <i32>popcnt(rowEnds);

    beforeDigits = digits;
    beforeLetters = alpha;
    beforeUppers = uppers;
    beforeHighs = high;
    beforePoints = points;
    beforeColons = colons;
    beforeJoints = joints;
    beforeGrid = grid;
    digits = nextDigits;
    last = w + 64;
  }
  lookUp();
  // The limit may be the end, on the border of a word.
  rowsAt64(last, atRow);
  if (inTable) {
    cellsAt64(last, atColumn, cell);
    leaveTable(rowAt(limit), columnAt(limit), cellStart(limit), cellFilled);
  }
  lineCount = rowAt(limit) - firstRow;
}

/** Two to five bytes behind a bit. */
@inline function near(now: u64, before: u64): u64 {
  return back(now, before, 2) | back(now, before, 3) | back(now, before, 4) | back(now, before, 5);
}

/** '@', '+' and ')'. */
function signs(w: usize, rest: u64): void {
  for (; rest != 0; rest &= rest - 1) {
    const p = w + <usize>ctz(rest);
    const mark = at(p);
    atPlace(p);
    if (mark == 0x40) email(p);
    else if (mark == 0x2b) plus(p);
    else if (at(p - 1) - 0x30 < 10) bracketedLandline(p);
  }
}

function hexGroups(w: usize, fifths: u64, gaps: u64): void {
  for (; fifths != 0; fifths &= fifths - 1) {
    const p = w + <usize>ctz(fifths);
    atPlace(p);
    mac(p - 14);
  }
  for (; gaps != 0; gaps &= gaps - 1) {
    const p = w + <usize>ctz(gaps);
    atPlace(p);
    ipv6(p);
  }
}

/** House numbers and degrees; plates. */
function numbered(w: usize, houses: u64, plates: u64): void {
  for (; houses != 0; houses &= houses - 1) {
    const p = w + <usize>ctz(houses);
    atPlace(p);
    behindAlnum(p);
  }
  for (; plates != 0; plates &= plates - 1) {
    const p = w + <usize>ctz(plates);
    atPlace(p);
    plate(p);
  }
}

/** Third points between digits; fourth digits of fractions. */
function pointed(w: usize, octets: u64, fractions: u64): void {
  for (; octets != 0; octets &= octets - 1) {
    const p = w + <usize>ctz(octets);
    atPlace(p);
    ipv4(p + 1);
  }
  for (; fractions != 0; fractions &= fractions - 1) {
    const p = w + <usize>ctz(fractions);
    atPlace(p);
    decimals(p - 4);
  }
}

function equalBits(p: usize, byte: i8): u64 {
  return eq(v128.load(p), v128.load(p, 16), v128.load(p, 32), v128.load(p, 48), byte);
}

/** Every maximal run of capitals and digits, at its first meeting of the two. */
function upperRuns(w: usize, meetings: u64, capitals: u64, beforeCapitals: u64, beforeDigits: u64): void {
  for (let rest = meetings; rest != 0; rest &= rest - 1) {
    const i = ctz(rest);
    const run = <u64>clz(~(capitals << (63 - i)));
    const earlier = meetings & (((<u64>1) << i) - 1);
    let start = w + <usize>i + 1 - <usize>run;
    if (run > i) {
      if (earlier != 0) continue;
      const more = <u64>clz(~beforeCapitals);
      if (more > 63) continue;
      start = w - <usize>more;
      // Not the first meeting when one stands in the word before.
      const digits = more > 0 ? beforeDigits >> (64 - more) : 0;
      if (digits != 0 && digits != ((<u64>1) << more) - 1) continue;
    } else if (earlier >> (i + 1 - run) != 0) continue;
    atPlace(w + <usize>i);
    upper(start);
  }
}

/** Every maximal run of letters and digits that covers twice eight bytes of the grid, at the second of the first two. */
function mixedRuns(w: usize, grids: u64, alnum: u64, beforeAlnum: u64): void {
  for (let rest = grids; rest != 0; rest &= rest - 1) {
    const i = ctz(rest);
    let before: u64 = 0;
    if (i > 0) before = clz(~(alnum << (64 - i)));
    if (before >= i) before = i + clz(~beforeAlnum);
    if (before < 8 || before >= 16) continue;
    atPlace(w + <usize>i);
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
