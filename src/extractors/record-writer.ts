/** A table of records: `columns` grows at its end while records with new keys appear; shorter rows lack the later ones. */
export interface RecordTable {
  /** Where the table stands inside its source ("$.data.users[]", "customers"); '' for the source itself. */
  readonly part: string;
  readonly columns: readonly string[];
  /** Comments of the columns, where the source has them; '' = none. */
  readonly comments?: readonly string[];
}

/** Receives what a record source holds. Bytes and lines are only valid during the call. */
export interface RecordSink {
  /** Whole rows of one table in UNIT_ROWS form (no header row); `lines[i]` = source line of row i, from 1. */
  rows(table: RecordTable, bytes: Uint8Array, lines: Int32Array): void;
  /** Text that is no row, UTF-8; `lines[i]` = source line of its i-th line. The last line may be unfinished and go on in the next call. */
  text(bytes: Uint8Array, lines: Int32Array): void;
}

const SPACE = 0x20;
const LF = 0x0a;
const DELIMITER = 0x1f;
const TERMINATOR = 0x1e;
const FLUSH = 256 * 1024;
/** Most columns of one table; values of further keys become text. */
export const MAX_COLUMNS = 1000;

/** How the bytes of a cell stand in the source. */
export const PLAIN = 0;
export const JSON_ESCAPES = 1;
export const SQL_ESCAPES = 2;
export const COPY_ESCAPES = 3;
export const HEX_BYTES = 4;
/** SQL string without backslash escapes. */
export const SQL_QUOTES = 5;

/** A byte buffer that grows, with the source lines of what is in it. */
class Output {
  bytes = new Uint8Array(FLUSH + 64 * 1024);
  size = 0;
  lines = new Int32Array(4096);
  count = 0;

  reserve(more: number): void {
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + more));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }

  line(number: number): void {
    if (this.count === this.lines.length) {
      const grown = new Int32Array(this.lines.length * 2);
      grown.set(this.lines);
      this.lines = grown;
    }
    this.lines[this.count++] = number;
  }

  clear(): void {
    this.size = 0;
    this.count = 0;
    // One huge record must not keep its memory.
    if (this.bytes.length > 8 * FLUSH) this.bytes = new Uint8Array(FLUSH + 64 * 1024);
  }

  put(source: Uint8Array, start: number, end: number, form: number): void {
    this.reserve((end - start) * (form === PLAIN ? 1 : 2) + 4);
    if (form === PLAIN) {
      const to = this.bytes;
      let at = this.size;
      for (let i = start; i < end; i++) {
        const c = source[i]!;
        to[at++] = c < SPACE || c === 0x7f ? SPACE : c;
      }
      this.size = at;
    } else this.size = writeUnescaped(source, start, end, form, this.bytes, this.size);
  }

  ascii(text: string): void {
    this.reserve(text.length * 3);
    this.size += Buffer.from(this.bytes.buffer).write(text, this.size, 'utf8');
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.size++] = value;
  }
}

/** Collects the cells of records and hands them on as rows; everything that fits no row goes on as text. */
export class RecordWriter {
  readonly #rows = new Output();
  readonly #text = new Output();
  #table: RecordTable | null = null;
  // Cells of the record being read: column, row within the record, where it stands, how it is written.
  #cells = new Int32Array(5 * 256);
  #count = 0;
  #slots = new Int32Array(64);
  #midLine = false;
  /** Rows handed on so far, continuation rows included. */
  rows = 0;

  constructor(readonly sink: RecordSink) {}

