/** How cells are told apart in a delimited byte form. Bytes are ASCII; `quote` 0 = none. */
export interface CellDialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly terminator: number;
}

export interface CellSpan {
  readonly start: number;
  readonly end: number;
}

const CR = 0x0d;
const MAX_ROW_CELLS = 1024;

/**
 * The cells of the row at `from`, as byte spans without quotes, and where the next row begins. `next` is -1 when the row
 * does not end before `end`.
 */
export function rowCells(
  bytes: Uint8Array,
  from: number,
  end: number,
  dialect: CellDialect,
): { cells: CellSpan[]; next: number } {
  const cells: CellSpan[] = [];
  let i = from;
  for (;;) {
    let start = i;
    let stop: number;
    if (dialect.quote !== 0 && bytes[i] === dialect.quote && i < end) {
      i++;
      start = i;
      while (i < end && (bytes[i] !== dialect.quote || bytes[i + 1] === dialect.quote))
        i += bytes[i] === dialect.quote ? 2 : 1;
      stop = Math.min(i, end);
      while (i < end && bytes[i] !== dialect.delimiter && bytes[i] !== dialect.terminator) i++;
    } else {
      while (i < end && bytes[i] !== dialect.delimiter && bytes[i] !== dialect.terminator) i++;
      stop = i > start && bytes[i - 1] === CR && bytes[i] === dialect.terminator ? i - 1 : i;
    }
    if (cells.length < MAX_ROW_CELLS) cells.push({ start, end: stop });
    if (i >= end) return { cells, next: -1 };
    if (bytes[i] === dialect.terminator) return { cells, next: i + 1 };
    i++;
  }
}

/** The cell around [start, end), cut at delimiters and row ends, at most `reach` bytes to each side. */
export function cellAround(
  bytes: Uint8Array,
  start: number,
  end: number,
  low: number,
  high: number,
  dialect: CellDialect,
  reach: number,
): CellSpan {
  const stopsAt = (byte: number) => byte === dialect.delimiter || byte === dialect.terminator;
  let from = start;
  const lowest = Math.max(low, start - reach);
  while (from > lowest && !stopsAt(bytes[from - 1]!)) from--;
  while (from < start && (bytes[from]! & 0xc0) === 0x80) from++;
  let to = end;
  const highest = Math.min(high, end + reach);
  while (to < highest && !stopsAt(bytes[to]!)) to++;
  if (to < high) while (to > end && (bytes[to]! & 0xc0) === 0x80) to--;
  return { start: from, end: to };
}

/** Decodes a cell, trimmed of blanks and quotes. */
export function cellText(bytes: Uint8Array, span: CellSpan, quote: number): string {
  let { start, end } = span;
  const blank = (byte: number) =>
    byte === 0x20 || byte === 0x09 || byte === CR || (quote !== 0 && byte === quote);
  while (start < end && blank(bytes[start]!)) start++;
  while (end > start && blank(bytes[end - 1]!)) end--;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
