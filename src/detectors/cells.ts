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
const SPACE = 0x20;
const MAX_ROW_CELLS = 1024;
/** A quoted cell that goes on for so many bytes was opened by a stray quote; the rest is read as if unquoted. As the kernel does. */
const MAX_QUOTED = 1 << 15;

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
  const { delimiter, quote, terminator } = dialect;
  const cells: CellSpan[] = [];
  let i = from;
  for (;;) {
    let start = i;
    let stop = -1;
    while (i < end && bytes[i] === SPACE && delimiter !== SPACE) i++;
    if (quote !== 0 && i < end && bytes[i] === quote) {
      start = ++i;
      const longest = Math.min(end, start + MAX_QUOTED);
      while (i < longest && (bytes[i] !== quote || bytes[i + 1] === quote)) i += bytes[i] === quote ? 2 : 1;
      if (i < longest) stop = i;
      i = Math.min(i, end);
    }
    while (i < end && bytes[i] !== delimiter && bytes[i] !== terminator) i++;
    if (stop < 0) stop = i > start && bytes[i - 1] === CR && bytes[i] === terminator ? i - 1 : i;
    if (cells.length < MAX_ROW_CELLS) cells.push({ start, end: stop });
    if (i >= end) return { cells, next: -1 };
    if (bytes[i] === terminator) return { cells, next: i + 1 };
    i++;
  }
}

/** Where the cell that holds `from` begins, but at most `reach` bytes before; never inside a character. Delimiters inside quotes count too. */
export function cellStart(bytes: Uint8Array, from: number, dialect: CellDialect, reach: number): number {
  const lowest = Math.max(0, from - reach);
  let i = from;
  while (i > lowest && !endsCell(bytes[i - 1]!, dialect)) i--;
  while (i < from && (bytes[i]! & 0xc0) === 0x80) i++;
  return i;
}

/** Where the cell that holds the byte before `from` ends, but at most `reach` bytes on; `high` is the end of the data. */
export function cellEnd(
  bytes: Uint8Array,
  from: number,
  high: number,
  dialect: CellDialect,
  reach: number,
): number {
  const highest = Math.min(high, from + reach);
  let i = from;
  while (i < highest && !endsCell(bytes[i]!, dialect)) i++;
  if (i < high) while (i > from && (bytes[i]! & 0xc0) === 0x80) i--;
  return i;
}

function endsCell(byte: number, { delimiter, terminator }: CellDialect): boolean {
  return byte === delimiter || byte === terminator;
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
