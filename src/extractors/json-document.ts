import { Carry } from './carry.js';
import { JsonTable, MAX_DEPTH, scalarEnd } from './json-record.js';
import { JSON_ESCAPES, PLAIN, type RecordWriter } from './record-writer.js';
import { asBuffer } from './rows.js';

/** A longer record is not taken apart as one: a line of JSON Lines goes on as text, an object of a document is entered. */
export const MAX_RECORD = 8 * 1024 * 1024;

const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export interface JsonSummary {
  readonly records: number;
  /** Lines (JSON Lines) or places (document) that could not be read as JSON; their bytes went on as text. */
  readonly malformed: number;
  /** Records or strings longer than MAX_RECORD, gone on as text. */
  readonly oversized: number;
}

export function isOpening(c: number): boolean {
  return c === 0x7b || c === 0x5b;
}

/** What a document reader waits for. */
enum Want {
  Value,
  /** A value, or the end of the array that just began. */
  FirstItem,
  /** A key, or the end of the object that just began. */
  FirstKey,
  Key,
  Colon,
  /** A comma or the end of the container. */
  After,
  /** The rest is passed on as it is. */
  Raw,
}

interface Level {
  readonly array: boolean;
  readonly path: string;
  table: JsonTable | null;
}

/** A JSON text of any size, token by token; only what an incomplete token or record needs is kept. */
export class DocumentReader {
  readonly #carry = new Carry();
  readonly #levels: Level[] = [];
  readonly #tables = new Map<string, JsonTable>();
  #want: Want = Want.Value;
  #key = '';
  #line = 1;
  #fresh = true;
  // A search for the end of a string or record, continued when more bytes come.
  #scan = 0;
  #depth = 0;
  #inString = false;
  /** The container at the current place is too large for a record: enter it. */
  #enter = false;
  /** Containers below MAX_DEPTH that are open, passed on raw. */
  #deep = 0;
  records = 0;
  malformed = 0;
  oversized = 0;

  constructor(readonly writer: RecordWriter) {}

