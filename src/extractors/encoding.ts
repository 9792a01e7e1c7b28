import { isAscii, isUtf8 } from 'node:buffer';
import { utf8SafeEnd } from '../lib/utf8.js';
import type { Encoding } from './charset.js';
import { type TextCost, textCost } from './charset-cost.js';
import { decoderOf } from './charset-decoders.js';
import { ebcdicAsUtf8 } from './charset-ebcdic.js';
import { sevenBitLabel } from './charset-seven-bit.js';
import { sniffType } from './file-type.js';

export type { Encoding } from './charset.js';

export interface EncodingGuess {
  /** `unsupported`: recognised (see `label`), but there is no decoder. */
  readonly encoding: Encoding | 'unsupported';
  /** Name for reports: the encoding, or `utf-7`, `ebcdic`, `hz-gb-2312`, `iso-2022`. */
  readonly label: string;
  /** Bytes to skip before the text. */
  readonly bomLength: number;
  /** 0..1. 1 = byte order mark, plain ASCII, or valid UTF-8 of some length. */
  readonly confidence: number;
  /** Not text: a known magic number, or bytes that read like noise in every encoding. */
  readonly binary: boolean;
  /** The head holds ASCII only: what follows may still turn out to be something else. */
  readonly ascii: boolean;
  /** Malformed sequences in the part that was judged. */
  readonly invalid: number;
}

const BOMS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** Bits added to the cost of each candidate: how unlikely it is before looking. */
const PRIORS: readonly (readonly [Encoding, number])[] = [
  ['utf-8', 0],
  ['gb18030', 2],
  ['utf-16le', 6],
  ['utf-16be', 7],
  ['utf-32le', 8],
  ['utf-32be', 8],
  ['big5', 6],
  ['shift_jis', 8],
  ['windows-1252', 6],
  ['euc-kr', 8],
  ['euc-jp', 12],
  ['windows-1251', 12],
  ['koi8-r', 14],
];
const EBCDIC_PRIOR = 24;

/** Bytes that are judged at first, from the first one that is not plain ASCII text on. */
const SAMPLE = 2048;
/** A sample with fewer bytes above 0x7F than this is filled up with lines from further on. */
const ENOUGH = 64;
const MORE_LINES = 16;
const LINE = 256;
/** A run of NULs that no UTF-32 text has. */
const HOLE = 8;
/** Well-formed UTF-8 with this many bytes above 0x7F is no accident: six ideographs of GB18030 pass for it once in 30,000. */
const PROOF = 12;
/** Share of characters that text does not hold, from which on the best reading is noise. Random bytes have 6.6 % or more. */
const NOISE = 0.05;
/** Fewer than this prove nothing. */
const NOISE_MIN = 3;

/**
 * Tells the encoding of a text from its first bytes, never from its name. `head` starts at the beginning of the text;
 * `atEof` says that nothing follows it, so that a cut character at its end counts as malformed.
 * Judges the first bytes that are not plain ASCII, and where those are few, some lines further on. Never throws.
 */
export function detectEncoding(head: Uint8Array, atEof: boolean): EncodingGuess {
  const binary = sniffType(head).kind === 'binary';
  const marked = byteOrderMark(head);
  if (marked !== null) return guess(marked[0], marked[1], 1, { binary });

  const odd = firstOdd(head);
  if (odd < 0 || isEscapesOnly(head)) {
    const label = sevenBitLabel(head);
    if (label !== null) return guess('unsupported', 0, 0.9, { label, binary });
    if (odd < 0) return guess('utf-8', 0, 1, { binary, ascii: true });
  }
  const { sample, cut } = sampleFrom(head, odd);
  const last = atEof && !cut;

  const whole = last ? sample : sample.subarray(0, utf8SafeEnd(sample, sample.length));
  if (countHigh(whole) >= PROOF && isUtf8(whole)) {
    return guess('utf-8', 0, 1, { binary });
  }
  return { ...judge(sample, last), ...(binary ? { binary } : {}) };
}

function guess(
  encoding: Encoding | 'unsupported',
  bomLength: number,
  confidence: number,
  facts: { label?: string; binary?: boolean; ascii?: boolean; invalid?: number },
): EncodingGuess {
  const { label = encoding, binary = false, ascii = false, invalid = 0 } = facts;
  return { encoding, label, bomLength, confidence, binary, ascii, invalid };
}

