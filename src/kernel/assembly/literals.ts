// @ts-nocheck
import { at, isAlnum, isDigit, lower } from './chars';
import { atPlace, emit, inCell } from './emit';
import {
  ENTRIES, HITS, LITERAL, LITERAL_ENTRY, LITERAL_TEXT, ODD_HEADS, PAIR_HEADS, PAIR_MAP, PLACES, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP, WORD4_SHORT,
  WORD6_MAP,
} from './layout';
import { policePlate } from './shapes';

/*
 * A literal is looked for at its pivot: the place in it where one of the masks of scan.ts has a bit. Pivots are word starts, starts of
 * digit runs, first bytes of characters beyond ASCII, or (at most four values) odd bytes. compile.ts chooses them.
 */

const POLICE: u32 = 0xffff;

const SPREAD: u32 = 0x9e3779b1;
const SPREAD64: u64 = 0x9e3779b97f4a7c15;

/*
 * Places are gathered over a strip of words and then looked up in loops without a branch that depends on the text: what is found is
 * rare, and a wrongly predicted branch costs as much as three look-ups.
 */
let wordCount: usize = 0;
let pairCount: usize = 0;

/** Room for the places of a strip of 16 words. */
const PAIRS: usize = PLACES + 0x2000;

@inline function gather(list: usize, w: usize, bits: u64): usize {
  const count = <usize>popcnt(bits);
  let to = list;
  // Eight at a time, wanted or not.
  do {
    store<u32>(to, <u32>(w + <usize>ctz(bits)));
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 4);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 8);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 12);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 16);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 20);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 24);
    bits &= bits - 1;
    store<u32>(to, <u32>(w + <usize>ctz(bits)), 28);
    bits &= bits - 1;
    to += 32;
  } while (bits != 0);
  return count;
}

/** Words or digit runs start at the bits of `starts`. */
@inline export function words(w: usize, starts: u64): void {
  if (starts == 0) return;
  wordCount += gather(PLACES + (wordCount << 2), w, starts);
}

/** Characters beyond ASCII start at the bits of `starts`, and the fourth byte is beyond ASCII, too. */
@inline export function pairs(w: usize, starts: u64): void {
  if (starts == 0) return;
  pairCount += gather(PAIRS + (pairCount << 2), w, starts);
}

/** Looks up the words and pairs gathered. */
export function lookUp(): void {
  let hits: usize = HITS;
  let end = PLACES + (wordCount << 2);
  for (let place: usize = PLACES; place < end; place += 4) {
    const p = load<u32>(place);
    const x = load<u32>(p) | 0x20202020;
    const long = x * SPREAD;
    const short = (x << 8) * SPREAD;
    store<u32>(hits, p);
    hits += <usize>load<u8>(long >> 16, WORD4_MAP) | <usize>load<u8>(short >> 17, WORD3_MAP);
  }
  wordCount = 0;
  // Many words begin like a longer literal: two bytes more tell.
  end = hits;
  hits = HITS;
  for (let hit: usize = HITS; hit < end; hit += 4) {
    const p = load<u32>(hit);
    const y = load<u64>(p) | 0x2020202020202020;
    const x = <u32>y;
    store<u32>(hits, p);
    hits += <usize>load<u8>(<usize>(((y << 16) * SPREAD64) >> 48), WORD6_MAP) | <usize>load<u8>((x * SPREAD) >> 20, WORD4_SHORT) |
      <usize>load<u8>(((x << 8) * SPREAD) >> 17, WORD3_MAP);
  }
  for (let hit: usize = HITS; hit < hits; hit += 4) wordHit(<usize>load<u32>(hit));
  if (pairCount == 0) return;

  hits = HITS;
  end = PAIRS + (pairCount << 2);
  for (let place: usize = PAIRS; place < end; place += 4) {
    const p = load<u32>(place);
    const h = (load<u64>(p) << 16) * SPREAD64;
    store<u32>(hits, p);
    hits += <usize>load<u8>(<usize>(h >> 48), PAIR_MAP);
  }
  pairCount = 0;
  for (let hit: usize = HITS; hit < hits; hit += 4) {
    const p = <usize>load<u32>(hit);
    verify(p, load<u16>(PAIR_HEADS + (<usize>(((load<u64>(p) << 16) * SPREAD64) >> 52) << 1)), 0);
  }
}

function wordHit(p: usize): void {
  const x = load<u32>(p) | 0x20202020;
  const long = x * SPREAD;
  const short = (x << 8) * SPREAD;
  let pivots: u64 = 0;
  if (load<u8>(long >> 16, WORD4_MAP) != 0) pivots = verify(p, load<u16>(WORD4_HEADS + ((long >> 20) << 1)), 0);
  if (load<u8>(short >> 17, WORD3_MAP) != 0) verify(p, load<u16>(WORD2_HEADS + (((x & 31) | ((x >> 3) & 0x3e0)) << 1)), pivots);
}

/** Characters beyond ASCII start at the bits of `rest`, ASCII behind them: four bytes are looked up. */
export function singles(w: usize, rest: u64): void {
  for (; rest != 0; rest &= rest - 1) {
    const p = w + <usize>ctz(rest);
    const h = (load<u64>(p) << 32) * SPREAD64;
    if (load<u8>(<usize>(h >> 48), PAIR_MAP) == 0) continue;
    verify(p, load<u16>(PAIR_HEADS + (<usize>(h >> 52) << 1)), 0);
  }
}

export function oddAt(p: usize): void {
  verify(p, load<u16>(ODD_HEADS + (at(p) << 1)), 0);
}

/** Reports the longest literal of the chain per place; returns the places as bits over the pivots' offsets (< 64; others are never equal). */
function verify(p: usize, entry: u32, taken: u64): u64 {
  atPlace(p);
  const x = load<u64>(p) | 0x2020202020202020;
  for (; entry != 0; ) {
    const e = ENTRIES + <usize>entry * LITERAL_ENTRY;
    entry = load<u16>(e, 10);
    // The first bytes from the pivot on, nearly exact.
    if (((x ^ load<u64>(e, 16)) & load<u64>(e, 24)) != 0) continue;
    const id = <u32>load<u16>(e, 8);
    if (id == POLICE) {
      policePlate(p);
      continue;
    }
    const pivot = <usize>load<u8>(e, 6);
    const mark = (<u64>1) << pivot;
    if (pivot < 64 && (taken & mark) != 0) continue;
    const start = p - pivot;
    const length = <usize>load<u16>(e, 4);
    const text = LITERAL_TEXT + <usize>load<u32>(e);
    let i: usize = 0;
    while (i < length && lower(at(start + i)) == at(text + i)) i++;
    if (i < length || !inCell(start, start + length)) continue;
    if (isDigit(at(start)) && isAlnum(at(start - 1))) continue;
    emit(start, start + length, LITERAL, id);
    if (pivot < 64) taken |= mark;
  }
  return taken;
}