  /** Stages a cell. `row` 0 is the record's own row, others continue it (further elements of arrays). */
  cell(column: number, row: number, start: number, end: number, form: number): void {
    const at = this.#count * 5;
    if (at === this.#cells.length) {
      const grown = new Int32Array(at * 2);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[at] = column;
    this.#cells[at + 1] = row;
    this.#cells[at + 2] = start;
    this.#cells[at + 3] = end;
    this.#cells[at + 4] = form;
    this.#count++;
  }

  drop(): void {
    this.#count = 0;
  }

  /** Writes the staged record as `rows` rows of `table`. */
  commit(table: RecordTable, source: Uint8Array, rows: number, line: number): void {
    if (table !== this.#table) {
      this.flush();
      this.#table = table;
    }
    if (rows === 1 && this.#ascending()) this.#writeAscending(source);
    else this.#writeSorted(table, source, rows, line);
    for (let i = 0; i < rows; i++) this.#rows.line(line);
    this.rows += rows;
    this.#count = 0;
    if (this.#rows.size >= FLUSH) this.#flushRows();
  }

  #ascending(): boolean {
    const cells = this.#cells;
    for (let i = 1, at = 5; i < this.#count; i++, at += 5) if (cells[at]! <= cells[at - 5]!) return false;
    return true;
  }

  #writeAscending(source: Uint8Array): void {
    const out = this.#rows;
    const cells = this.#cells;
    let column = 0;
    out.reserve(MAX_COLUMNS + 1);
    for (let i = 0, at = 0; i < this.#count; i++, at += 5) {
      const target = cells[at]!;
      out.reserve(target - column);
      while (column < target) {
        out.bytes[out.size++] = DELIMITER;
        column++;
      }
      out.put(source, cells[at + 2]!, cells[at + 3]!, cells[at + 4]!);
    }
    out.byte(TERMINATOR);
  }

  /** The general case: keys in another order, several rows, or a key twice (the second goes on as text). */
  #writeSorted(table: RecordTable, source: Uint8Array, rows: number, line: number): void {
    const width = table.columns.length;
    if (this.#slots.length < width) this.#slots = new Int32Array(width * 2);
    const cells = this.#cells;
    const first = new Int32Array(rows).fill(-1);
    const next = new Int32Array(this.#count);
    for (let i = this.#count - 1; i >= 0; i--) {
      const row = cells[i * 5 + 1]!;
      next[i] = first[row]!;
      first[row] = i;
    }
    const out = this.#rows;
    for (let row = 0; row < rows; row++) {
      this.#slots.fill(0, 0, width);
      let last = -1;
      for (let i = first[row]!; i >= 0; i = next[i]!) {
        const column = cells[i * 5]!;
        if (this.#slots[column] !== 0) {
          this.value(
            table.columns[column]!,
            source,
            cells[i * 5 + 2]!,
            cells[i * 5 + 3]!,
            cells[i * 5 + 4]!,
            line,
          );
          continue;
        }
        this.#slots[column] = i + 1;
        if (column > last) last = column;
      }
      out.reserve(width + 1);
      for (let column = 0; column <= last; column++) {
        if (column > 0) out.byte(DELIMITER);
        const slot = this.#slots[column]!;
        if (slot === 0) continue;
        const at = (slot - 1) * 5;
        out.put(source, cells[at + 2]!, cells[at + 3]!, cells[at + 4]!);
      }
      out.byte(TERMINATOR);
    }
  }

  /** A value as a line of text, "label: value". */
  value(label: string, source: Uint8Array, start: number, end: number, form: number, line: number): void {
    this.#startLine(line);
    if (label !== '') {
      this.#text.ascii(clean(label));
      this.#text.ascii(': ');
    }
    this.#text.put(source, start, end, form);
    this.#text.byte(LF);
    this.#midLine = false;
    if (this.#text.size >= FLUSH) this.#flushText();
  }

  note(text: string, line: number): void {
    this.value(text, EMPTY, 0, 0, PLAIN, line);
  }

  /** Source bytes as they are; `line` is the line of the first. They may go on in the next call. */
  raw(source: Uint8Array, start: number, end: number, line: number): void {
    const piece = 64 * 1024;
    let at = start;
    let current = line;
    while (at < end) {
      const stop = Math.min(end, at + piece);
      this.#text.reserve(stop - at);
      for (; at < stop; at++) {
        const c = source[at]!;
        if (!this.#midLine) {
          this.#text.line(current);
          this.#midLine = true;
        }
        this.#text.bytes[this.#text.size++] = c;
        if (c === LF) {
          current++;
          this.#midLine = false;
        }
      }
      if (this.#text.size >= FLUSH) this.#flushText();
    }
  }

  /** Ends a line of raw text that has no line end of its own. */
  endLine(): void {
    if (this.#midLine) this.#text.byte(LF);
    this.#midLine = false;
  }

  flush(): void {
    this.#flushRows();
    this.#flushText();
  }

  #startLine(line: number): void {
    this.endLine();
    this.#text.line(line);
  }

  #flushRows(): void {
    const out = this.#rows;
    if (out.size === 0 || this.#table === null) return;
    this.sink.rows(this.#table, out.bytes.subarray(0, out.size), out.lines.subarray(0, out.count));
    out.clear();
  }

  #flushText(): void {
    const out = this.#text;
    if (out.size === 0) return;
    this.sink.text(out.bytes.subarray(0, out.size), out.lines.subarray(0, out.count));
    const current = out.count > 0 ? out.lines[out.count - 1]! : 1;
    out.clear();
    if (this.#midLine) out.line(current);
  }
}

const EMPTY = new Uint8Array(0);

/** A label or column name without control characters. */
export function clean(name: string): string {
  const short = name.length > 300 ? `${name.slice(0, 300)}…` : name;
  return short.replace(/[\x00-\x1f\x7f]/g, ' ');
}

/** Writes [start, end) without its escapes to `to` from `at`; never longer than twice the source. Returns the end. */
function writeUnescaped(
  source: Uint8Array,
  start: number,
  end: number,
  form: number,
  to: Uint8Array,
  at: number,
): number {
  const put = (code: number): void => {
    to[at++] = code < SPACE || code === 0x7f ? SPACE : code;
  };
  if (form === HEX_BYTES) {
    for (let i = start; i + 1 < end; i += 2) put((hex(source[i]!) << 4) | hex(source[i + 1]!));
    return at;
  }
  for (let i = start; i < end; i++) {
    const c = source[i]!;
    if (
      (form === SQL_ESCAPES || form === SQL_QUOTES) &&
      c === 0x27 &&
      source[i + 1] === 0x27 &&
      i + 1 < end
    ) {
      put(c);
      i++;
      continue;
    }
    if (c !== 0x5c || i + 1 >= end || form === SQL_QUOTES) {
      put(c);
      continue;
    }
    i++;
    const escaped = source[i]!;
    if (escaped === 0x75 && form === JSON_ESCAPES) {
      let code = hex4(source, i + 1, end);
      if (code < 0) {
        put(escaped);
        continue;
      }
      i += 4;
      if (code >= 0xd800 && code < 0xdc00 && source[i + 1] === 0x5c && source[i + 2] === 0x75) {
        const low = hex4(source, i + 3, end);
        if (low >= 0xdc00 && low < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          i += 6;
        }
      }
      at = utf8(code, to, at);
    } else put(SIMPLE[escaped] ?? escaped);
  }
  return at;
}

/** \n \t \r \b \f \0 stand for control characters, shown as spaces. */
const SIMPLE: Readonly<Record<number, number>> = {
  110: SPACE,
  116: SPACE,
  114: SPACE,
  98: SPACE,
  102: SPACE,
  48: SPACE,
};

function utf8(code: number, to: Uint8Array, from: number): number {
  let at = from;
  if (code < 0x80) to[at++] = code < SPACE || code === 0x7f ? SPACE : code;
  else if (code < 0x800) {
    to[at++] = 0xc0 | (code >> 6);
    to[at++] = 0x80 | (code & 63);
  } else if (code < 0x10000) {
    const safe = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    to[at++] = 0xe0 | (safe >> 12);
    to[at++] = 0x80 | ((safe >> 6) & 63);
    to[at++] = 0x80 | (safe & 63);
  } else {
    to[at++] = 0xf0 | (code >> 18);
    to[at++] = 0x80 | ((code >> 12) & 63);
    to[at++] = 0x80 | ((code >> 6) & 63);
    to[at++] = 0x80 | (code & 63);
  }
  return at;
}

function hex(c: number): number {
  return c <= 0x39 ? c - 0x30 : (c | 32) - 0x57;
}

function hex4(source: Uint8Array, from: number, end: number): number {
  if (from + 4 > end) return -1;
  let code = 0;
  for (let i = from; i < from + 4; i++) {
    const digit = hex(source[i]!);
    if (!(digit >= 0 && digit < 16)) return -1;
    code = code * 16 + digit;
  }
  return code;
}
