// @ts-nocheck
import { at } from './chars';
import { bracketedLandline, digitGroup } from './digits';
import { atPlace, cellStart, cellsAt64, columnAt, found, limit, linesIn, rowAt, rowsAt64, rowsFrom, setLimit } from './emit';
import { BYTES, CELL_BITS, FULL_BITS, MAX_ANCHORS, ROW_BITS } from './layout';
import { lookUp, oddAt, pairs, singles, words } from './literals';
import {
  alnums, anyHigh, anySigns, digits, highs, leads, marksAt, newlines, oddAt as oddBytesAt, setBytes,
  leaveOut, STRIP_WORDS, tellApart, unexplained, uppers,
} from './masks';
import { behindAlnum, decimals, email, ipv4, ipv6, mac, mixed, plate, plus, upper } from './shapes';
import { fractions, gaps, grids, meetings, octets, runs, tellCodes, tellNumbers, tellWords, thirds, wordStarts } from './suspects';
import { anySettled, settleCells } from './settle';
import { age, blankCells, column, endCells, filled, leaveTable, row } from './table';

/** A shape is found at most so many bytes behind its start (the longest: a literal's pivot, a local part). */
const REACH: usize = 192;
/** More anchors than a strip and REACH can bring. */
const ANCHOR_ROOM: i32 = 16384;

/** Joined digit runs of fewer bytes are of no interest: 10, 4 or 1. */
let shortest: i32 = 10;
/** No number of interest is written in four digits, two, and at most five more. */
let skipDates: bool = false;
/** Shortest wanted run of capitals and digits is at least this long: 7 or 1. */
let longCodes: bool = false;
/** Some literals are found at digit runs; some at a single character beyond ASCII. */
let digitPivots: bool = false;
let singlePivots: bool = false;
/** Some literals are found at signs; some of these have fewer than four bytes. */
let anyOdd: bool = false;
let shortOdd: bool = false;

export let lineCount: i32 = 0;

export function setSweep(shortest_: i32, skipDates_: bool, longCodes_: bool, digitPivots_: bool, singlePivots_: bool, anyOdd_: bool, shortOdd_: bool, odd: u32): void {
  shortest = shortest_ >= 10 ? 10 : shortest_ >= 4 ? 4 : 1;
  skipDates = skipDates_;
  longCodes = longCodes_;
  digitPivots = digitPivots_;
  singlePivots = singlePivots_;
  anyOdd = anyOdd_;
  shortOdd = shortOdd_;
  setBytes(odd);
}

/** Bit i of the result: bit i - by of the 128 bits `before`, `now`. */
@inline function back(now: u64, before: u64, by: u64): u64 {
  return (now << by) | (before >> (64 - by));
}

/** Bit i of the result: bit i + by of the 128 bits `now`, `after`. */
@inline function ahead(now: u64, after: u64, by: u64): u64 {
  return by == 0 ? now : (now >> by) | (after << (64 - by));
}

// Where a table stands at the start of the strip.
let atRow: i32 = 0;
let atColumn: i32 = 0;
let cell: usize = 0;
let cellFilled: bool = false;

/** Looks at the strips from `start` to `limit` and as far behind as a shape can be found behind its start. */
@inline export function sweep(inTable: bool, start: usize, end: usize): void {
  const firstRow = inTable ? row : 0;
  atRow = firstRow;
  if (inTable) {
    atColumn = column;
    cell = start - min(age, start - BYTES);
    cellFilled = filled;
  }
  let w = start;
  while (w < end && w < limit + REACH) {
    if (found > MAX_ANCHORS - ANCHOR_ROOM && w < limit) setLimit(w);
    const stop = min(end, limit + REACH);
    const count = min(STRIP_WORDS, (stop - w + 63) >> 6);
    tellApart(w, count);
    if (inTable) {
      if (anySettled) {
        settleCells(w, start, count, cell, atColumn);
        leaveOut(count);
      }
      rowsAndCells(w, start, count);
    }
    else rowsFrom(w, atRow);
    numbers(w, count);
    wordsIn(w, count, inTable && anySettled);
    codes(w, count, inTable && anySettled);
    if (anyHigh) beyondAscii(w, count);
    lookUp();
    w += count << 6;
    if (!inTable) atRow += newlines;
  }
  if (inTable) {
    // The limit may be the end, on the border of a word.
    rowsAt64(w, atRow);
    cellsAt64(w, atColumn, cell);
    leaveTable(rowAt(limit), columnAt(limit), cellStart(limit), cellFilled);
    lineCount = rowAt(limit) - firstRow;
  } else lineCount = atRow - linesIn(limit, w);
}

