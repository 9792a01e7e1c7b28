// @ts-nocheck
import { COLONS, DIGITS, LETTERS, LOWERS, POINTS, SEPARATORS, SLOTS, SUSPECTS } from './masks';

/*
 * Where codes, hex groups and such may stand, two words of bits at a time: what lies before a word is the same load eight bytes earlier.
 */

const GRID: usize = SUSPECTS;
const JOINTS: usize = SUSPECTS + SLOTS;
const NEAR: usize = SUSPECTS + SLOTS * 2;
const MEETINGS: usize = SUSPECTS + SLOTS * 3;
const GRIDS: usize = SUSPECTS + SLOTS * 4;
const THIRDS: usize = SUSPECTS + SLOTS * 5;
const GAPS: usize = SUSPECTS + SLOTS * 6;
const JOINED: usize = SUSPECTS + SLOTS * 7;
const INNER: usize = SUSPECTS + SLOTS * 8;
const RUNS: usize = SUSPECTS + SLOTS * 9;
const OCTETS: usize = SUSPECTS + SLOTS * 10;
const FRACTIONS: usize = SUSPECTS + SLOTS * 11;
const STARTS: usize = SUSPECTS + SLOTS * 12;

/** Bit i of the result: bit i - by. */
@inline function back(now: v128, before: v128, by: i32): v128 {
  return v128.or(i64x2.shl(now, by), i64x2.shr_u(before, 64 - by));
}

/** Bit i of the result: bit i + by. */
@inline function ahead(now: v128, after: v128, by: i32): v128 {
  return v128.or(i64x2.shr_u(now, by), i64x2.shl(after, 64 - by));
}

@inline function alnumsAt(slot: usize): v128 {
  return v128.or(v128.load(LETTERS + slot), v128.load(DIGITS + slot));
}

@inline function uppersAt(slot: usize): v128 {
  return v128.andnot(v128.load(LETTERS + slot), v128.load(LOWERS + slot));
}

/** Two to five bytes behind a bit. */
@inline function near(now: v128, before: v128): v128 {
  return v128.or(v128.or(back(now, before, 2), back(now, before, 3)), v128.or(back(now, before, 4), back(now, before, 5)));
}

/** Four bytes of the grid of four. */
@inline function quads(bits: v128): v128 {
  bits = v128.and(bits, i64x2.shr_u(bits, 1));
  return v128.and(v128.and(bits, i64x2.shr_u(bits, 2)), i64x2.splat(0x1111111111111111));
}

/** Finds the starts of words in a strip of `count` words of bits. */
export function tellWords(count: usize): void {
  for (let slot: usize = 8; slot <= count << 3; slot += 16) {
    const letters = v128.load(LETTERS + slot);
    const lows = v128.load(LOWERS + slot);
    const beforeLetters = v128.load(LETTERS + slot - 8);
    const lowers = v128.and(letters, lows);
    const behind = back(letters, beforeLetters, 1);
    const behindLower = back(lowers, v128.and(beforeLetters, v128.load(LOWERS + slot - 8)), 1);
    // Behind no letter, or a capital behind a small one.
    v128.store(STARTS + slot, v128.andnot(letters, v128.andnot(behind, v128.andnot(behindLower, lows))));
  }
}

/** Finds long digit runs and numbers with points between them in a strip of `count` words; false when there are none. */
export function tellNumbers(count: usize, shortest: i32, skipDates: bool): bool {
  const end = count << 3;
  store<u64>(INNER, -1);
  for (let slot: usize = 8; slot <= end + 8; slot += 16) {
    const digits = v128.load(DIGITS + slot);
    const behind = back(digits, v128.load(DIGITS + slot - 8), 1);
    // Single bytes between digits.
    const between = v128.andnot(v128.and(behind, ahead(digits, v128.load(DIGITS + slot + 8), 1)), digits);
    v128.store(JOINED + slot, v128.or(digits, v128.and(between, v128.load(SEPARATORS + slot))));
    v128.store(INNER + slot, v128.and(between, v128.load(POINTS + slot)));
  }
  let all = i64x2.splat(0);
  for (let slot: usize = 8; slot <= end; slot += 16) {
    const digits = v128.load(DIGITS + slot);
    const beforeDigits = v128.load(DIGITS + slot - 8);
    const behind = back(digits, beforeDigits, 1);
    // Groups with enough digits and separators from their start on.
    let runs = v128.andnot(digits, behind);
    if (shortest >= 4) {
      const joined = v128.load(JOINED + slot);
      const next = v128.load(JOINED + slot + 8);
      const two = v128.and(joined, ahead(joined, next, 1));
      const twoNext = v128.and(next, i64x2.shr_u(next, 1));
      const four = v128.and(two, ahead(two, twoNext, 2));
      runs = v128.and(runs, four);
      if (shortest >= 10) {
        const fourNext = v128.and(twoNext, i64x2.shr_u(twoNext, 2));
        runs = v128.and(runs, v128.and(ahead(four, fourNext, 4), ahead(four, fourNext, 6)));
        if (skipDates) {
          // 2024-06-15 12: four digits, two, and no fourteen bytes together.
          const marks = v128.andnot(joined, digits);
          const marksNext = v128.andnot(next, v128.load(DIGITS + slot + 8));
          const dates = v128.and(ahead(marks, marksNext, 4), ahead(marks, marksNext, 7));
          const others = v128.or(v128.or(ahead(marks, marksNext, 2), ahead(marks, marksNext, 3)), ahead(four, fourNext, 10));
          runs = v128.andnot(runs, v128.andnot(dates, others));
        }
      }
    }
    const inner = v128.load(INNER + slot);
    const beforeInner = v128.load(INNER + slot - 8);
    const second = v128.and(inner, aFewBehind(inner, beforeInner));
    const octets = v128.and(inner, aFewBehind(second, beforeInner));
    const fourth = v128.and(v128.and(digits, behind), v128.and(back(digits, beforeDigits, 2), back(digits, beforeDigits, 3)));
    const fractions = v128.and(back(inner, beforeInner, 4), fourth);
    v128.store(RUNS + slot, runs);
    v128.store(OCTETS + slot, octets);
    v128.store(FRACTIONS + slot, fractions);
    all = v128.or(all, v128.or(runs, v128.or(octets, fractions)));
  }
  return v128.any_true(all);
}