  push(bytes: Uint8Array): void {
    let piece = bytes;
    if (this.#fresh && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) piece = piece.subarray(3);
    this.#fresh = false;
    // Large pieces are taken in slices, so that what is kept stays small.
    for (let at = 0; at < piece.length; at += 1 << 20) {
      this.#carry.append(piece.subarray(at, at + (1 << 20)));
      this.#advance(false);
    }
  }

  end(): JsonSummary {
    this.#advance(true);
    const open = this.#levels.length > 0 || this.#carry.size > 0 || this.#deep > 0;
    if (open && this.#want !== Want.Raw) this.malformed++;
    this.writer.raw(this.#carry.bytes, 0, this.#carry.size, this.#line);
    this.#carry.size = 0;
    return { records: this.records, malformed: this.malformed, oversized: this.oversized };
  }

  #advance(last: boolean): void {
    const b = this.#carry.bytes;
    const size = this.#carry.size;
    let at = 0;
    while (at < size) {
      const next = this.#want === Want.Raw ? this.#passRaw(b, at, size) : this.#step(b, at, size, last);
      if (next < 0) break;
      for (let i = at; i < next; i++) if (b[i] === LF) this.#line++;
      at = next;
    }
    this.#carry.shift(at);
  }

  #passRaw(b: Uint8Array, at: number, size: number): number {
    this.writer.raw(b, at, size, this.#line);
    return size;
  }

  /** Reads one token (or one record) and returns where it ends, or -1 when more bytes are needed. */
  #step(b: Uint8Array, at: number, size: number, last: boolean): number {
    const c = b[at]!;
    if (this.#deep > 0) return this.#skipDeep(b, at, size);
    if (c <= 0x20) {
      let i = at + 1;
      while (i < size && b[i]! <= 0x20) i++;
      return i;
    }
    const level = this.#levels.at(-1);
    switch (this.#want) {
      case Want.After:
        if (level === undefined) return this.#restart(b, at, size);
        if (c === 0x2c) {
          this.#want = level.array ? Want.Value : Want.Key;
          return at + 1;
        }
        return c === (level.array ? 0x5d : 0x7d) ? this.#close(at) : this.#giveUp(at);
      case Want.Colon:
        if (c !== 0x3a) return this.#giveUp(at);
        this.#want = Want.Value;
        return at + 1;
      case Want.FirstKey:
      case Want.Key: {
        if (c === 0x7d && this.#want === Want.FirstKey) return this.#close(at);
        if (c !== QUOTE) return this.#giveUp(at);
        const end = this.#stringEnd(b, at, size);
        if (end < 0) return size - at > MAX_RECORD ? this.#giveUp(at) : -1;
        this.#key = keyText(b, at + 1, end - 1);
        this.#want = Want.Colon;
        return end;
      }
      default:
        if (c === 0x5d && this.#want === Want.FirstItem) return this.#close(at);
        return this.#value(b, at, size, last, level);
    }
  }

  #value(b: Uint8Array, at: number, size: number, last: boolean, level: Level | undefined): number {
    const c = b[at]!;
    const path = level === undefined ? '' : level.array ? `${level.path}[]` : joined(level.path, this.#key);
    if (c === QUOTE) {
      const end = this.#stringEnd(b, at, size);
      if (end < 0) {
        if (size - at <= MAX_RECORD) return -1;
        this.oversized++;
        return this.#passRest(at);
      }
      this.writer.value(path, b, at + 1, end - 1, JSON_ESCAPES, this.#line);
      this.#want = Want.After;
      return end;
    }
    if (isOpening(c)) {
      if (level?.array === true && !this.#enter) {
        const end = this.#recordEnd(b, at, size);
        if (end >= 0) {
          if (!this.#table(level).add(b, at, end, this.#line)) return this.#giveUp(at);
          this.records++;
          this.#want = Want.After;
          return end;
        }
        if (size - at <= MAX_RECORD && !last) return -1;
        this.#scan = 0;
        this.#enter = true;
      }
      this.#enter = false;
      if (this.#levels.length >= MAX_DEPTH) {
        this.#deep = 0;
        return this.#skipDeep(b, at, size);
      }
      this.#levels.push({ array: c === 0x5b, path, table: null });
      this.#want = c === 0x5b ? Want.FirstItem : Want.FirstKey;
      return at + 1;
    }
    const end = scalarEnd(b, at, size);
    if (end < 0) return size - at < 64 && !last ? -1 : this.#giveUp(at);
    // A number may go on in the next piece.
    if (end === size && !last) return -1;
    if (c !== 0x6e) this.writer.value(path, b, at, end, PLAIN, this.#line);
    this.#want = Want.After;
    return end;
  }

  #close(at: number): number {
    this.#levels.pop();
    this.#want = Want.After;
    return at + 1;
  }

  /** Behind the document: another one may follow (concatenated JSON). */
  #restart(b: Uint8Array, at: number, size: number): number {
    if (!isOpening(b[at]!)) return this.#giveUp(at);
    this.#want = Want.Value;
    return this.#step(b, at, size, false);
  }

  #giveUp(at: number): number {
    this.malformed++;
    return this.#passRest(at);
  }

  #passRest(at: number): number {
    this.#want = Want.Raw;
    this.writer.endLine();
    return at;
  }

  #table(level: Level): JsonTable {
    if (level.table === null) {
      const part = level.path === '' ? '$' : `$.${level.path}`;
      // The same path in every element of an outer array is one table.
      level.table = this.#tables.get(part) ?? new JsonTable(part, this.writer);
      if (this.#tables.size < 1000) this.#tables.set(part, level.table);
    }
    return level.table;
  }

  /** Behind the string that opens at `at`, or -1; goes on where the last search ended. */
  #stringEnd(b: Uint8Array, at: number, size: number): number {
    let i = Math.max(at + 1, at + this.#scan);
    for (; i < size; i++) {
      const c = b[i]!;
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) {
        this.#scan = 0;
        return i + 1;
      }
    }
    this.#scan = i - at;
    return -1;
  }

  /** Behind the container that opens at `at`, or -1; goes on where the last search ended. */
  #recordEnd(b: Uint8Array, at: number, size: number): number {
    let i = at + this.#scan;
    if (this.#scan === 0) {
      this.#depth = 0;
      this.#inString = false;
    }
    for (; i < size; i++) {
      const c = b[i]!;
      if (this.#inString) {
        if (c === BACKSLASH) i++;
        else if (c === QUOTE) this.#inString = false;
      } else if (c === QUOTE) this.#inString = true;
      else if (isOpening(c)) this.#depth++;
      else if ((c === 0x7d || c === 0x5d) && --this.#depth === 0) {
        this.#scan = 0;
        return i + 1;
      }
    }
    this.#scan = i - at;
    return -1;
  }

  /** Passes the bytes of a container below MAX_DEPTH on until it closes. */
  #skipDeep(b: Uint8Array, at: number, size: number): number {
    if (this.#deep === 0) {
      this.#inString = false;
      this.#scan = 0;
    }
    let i = at;
    for (; i < size; i++) {
      const c = b[i]!;
      if (this.#inString) {
        if (c === BACKSLASH) i++;
        else if (c === QUOTE) this.#inString = false;
      } else if (c === QUOTE) this.#inString = true;
      else if (isOpening(c)) this.#deep++;
      else if ((c === 0x7d || c === 0x5d) && --this.#deep === 0) {
        i++;
        this.#want = Want.After;
        break;
      }
    }
    // An escape cut in two: leave the backslash for the next piece.
    const end = Math.min(i, size);
    const stop = i > size ? size - 1 : end;
    this.writer.raw(b, at, stop, this.#line);
    return stop === at ? -1 : stop;
  }
}

function joined(path: string, key: string): string {
  const whole = path === '' ? key : `${path}.${key}`;
  return whole.length > 400 ? `…${whole.slice(-200)}` : whole;
}

function keyText(b: Uint8Array, from: number, to: number): string {
  const raw = asBuffer(b).toString('utf8', from, Math.min(to, from + 1000));
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
