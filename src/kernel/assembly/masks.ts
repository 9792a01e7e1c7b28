// @ts-nocheck
import { EXPLAINED, MASKS } from './layout';

/*
 * What each byte is, as bits of words of 64. A strip of words is told apart at a time, in straight lines of vector code; the
 * loops that look for something then read words of bits. Slot 0 is the word before the strip, slots 1 to STRIP_WORDS are the
 * strip, and one more follows it.
 */

/** Words of a strip. */
export const STRIP_WORDS: usize = 16;

export const SLOTS: usize = (STRIP_WORDS + 4) << 3;
export const LETTERS: usize = MASKS;
export const LOWERS: usize = MASKS + SLOTS;
export const DIGITS: usize = MASKS + SLOTS * 2;
export const SEPARATORS: usize = MASKS + SLOTS * 3;
export const POINTS: usize = MASKS + SLOTS * 4;
export const COLONS: usize = MASKS + SLOTS * 5;
const HIGHS: usize = MASKS + SLOTS * 6;
const LEADS: usize = MASKS + SLOTS * 7;
/** Vectors of one byte repeated. Constants cost as much as the work in a loop; from memory they come once. */
const ODD: usize = MASKS + SLOTS * 8;
const CONSTANTS: usize = ODD + 64;
const SIGN_LOWS: usize = CONSTANTS + 256;
const SIGN_HIGHS: usize = SIGN_LOWS + 16;
/** Room for what is made of them, see suspects.ts. */
export const SUSPECTS: usize = SIGN_HIGHS + 16;

/** Some bytes of the strip are beyond ASCII. */
export let anyHigh: bool = false;
/** Some bytes of the strip are '@', '+', ')' or odd ones. */
export let anySigns: bool = false;
/** Rows that end in the strip. */
export let newlines: i32 = 0;

function constant(index: usize, byte: i32): void {
  memory.fill(CONSTANTS + (index << 4), <u8>byte, 16);
}

/** Gives a byte a bit of its own in the tables of its halves. */
function tellSign(byte: u32, bit: u32): void {
  const low = SIGN_LOWS + (byte & 15);
  const high = SIGN_HIGHS + (byte >> 4);
  store<u8>(low, load<u8>(low) | (<u8>1 << <u8>bit));
  store<u8>(high, load<u8>(high) | (<u8>1 << <u8>bit));
}

/** `odd`: four bytes at which literals are found. */
export function setBytes(odd: u32): void {
  for (let i: usize = 0; i < 4; i++) memory.fill(ODD + (i << 4), <u8>(odd >> (<u32>i << 3)), 16);
  // A range [first, first + count) as signed numbers, which compare in one instruction: first + 128, count - 128.
  constant(0, 0x30 + 128);
  constant(1, 10 - 128);
  constant(2, 0x20);
  constant(3, 0x61 + 128);
  constant(4, 26 - 128);
  constant(5, 0x2d);
  constant(6, 0x2e);
  constant(7, 0x3a);
  constant(8, 0x40);
  constant(9, 0xfd);
  constant(10, 0x29);
  constant(11, 0x0a);
  constant(12, 0x0f);
  memory.fill(SIGN_LOWS, 0, 32);
  for (let i: u32 = 0; i < 4; i++) tellSign((odd >> (i << 3)) & 0xff, i);
  tellSign(0x40, 4);
  tellSign(0x2b, 5);
  tellSign(0x29, 6);
}

@inline function bits(v: v128): u64 {
  return <u64><u32>i8x16.bitmask(v);
}

@inline function put(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  store<u16>(to, i8x16.bitmask(a));
  store<u16>(to, i8x16.bitmask(b), 2);
  store<u16>(to, i8x16.bitmask(c), 4);
  store<u16>(to, i8x16.bitmask(d), 6);
}

@inline function putEqual(to: usize, a: v128, b: v128, c: v128, d: v128, x: v128): void {
  put(to, i8x16.eq(a, x), i8x16.eq(b, x), i8x16.eq(c, x), i8x16.eq(d, x));
}

@inline function range(v: v128, first: v128, count: v128): v128 {
  return i8x16.lt_s(i8x16.sub(v, first), count);
}

@inline function either(v: v128, a: v128, b: v128): v128 {
  return v128.or(i8x16.eq(v, a), i8x16.eq(v, b));
}

@inline function four(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(a, b), v128.or(c, d));
}

/** '@', '+' and ')' */
@inline function mark(v: v128, at: v128, mask: v128, bracket: v128): v128 {
  return v128.or(i8x16.eq(v, at), i8x16.eq(v128.and(v, mask), bracket));
}

/** Tells `count` words from `w` on apart, with the one before them and the one behind. */
export function tellApart(w: usize, count: usize): void {
  const digit = v128.load(CONSTANTS);
  const ten = v128.load(CONSTANTS, 16);
  const blank = v128.load(CONSTANTS, 32);
  const letter = v128.load(CONSTANTS, 48);
  const letters = v128.load(CONSTANTS, 64);
  const dash = v128.load(CONSTANTS, 80);
  const point = v128.load(CONSTANTS, 96);
  const colon = v128.load(CONSTANTS, 112);
  let all = i8x16.splat(0);
  const end = (count + 2) << 3;
  let p = w - 64;
  for (let slot: usize = 0; slot < end; slot += 8) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    put(DIGITS + slot, range(a, digit, ten), range(b, digit, ten), range(c, digit, ten), range(d, digit, ten));
    put(
      LETTERS + slot,
      range(v128.or(a, blank), letter, letters),
      range(v128.or(b, blank), letter, letters),
      range(v128.or(c, blank), letter, letters),
      range(v128.or(d, blank), letter, letters),
    );
    // Bit 5 of every byte: set in lower-case letters.
    put(LOWERS + slot, i16x8.shl(a, 2), i16x8.shl(b, 2), i16x8.shl(c, 2), i16x8.shl(d, 2));
    put(SEPARATORS + slot, either(a, blank, dash), either(b, blank, dash), either(c, blank, dash), either(d, blank, dash));
    putEqual(POINTS + slot, a, b, c, d, point);
    putEqual(COLONS + slot, a, b, c, d, colon);
    all = v128.or(all, four(a, b, c, d));
    p += 64;
  }
  anyHigh = i8x16.bitmask(all) != 0;
  tellSigns(w, count);
  if (!anyHigh) return;
  const last = i8x16.splat(-65);
  p = w - 64;
  for (let slot: usize = 0; slot < end; slot += 8) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    put(HIGHS + slot, a, b, c, d);
    put(LEADS + slot, i8x16.gt_s(a, last), i8x16.gt_s(b, last), i8x16.gt_s(c, last), i8x16.gt_s(d, last));
    p += 64;
  }
}

