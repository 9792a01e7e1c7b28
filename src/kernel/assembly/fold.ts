// @ts-nocheck
import { at } from './chars';
import { BYTES, FOLD_MAP } from './layout';

const KEEP: i32 = -1;
const NOTHING: i32 = 0;

export let foldCount: i32 = 0;

/** What the two- or three-byte character at `p` becomes. */
function folded(p: usize, end: usize): i32 {
  const a = at(p);
  if (p + 1 >= end) return KEEP;
  const b = at(p + 1);
  if (a == 0xc2) return b == 0xa0 ? 0x20 : b == 0xad ? NOTHING : KEEP;
  if (p + 2 >= end) return KEEP;
  const c = at(p + 2);
  if ((c & 0xc0) != 0x80) return KEEP;
  if (a == 0xe3) return b == 0x80 && c == 0x80 ? 0x20 : KEEP;
  if (a == 0xe2) {
    if (b == 0x80) {
      if (c <= 0x8a || c == 0xaf) return 0x20;
      if (c <= 0x8f) return NOTHING;
      return c <= 0x95 ? 0x2d : KEEP;
    }
    if (b == 0x81) return c == 0x9f ? 0x20 : c == 0xa0 ? NOTHING : KEEP;
    return b == 0x88 && c == 0x92 ? 0x2d : KEEP;
  }
  if (b == 0xbc || b == 0xbd) {
    const plain = ((b & 1) << 6) + c - 0x60;
    if (plain - 0x30 < 10 || (plain | 0x20) - 0x61 < 26) return plain;
    if (plain == 0x40 || plain == 0x2b || plain == 0x2d || plain == 0x2e || plain == 0x28 || plain == 0x29) return plain;
    return KEEP;
  }
  if (b == 0xbb) return c == 0xbf ? NOTHING : KEEP;
  return b == 0xb9 && c == 0xa3 ? 0x2d : KEEP;
}

/** Some of 64 bytes are beyond ASCII. */
@inline function beyondAscii(p: usize): bool {
  return i8x16.bitmask(v128.or(v128.or(v128.load(p), v128.load(p, 16)), v128.or(v128.load(p, 32), v128.load(p, 48)))) != 0;
}

/** See kernel.ts. Offsets from BYTES. */
export function fold(start: i32, end: i32): i32 {
  const from = BYTES + <usize>start;
  const stop = BYTES + <usize>end;
  const c2 = i8x16.splat(<i8>0xc2);
  const e2 = i8x16.splat(<i8>0xe2);
  const e3 = i8x16.splat(<i8>0xe3);
  const ef = i8x16.splat(<i8>0xef);
  let to = from;
  /** Start of what is still to be moved to `to`. */
  let kept = from;
  let removed: i32 = 0;
  let count: i32 = 0;
  for (let word = from; word < stop; word += 16) {
    const v = v128.load(word);
    if (i8x16.bitmask(v) == 0) {
      // Plain text is passed over 64 bytes at a time.
      while (word + 80 <= stop && !beyondAscii(word + 16)) word += 64;
      continue;
    }
    let hits = i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, c2), i8x16.eq(v, e2)), v128.or(i8x16.eq(v, e3), i8x16.eq(v, ef))));
    for (; hits != 0; hits &= hits - 1) {
      const p = word + <usize>ctz(hits);
      if (p >= stop) break;
      const becomes = folded(p, stop);
      if (becomes == KEEP) continue;
      const length = p - kept;
      if (to != kept) memory.copy(to, kept, length);
      to += length;
      const width = at(p) == 0xc2 ? 2 : 3;
      kept = p + <usize>width;
      removed += width;
      if (becomes != NOTHING) {
        store<u8>(to++, becomes);
        removed--;
      }
      const offset = <i32>(to - BYTES);
      let pair = FOLD_MAP + (<usize>count << 3);
      if (count > 0 && load<i32>(pair - 8) == offset) pair -= 8;
      else count++;
      store<i32>(pair, offset);
      store<i32>(pair, removed, 4);
    }
  }
  if (to != kept) memory.copy(to, kept, stop - kept);
  foldCount = count;
  return <i32>(to - BYTES) + <i32>(stop - kept);
}
