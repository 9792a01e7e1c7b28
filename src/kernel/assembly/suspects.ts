// @ts-nocheck
import { COLONS, DIGITS, LETTERS, LOWERS, SEPARATORS, SLOTS, SUSPECTS } from './masks';

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

/** Bit i of the result: bit i - by. */
@inline function back(now: v128, before: v128, by: i32): v128 {
  return v128.or(i64x2.shl(now, by), i64x2.shr_u(before, 64 - by));
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

/** Gathers the suspects of a strip of `count` words; false when there are none. */
export function suspects(count: usize, longCodes: bool): bool {
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
