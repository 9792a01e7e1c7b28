import { columnKind, isHeaderWord, isName, kindOf } from './header-cells.js';
import { type RowFormat, readRow, splitRow } from './rows.js';

export interface SniffOptions {
  /** Normalised header words (see lib/column-name.ts), the evidence of a header row. */
  readonly words?: ReadonlySet<string>;
  /** The name of the file says that it is a table (.csv, .tsv, .psv): less evidence is asked for. */
  readonly named?: boolean;
}

export interface DelimitedDialect extends RowFormat {
  /** Cells in a usual row. */
  readonly columns: number;
  /** Column names as written, null when the first row is data. */
  readonly header: readonly string[] | null;
  /** A second row of names under the header (labels under field names). */
  readonly labels: readonly string[] | null;
  /** Byte offset in the head of the first data row; what stands before it is title lines, comments and the header. */
  readonly dataStart: number;
  /** Physical line of the first data row, from 1. */
  readonly dataLine: number;
  /** Byte offset of the header row (or of the first data row): the bytes before are plain text. */
  readonly tableStart: number;
  /** Rows of rulers (+---+, |:--|) stand between the data. They are rows like others and hold no values. */
  readonly ruled: boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const PIPE = 0x7c;
const DELIMITERS = [0x01, TAB, PIPE, SEMICOLON, COMMA] as const;
const QUOTES = [0x22, 0x27] as const;

const MAX_ROWS = 200;
const MAX_PREAMBLE = 12;
/** Cells per row that are looked at. */
const SHOWN = 64;
const MAX_COLUMNS = 1024;

interface Row {
  readonly start: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly width: number;
}

interface Reading {
  readonly format: RowFormat;
  readonly rows: readonly Row[];
  readonly ruled: boolean;
}

/**
 * Decides whether a text is a table, from its first lines (UTF-8, whole lines, up to 64 KB), and how it is written.
 * Careful: prose with commas, logs, code, JSON and SQL are no tables; null then.
 */
export function sniffDelimited(head: Uint8Array, options: SniffOptions = {}): DelimitedDialect | null {
  if (head.includes(0)) return null;
  const terminator = head.includes(LF) || !head.includes(CR) ? LF : CR;
  const declared = separatorLine(head, terminator);
  const body = declared?.end ?? bomLength(head);
  if (declared === null && isOtherSyntax(head, terminator)) return null;
  let best: { dialect: DelimitedDialect; score: number } | null = null;
  for (const delimiter of declared === null ? DELIMITERS : [declared.delimiter]) {
    if (!head.includes(delimiter)) continue;
    const reading = readHead(head, body, delimiter, terminator);
    const judged = judge(head, reading, options, declared !== null);
    if (judged !== null && (best === null || judged.score > best.score)) best = judged;
  }
  if (best === null && options.named === true) {
    best = judge(head, readHead(head, body, COMMA, terminator), options, true);
  }
  return best?.dialect ?? null;
}

function bomLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/** `sep=;` as spreadsheets write it. */
function separatorLine(head: Uint8Array, terminator: number): { delimiter: number; end: number } | null {
  const at = bomLength(head);
  const line = new TextDecoder('latin1').decode(head.subarray(at, at + 8));
  const found = /^"?sep=(.)"?\r?[\r\n]/i.exec(line);
  if (found === null) return null;
  return { delimiter: found[1]!.charCodeAt(0), end: head.indexOf(terminator, at) + 1 };
}

/** Texts of other syntaxes may have as many commas in every line: JSON, SQL, markup, logs with levels. */
function isOtherSyntax(head: Uint8Array, terminator: number): boolean {
  const lines = new TextDecoder()
    .decode(head.subarray(0, 16_384))
    .split(terminator === LF ? '\n' : '\r', 100)
    .filter((line) => line.trim() !== '');
  const share = (is: RegExp): number =>
    lines.filter((line) => is.test(line)).length / Math.max(1, lines.length);
  return (
    share(/^\s*[{[\]}]/) > 0.4 ||
    share(/^\s*\(.*\)\s*[,;]?\s*$|^\s*(?:INSERT INTO|CREATE TABLE|SELECT|UPDATE|COPY)\b/i) > 0.3 ||
    share(/^\s*<[!?/A-Za-z]/) > 0.4 ||
    (share(/^[^\t]{0,80}\b(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL)\b/) > 0.5 &&
      share(/^[[<]?\d{2,4}[-/:]\d{2}[-/:]\d{2,4}|^[A-Z][a-z]{2} +\d/) > 0.5 &&
      share(/\t.*\t/) < 0.8)
  );
}

function readHead(head: Uint8Array, from: number, delimiter: number, terminator: number): Reading {
  const plain = readRows(head, from, { delimiter, quote: 0, terminator });
  for (const quote of QUOTES) {
    if (!head.includes(quote)) continue;
    const quoted = readRows(head, from, { delimiter, quote, terminator });
    // A quote character counts as quoting only where it opens a cell, and only if every such cell is closed again.
    const needed = quote === 0x22 ? 1 : Math.max(4, quoted.rows.length);
    if (quoted.quoted >= needed && quoted.open === 0) return quoted;
  }
  return plain;
}

function readRows(
  head: Uint8Array,
  from: number,
  format: RowFormat,
): Reading & { quoted: number; open: number } {
  const rows: Row[] = [];
  let ruled = false;
  let quoted = 0;
  let open = 0;
  let at = from;
  let line = 1 + countLines(head, 0, from, format.terminator);
  while (at < head.length && rows.length < MAX_ROWS) {
    const start = at;
    const row = readRow(head, format, at);
    quoted += row.quoted;
    // A quoted cell may go on behind the end of the head.
    const cut = row.next >= head.length && head.length > 16_384 && at > head.length - 8192;
    if (!cut) open += row.open;
    at = row.next;
    const first = line;
    line += countLines(head, start, at, format.terminator);
    if (isRuler(head, start, at)) {
      ruled ||= format.delimiter === PIPE && isDrawn(head, start, at);
      continue;
    }
    const { cells } = splitRow(head, format, start, SHOWN);
    if (row.width === 1 && (cells[0] === '' || /^(?:#|--|\/\/)/.test(cells[0]!))) continue;
    rows.push({ start, line: first, cells, width: row.width });
  }
  return { format, rows, ruled, quoted, open };
}

function countLines(head: Uint8Array, from: number, to: number, terminator: number): number {
  let lines = 0;
  for (let i = from; i < to; i++) if (head[i] === terminator) lines++;
  return lines;
}

/** A row of - + = | : only, as psql, MySQL and Markdown draw them. */
function isRuler(head: Uint8Array, from: number, to: number): boolean {
  let dashes = 0;
  for (let i = from; i < to; i++) {
    const c = head[i]!;
    if (c === 0x2d || c === 0x3d) dashes++;
    else if (c !== 0x2b && c !== PIPE && c !== 0x3a && c !== 0x20 && c !== LF && c !== CR && c !== TAB)
      return false;
  }
  return dashes >= 3;
}

/** The ruler has joints (+ or |): it belongs to a table, not under a heading. */
function isDrawn(head: Uint8Array, from: number, to: number): boolean {
  return head.subarray(from, to).some((c) => c === 0x2b || c === PIPE);
}

function judge(
  head: Uint8Array,
  reading: Reading,
  options: SniffOptions,
  certain: boolean,
): { dialect: DelimitedDialect; score: number } | null {
  const { rows, format } = reading;
  const width = usualWidth(rows);
  if (width < 2 && !certain) return null;
  const first = rows.findIndex(
    (row) =>
      fits(row.width, width) > 0 && row.cells.filter((cell) => cell !== '').length >= Math.min(2, width),
  );
  if (first < 0 || first > MAX_PREAMBLE) return null;
  const table = rows.slice(first, lastRow(rows, width) + 1);
  const even = table.reduce((sum, row) => sum + fits(row.width, width), 0) / table.length;
  const named = options.named === true || certain;
  if (!named && table.length < rows.length * 0.6) return null;
  const comma = format.delimiter === COMMA || format.delimiter === SEMICOLON;
  if (even < (named ? 0.6 : comma ? 0.9 : 0.8)) return null;

  const at = headerRow(table, options.words ?? new Set(), width);
  const data = table.slice(at === null ? 0 : at.row + at.rows);
  const typed = typedColumns(data, width);
  if (!named && !isTable(table, data, width, typed, at?.hits ?? 0, reading)) return null;

  const start = at === null ? table[0]! : table[at.row]!;
  const end = data[0];
  const last = table[(at?.row ?? 0) + (at?.rows ?? 1) - 1]!;
  const namesOf = (row: Row): string[] => splitRow(head, format, row.start, MAX_COLUMNS).cells;
  const dialect: DelimitedDialect = {
    ...format,
    columns: width,
    header: at === null ? null : namesOf(table[at.row]!),
    labels: at !== null && at.rows === 2 ? namesOf(table[at.row + 1]!) : null,
    tableStart: start.start,
    dataStart: at === null ? start.start : (end?.start ?? splitRow(head, format, last.start, 0).next),
    dataLine: at === null ? start.line : (end?.line ?? last.line + 1),
    ruled: reading.ruled,
  };
  return { dialect, score: even * Math.log2(1 + width) + typed / width + (at?.hits ?? 0) * 0.3 };
}

/** Where the table ends: a few lines may follow it (totals, "(12 rows)"). */
function lastRow(rows: readonly Row[], width: number): number {
  for (let i = rows.length - 1; i >= rows.length - 4 && i >= 0; i--)
    if (fits(rows[i]!.width, width) > 0) return i;
  return rows.length - 1;
}

/** The width most rows have; of equally frequent ones the widest. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { width } of rows) counts.set(width, (counts.get(width) ?? 0) + (width > 1 ? 1 : 0.5));
  let best = 1;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > best)) {
      best = width;
      most = count;
    }
  }
  return best;
}

/** 1 = as wide as usual, partly for a cell more or less in a wide table (a missing or stray last cell). */
function fits(width: number, usual: number): number {
  if (width === usual) return 1;
  return usual >= 4 && Math.abs(width - usual) === 1 ? 0.75 : 0;
}

/** Columns whose cells are nearly all numbers, dates, codes or e-mail addresses. */
function typedColumns(data: readonly Row[], width: number): number {
  let typed = 0;
  for (let column = 0; column < Math.min(width, SHOWN); column++)
    if (columnKind(data, column) !== 'text') typed++;
  return typed;
}

/** Evidence beyond even rows: short cells, columns of one kind, a header of known words. */
function isTable(
  table: readonly Row[],
  data: readonly Row[],
  width: number,
  typed: number,
  hits: number,
  { format, ruled }: Reading,
): boolean {
  const cells = table.flatMap((row) => row.cells.filter((cell) => cell !== ''));
  if (cells.length === 0) return false;
  if (ruled && table.length >= 2) return true;
  const length = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
  const sentences =
    cells.filter((cell) => /[.!?。！？；;,，]$|[。！？]|\w\s\w+\s\w+\s\w+\s\w/.test(cell)).length /
    cells.length;
  const leading = table.filter((row) => row.cells[0] === '').length / table.length;
  switch (format.delimiter) {
    case 0x01:
      return table.length >= 2 || typed > 0;
    case TAB:
      if (leading > 0.5 && typed === 0) return false;
      return hits > 0 || (table.length >= 2 && (typed > 0 || width >= 3));
    case PIPE:
      return hits >= 1 || (table.length >= 3 && typed > 0 && length < 80);
    default: {
      if (hits >= 2 && data.length >= 1 && length < 120) return true;
      if (
        format.delimiter === SEMICOLON &&
        table.every((row) => row.cells[row.width - 1] === '') &&
        width === 2
      )
        return false;
      if (sentences > 0.25 || length > 40) return hits >= 1 && typed > 0 && length < 120;
      if (hits >= 1 && data.length >= 1 && (typed > 0 || width >= 3)) return true;
      return width >= 3 ? table.length >= 3 && typed > 0 : table.length >= 3 && typed > 0 && length <= 20;
    }
  }
}

interface HeaderRow {
  /** Index among the rows of the table. */
  readonly row: number;
  /** 2 when a row of labels follows the names. */
  readonly rows: number;
  /** Dictionary words in it. */
  readonly hits: number;
}

/** The row of names: words of the dictionary above rows that look different, or text above columns of numbers. */
function headerRow(table: readonly Row[], words: ReadonlySet<string>, width: number): HeaderRow | null {
  const below = table.slice(Math.min(2, table.length - 1));
  const kinds = Array.from({ length: Math.min(width, SHOWN) }, (_, column) => columnKind(below, column));
  let best: HeaderRow | null = null;
  for (let i = 0; i < Math.min(table.length, MAX_PREAMBLE); i++) {
    const cells = table[i]!.cells;
    const filled = cells.filter((cell) => cell !== '');
    // A title row is one cell in a wide table.
    if (filled.length < Math.max(1, Math.min(width, SHOWN) * 0.5)) continue;
    if (!filled.every(isName) || new Set(filled).size < filled.length * 0.8) break;
    const hits = filled.filter((cell) => isHeaderWord(cell, words)).length;
    const contrast = kinds.some((kind, column) => kind !== 'text' && kindOf(cells[column] ?? '') === 'text');
    if (hits === 0 && !(i === 0 && contrast && table.length > 1)) {
      if (best !== null || i > 0) break;
      continue;
    }
    if (best === null) best = { row: i, rows: 1, hits };
    else {
      if (i === best.row + 1 && hits >= Math.max(1, filled.length * 0.5))
        best = { ...best, rows: 2, hits: best.hits + hits };
      break;
    }
  }
  if (best === null) return null;
  // Values may be dictionary words too (a column of column names): the rows below must not be as full of them.
  const later = table.slice(best.row + best.rows, best.row + best.rows + 20);
  const laterHits = later.reduce(
    (sum, row) => sum + row.cells.filter((cell) => cell !== '' && isHeaderWord(cell, words)).length,
    0,
  );
  return best.hits > 0 && later.length >= 2 && laterHits / later.length >= best.hits ? null : best;
}
