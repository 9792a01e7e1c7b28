/**
 * RED ZONE. The hot loop: bytes in, anchors out. Two implementations with identical results: WebAssembly SIMD
 * (`wasm.ts`, sources in `assembly/`) and plain TypeScript (`twin.ts`), which tests compare and old engines fall back to.
 */
export interface KernelProgram {
  /** [count * 100 + first two digits] != 0: a digit run of `count` (< 32) digits with these leading digits is wanted as `digits`. */
  readonly digits: Uint8Array;
  /** Wanted group-length signatures (2-6 groups of 1-15 digits), e.g. [3, 2, 4]. */
  readonly groups: readonly (readonly number[])[];
  /** [length] != 0: an `upper` run of this length (< 64) is wanted. */
  readonly upper: Uint8Array;
  /** [first four digits] = bit mask of allowed card lengths (bit n = n digits), n in 13..19. 10,000 entries. */
  readonly cards: Uint32Array;
  /** [first four digits - 1000] != 0: assigned mobile segment. 1,000 entries. */
  readonly mobiles: Uint8Array;
  /** [area code without its leading 0, as a number] = number of digits of the code with the 0 (3 or 4), 0 = unassigned. 1,000 entries. */
  readonly areas: Uint8Array;
  /** Lower-case top-level domains. */
  readonly tlds: readonly string[];
  /**
   * Literals, ids = indexes. ASCII ones (lower case, 2 or more characters) match case-insensitively where a word starts: the byte
   * before is not a letter, or is lower case while the first byte is upper case (camelCase). Others (UTF-8, 2 or more characters)
   * match exactly. The longest literal at a place wins; overlapping literals starting elsewhere are all reported.
   */
  readonly literals: readonly string[];
  /** [literal] != 0: not reported, nor are house numbers, inside the cells of a hushed column. Missing entries are 0. */
  readonly fillers: Uint8Array;
}

export interface TableDialect {
  /** ASCII byte between cells. */
  readonly delimiter: number;
  /** Quote byte, or 0 for none. A doubled quote inside a quoted cell is an escaped quote. */
  readonly quote: number;
  /** Byte that ends a row (outside quotes); a preceding CR belongs to the row end. */
  readonly terminator: number;
  /** Shapes below EXACT_SHAPES filling a whole cell are reported at most this often per column and then only counted. */
  readonly quietAfter: number;
}

export interface Kernel {
  readonly kind: 'wasm' | 'twin';
  /** The bytes to scan live here; the caller writes them. Capacity is fixed at creation. */
  readonly bytes: Uint8Array;
  /** Anchors of the last scan, ANCHOR_WORDS words each, sorted by start, then by shape. */
  readonly anchors: Int32Array;
  /** Where the last scan stopped: `limit`, or less when the anchor buffer was full (call again from there). */
  readonly next: number;
  /** Newlines (0x0A) in [start, next) of the last scan. In table mode: row ends outside quotes. */
  readonly lines: number;
  /** (canonical offset, cumulative removed bytes from there on) pairs of the last fold. */
  readonly foldMap: Int32Array;
  readonly foldCount: number;

  /** Compiles the tables. Call once. Throws on a program that exceeds the fixed capacities. */
  load(program: KernelProgram): void;

  /**
   * Rewrites [start, end) in place to canonical form and returns the new end: full-width ASCII letters, digits, ＠ ＋ － ．and （ ）
   * become ASCII; NBSP, U+2000-200A, U+202F, U+205F and U+3000 become ' '; U+2010-2015, U+2212, U+FE63 become '-';
   * U+200B-200F, U+2060, U+FEFF and U+00AD vanish. Other bytes are untouched (， 。 ： stay). Truncated or invalid UTF-8 is left as is.
   */
  fold(start: number, end: number): number;

  /** Characters that start in [start, end): bytes that continue none. */
  characters(start: number, end: number): number;

  /**
   * Finds anchors that start in [start, limit). Bytes in [0, start) are context on the left, [limit, end) on the right; a run is
   * followed into the right context. Each anchor's row word is the number of newlines in [start, anchor). Returns the number of anchors.
   */
  scan(start: number, limit: number, end: number): number;

  /** Starts table mode: row 0, column 0, no counts. `null` returns to text mode. */
  table(dialect: TableDialect | null, sketchSeed: number): void;
  /**
   * Like `scan`, over a table: the row word is the absolute row (from 0), the column word the cell's column (from 0).
   * State (row, column, quotes) is carried from call to call; the byte at `start` follows the last one scanned.
   */
  scanTable(start: number, limit: number, end: number): number;
  /**
   * Until the next `table`: a cell of the column that a plain value of this exact shape fills may be counted without being
   * reported, and nothing else in it is. One shape per column; the last call holds. Of resident numbers and cards only
   * those of a kind learnt are passed over.
   */
  settle(column: number, shape: number): void;
  /** A kind of number in a column: its first six digits * 64 + how many digits it has. False when no more can be kept. */
  learn(column: number, kind: number): boolean;
  /** How many values of a kind learnt were passed over. */
  learnt(column: number, kind: number): number;
  /** Until the next `table`: house numbers and the program's fillers inside cells of the column are not reported. */
  hush(column: number): void;
  /** Whole-cell values of an exact shape in a column so far. */
  count(column: number, shape: number): number;
  /** Estimate of the distinct ones among them (HyperLogLog, standard error 1.6 %). */
  distinct(column: number, shape: number): number;
  /** Rows ended so far, and rows whose cell in this column was empty. */
  readonly rows: number;
  empty(column: number): number;
  /** Highest column number seen + 1. Columns from 1,024 on are counted as column 1,023. */
  readonly columns: number;
}

/** Bytes of the kernel's buffer: one block of fresh bytes and context on both sides. */
export const KERNEL_CAPACITY = (1 << 20) + (1 << 16);
/** Anchors one scan can return. */
export const MAX_ANCHORS = 1 << 16;
/** Context a caller gives right of `limit` (unless the data ends there) so that no shape is cut. Left of `start`, half of it is enough. */
export const KERNEL_CONTEXT = 512;