/** Takes the bytes that are explained already out of the strip. */
export function leaveOut(count: usize): void {
  for (let n: usize = 0; n < count; n++) {
    const rest = ~load<u64>(EXPLAINED + (n << 3));
    const slot = (n + 1) << 3;
    store<u64>(LETTERS + slot, load<u64>(LETTERS + slot) & rest);
    store<u64>(DIGITS + slot, load<u64>(DIGITS + slot) & rest);
    store<u64>(POINTS + slot, load<u64>(POINTS + slot) & rest);
    store<u64>(COLONS + slot, load<u64>(COLONS + slot) & rest);
    store<u64>(SEPARATORS + slot, load<u64>(SEPARATORS + slot) & rest);
  }
}

/** Signs looked for one by one, and ends of lines. */
function tellSigns(w: usize, count: usize): void {
  const lows = v128.load(SIGN_LOWS);
  const highs = v128.load(SIGN_HIGHS);
  const nibble = v128.load(CONSTANTS, 192);
  const newline = v128.load(CONSTANTS, 176);
  let ends = i8x16.splat(0);
  let signs = i8x16.splat(0);
  const stop = w + (count << 6);
  for (; w < stop; w += 32) {
    const a = v128.load(w);
    const b = v128.load(w, 16);
    ends = i8x16.sub(ends, i8x16.eq(a, newline));
    ends = i8x16.sub(ends, i8x16.eq(b, newline));
    signs = v128.or(signs, sign(a, lows, highs, nibble));
    signs = v128.or(signs, sign(b, lows, highs, nibble));
  }
  anySigns = v128.any_true(signs);
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(ends));
  newlines = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
}

/** Not zero in bytes whose halves have a sign in common. */
@inline function sign(v: v128, lows: v128, highs: v128, nibble: v128): v128 {
  return v128.and(
    i8x16.swizzle(lows, v128.and(v, nibble)),
    i8x16.swizzle(highs, v128.and(i16x8.shr_u(v, 4), nibble)),
  );
}

/** Ends of lines in the word at `w`. */
export function newlinesAt(w: usize): u64 {
  const newline = i8x16.splat(0x0a);
  return bits(i8x16.eq(v128.load(w), newline)) | (bits(i8x16.eq(v128.load(w, 16), newline)) << 16) |
    (bits(i8x16.eq(v128.load(w, 32), newline)) << 32) | (bits(i8x16.eq(v128.load(w, 48), newline)) << 48);
}

/** Bytes of a strip's word that are looked at, where cells are settled. */
@inline export function unexplained(slot: usize): u64 {
  return ~load<u64>(EXPLAINED + slot - 8);
}

/** '@', '+' and ')' in the word at `w`. */
export function marksAt(w: usize): u64 {
  const at = v128.load(CONSTANTS, 128);
  const mask = v128.load(CONSTANTS, 144);
  const bracket = v128.load(CONSTANTS, 160);
  return bits(mark(v128.load(w), at, mask, bracket)) | (bits(mark(v128.load(w, 16), at, mask, bracket)) << 16) |
    (bits(mark(v128.load(w, 32), at, mask, bracket)) << 32) | (bits(mark(v128.load(w, 48), at, mask, bracket)) << 48);
}

/** The bytes given to `setBytes` in the word at `w`. */
export function oddAt(w: usize): u64 {
  const o0 = v128.load(ODD);
  const o1 = v128.load(ODD, 16);
  const o2 = v128.load(ODD, 32);
  const o3 = v128.load(ODD, 48);
  return bits(one(v128.load(w), o0, o1, o2, o3)) | (bits(one(v128.load(w, 16), o0, o1, o2, o3)) << 16) |
    (bits(one(v128.load(w, 32), o0, o1, o2, o3)) << 32) | (bits(one(v128.load(w, 48), o0, o1, o2, o3)) << 48);
}

@inline function one(v: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(i8x16.eq(v, a), i8x16.eq(v, b)), v128.or(i8x16.eq(v, c), i8x16.eq(v, d)));
}

@inline export function letters(slot: usize): u64 {
  return load<u64>(LETTERS + slot);
}

@inline export function uppers(slot: usize): u64 {
  return load<u64>(LETTERS + slot) & ~load<u64>(LOWERS + slot);
}

@inline export function digits(slot: usize): u64 {
  return load<u64>(DIGITS + slot);
}

@inline export function alnums(slot: usize): u64 {
  return load<u64>(DIGITS + slot) | load<u64>(LETTERS + slot);
}

@inline export function highs(slot: usize): u64 {
  return load<u64>(HIGHS + slot);
}

/** First bytes of characters beyond ASCII, 0xC0 and above. */
@inline export function leads(slot: usize): u64 {
  return load<u64>(LEADS + slot) & load<u64>(HIGHS + slot);
}