function rowsAndCells(w: usize, start: usize, count: usize): void {
  let index = (w - start) >> 3;
  for (let n: usize = 0; n < count; n++) {
    const rowEnds = load<u64>(ROW_BITS + index);
    const cellEnds = load<u64>(CELL_BITS + index);
    rowsAt64(w, atRow);
    cellsAt64(w, atColumn, cell);
    if (w < limit) {
      // Only what stands before the limit counts.
      const mask = limit - w < 64 ? ((<u64>1) << (limit - w)) - 1 : -1;
      const cells = cellEnds & mask;
      const full = load<u64>(FULL_BITS + index) & mask;
      const blanks = blankCells(cells, full, cellFilled);
      const ends = rowEnds & mask;
      if ((ends | blanks) != 0) atColumn = endCells(atColumn, cells, ends, blanks);
      else atColumn += <i32>popcnt(cells);
      cellFilled = cells == 0 ? cellFilled || full != 0 : (full >> (63 - clz(cells))) != 0;
    }
    if (cellEnds != 0) cell = w + 64 - <usize>clz(cellEnds);
    atRow += <i32>popcnt(rowEnds);
    index += 8;
    w += 64;
  }
}

/** Digit runs; numbers with points between them. */
function numbers(w: usize, count: usize): void {
  if (!tellNumbers(count, shortest, skipDates) && !digitPivots) return;
  for (let slot: usize = 8; slot <= count << 3; slot += 8) {
    const now = digits(slot);
    const next = digits(slot + 8);
    for (let run = runs(slot); run != 0; run &= run - 1) {
      const i = ctz(run);
      atPlace(w + <usize>i);
      digitGroup(w + <usize>i, i == 0 ? now : (now >> i) | (next << (64 - i)));
    }
    if (digitPivots) words(w, now & ~((now << 1) | (digits(slot - 8) >> 63)));
    const third = octets(slot);
    const fourth = fractions(slot);
    if ((third | fourth) != 0) pointed(w, third, fourth);
    w += 64;
  }
}

/** Words, and signs at which literals are found. */
function wordsIn(w: usize, count: usize, settled: bool): void {
  tellWords(count);
  for (let slot: usize = 8; slot <= count << 3; slot += 8) {
    let starts = wordStarts(slot);
    if (anyOdd && anySigns) {
      let odd = oddBytesAt(w);
      if (settled) odd &= unexplained(slot);
      if (shortOdd) for (let rest = odd; rest != 0; rest &= rest - 1) oddAt(w + <usize>ctz(rest));
      starts |= odd;
    }
    words(w, starts);
    w += 64;
  }
}

/** Shapes of letters, digits and signs. */
function codes(w: usize, count: usize, settled: bool): void {
  if (!tellCodes(count, longCodes) && !anySigns) return;
  for (let slot: usize = 8; slot <= count << 3; slot += 8) {
    const meeting = meetings(slot);
    if (meeting != 0) upperRuns(w, meeting, digits(slot) | uppers(slot), digits(slot - 8) | uppers(slot - 8), digits(slot - 8));
    const grid = grids(slot);
    if (grid != 0) mixedRuns(w, grid, alnums(slot), alnums(slot - 8));
    const third = thirds(slot);
    const gap = gaps(slot);
    if ((third | gap) != 0) hexGroups(w, third, gap);
    if (anySigns) signs(w, settled ? marksAt(w) & unexplained(slot) : marksAt(w));
    w += 64;
  }
}

/** Characters beyond ASCII. */
function beyondAscii(w: usize, count: usize): void {
  let beforeHighs = highs(0);
  let beforeAlnum = alnums(0);
  for (let slot: usize = 8; slot <= count << 3; slot += 8) {
    const high = highs(slot);
    const alnum = alnums(slot);
    if ((high | beforeHighs) != 0) {
      const houses = high & back(alnum, beforeAlnum, 1);
      const plates = uppers(slot) & back(high, beforeHighs, 1);
      if ((houses | plates) != 0) numbered(w, houses, plates);
      const lead = leads(slot);
      // The next byte but two is beyond ASCII, too: two characters to look up.
      const thirds = ahead(high, highs(slot + 8), 3);
      pairs(w, lead & thirds);
      if (singlePivots) singles(w, lead & ~thirds);
    }
    beforeHighs = high;
    beforeAlnum = alnum;
    w += 64;
  }
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

/** At the third mark of hex groups, as far as can be told from the masks. */
function hexGroups(w: usize, thirds: u64, gaps: u64): void {
  for (; thirds != 0; thirds &= thirds - 1) {
    const p = w + <usize>ctz(thirds);
    atPlace(p);
    if (at(p) == 0x2d) mac(p - 8);
  }
  for (; gaps != 0; gaps &= gaps - 1) {
    const p = w + <usize>ctz(gaps);
    atPlace(p);
    mac(p - 8);
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

