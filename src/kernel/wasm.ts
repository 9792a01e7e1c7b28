import { ANCHOR_WORDS } from './anchors.js';
import { BUILDING_WORDS, PLATE_ENDS, PROVINCES, residentRegions } from './characters.js';
import {
  type Layout,
  type Memory,
  writeCharacters,
  writeGroups,
  writeLiterals,
  writeTlds,
} from './compile.js';
import {
  KERNEL_CAPACITY,
  type Kernel,
  type KernelProgram,
  MAX_ANCHORS,
  type TableDialect,
} from './kernel.js';
import { checkProgram, MAX_DIGITS } from './program.js';
import { estimateDistinct, REGISTERS } from './sketch.js';

/** Columns counted apart, and exact shapes. */
const MAX_COLUMNS = 1024;
const SHAPES_COUNTED = 5;
/** Fewest digits of any exact shape that is found by its digit run. */
const SHORTEST_EXACT = 10;

/** The part of the engine's WebAssembly interface that is used here; the type libraries for Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Global: abstract new () => { readonly value: number };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  configure(
    lengths: number,
    year: number,
    shortest: number,
    skipDates: number,
    longCodes: number,
    digitPivots: number,
    singlePivots: number,
    anyOdd: number,
    shortOdd: number,
    odd: number,
  ): void;
  fold(start: number, end: number): number;
  foldPairs(): number;
  characters(start: number, end: number): number;
  scan(start: number, limit: number, end: number): number;
  scanTable(start: number, limit: number, end: number): number;
  table(delimiter: number, quote: number, terminator: number, quietAfter: number, seed: number): void;
  settle(column: number, shape: number): void;
  learn(column: number, kind: number): number;
  learnt(column: number, kind: number): number;
  next(): number;
  lines(): number;
  rows(): number;
  columns(): number;
  currentColumn(): number;
  cellsBeyond(): number;
}

/** The kernel in WebAssembly, from the bytes of kernel.wasm. Throws when the engine lacks SIMD. */
export function createWasm(wasmBytes: Uint8Array): Kernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(wasmBytes)), {});
  return new Wasm(instance.exports);
}

class Wasm implements Kernel {
  readonly kind = 'wasm';
  readonly bytes: Uint8Array;
  readonly anchors: Int32Array;
  readonly foldMap: Int32Array;
  next = 0;
  lines = 0;
  foldCount = 0;

  readonly #exports: Exports;
  readonly #layout: Layout;
  readonly #memory: Memory;
  #inTable = false;

