import type { Kernel } from '../kernel/kernel.js';
import { KERNEL_CAPACITY } from '../kernel/kernel.js';
import type { TextLocation } from '../model/location.js';
import type { Detector, HeaderContext, Match } from './detector.js';
import { decodeWindow, lineEnd, MAX_LEFT, MAX_WINDOW, type Window, windows } from './windows.js';

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
export const LOOKAHEAD = MAX_WINDOW + 512;
/** Bytes brought in at a time: few enough to stay in the processor's cache until they are scanned. */
const BLOCK = 1 << 18;
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

  /** What lies before this buffer offset is dropped with the next `fill`. */
  get kept(): number {
    return Math.max(0, this.limit - LEFT_CONTEXT);
  }

  /** Brings in the next block; false when everything is scanned. */
  fill(): boolean {
    if (this.#atEnd) return false;
    const { kernel } = this;
    const keep = this.kept;
    if (keep > 0) {
      kernel.bytes.copyWithin(0, keep, this.end);
      this.base += keep;
      this.end -= keep;
      this.#forget();
    }
    this.start = this.limit - keep;
    while (this.end < KERNEL_CAPACITY) {
      const got = this.input.read(kernel.bytes, this.end, Math.min(BLOCK, KERNEL_CAPACITY - this.end));
      if (got === 0) {
        this.#atEnd = true;
        break;
      }
      this.#fold(this.end, this.end + got);
      if (this.end - this.start > BLOCK >> 1) break;
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
    const newline = lastNewline(this.kernel.bytes, this.start, latest);
    return newline > latest - BLOCK ? newline + 1 : latest;
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
  const columns = new ColumnCounter(buffer);
  const scan = new WindowScan(detector, kernel, minConfidence, (match, start, end, { row }) => {
    const [from, to] = [start - buffer.base, end - buffer.base];
    const column = columns.at(from);
    sink(match, {
      kind: 'text',
      line: row + 1,
      column,
      start: buffer.original(from),
      end: buffer.original(to),
    });
  });
  let lines = 0;
  for (;;) {
    columns.at(buffer.kept);
    if (!buffer.fill()) break;
    let from = buffer.start;
    while (from < buffer.limit) {
      const count = kernel.scan(from, buffer.limit, buffer.end);
      const next = kernel.next;
      const newlines = kernel.lines;
      for (const window of windows(detector.compiled, kernel, count, 0, buffer.end)) {
        window.row += lines;
        scan.add(window, buffer);
      }
      lines += newlines;
      from = next;
      tick();
    }
    scan.settle(buffer.base + buffer.limit);
  }
  scan.flush();
}

/** A place in the kernel's buffer: stream offset of buffer offset 0, and the end of the bytes in it. */
export interface BufferPlace {
  readonly base: number;
  readonly end: number;
}

/** Offsets are those of the stream. */
export type WindowVisitor = (match: Match, start: number, end: number, window: Window) => void;

interface Held {
  readonly match: Match;
  readonly start: number;
  readonly end: number;
}

/**
 * Runs the detector over windows, which come in order, and hands each place over once, in order. Where windows overlap the
 * later one also runs the rules of the earlier and has the say from its first anchor on: values are judged with
 * everything known about them, wherever a window happened to end.
 */
export class WindowScan {
  #held: Held[] = [];
  #last: { window: Window; end: number } | undefined;
  /** End of the last place handed over. */
  #done = 0;

  constructor(
    private readonly detector: Detector,
    private readonly kernel: Kernel,
    private readonly minConfidence: number,
    private readonly visit: WindowVisitor,
  ) {}

  /** Judges the next window. One whose last match may be cut by its end is read on, to `stop` at most; by default to the end of its line. */
  add(
    window: Window,
    place: BufferPlace,
    stop?: number,
    header?: (rule: number) => HeaderContext | undefined,
  ): void {
    const { bytes } = this.kernel;
    const { base } = place;
    const last = this.#last;
    if (last !== undefined && last.end > base + window.start) {
      for (const rule of last.window.rules) window.rules.add(rule);
      this.#handOver((held) => held.start < base + window.anchor);
    } else this.flush();
    const { end } = window;
    let decoded = decodeWindow(bytes, window.start, end);
    let matches = this.detector.find(decoded.text, window.rules, this.minConfidence, header);
    const cut = matches.at(-1);
    if (cut !== undefined && cut.end >= decoded.text.length - 1) {
      const longest = Math.max(end, Math.min(window.start + MAX_WINDOW, stop ?? place.end));
      const further = stop === undefined ? lineEnd(bytes, end, longest - end, place.end) : longest;
      if (further > end) {
        decoded = decodeWindow(bytes, window.start, further);
        matches = this.detector.find(decoded.text, window.rules, this.minConfidence, header);
      }
    }
    for (const match of matches) {
      const start = decoded.byteOffset(match.start);
      if (start >= end) continue;
      this.#held.push({ match, start: base + start, end: base + decoded.byteOffset(match.end) });
    }
    this.#last = { window, end: base + end };
  }

  /** Hands over what no window with its first anchor at `limit` or later can see again. */
  settle(limit: number): void {
    if (this.#last !== undefined && this.#last.end <= limit - MAX_LEFT) this.flush();
  }

  flush(): void {
    this.#handOver(() => true);
    this.#last = undefined;
  }

  #handOver(keep: (held: Held) => boolean): void {
    const { window } = this.#last ?? {};
    if (window === undefined) return;
    for (const held of this.#held) {
      if (held.start < this.#done || !keep(held)) continue;
      this.#done = held.end;
      this.visit(held.match, held.start, held.end, window);
    }
    this.#held = [];
  }
}

/** Counts characters from line starts, going on from the last place asked for: long lines are walked once. */
class ColumnCounter {
  /** Stream offset of the place counted up to, and its column. */
  #at = 0;
  #column = 1;

  constructor(private readonly buffer: BlockBuffer) {}

  /** Column, from 1, of the character at a buffer offset. Offsets come in ascending order. */
  at(offset: number): number {
    const { base, kernel } = this.buffer;
    const { bytes } = kernel;
    const from = this.#at - base;
    const newline = lastNewline(bytes, from, offset);
    if (newline >= 0) this.#column = 1;
    this.#column += kernel.characters(newline < 0 ? from : newline + 1, offset);
    this.#at = base + offset;
    return this.#column;
  }
}

/** The last line end in [from, to), -1 = none. Buffers search by the processor's wide registers, plain arrays byte by byte. */
function lastNewline(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from) return -1;
  const at = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).lastIndexOf(NEWLINE);
  return at < 0 ? -1 : from + at;
}