function byteOrderMark(head: Uint8Array): readonly [Encoding, number] | null {
  if (head[0] === 0xff && head[1] === 0xfe) {
    // FF FE 00 00 opens UTF-32, or UTF-16 whose first character is NUL.
    const wide = head[2] === 0 && head[3] === 0 && (head.length < 8 || head[6]! <= 0x10);
    return wide && (head.length < 8 || head[7] === 0) ? ['utf-32le', 4] : ['utf-16le', 2];
  }
  for (const [encoding, mark] of BOMS) {
    if (mark.every((byte, i) => head[i] === byte)) return [encoding, mark.length];
  }
  return null;
}

/** Index of the first byte that plain ASCII text does not hold, -1 = none. Holes (long runs of NULs) are stepped over. */
function firstOdd(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x7f && (byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)) continue;
    let end = i;
    while (bytes[end] === 0) end++;
    if (end - i < HOLE) return i;
    i = end - 1;
  }
  return -1;
}

/** What is judged. `cut`: the head goes on behind its end. */
function sampleFrom(head: Uint8Array, odd: number): { sample: Uint8Array; cut: boolean } {
  // At a multiple of four bytes for the sake of UTF-16 and UTF-32; what stands before `odd` is ASCII, so no character is cut.
  const from = Math.max(0, odd - 16) & ~3;
  const first = head.subarray(from, from + SAMPLE);
  if (from + SAMPLE >= head.length) return { sample: first, cut: false };
  if (first.includes(0) || countHigh(first) >= ENOUGH) return { sample: first, cut: true };
  const parts = [first];
  let line = lineAfter(head, from + SAMPLE);
  for (let i = 0; i < MORE_LINES && line < head.length; i++) {
    let high = line;
    while (high < head.length && head[high]! < 0x80) high++;
    if (high === head.length) break;
    line = lineAfter(head, high);
    parts.push(LINE_BREAK, head.subarray(Math.max(high - 16, 0), Math.min(line, high + LINE)));
  }
  return { sample: Buffer.concat(parts), cut: true };
}

const LINE_BREAK = Uint8Array.of(0x0a);

/** Start of the line after the one that holds `at`. */
function lineAfter(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(0x0a, at);
  return end < 0 ? bytes.length : end + 1;
}

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) count++;
  return count;
}

function isEscapesOnly(head: Uint8Array): boolean {
  return head.includes(0x1b) && isAscii(head);
}

/** Average cost above which UTF-16 or UTF-32 without a mark is a list of numbers. Text costs 5 to 11. */
const NUMBERS = 12.5;

function isNoise({ encoding, text }: Reading): boolean {
  const { bits, characters, noise, nuls } = text;
  if (noise >= NOISE_MIN && noise > NOISE * characters) return true;
  // NULs alone separate records; along with other controls they are the integers of some structure.
  if (noise > 0 && noise + nuls >= 4 && noise + nuls > 2 * NOISE * characters) return true;
  return /^utf-(?:16|32)/.test(encoding) && characters >= 8 && bits > NUMBERS * characters;
}

interface Reading {
  readonly encoding: Encoding | 'unsupported';
  readonly cost: number;
  readonly text: TextCost;
  readonly invalid: number;
}

/** The reading of the sample that costs least. */
function judge(sample: Uint8Array, last: boolean): EncodingGuess {
  const utf8 = new Uint8Array(sample.length * 3 + 8);
  const sevenBit = isAscii(sample);
  const readings: Reading[] = [];
  for (const [encoding, prior] of PRIORS) {
    if (sevenBit && !encoding.startsWith('utf-')) continue;
    const cursor = { from: 0, to: 0, invalid: 0 };
    decoderOf(encoding)(sample, sample.length, last, utf8, utf8.length, cursor);
    const text = textCost(utf8, cursor.to);
    // Bytes held back at the end must not look cheaper than bytes that were read.
    const held = (sample.length - cursor.from) * 5;
    readings.push({ encoding, cost: text.bits + held + prior, text, invalid: cursor.invalid });
  }
  if (!sevenBit) {
    const text = textCost(utf8, ebcdicAsUtf8(sample, utf8));
    readings.push({ encoding: 'unsupported', cost: text.bits + EBCDIC_PRIOR, text, invalid: 0 });
  }
  readings.sort((a, b) => a.cost - b.cost);
  const best = readings[0]!;
  const margin = (readings[1]?.cost ?? Number.POSITIVE_INFINITY) - best.cost;
  return guess(best.encoding, 0, Math.min(0.99, 1 - 2 ** (-margin / 8)), {
    binary: isNoise(best),
    invalid: best.invalid,
    ...(best.encoding === 'unsupported' ? { label: 'ebcdic' } : {}),
  });
}