  constructor(exports: Readonly<Record<string, unknown>>) {
    this.#exports = exports as unknown as Exports;
    this.#layout = Object.fromEntries(
      Object.entries(exports).flatMap(([name, value]) =>
        value instanceof WebAssembly.Global ? [[name, value.value]] : [],
      ),
    );
    const { buffer } = this.#exports.memory;
    this.#memory = { u8: new Uint8Array(buffer), view: new DataView(buffer) };
    this.bytes = new Uint8Array(buffer, this.#layout.BYTES!, KERNEL_CAPACITY);
    this.anchors = new Int32Array(buffer, this.#layout.ANCHORS!, MAX_ANCHORS * ANCHOR_WORDS);
    this.foldMap = new Int32Array(buffer, this.#layout.FOLD_MAP!, KERNEL_CAPACITY);
  }

  load(program: KernelProgram): void {
    checkProgram(program);
    const { u8 } = this.#memory;
    const layout = this.#layout;
    u8.set(program.digits.subarray(0, (MAX_DIGITS + 1) * 100), layout.DIGITS!);
    u8.set(program.upper.subarray(0, 64), layout.UPPER!);
    u8.set(program.mobiles.subarray(0, 1000), layout.MOBILES!);
    u8.set(program.areas.subarray(0, 1000), layout.AREAS!);
    u8.set(residentRegions(), layout.REGIONS!);
    u8.set(program.fillers.subarray(0, program.literals.length), layout.FILLERS!);
    new Uint32Array(u8.buffer, layout.CARDS!, 10_000).set(program.cards.subarray(0, 10_000));
    writeCharacters(this.#memory, layout.BUILDING_MAP!, BUILDING_WORDS);
    writeCharacters(this.#memory, layout.PROVINCE_MAP!, PROVINCES);
    writeCharacters(this.#memory, layout.PLATE_END_MAP!, PLATE_ENDS);
    writeTlds(this.#memory, layout, program.tlds);
    writeGroups(this.#memory, layout, program.groups);
    const { odd, shortOdd, digits, singles } = writeLiterals(this.#memory, layout, program.literals);

    let lengths = 0;
    let shortest = SHORTEST_EXACT;
    for (let count = MAX_DIGITS; count >= 2; count--) {
      if (!program.digits.subarray(count * 100, count * 100 + 100).some((wanted) => wanted !== 0)) continue;
      lengths |= 1 << count;
      shortest = Math.min(shortest, count);
    }
    for (const groups of program.groups) {
      shortest = Math.min(
        shortest,
        groups.reduce((sum, length) => sum + length, groups.length - 1),
      );
    }
    // 4-2-5 at most: no exact shape is written so.
    const dates =
      shortest < SHORTEST_EXACT ||
      (lengths & ((1 << 12) - 1)) !== 0 ||
      program.groups.some(([first, second]) => first === 4 && second === 2);
    // Four bytes always; a repeated one costs nothing.
    const packed = [0, 1, 2, 3].reduce((all, i) => all | ((odd[i] ?? odd[0] ?? 0) << (i * 8)), 0);
    const shortestCode = program.upper.findIndex((wanted) => wanted !== 0);
    this.#exports.configure(
      lengths,
      new Date().getFullYear(),
      shortest,
      Number(!dates),
      Number(shortestCode < 0 || shortestCode >= 7),
      Number(digits),
      Number(singles),
      Number(odd.length > 0),
      Number(shortOdd),
      packed,
    );
  }

  fold(start: number, end: number): number {
    const to = this.#exports.fold(start, end);
    this.foldCount = this.#exports.foldPairs();
    return to;
  }

  characters(start: number, end: number): number {
    return this.#exports.characters(start, end);
  }

  scan(start: number, limit: number, end: number): number {
    return this.#note(this.#exports.scan(start, limit, end));
  }

  table(dialect: TableDialect | null, sketchSeed: number): void {
    this.#inTable = dialect !== null;
    if (dialect === null) return;
    const quietAfter = Math.min(dialect.quietAfter, 0xffffffff);
    this.#exports.table(dialect.delimiter, dialect.quote, dialect.terminator, quietAfter, sketchSeed);
  }

  scanTable(start: number, limit: number, end: number): number {
    this.#requireTable();
    return this.#note(this.#exports.scanTable(start, limit, end));
  }

  #note(count: number): number {
    this.next = this.#exports.next();
    this.lines = this.#exports.lines();
    return count;
  }

  #requireTable(): void {
    if (!this.#inTable) throw new Error('kernel: not in table mode');
  }

  #slot(column: number, shape: number): number {
    return Math.min(column, MAX_COLUMNS - 1) * SHAPES_COUNTED + shape;
  }

  settle(column: number, shape: number): void {
    if (column < MAX_COLUMNS - 1) this.#exports.settle(column, shape);
  }

  learn(column: number, kind: number): boolean {
    return column < MAX_COLUMNS - 1 && this.#exports.learn(column, kind) !== 0;
  }

  learnt(column: number, kind: number): number {
    return column < MAX_COLUMNS - 1 ? this.#exports.learnt(column, kind) : 0;
  }

  hush(column: number): void {
    this.#memory.u8[this.#layout.HUSHED! + Math.min(column, MAX_COLUMNS - 1)] = 1;
  }

  count(column: number, shape: number): number {
    this.#requireTable();
    return this.#memory.view.getFloat64(this.#layout.COUNTS! + this.#slot(column, shape) * 8, true);
  }

  distinct(column: number, shape: number): number {
    const count = this.count(column, shape);
    if (count === 0) return 0;
    const sketch = this.#memory.u8[this.#layout.SKETCH_OF! + this.#slot(column, shape)]!;
    if (sketch === 0) return -1;
    const estimate = estimateDistinct(this.#memory.u8, this.#layout.REGISTERS! + (sketch - 1) * REGISTERS);
    return Math.min(count, estimate);
  }

  get rows(): number {
    return this.#inTable ? this.#exports.rows() : 0;
  }

  empty(column: number): number {
    this.#requireTable();
    const slot = Math.min(column, MAX_COLUMNS - 1);
    const { view } = this.#memory;
    const current = this.#exports.currentColumn();
    const blank = view.getFloat64(this.#layout.BLANK! + slot * 8, true);
    if (slot === MAX_COLUMNS - 1) {
      const ended = this.#exports.cellsBeyond() + Math.max(0, current - slot);
      return Math.max(0, this.#exports.rows() + Number(slot < current) - (ended - blank));
    }
    // Short rows lack the cell.
    let lacking = 0;
    for (let width = 0; width <= slot; width++)
      lacking += view.getFloat64(this.#layout.WIDTHS! + width * 8, true);
    return blank + lacking;
  }

  get columns(): number {
    return this.#inTable ? this.#exports.columns() : 0;
  }
}
