import { Carry } from './carry.js';
import { DocumentReader, isOpening, type JsonSummary, MAX_RECORD } from './json-document.js';
import { JsonTable, scalarEnd } from './json-record.js';
import { type RecordSink, RecordWriter } from './record-writer.js';
import { asBuffer } from './rows.js';

export type JsonForm = 'jsonl' | 'json';

const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a text is JSON Lines (an object or array per line), one JSON document, or neither. `head` may end anywhere.
 */
export function sniffJson(head: Uint8Array): JsonForm | null {
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const lines: [number, number][] = [];
  for (let at = start; at < head.length && lines.length < 40; ) {
    const end = head.indexOf(LF, at);
    let from = at;
    const to = end < 0 ? head.length : end;
    while (from < to && head[from]! <= 0x20) from++;
    if (from < to) lines.push([from, to]);
    at = to + 1;
  }
  const [first] = lines;
  if (first === undefined) return null;
  const whole = lines.filter(
    ([from, to]) => isOpening(head[from]!) && soundness(head, from, to) === 'whole',
  ).length;
  if (lines.length >= 2 && whole >= 2 && whole >= lines.length * 0.5) return 'jsonl';
  // A long first line cut off by the end of the head, or a broken first line above whole ones, is decided above or below.
  return isOpening(head[first[0]]!) && soundness(head, first[0], head.length) !== 'broken' ? 'json' : null;
}

/** Checks the tokens of [from, to) roughly: one whole value, the beginning of one, or none. */
function soundness(b: Uint8Array, from: number, to: number): 'whole' | 'cut' | 'broken' {
  let depth = 0;
  let keyed = false;
  let before = 0;
  for (let at = from; at < to; ) {
    const c = b[at]!;
    if (c <= 0x20) {
      at++;
      continue;
    }
    if (depth === 0 && before !== 0) return 'broken';
    if (c === QUOTE) {
      at = stringEnd(b, at, to);
      if (at < 0) return 'cut';
      if (before === 0x61 || before === QUOTE) return 'broken';
      before = QUOTE;
      continue;
    }
    if (isOpening(c)) {
      if (before === QUOTE || before === 0x61) return 'broken';
      depth++;
    } else if (c === 0x7d || c === 0x5d) depth--;
    else if (c === 0x3a) {
      if (before !== QUOTE) return 'broken';
      keyed = true;
    } else if (c !== 0x2c) {
      const end = scalarEnd(b, at, to);
      if (end < 0) return to === b.length && isCutScalar(b, at) ? 'cut' : 'broken';
      if (before === 0x61 || before === QUOTE) return 'broken';
      at = end;
      before = 0x61;
      continue;
    }
    before = c === 0x7d || c === 0x5d ? 0x61 : c;
    at++;
  }
  if (depth > 0) return 'cut';
  return keyed || b[from] === 0x5b || to - from <= 3 ? 'whole' : 'broken';
}

/** The head ends inside a number or literal. */
function isCutScalar(b: Uint8Array, at: number): boolean {
  return (
    b.length - at < 24 &&
    /^(?:-?[\d.eE+-]*|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(asBuffer(b).toString('latin1', at))
  );
}

function stringEnd(b: Uint8Array, at: number, to: number): number {
  for (let i = at + 1; i < to; i++) {
    if (b[i] === BACKSLASH) i++;
    else if (b[i] === QUOTE) return i + 1;
  }
  return -1;
}

/**
 * Turns a stream of JSON into rows and text: `push` any pieces of the UTF-8 source in order, then `end` once.
 *
 * JSON Lines: every line is a row of one table; further elements of nested arrays are continuation rows with the same line.
 * Document: every array of objects (or of arrays) is a table named by its path; all other values become "path: value" lines.
 * Nothing is lost: what is no row is passed on as text. Memory: one record (MAX_RECORD) and the output buffers.
 */
export class JsonRows {
  readonly #writer: RecordWriter;
  readonly #lines: LineReader | null;
  readonly #document: DocumentReader | null;

  constructor(form: JsonForm, sink: RecordSink) {
    this.#writer = new RecordWriter(sink);
    this.#lines = form === 'jsonl' ? new LineReader(this.#writer) : null;
    this.#document = form === 'json' ? new DocumentReader(this.#writer) : null;
  }

  push(bytes: Uint8Array): void {
    this.#lines?.push(bytes);
    this.#document?.push(bytes);
  }

  end(): JsonSummary {
    const summary = this.#lines?.end() ?? this.#document!.end();
    this.#writer.endLine();
    this.#writer.flush();
    return summary;
  }
}

class LineReader {
  readonly #table: JsonTable;
  readonly #carry = new Carry();
  #line = 1;
  #skipping = false;
  #fresh = true;
  records = 0;
  malformed = 0;
  oversized = 0;

  constructor(readonly writer: RecordWriter) {
    this.#table = new JsonTable('', writer);
  }

  push(bytes: Uint8Array): void {
    let at = this.#fresh && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    this.#fresh = false;
    while (at < bytes.length) {
      const found = bytes.indexOf(LF, at);
      const end = found < 0 ? bytes.length : found;
      if (this.#skipping) {
        this.writer.raw(bytes, at, found < 0 ? end : end + 1, this.#line);
      } else if (found < 0 || this.#carry.size > 0) {
        this.#carry.append(bytes.subarray(at, end));
        if (this.#carry.size > MAX_RECORD) {
          this.oversized++;
          this.writer.raw(this.#carry.bytes, 0, this.#carry.size, this.#line);
          this.#carry.size = 0;
          this.#carry.bytes = new Uint8Array(64 * 1024);
          this.#skipping = true;
          if (found >= 0) this.writer.endLine();
        } else if (found >= 0) {
          this.#record(this.#carry.bytes, 0, this.#carry.size);
          this.#carry.size = 0;
        }
      } else this.#record(bytes, at, end);
      if (found < 0) return;
      this.#skipping = false;
      this.#line++;
      at = found + 1;
    }
  }

  end(): JsonSummary {
    if (this.#carry.size > 0) this.#record(this.#carry.bytes, 0, this.#carry.size);
    return { records: this.records, malformed: this.malformed, oversized: this.oversized };
  }

  #record(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && bytes[from]! <= 0x20) from++;
    if (from === end) return;
    if (isOpening(bytes[from]!) && this.#table.add(bytes, from, end, this.#line)) {
      this.records++;
      return;
    }
    this.malformed++;
    this.writer.raw(bytes, start, end, this.#line);
    this.writer.endLine();
  }
}
