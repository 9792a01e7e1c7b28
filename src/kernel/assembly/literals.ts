// @ts-nocheck
import { at, isAlnum, isDigit, lower } from './chars';
import { emit, inCell } from './emit';
import {
  ENTRIES, LITERAL, LITERAL_ENTRY, LITERAL_TEXT, ODD_HEADS, PAIR_HEADS, PAIR_MAP, WORD2_HEADS, WORD3_MAP, WORD4_HEADS, WORD4_MAP,
} from './layout';
import { policePlate } from './shapes';

/*
 * A literal is looked for at its pivot: the place in it where one of the masks of scan.ts has a bit. Pivots are word starts, starts of
 * digit runs, first bytes of characters beyond ASCII, or (at most four values) odd bytes. compile.ts chooses them.
 */

const POLICE: u32 = 0xffff;

@inline function hash4(x: u32): u32 {
  return (x * 0x9e3779b1) >> 16;
}

@inline function bitOf(map: usize, index: u32): u32 {
  return (<u32>load<u8>(map + (index >> 3)) >> (index & 7)) & 1;
}

/** A word or a digit run starts at `p`. */
@inline export function wordAt(p: usize): void {
  const x = load<u32>(p) | 0x20202020;
  const long = hash4(x);
  const short = (x & 31) | ((x >> 3) & 0x3e0) | ((x >> 6) & 0x7c00);
  if ((bitOf(WORD4_MAP, long) | bitOf(WORD3_MAP, short)) == 0) return;
  verifyWord(p, long, short);
}

function verifyWord(p: usize, long: u32, short: u32): void {
  const pivots = verify(p, load<u16>(WORD4_HEADS + ((long >> 4) << 1)), 0);
  verify(p, load<u16>(WORD2_HEADS + ((short & 0x3ff) << 1)), pivots);
}

/** A character beyond ASCII starts at `p`. */
@inline export function pairAt(p: usize): void {
  const x = load<u64>(p);
  const wide = <u32>x & 0x800000e0;
  const six = wide == 0x800000e0;
  const y = six ? x & 0xffffffffffff : x & 0xffffffff;
  const h = <u32>((y * 0x9e3779b97f4a7c15) >> 48);
  if (bitOf(PAIR_MAP, h) == 0) return;
  verify(p, load<u16>(PAIR_HEADS + ((h >> 4) << 1)), 0);
}

export function oddAt(p: usize): void {
  verify(p, load<u16>(ODD_HEADS + (at(p) << 1)), 0);
}

/** Reports the longest literal of the chain per place; returns the places as bits over the pivots' offsets (< 64; others are never equal). */
function verify(p: usize, entry: u32, taken: u64): u64 {
  for (; entry != 0; ) {
    const e = ENTRIES + <usize>entry * LITERAL_ENTRY;
    entry = load<u16>(e, 10);
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
