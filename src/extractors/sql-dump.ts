import { Carry } from './carry.js';
import {
  COPY_ESCAPES,
  clean,
  HEX_BYTES,
  MAX_COLUMNS,
  PLAIN,
  type RecordSink,
  type RecordTable,
  RecordWriter,
  SQL_ESCAPES,
  SQL_QUOTES,
} from './record-writer.js';
import { asBuffer } from './rows.js';

const LF = 0x0a;
const QUOTE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** A row or statement longer than this goes on as text. */
const MAX_ROW = 8 * 1024 * 1024;
/** The part of a statement before its values: names and column lists. */
const MAX_INTRO = 64 * 1024;

const NAME = '(?:[`"\\[][^`"\\]\\n]{1,128}[`"\\]]|[\\w$\\u0080-\\uffff]{1,128})';
const TABLE = `(${NAME}(?:\\s*\\.\\s*${NAME}){0,2})`;
const INSERT = new RegExp(
  `^\\s*(?:INSERT|REPLACE)\\b(?:\\s+(?:IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY|OR\\s+\\w+))*\\s+INTO\\s+(?:TABLE\\s+)?${TABLE}\\s*(?:\\(([^()]*)\\)\\s*)?(?:OVERRIDING\\s+\\w+\\s+VALUE\\s+)?VALUES?\\s*(?=\\()`,
  'i',
);
const COPY = new RegExp(
  `^\\s*COPY\\s+${TABLE}\\s*(?:\\(([^()]*)\\))?\\s+FROM\\s+stdin\\b[^;\\n]*;[^\\S\\n]*\\r?\\n`,
  'i',
);
const CREATE = new RegExp(
  `^\\s*CREATE\\s+(?:\\w+\\s+){0,3}TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${TABLE}\\s*\\(`,
  'i',
);
const REMARK = new RegExp(
  `^\\s*COMMENT\\s+ON\\s+COLUMN\\s+${TABLE}\\s*\\.\\s*(${NAME})\\s+IS\\s+'((?:[^']|'')*)'`,
  'i',
);
/** Indented at most: blank lines before it are other starts, and following them from each would take quadratic time. */
const LINE_START = new RegExp(
  [INSERT, COPY].map(({ source }) => `(?:^|\\n)[^\\S\\n]*${source.slice('^\\s*'.length)}`).join('|'),
  'i',
);
const START = /^\s*(?:INSERT|REPLACE|COPY|CREATE|COMMENT)\b/i;

