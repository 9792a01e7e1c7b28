import { ANCHOR_WORDS, EXACT_SHAPES, SHAPE_ID, WHOLE_CELL } from './anchors.js';
import {
  KERNEL_CAPACITY,
  type Kernel,
  type KernelProgram,
  MAX_ANCHORS,
  type TableDialect,
} from './kernel.js';
import { checkProgram } from './program.js';
import { DigitShapes } from './twin/digits.js';
import { foldBytes } from './twin/fold.js';
import { Literals } from './twin/literals.js';
import { OtherShapes } from './twin/shapes.js';
import { MAX_COLUMNS, Table } from './twin/table.js';
import { Window } from './twin/window.js';

/** Longest country code before a number: a shape may start so far before the digit group it was found by. */
const COUNTRY_CODE = 16;
/** More than one position can add, times COUNTRY_CODE. */
const ANCHOR_ROOM = 1024;

/** The kernel in plain TypeScript: looks at every byte, slowly. */
export function createTwin(): Kernel {
  return new Twin();
}

class Twin implements Kernel {
  readonly kind = 'twin';
  readonly bytes = new Uint8Array(KERNEL_CAPACITY);
  readonly anchors = new Int32Array(MAX_ANCHORS * ANCHOR_WORDS);
  readonly foldMap = new Int32Array(KERNEL_CAPACITY);
  next = 0;
  lines = 0;
  foldCount = 0;

  readonly #window = new Window(this.bytes);
  #digits: DigitShapes | null = null;
  #others: OtherShapes | null = null;
  #literals: Literals | null = null;
  #fillers: Uint8Array = new Uint8Array(0);
  #table: Table | null = null;
  /** The table, while it is being scanned. */
  #cells: Table | null = null;

  #found: number[][] = [];
  #from = 0;
  #limit = 0;
  #row = 0;

  load(program: KernelProgram): void {
    checkProgram(program);
    const emit = (start: number, end: number, shape: number, aux: number) =>
      this.#emit(start, end, shape, aux);
    this.#digits = new DigitShapes(program, this.#window, emit);
    this.#others = new OtherShapes(program, this.#window, emit);
    this.#literals = new Literals(program.literals, this.#window, emit);
    this.#fillers = program.fillers;
  }

  fold(start: number, end: number): number {
    const done = foldBytes(this.bytes, start, end, this.foldMap);
    this.foldCount = done.count;
    return done.end;
  }

  characters(start: number, end: number): number {
    let count = 0;
    for (let i = start; i < end; i++) if ((this.bytes[i]! & 0xc0) !== 0x80) count++;
    return count;
  }

  scan(start: number, limit: number, end: number): number {
    this.#begin(start, limit, null);
    this.#window.lo = 0;
    this.#window.hi = end;
    this.#row = 0;
    for (let p = start; p < this.#limit; p++) {
      this.#stopWhenFull(p);
      if (p >= this.#limit) break;
      this.#look(p);
      if (this.bytes[p] === 0x0a) this.#row++;
    }
    this.lines = this.#row;
    this.#lookBehindLimit(end);
    return this.#finish();
  }

  table(dialect: TableDialect | null, sketchSeed: number): void {
    this.#table = dialect === null ? null : new Table(dialect, sketchSeed);
  }

  scanTable(start: number, limit: number, end: number): number {
    const table = this.#table;
    if (table === null) throw new Error('kernel: scanTable without table()');
    this.#begin(start, limit, table);
    const firstRow = table.row;
    let at = start;
    while (at < this.#limit) {
      const cellEnd = table.cellEnd(this.bytes, at, end);
      this.#window.lo = Math.max(0, at - table.age);
      this.#window.hi = cellEnd;
      this.#row = table.row;
      let p = at;
      for (; p < Math.min(cellEnd, this.#limit); p++) {
        this.#stopWhenFull(p);
        if (p >= this.#limit) break;
        this.#look(p);
      }
      if (p >= this.#limit) this.#lookBehindLimit(cellEnd);
      table.advance(this.bytes, at, p);
      at = p;
      if (p < this.#limit) table.endCell(this.bytes[at++]!);
    }
    this.lines = table.row - firstRow;
    return this.#finish();
  }

  #begin(start: number, limit: number, table: Table | null): void {
    this.#found = [];
    this.#cells = table;
    this.#from = start;
    this.#limit = limit;
  }

  #stopWhenFull(p: number): void {
    if (this.#found.length > MAX_ANCHORS - ANCHOR_ROOM) this.#limit = p;
  }

  #look(p: number): void {
    this.#lookAtDigits(p);
    this.#others!.at(p);
    this.#literals!.at(p);
  }

  #lookAtDigits(p: number): void {
    if (this.#window.digit(p) && !this.#window.digit(p - 1)) this.#digits!.at(p);
  }

  /** Numbers behind the limit may have their country code before it. */
  #lookBehindLimit(end: number): void {
    for (let p = this.#limit; p < Math.min(end, this.#limit + COUNTRY_CODE); p++) this.#lookAtDigits(p);
  }

  #finish(): number {
    this.next = this.#limit;
    this.#found.sort((a, b) => a[0]! - b[0]! || (a[2]! & 0xff) - (b[2]! & 0xff) || a[1]! - b[1]!);
    for (const [index, words] of this.#found.entries()) this.anchors.set(words, index * ANCHOR_WORDS);
    return this.#found.length;
  }

  #emit(start: number, end: number, shape: number, aux: number): void {
    if (start < this.#from || start >= this.#limit) return;
    const table = this.#cells;
    if (table === null) {
      this.#found.push([start, end, shape, aux, this.#row, 0]);
      return;
    }
    const whole = this.#fillsCell(table, start, end);
    if (whole && shape < EXACT_SHAPES) {
      const { value, length } = shape === SHAPE_ID.email ? this.#others! : this.#digits!;
      if (!table.note(shape, value, length)) return;
    }
    if (!whole && table.isHushed() && this.#isFiller(shape, aux)) return;
    this.#found.push([start, end, whole ? shape | WHOLE_CELL : shape, aux, table.row, table.column]);
  }

  #isFiller(shape: number, aux: number): boolean {
    return shape === SHAPE_ID['house-number'] || (shape === SHAPE_ID.literal && this.#fillers[aux] === 1);
  }

  #fillsCell(table: Table, start: number, end: number): boolean {
    const { hi } = this.#window;
    if (!table.blank) return false;
    for (let i = start - 1; i >= Math.max(this.#window.lo, this.#from); i--) {
      if (!table.trimsLeft(this.bytes[i]!)) return false;
    }
    for (let i = end; i < hi; i++) if (!table.trimsRight(this.bytes[i]!)) return false;
    return true;
  }

  #requireTable(): Table {
    if (this.#table === null) throw new Error('kernel: not in table mode');
    return this.#table;
  }

  /** Counting what was not asked to be counted is allowed; the twin reports it all. */
  settle(): void {}

  learn(): boolean {
    return false;
  }

  learnt(): number {
    return 0;
  }

  hush(column: number): void {
    this.#requireTable().hushed.add(Math.min(column, MAX_COLUMNS - 1));
  }

  count(column: number, shape: number): number {
    return this.#requireTable().count(column, shape);
  }

  distinct(column: number, shape: number): number {
    return this.#requireTable().distinct(column, shape);
  }

  get rows(): number {
    return this.#table?.row ?? 0;
  }

  empty(column: number): number {
    return this.#requireTable().empty(column);
  }

  get columns(): number {
    return this.#table?.columns ?? 0;
  }
}
