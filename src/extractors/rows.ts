/** How rows of cells are written as bytes. The same meaning as the kernel's TableDialect. */
export interface RowFormat {
  /** ASCII byte between cells. */
  readonly delimiter: number;
  /** Quote byte, 0 = none. It opens a quoted cell only as the first byte of the cell (after spaces); doubled it stands for itself. */
  readonly quote: number;
  /** Byte that ends a row; a CR before it belongs to the end. */
  readonly terminator: number;
}

/** The form all record sources are rendered to: cells joined by US (0x1F), rows ended by RS (0x1E), no quoting. */
export const UNIT_ROWS: RowFormat = { delimiter: 0x1f, quote: 0, terminator: 0x1e };

/** A quoted cell longer than this is a stray quote. */
export const MAX_QUOTED = 32 * 1024;
/** Bytes of a cell that are decoded. */
export const MAX_CELL = 4096;

const SPACE = 0x20;
const CR = 0x0d;

export interface RowShape {
  /** Number of cells. */
  readonly width: number;
  /** Offset behind the row's end. */
  readonly next: number;
  /** Cells that are quoted, and opening quotes that are never closed as they should be (taken as plain characters). */
  readonly quoted: number;
  readonly open: number;
}

/** Where the quoted cell that opens at `at` ends (behind its closing quote), or -1 when the quote is a stray one. */
function closeQuote(bytes: Uint8Array, { delimiter, quote, terminator }: RowFormat, at: number): number {
  const limit = Math.min(bytes.length, at + MAX_QUOTED);
  let crossed = false;
  for (let i = at + 1; i < limit; i++) {
    const c = bytes[i]!;
    if (c === terminator) crossed = true;
    if (c !== quote) continue;
    if (bytes[i + 1] === quote) {
      i++;
      continue;
    }
    let after = i + 1;
    while (after < bytes.length && (bytes[after] === SPACE || bytes[after] === CR)) after++;
    const clean = after >= bytes.length || bytes[after] === delimiter || bytes[after] === terminator;
    // Text behind the closing quote is sloppy but harmless within the line; over a line end it means the quote was a stray.
    return clean || !crossed ? i + 1 : -1;
  }
  return -1;
}

/** Measures the row that starts at `from`; calls `cell` with each cell's [start, end, quoted] before trimming. */
export function readRow(
  bytes: Uint8Array,
  format: RowFormat,
  from: number,
  cell?: (start: number, end: number, quoted: boolean) => void,
): RowShape {
  const { delimiter, quote, terminator } = format;
  const length = bytes.length;
  let width = 1;
  let quoted = 0;
  let open = 0;
  let at = from;
  let start = from;
  let isQuoted = false;
  let fresh = true;
  while (at < length) {
    const c = bytes[at]!;
    if (c === delimiter) {
      cell?.(start, at, isQuoted);
      width++;
      start = at + 1;
      isQuoted = false;
      fresh = true;
    } else if (c === terminator) {
      break;
    } else if (c === quote && fresh && quote !== 0) {
      fresh = false;
      const end = closeQuote(bytes, format, at);
      if (end < 0) open++;
      else {
        quoted++;
        isQuoted = true;
        at = end;
        continue;
      }
    } else if (c !== SPACE) fresh = false;
    at++;
  }
  cell?.(start, at, isQuoted);
  return { width, next: Math.min(length, at + 1), quoted, open };
}

/** The bytes as a Buffer over the same memory: decoding short pieces is much faster there. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The cells of the row that starts at `from`, trimmed and unquoted, and the offset of the next row. At most `limit` cells. */
export function splitRow(
  bytes: Uint8Array,
  format: RowFormat,
  from: number,
  limit = Number.POSITIVE_INFINITY,
): { cells: string[]; next: number } {
  const cells: string[] = [];
  const buffer = asBuffer(bytes);
  const { next } = readRow(bytes, format, from, (start, end, quoted) => {
    if (cells.length >= limit) return;
    const text = buffer.toString('utf8', start, Math.min(end, start + MAX_CELL)).trim();
    cells.push(quoted ? unquote(text, String.fromCharCode(format.quote)) : text);
  });
  return { cells, next };
}

function unquote(text: string, quote: string): string {
  const end = text.length > 1 && text.endsWith(quote) ? text.length - 1 : text.length;
  return text
    .slice(1, end)
    .replaceAll(quote + quote, quote)
    .trim();
}
