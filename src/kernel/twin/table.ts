import { EXACT_SHAPES } from '../anchors.js';
import type { TableDialect } from '../kernel.js';
import { estimateDistinct, noteInSketch, REGISTERS, SKETCHES } from '../sketch.js';

/** Columns counted apart; further ones are counted as the last. */
export const MAX_COLUMNS = 1024;
/** A quoted cell that goes on for so many bytes was opened by a stray quote; the rest is read as if unquoted. */
export const MAX_QUOTED = 1 << 15;

const FRESH = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSING = 3;

/** Bytes up to it (tabs, returns ...) are blanks, unless they end a cell. */
const SPACE = 0x20;

/** Where in the table the scan stands, and what was counted so far. */
export class Table {
  row = 0;
  column = 0;
  columns = 0;
  /** Bytes of the current cell seen so far. */
  age = 0;
  /** All of them are trimmed from the left of a value. */
  blank = true;

  readonly hushed = new Set<number>();

  #state = FRESH;
  #quoted = 0;
  #filled = false;
  readonly #counts = new Float64Array(MAX_COLUMNS * EXACT_SHAPES);
  readonly #nonEmpty = new Float64Array(MAX_COLUMNS);
  readonly #sketchOf = new Uint8Array(MAX_COLUMNS * EXACT_SHAPES);
  readonly #registers = new Uint8Array(SKETCHES * REGISTERS);
  #sketches = 0;

  constructor(
    readonly dialect: TableDialect,
    private readonly seed: number,
  ) {}

  /** The current column was hushed. */
  isHushed(): boolean {
    return this.hushed.has(Math.min(this.column, MAX_COLUMNS - 1));
  }

  /** First position in [from, end) that ends the current cell, or `end`. Changes nothing. */
  cellEnd(bytes: Uint8Array, from: number, end: number): number {
    const state = this.#state;
    const quoted = this.#quoted;
    let i = from;
    while (i < end && !this.#ends(bytes[i]!)) i++;
    this.#state = state;
    this.#quoted = quoted;
    return i;
  }

  /** Moves over the bytes [from, to) of the current cell. */
  advance(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const b = bytes[i]!;
      this.#ends(b);
      this.age++;
      if (!this.trimsLeft(b)) this.blank = false;
      if (b > SPACE && b !== this.dialect.quote) this.#filled = true;
    }
    if (this.age > 0 && this.column >= this.columns) this.columns = this.column + 1;
  }

  /** Moves over the delimiter or terminator that ends the cell. */
  endCell(by: number): void {
    if (this.#filled) this.#nonEmpty[this.#slot(this.column)]!++;
    if (this.column >= this.columns) this.columns = this.column + 1;
    if (by === this.dialect.terminator) {
      this.row++;
      this.column = 0;
    } else this.column++;
    this.age = 0;
    this.blank = true;
    this.#filled = false;
    this.#state = FRESH;
    this.#quoted = 0;
  }

  /** Does `b` end the cell? Otherwise the quote state moves on. */
  #ends(b: number): boolean {
    const { delimiter, quote, terminator } = this.dialect;
    const inside = this.#state === QUOTED || this.#state === CLOSING;
    if (inside && ++this.#quoted > MAX_QUOTED) this.#state = PLAIN;
    if (this.#state !== QUOTED && (b === delimiter || b === terminator)) return true;
    const isQuote = quote !== 0 && b === quote;
    if (this.#state === FRESH) {
      if (isQuote) this.#state = QUOTED;
      else if (b > SPACE) this.#state = PLAIN;
    } else if (this.#state === QUOTED) {
      if (isQuote) this.#state = CLOSING;
    } else if (this.#state === CLOSING) this.#state = isQuote ? QUOTED : PLAIN;
    return false;
  }

  /** Blanks, quotes and the marks that keep a spreadsheet from reading a number: ' ` = */
  trimsLeft(b: number): boolean {
    return b <= SPACE || b === 0x22 || b === 0x27 || b === 0x60 || b === 0x3d || b === this.dialect.quote;
  }

  trimsRight(b: number): boolean {
    return b <= SPACE || b === 0x22 || b === 0x27 || b === this.dialect.quote;
  }

  #slot(column: number): number {
    return Math.min(column, MAX_COLUMNS - 1);
  }

  /** Counts a value that fills the current cell; false when it should not be reported any more. */
  note(shape: number, value: Uint8Array, length: number): boolean {
    const slot = this.#slot(this.column) * EXACT_SHAPES + shape;
    const count = ++this.#counts[slot]!;
    if (this.#sketchOf[slot] === 0 && this.#sketches < SKETCHES) this.#sketchOf[slot] = ++this.#sketches;
    const sketch = this.#sketchOf[slot]!;
    if (sketch > 0) noteInSketch(this.#registers, (sketch - 1) * REGISTERS, value, length, this.seed);
    return count <= this.dialect.quietAfter;
  }

  count(column: number, shape: number): number {
    return this.#counts[this.#slot(column) * EXACT_SHAPES + shape]!;
  }

  distinct(column: number, shape: number): number {
    const slot = this.#slot(column) * EXACT_SHAPES + shape;
    if (this.#counts[slot] === 0) return 0;
    const sketch = this.#sketchOf[slot]!;
    return sketch === 0
      ? -1
      : Math.min(this.#counts[slot]!, estimateDistinct(this.#registers, (sketch - 1) * REGISTERS));
  }

  empty(column: number): number {
    const slot = this.#slot(column);
    const finished = this.row + (slot < this.column ? 1 : 0);
    return Math.max(0, finished - this.#nonEmpty[slot]!);
  }
}
