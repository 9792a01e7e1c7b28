import { ANCHOR_WORDS, SHAPE_ID, WHOLE_CELL } from '../kernel/anchors.js';
import type { Kernel } from '../kernel/kernel.js';
import { canonicalText } from '../lib/canonical.js';
import type { CompiledRules } from './compile.js';

/** Bytes of context on each side of an anchor (40 and 12 Han characters, and then some). */
const LEFT = 160;
const RIGHT = 96;
/** How far to the right of a label its value may reach. */
const LABEL_REACH = 320;
/** No window begins further before its first anchor. */
export const MAX_LEFT = 1024;
/** The most bytes one window may hold when a match runs to its end (tokens, keys). */
export const MAX_WINDOW = 8192;
/** Anchors nearer than this share a window. */
const JOIN = 192;
export const MAX_JOINED = 4096;

const NEWLINE = 0x0a;

/** A stretch of one line (or cell) that holds anchors, with the rules they call for. Byte offsets in the kernel's buffer. */
export interface Window {
  start: number;
  end: number;
  /** Start of its first anchor. */
  readonly anchor: number;
  /** Row word of its first anchor. */
  row: number;
  column: number;
  readonly rules: Set<number>;
}

/** The rules an anchor calls for. */
export function rulesOf(
  compiled: CompiledRules,
  shapeWord: number,
  aux: number,
  kernel: Kernel,
  start: number,
  end: number,
): readonly number[] {
  const shape = shapeWord & 0xff;
  if (shape === SHAPE_ID.literal) return compiled.byLiteral[aux] ?? [];
  if (shape === SHAPE_ID.digits) return compiled.byDigits.get(countDigits(kernel.bytes, start, end)) ?? [];
  if (shape === SHAPE_ID.upper) return compiled.byUpper.get(end - start) ?? [];
  return compiled.byShape[shape] ?? [];
}

function countDigits(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x30 && byte <= 0x39) count++;
  }
  return count;
}

/**
 * Gathers the anchors of the kernel's last scan into windows, in order. Only bytes of [low, high) are used; a window never
 * leaves its line.
 */
export function* windows(
  compiled: CompiledRules,
  kernel: Kernel,
  count: number,
  low: number,
  high: number,
): Generator<Window> {
  const { anchors, bytes } = kernel;
  let open: Window | undefined;
  for (let i = 0; i < count; i++) {
    const at = i * ANCHOR_WORDS;
    const start = anchors[at]!;
    const end = anchors[at + 1]!;
    const shape = anchors[at + 2]!;
    const rules = rulesOf(compiled, shape, anchors[at + 3]!, kernel, start, end);
    if (rules.length === 0) continue;
    const row = anchors[at + 4]!;
    const column = anchors[at + 5]!;
    const reach = (shape & ~WHOLE_CELL) === SHAPE_ID.literal ? LABEL_REACH : RIGHT;
    if (
      open !== undefined &&
      open.row === row &&
      open.column === column &&
      start - open.end < JOIN &&
      end - open.start < MAX_JOINED
    ) {
      const right = lineEnd(bytes, end, reach, high);
      if (right > open.end) open.end = right;
      for (const rule of rules) open.rules.add(rule);
      continue;
    }
    if (open !== undefined) yield open;
    open = {
      start: lineStart(bytes, start, Math.max(start - LEFT, low)),
      end: lineEnd(bytes, end, reach, high),
      anchor: start,
      row,
      column,
      rules: new Set(rules),
    };
  }
  if (open !== undefined) yield open;
}

/** First byte of the line that holds `from`, but not before `stop`; never inside a character. */
function lineStart(bytes: Uint8Array, from: number, stop: number): number {
  let i = from;
  while (i > stop && bytes[i - 1] !== NEWLINE) i--;
  while (i < from && (bytes[i]! & 0xc0) === 0x80) i++;
  return i;
}

/** End of the line that holds `from`, at most `reach` bytes on and not after `high`, where the data ends; never inside a character. */
export function lineEnd(bytes: Uint8Array, from: number, reach: number, high: number): number {
  const stop = Math.min(from + reach, high);
  let i = from;
  while (i < stop && bytes[i] !== NEWLINE) i++;
  if (i < high) while (i > from && (bytes[i]! & 0xc0) === 0x80) i--;
  return i;
}

/** A window decoded: canonical text and the way back from its UTF-16 offsets to bytes. */
export interface DecodedWindow {
  readonly text: string;
  byteOffset(index: number): number;
}

export function decodeWindow(bytes: Uint8Array, start: number, end: number): DecodedWindow {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const text = canonicalText(buffer.toString('utf8'));
  if (text.length === end - start) return { text, byteOffset: (index) => start + index };
  let map: Int32Array | undefined;
  return {
    text,
    byteOffset(index) {
      map ??= offsets(bytes, start, end, text.length);
      return map[index] ?? end;
    },
  };
}

/** Byte offset of every UTF-16 unit of the decoded text. Invalid bytes decode to U+FFFD the way the Encoding Standard says. */
function offsets(bytes: Uint8Array, start: number, end: number, length: number): Int32Array {
  const map = new Int32Array(length + 1);
  let unit = 0;
  let i = start;
  while (i < end && unit < length) {
    const size = sequenceLength(bytes, i, end);
    map[unit++] = i;
    if (size === 4 && unit < length) map[unit++] = i;
    i += size < 0 ? -size : size;
  }
  map.fill(end, unit);
  return map;
}

/** Bytes of the character at `i`; negative when they are an invalid sequence that decodes to one U+FFFD. */
function sequenceLength(bytes: Uint8Array, i: number, end: number): number {
  const lead = bytes[i]!;
  if (lead < 0x80) return 1;
  const want =
    lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  if (want === 0) return -1;
  let low = 0x80;
  let high = 0xbf;
  if (lead === 0xe0) low = 0xa0;
  else if (lead === 0xed) high = 0x9f;
  else if (lead === 0xf0) low = 0x90;
  else if (lead === 0xf4) high = 0x8f;
  let got = 1;
  while (got < want && i + got < end) {
    const byte = bytes[i + got]!;
    if (byte < low || byte > high) break;
    low = 0x80;
    high = 0xbf;
    got++;
  }
  return got === want ? want : -got;
}
