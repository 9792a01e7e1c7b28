// @ts-nocheck
import { at, isAlnum, isDigit, lower } from './chars';
import { atBit, emit, inCell } from './emit';
import {
  ENTRIES, LITERAL, LITERAL_ENTRY, LITERAL_TEXT, ODD_HEADS, PAIR_HEADS, PAIR_MAP, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP,
} from './layout';
import { policePlate } from './shapes';

/*
 * A literal is looked for at its pivot: the place in it where one of the masks of scan.ts has a bit. Pivots are word starts, starts of
 * digit runs, first bytes of characters beyond ASCII, or (at most four values) odd bytes. compile.ts chooses them.
 */

const POLICE: u32 = 0xffff;

const SPREAD: u32 = 0x9e3779b1;

/** Words or digit runs start at the bits of `rest`. */
export function words(w: usize, rest: u64): void {
  do {
    const i = ctz(rest);
    const p = w + <usize>i;
    rest &= rest - 1;
    const x = load<u32>(p) | 0x20202020;
    const long = x * SPREAD;
    const short = (x << 8) * SPREAD;
    const isLong = <u32>load<u8>(WORD4_MAP + (long >> 18)) >> ((long >> 15) & 7);
    const isShort = <u32>load<u8>(WORD3_MAP + (short >> 19)) >> ((short >> 16) & 7);
    if (((isLong | isShort) & 1) == 0) continue;
    atBit(i);
    let pivots: u64 = 0;
    if ((isLong & 1) != 0) pivots = verify(p, load<u16>(WORD4_HEADS + ((long >> 20) << 1)), 0);
    if ((isShort & 1) != 0) verify(p, load<u16>(WORD2_HEADS + (((x & 31) | ((x >> 3) & 0x3e0)) << 1)), pivots);
  } while (rest != 0);
}

const SPREAD64: u64 = 0x9e3779b97f4a7c15;

/** Characters beyond ASCII start at the bits of `rest`, and the fourth byte is beyond ASCII, too: six bytes are looked up. */
export function pairs(w: usize, rest: u64): void {
  for (; rest != 0; rest &= rest - 1) {
    const i = ctz(rest);
    const p = w + <usize>i;
    const h = (load<u64>(p) << 16) * SPREAD64;
    if (((<u32>load<u8>(PAIR_MAP + <usize>(h >> 49)) >> (<u32>(h >> 46) & 7)) & 1) == 0) continue;
    atBit(i);
    verify(p, load<u16>(PAIR_HEADS + (<usize>(h >> 52) << 1)), 0);
  }
}

/** Characters beyond ASCII start at the bits of `rest`, ASCII behind them: four bytes are looked up. */
export function singles(w: usize, rest: u64): void {
  for (; rest != 0; rest &= rest - 1) {
    const i = ctz(rest);
    const p = w + <usize>i;
    const h = (load<u64>(p) << 32) * SPREAD64;
    if (((<u32>load<u8>(PAIR_MAP + <usize>(h >> 49)) >> (<u32>(h >> 46) & 7)) & 1) == 0) continue;
    atBit(i);
    verify(p, load<u16>(PAIR_HEADS + (<usize>(h >> 52) << 1)), 0);
  }
}

export function oddAt(p: usize): void {
  verify(p, load<u16>(ODD_HEADS + (at(p) << 1)), 0);
}

/** Reports the longest literal of the chain per place; returns the places as bits over the pivots' offsets (< 64; others are never equal). */
function verify(p: usize, entry: u32, taken: u64): u64 {
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