/** Two to four bytes behind a bit. */
@inline function aFewBehind(now: v128, before: v128): v128 {
  return v128.or(back(now, before, 2), v128.or(back(now, before, 3), back(now, before, 4)));
}

/** Finds codes and hex groups in a strip of `count` words; false when there are none. */
export function tellCodes(count: usize, longCodes: bool): bool {
  const end = count << 3;
  // What is not known of the word before the strip is taken as present: the shapes look for themselves.
  store<u64>(GRID, -1);
  store<u64>(JOINTS, -1);
  store<u64>(NEAR, load<u64>(COLONS));
  for (let slot: usize = 8; slot <= end; slot += 16) {
    const alnum = alnumsAt(slot);
    const beforeAlnum = alnumsAt(slot - 8);
    let grid = v128.and(alnum, i64x2.shr_u(alnum, 4));
    grid = v128.and(grid, i64x2.shr_u(grid, 2));
    v128.store(GRID + slot, v128.and(v128.and(grid, i64x2.shr_u(grid, 1)), i64x2.splat(0x0101010101010101)));
    // Pairs followed by ' ' or '-'.
    const pairs = v128.andnot(v128.and(back(alnum, beforeAlnum, 1), back(alnum, beforeAlnum, 2)), back(alnum, beforeAlnum, 3));
    v128.store(JOINTS + slot, v128.and(v128.load(SEPARATORS + slot), pairs));
    const colons = v128.load(COLONS + slot);
    v128.store(NEAR + slot, v128.and(colons, near(colons, v128.load(COLONS + slot - 8))));
  }
  let all = i64x2.splat(0);
  for (let slot: usize = 8; slot <= end; slot += 16) {
    const digits = v128.load(DIGITS + slot);
    const beforeDigits = v128.load(DIGITS + slot - 8);
    const uppers = uppersAt(slot);
    const beforeUppers = uppersAt(slot - 8);
    // Runs of capitals and digits: where the first digit meets a capital. A run of seven covers four of a grid of four.
    let meetings = v128.or(v128.and(digits, back(uppers, beforeUppers, 1)), v128.and(uppers, back(digits, beforeDigits, 1)));
    if (longCodes) {
      const runs = v128.or(
        v128.or(quads(v128.or(digits, uppers)), quads(v128.or(beforeDigits, beforeUppers))),
        quads(v128.or(v128.load(DIGITS + slot + 8), uppersAt(slot + 8))),
      );
      meetings = v128.andnot(meetings, i64x2.eq(runs, i64x2.splat(0)));
    }
    // Long runs of letters and digits: twice eight bytes of the grid of eight lie within.
    const grid = v128.load(GRID + slot);
    const grids = v128.and(grid, back(grid, v128.load(GRID + slot - 8), 8));
    const joints = v128.load(JOINTS + slot);
    const beforeJoints = v128.load(JOINTS + slot - 8);
    const thirds = v128.and(joints, v128.and(back(joints, beforeJoints, 3), back(joints, beforeJoints, 6)));
    // "::", and every third ':' of those that stand close.
    const colons = v128.load(COLONS + slot);
    const gaps = v128.and(
      colons,
      v128.or(back(colons, v128.load(COLONS + slot - 8), 1), near(v128.load(NEAR + slot), v128.load(NEAR + slot - 8))),
    );
    v128.store(MEETINGS + slot, meetings);
    v128.store(GRIDS + slot, grids);
    v128.store(THIRDS + slot, thirds);
    v128.store(GAPS + slot, gaps);
    all = v128.or(all, v128.or(v128.or(meetings, grids), v128.or(thirds, gaps)));
  }
  return v128.any_true(all);
}

/** First meetings of capitals and digits in long runs of both, nearly. */
@inline export function meetings(slot: usize): u64 {
  return load<u64>(MEETINGS + slot);
}

/** Eight letters or digits behind eight others. */
@inline export function grids(slot: usize): u64 {
  return load<u64>(GRIDS + slot);
}

/** Third marks behind pairs joined by ' ' or '-'. */
@inline export function thirds(slot: usize): u64 {
  return load<u64>(THIRDS + slot);
}

/** "::", and every third ':' of those that stand close. */
@inline export function gaps(slot: usize): u64 {
  return load<u64>(GAPS + slot);
}

/** Starts of long digit runs. */
@inline export function runs(slot: usize): u64 {
  return load<u64>(RUNS + slot);
}

/** Third points between digits. */
@inline export function octets(slot: usize): u64 {
  return load<u64>(OCTETS + slot);
}

/** Fourth digits behind a point. */
@inline export function fractions(slot: usize): u64 {
  return load<u64>(FRACTIONS + slot);
}

@inline export function wordStarts(slot: usize): u64 {
  return load<u64>(STARTS + slot);
}