/** Whether a text is an SQL script with data in it (INSERT ... VALUES or COPY ... FROM stdin at the start of a line). */
export function sniffSql(head: Uint8Array): boolean {
  const text = asBuffer(head).toString('utf8', 0, Math.min(head.length, 64 * 1024));
  if (/^(?:--|#|\/\*)[^\n]{0,40}\b(?:MySQL|MariaDB|PostgreSQL|Navicat|SQLite|phpMyAdmin)\b/im.test(text))
    return /^[^\S\n]*(?:INSERT|COPY|CREATE|SET)\b/im.test(text);
  return LINE_START.test(text);
}

export interface SqlSummary {
  readonly records: number;
  /** Rows that could not be read; their lines went on as text. */
  readonly malformed: number;
  readonly oversized: number;
}

interface SqlTable extends RecordTable {
  readonly columns: string[];
  readonly comments: string[];
}

type Mode = 'statement' | 'values' | 'copy' | 'raw';

/**
 * Turns the data of an SQL script (UTF-8, MySQL, MariaDB, PostgreSQL, SQLite, SQL Server style) into rows, one table per
 * SQL table, and passes every other line on as text. `push` any pieces in order, then `end` once.
 */
export class SqlRows {
  readonly #writer: RecordWriter;
  readonly #carry = new Carry();
  readonly #tables = new Map<string, SqlTable>();
  /** Columns and comments as CREATE TABLE and COMMENT ON COLUMN declare them. */
  readonly #declared = new Map<string, { columns: string[]; comments: string[] }>();
  #table: SqlTable | null = null;
  #mode: Mode = 'statement';
  #line = 1;
  /** A row was given up: the next line may be a row again. */
  #resume = false;
  /** An unfinished row is only looked at again when there is much more of it. */
  #retryAt = 0;
  /** Backslash escapes in strings: true (MySQL), false (standard), null = not known, judged string by string. */
  #backslash: boolean | null = null;
  #records = 0;
  #malformed = 0;
  #oversized = 0;

  constructor(sink: RecordSink) {
    this.#writer = new RecordWriter(sink);
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1 << 20) {
      this.#carry.append(bytes.subarray(at, at + (1 << 20)));
      this.#advance(false);
    }
  }

  end(): SqlSummary {
    this.#advance(true);
    this.#writer.raw(this.#carry.bytes, 0, this.#carry.size, this.#line);
    this.#carry.size = 0;
    this.#writer.endLine();
    this.#writer.flush();
    return { records: this.#records, malformed: this.#malformed, oversized: this.#oversized };
  }

  #advance(last: boolean): void {
    const b = this.#carry.bytes;
    const size = this.#carry.size;
    if (size < this.#retryAt && !last) return;
    let at = 0;
    while (at < size) {
      const next = this.#step(b, at, size, last);
      if (next < 0) break;
      for (let i = at; i < next; i++) if (b[i] === LF) this.#line++;
      at = next;
    }
    this.#carry.shift(at);
    this.#retryAt = Math.min(this.#carry.size * 2, this.#carry.size + (1 << 20));
  }

  #step(b: Uint8Array, at: number, size: number, last: boolean): number {
    switch (this.#mode) {
      case 'statement':
        return this.#statement(b, at, size, last);
      case 'values':
        return this.#values(b, at, size, last);
      case 'copy':
        return this.#copy(b, at, size, last);
      case 'raw':
        return this.#passLine(b, at, size, true);
    }
  }

  /** Passes the rest of the line on as text. Without its end in sight: all there is, when `eager`. */
  #passLine(b: Uint8Array, at: number, size: number, eager: boolean, line = this.#line): number {
    const found = b.subarray(at, size).indexOf(LF);
    if (found < 0 && !eager && size - at <= MAX_ROW) return -1;
    const end = found < 0 ? size : at + found + 1;
    this.#writer.raw(b, at, end, line);
    this.#mode = found < 0 ? 'raw' : 'statement';
    return end;
  }

  #statement(b: Uint8Array, at: number, size: number, last: boolean): number {
    const start = asBuffer(b).toString('latin1', at, Math.min(size, at + 200));
    if (!START.test(start)) {
      if (this.#resume && /^\s*\(/.test(start)) {
        this.#mode = 'values';
        return this.#values(b, at, size, last);
      }
      // Blanks alone may be the indent of a statement that is still to come.
      if (size - at < 200 && !last && /^\s*\w{0,7}$/.test(start)) return -1;
      return this.#passLine(b, at, size, last);
    }
    this.#resume = false;
    const intro = asBuffer(b).toString('utf8', at, Math.min(size, at + MAX_INTRO));
    const insert = INSERT.exec(intro);
    if (insert !== null) {
      if (/`/.test(insert[0])) this.#backslash = true;
      this.#table = this.#tableOf(insert[1]!, insert[2]);
      this.#mode = 'values';
      return at + Buffer.byteLength(insert[0]);
    }
    const copy = COPY.exec(intro);
    if (copy !== null) {
      this.#table = this.#tableOf(copy[1]!, copy[2]);
      this.#mode = 'copy';
      return at + Buffer.byteLength(copy[0]);
    }
    if (size - at < MAX_INTRO && !last && !intro.includes(';')) return -1;
    if (/^\s*(?:CREATE|COMMENT)\b/i.test(start)) this.#declare(intro);
    return this.#passLine(b, at, size, last);
  }

  #tableOf(name: string, list: string | undefined): SqlTable {
    const part = plainName(name);
    const declared = this.#declared.get(baseName(part));
    const columns =
      list === undefined
        ? (declared?.columns.slice() ?? [])
        : list.split(',').map((column) => clean(plainName(column)));
    const key = `${part}\n${columns.join('\n')}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const comments = columns.map((column) => declared?.comments[declared.columns.indexOf(column)] ?? '');
    const table: SqlTable = { part: clean(part), columns: columns.slice(0, MAX_COLUMNS), comments };
    if (this.#tables.size < 10_000) this.#tables.set(key, table);
    return table;
  }

  /** Learns column names and comments; the text itself goes on as text. */
  #declare(intro: string): void {
    const remark = REMARK.exec(intro);
    if (remark !== null) {
      const known = this.#declared.get(baseName(plainName(remark[1]!)));
      const column = known?.columns.indexOf(plainName(remark[2]!)) ?? -1;
      if (known !== undefined && column >= 0)
        known.comments[column] = remark[3]!.replaceAll("''", "'").slice(0, 200);
      return;
    }
    const create = CREATE.exec(intro);
    if (create === null || this.#declared.size >= 10_000) return;
    const columns: string[] = [];
    const comments: string[] = [];
    for (const item of topLevelItems(intro, create[0].length)) {
      const name = new RegExp(`^\\s*(${NAME})\\s+[\\w"]`).exec(item)?.[1];
      if (
        name === undefined ||
        /^(?:PRIMARY|KEY|UNIQUE|CONSTRAINT|INDEX|FULLTEXT|SPATIAL|CHECK|FOREIGN|EXCLUDE|LIKE)$/i.test(name)
      )
        continue;
      columns.push(clean(plainName(name)));
      comments.push(/\bCOMMENT\s+'((?:[^'\\]|''|\\.)*)'/i.exec(item)?.[1]?.slice(0, 200) ?? '');
    }
    this.#declared.set(baseName(plainName(create[1]!)), { columns, comments });
  }

  #values(b: Uint8Array, from: number, size: number, last: boolean): number {
    let at = from;
    while (at < size && (b[at]! <= 0x20 || b[at] === COMMA)) at++;
    if (at === size) return last ? size : size === from ? -1 : at;
    if (b[at] !== OPEN) {
      // The end of the statement, or what follows its rows (ON DUPLICATE KEY ...).
      this.#mode = 'statement';
      if (b[at] !== SEMICOLON) return at;
      at++;
      while (at < size && b[at] !== LF && b[at]! <= 0x20) at++;
      return at < size && b[at] === LF ? at + 1 : at;
    }
    const line = this.#line + newlines(b, from, at);
    const end = this.#tuple(b, at, size);
    if (end === INCOMPLETE && !last && size - at <= MAX_ROW) return at > from ? at : -1;
    if (end >= 0) {
      this.#writer.commit(this.#table!, b, 1, line);
      this.#records++;
      return end;
    }
    this.#writer.drop();
    if (size - at > MAX_ROW) this.#oversized++;
    else this.#malformed++;
    this.#mode = 'raw';
    this.#resume = true;
    return this.#passLine(b, at, size, true, line);
  }

  /** Stages the cells of the tuple at `at`. Returns where it ends, INCOMPLETE or BROKEN. */
  #tuple(b: Uint8Array, open: number, size: number): number {
    const columns = this.#table!.columns;
    this.#writer.drop();
    let at = open + 1;
    for (let column = 0; ; column++) {
      while (at < size && b[at]! <= 0x20) at++;
      let start = at;
      let end = -1;
      let form = PLAIN;
      let parens = 0;
      // A value: a string with what may stand around it (N'..', '..'::text, CAST('..' AS ..)), or bare words.
      for (; at < size; ) {
        const c = b[at]!;
        if (c === QUOTE || c === DOUBLE) {
          const close = this.#stringEnd(b, at, size);
          if (close < 0) return INCOMPLETE;
          if (end < 0) {
            const hex = at - start === 1 && (b[start]! | 32) === 0x78 && (close - at) % 2 === 0;
            form = hex ? HEX_BYTES : this.#backslash === false ? SQL_QUOTES : SQL_ESCAPES;
            start = at + 1;
            end = close - 1;
          }
          at = close;
        } else if (c === OPEN) {
          parens++;
          at++;
        } else if (c === CLOSE && parens > 0) {
          parens--;
          at++;
        } else if ((c === COMMA && parens === 0) || c === CLOSE) break;
        else if (c === SEMICOLON && parens === 0) return BROKEN;
        else at++;
      }
      if (at >= size) return INCOMPLETE;
      if (end < 0) {
        end = at;
        while (end > start && b[end - 1]! <= 0x20) end--;
        if (
          end - start > 2 &&
          b[start] === 0x30 &&
          (b[start + 1]! | 32) === 0x78 &&
          (end - start) % 2 === 0
        ) {
          start += 2;
          form = HEX_BYTES;
        }
      }
      if (column < MAX_COLUMNS && !(form === PLAIN && isNull(b, start, end))) {
        while (columns.length <= column) columns.push('');
        if (end > start) this.#writer.cell(column, 0, start, end, form);
      }
      if (b[at] === CLOSE) return at + 1;
      at++;
    }
  }

  /** Behind the string that opens at `at`, -1 when it does not end here. */
  #stringEnd(b: Uint8Array, at: number, size: number): number {
    const quote = b[at]!;
    for (let i = at + 1; i < size; i++) {
      const c = b[i]!;
      if (c === BACKSLASH && this.#backslash !== false) {
        if (this.#backslash === true || b[i + 1] !== quote || !endsValue(b, i + 2, size)) i++;
      } else if (c === quote) {
        if (i + 1 >= size) return -1;
        if (b[i + 1] !== quote) return i + 1;
        i++;
      }
    }
    return -1;
  }

  #copy(b: Uint8Array, at: number, size: number, last: boolean): number {
    const found = b.subarray(at, size).indexOf(LF);
    if (found < 0 && !last) {
      if (size - at <= MAX_ROW) return -1;
      this.#oversized++;
      this.#writer.raw(b, at, size, this.#line);
      return size;
    }
    let end = found < 0 ? size : at + found;
    const next = found < 0 ? size : end + 1;
    if (end > at && b[end - 1] === 0x0d) end--;
    if (end - at === 2 && b[at] === BACKSLASH && b[at + 1] === 0x2e) {
      this.#mode = 'statement';
      return next;
    }
    const table = this.#table!;
    let start = at;
    for (let i = at, column = 0; i <= end; i++) {
      if (i < end && b[i] !== 0x09) continue;
      const empty = i === start || (i - start === 2 && b[start] === BACKSLASH && b[start + 1] === 0x4e);
      if (column < MAX_COLUMNS) {
        while (table.columns.length <= column) table.columns.push('');
        if (!empty)
          this.#writer.cell(
            column,
            0,
            start,
            i,
            b.subarray(start, i).includes(BACKSLASH) ? COPY_ESCAPES : PLAIN,
          );
      }
      column++;
      start = i + 1;
    }
    this.#writer.commit(table, b, 1, this.#line);
    this.#records++;
    return next;
  }
}

const INCOMPLETE = -1;
const BROKEN = -2;

function newlines(b: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (b[i] === LF) count++;
  return count;
}

function endsValue(b: Uint8Array, from: number, size: number): boolean {
  let at = from;
  while (at < size && b[at]! <= 0x20) at++;
  return at < size && (b[at] === COMMA || b[at] === CLOSE);
}

function isNull(b: Uint8Array, start: number, end: number): boolean {
  return (
    end - start === 4 &&
    (b[start]! | 32) === 0x6e &&
    asBuffer(b).toString('latin1', start, end).toLowerCase() === 'null'
  );
}

function plainName(name: string): string {
  return name
    .replace(/[`"[\]]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*\.\s*/g, '.')
    .trim();
}

/** The name without its schema: how declarations and data find each other. */
function baseName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** The items between the bracket that opens before `from` and its end, split at commas outside brackets and strings. */
function topLevelItems(text: string, from: number): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'" || c === '"' || c === '`') {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === '\\' && c === "'") i++;
    } else if (c === '(') depth++;
    else if (c === ')' && depth-- === 0) {
      items.push(text.slice(start, i));
      break;
    } else if (c === ',' && depth === 0) {
      items.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return items;
}
