import type { Kernel } from '../kernel/kernel.js';
import { KERNEL_CAPACITY } from '../kernel/kernel.js';
import type { TextLocation } from '../model/location.js';
import type { Detector, Match } from './detector.js';
import { decodeWindow, lineEnd, MAX_WINDOW, type Window, windows } from './windows.js';

/** A stream of UTF-8 bytes and the way back to the offsets of the original. */
export interface TextInput {
  /** Writes whole characters at `offset`, at most `capacity` bytes; 0 at the end. */
  read(target: Uint8Array, offset: number, capacity: number): number;
  /** Original byte offset of an offset in the produced stream, for offsets of the last 2 MB. */
  originalOffset(utf8Offset: number): number;
}

export type TextSink = (match: Match, location: TextLocation) => void;

/** Bytes kept before the place scanned: context, and the start of a line for column numbers. */
const LEFT_CONTEXT = 8192;
/** Bytes that must follow a place before it is scanned, so that values are seen whole. */
const LOOKAHEAD = MAX_WINDOW + 512;
const NEWLINE = 0x0a;

/**
 * A sliding window over a stream inside the kernel's buffer: fills, folds and cuts blocks (at line ends where there are any),
 * and keeps the way back from buffer offsets to original offsets.
 */
export class BlockBuffer {
  /** End of the bytes in the buffer. */
  end = 0;
  /** Everything before is scanned already. */
  start = 0;
  /** Scan up to here. */
  limit = 0;
  /** Stream offset (folded) of buffer offset 0. */
  base = 0;
  #atEnd = false;
  /** Folded stream offsets and the bytes removed up to there, ascending. */
  #folds: number[] = [];
  #removed = 0;

  constructor(
    readonly kernel: Kernel,
    private readonly input: TextInput,
  ) {}

  /** Brings in the next block; false when everything is scanned. */
  fill(): boolean {
    if (this.#atEnd) return false;
    const { kernel } = this;
    const keep = Math.max(0, this.limit - LEFT_CONTEXT);
    if (keep > 0) {
      kernel.bytes.copyWithin(0, keep, this.end);
      this.base += keep;
      this.end -= keep;
      this.#forget();
    }
    this.start = this.limit - keep;
    while (this.end < KERNEL_CAPACITY) {
      const got = this.input.read(kernel.bytes, this.end, KERNEL_CAPACITY - this.end);
      if (got === 0) {
        this.#atEnd = true;
        break;
      }
      this.#fold(this.end, this.end + got);
      if (this.end - this.start > KERNEL_CAPACITY >> 1) break;
    }
    this.limit = this.#atEnd ? this.end : this.#cut();
    return this.limit > this.start || !this.#atEnd;
  }

  #fold(from: number, to: number): void {
    const { kernel } = this;
    const folded = kernel.fold(from, to);
    for (let i = 0; i < kernel.foldCount; i++) {
      this.#folds.push(this.base + kernel.foldMap[2 * i]!, this.#removed + kernel.foldMap[2 * i + 1]!);
    }
    this.#removed += to - folded;
    this.end = folded;
  }

  /** After the last line end that leaves enough to look ahead, or as late as possible. */
  #cut(): number {
    const latest = Math.max(this.start, this.end - LOOKAHEAD);
    const newline = this.kernel.bytes.lastIndexOf(NEWLINE, latest - 1);
    return newline >= this.start && newline > latest - (1 << 18) ? newline + 1 : latest;
  }

  /** Drops fold entries no buffer offset needs any more, keeping the last one before `base`. */
  #forget(): void {
    let drop = 0;
    while (drop + 3 < this.#folds.length && this.#folds[drop + 2]! <= this.base) drop += 2;
    if (drop > 0) this.#folds.splice(0, drop);
  }

  /** Offset in the original bytes of a buffer offset. */
  original(offset: number): number {
    const stream = this.base + offset;
    let low = 0;
    let high = this.#folds.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#folds[2 * middle]! <= stream) low = middle + 1;
      else high = middle;
    }
    const removed = low === 0 ? 0 : this.#folds[2 * low - 1]!;
    return this.input.originalOffset(stream + removed);
  }
}

/** Finds all matches in a text stream and hands them over in order, each once. `tick` is called per block and may throw. */
export function scanText(
  kernel: Kernel,
  detector: Detector,
  input: TextInput,
  minConfidence: number,
  sink: TextSink,
  tick: () => void = () => {},
): void {
  kernel.table(null, 0);
  const buffer = new BlockBuffer(kernel, input);
  const seen = new RecentSpans();
  let lines = 0;
  while (buffer.fill()) {
    let from = buffer.start;
    while (from < buffer.limit) {
      const count = kernel.scan(from, buffer.limit, buffer.end);
      const next = kernel.next;
      const newlines = kernel.lines;
      for (const window of windows(detector.compiled, kernel, count, 0, buffer.end)) {
        scanWindow(detector, kernel, window, buffer.end, minConfidence, (match, start, end) => {
          if (!seen.add(buffer.base + start, buffer.base + end)) return;
          sink(match, locate(buffer, lines + window.row + 1, start, end));
        });
      }
      lines += newlines;
      from = next;
      tick();
    }
  }
}

/** Runs the detector over one window; offsets handed over are buffer offsets. A match cut by the window's end is tried again in a larger one. */
export function scanWindow(
  detector: Detector,
  kernel: Kernel,
  window: Window,
  high: number,
  minConfidence: number,
  visit: (match: Match, start: number, end: number) => void,
): void {
  let decoded = decodeWindow(kernel.bytes, window.start, window.end);
  let matches = detector.find(decoded.text, window.rules, minConfidence);
  const last = matches.at(-1);
  if (
    last !== undefined &&
    last.end >= decoded.text.length - 1 &&
    window.end < high &&
    kernel.bytes[window.end] !== NEWLINE
  ) {
    window.end = lineEnd(kernel.bytes, window.end, Math.max(0, window.start + MAX_WINDOW - window.end), high);
    decoded = decodeWindow(kernel.bytes, window.start, window.end);
    matches = detector.find(decoded.text, window.rules, minConfidence);
  }
  for (const match of matches) visit(match, decoded.byteOffset(match.start), decoded.byteOffset(match.end));
}

function locate(buffer: BlockBuffer, line: number, start: number, end: number): TextLocation {
  const { bytes } = buffer.kernel;
  let characters = 1;
  let i = start;
  while (i > 0 && bytes[i - 1] !== NEWLINE) {
    i--;
    if ((bytes[i]! & 0xc0) !== 0x80) characters++;
  }
  return { kind: 'text', line, column: characters, start: buffer.original(start), end: buffer.original(end) };
}

/** Remembers the spans handed over last, so that overlapping windows report each place once. */
export class RecentSpans {
  #spans: [number, number][] = [];

  add(start: number, end: number): boolean {
    if (this.#spans.some(([s, e]) => s < end && start < e)) return false;
    this.#spans.push([start, end]);
    if (this.#spans.length > 64) this.#spans.splice(0, 32);
    return true;
  }
}
