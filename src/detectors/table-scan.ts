import { ANCHOR_WORDS, SHAPE_ID, type Shape, WHOLE_CELL } from '../kernel/anchors.js';
import type { Kernel } from '../kernel/kernel.js';
import { canonicalText } from '../lib/canonical.js';
import { type CellDialect, cellAround, cellText, rowCells } from './cells.js';
import type { ColumnDecision, ColumnSample } from './columns/column.js';
import { decideColumns } from './columns/decide.js';
import { type CompiledRule, isExact, TEXT_TYPES } from './compile.js';
import type { Detector, HeaderContext, Match } from './detector.js';
import type { RuleCellMatcher } from './matcher.js';
import { likelihood, roundLikelihood } from './score.js';
import { BlockBuffer, type TextInput } from './text-scan.js';
import { decodeWindow, rulesOf } from './windows.js';

/** A table rendered as delimited bytes. */
export interface TableShape {
  readonly dialect: CellDialect;
  /** Column names as written; '' where there is none. May grow at its end while rows come in. */
  readonly columns: readonly string[];
  /** Comments or labels of the columns, in their order; may grow like `columns`. */
  readonly comments?: readonly (string | undefined)[];
  /** Name of the table, sheet or file: a hint for its columns. */
  readonly table?: string;
}

/** Source line of a row (from 0), or undefined where rows are not lines. */
export type LineOf = (row: number) => number | undefined;

/** A value seen in a cell. Raw. */
export interface CellValue {
  readonly value: string;
  readonly normal: string;
  readonly row: number;
  readonly line?: number;
}

export interface ColumnValues {
  readonly infoType: string;
  readonly confidence: number;
  readonly why: readonly string[];
  /** Exact number of cells. */
  readonly count: number;
  readonly distinct?: number;
  /** The first ones. */
  readonly values: readonly CellValue[];
}

export interface ColumnResult {
  readonly name: string;
  readonly index: number;
  readonly decision: ColumnDecision;
  readonly rows: number;
  readonly matched: number;
  /** What fills cells of this column: the decided type first, then others worth reporting on their own. */
  readonly found: readonly ColumnValues[];
}

export interface TableSink {
  /** A value inside a longer cell (notes, remarks). `column` is the display name. */
  embedded(match: Match, column: string, row: number, line: number | undefined): void;
  column(result: ColumnResult): void;
}

const MUTED_TEXT = 1;
const MUTED_ALL = 2;
const MAX_COLUMNS = 1024;
const QUIET_AFTER = 1000;
/** Never quiet: every value passes through the detector. */
const EVERY = 0x7fff_ffff;
const FIRST_SAMPLES = 50;
const SAMPLES = 200;
const KEPT_VALUES = 20;
const SAMPLE_ROWS_PER_BLOCK = 24;
const CELL_REACH = 2048;
/** A check digit passes by chance about once in ten: below this share a uniform column of numbers is no such column. */
const CHANCE_SHARE = 0.3;

interface Hits {
  readonly rule: number;
  readonly shape: number;
  count: number;
  quality: number;
  readonly values: CellValue[];
  distinct: Set<string> | undefined;
  /** What the kernel counted of this shape in the whole column, and its estimate of the distinct ones. */
  total?: number;
  sketch?: number;
}

class Column {
  readonly samples: string[] = [];
  readonly firstCells: { row: number; line: number | undefined; cell: string }[] = [];
  readonly hits = new Map<number, Hits>();
  readonly headers = new Map<number, HeaderContext | undefined>();
  decision: ColumnDecision | undefined;
  /** The exact shape of the decided type, -1 when it has none. */
  exactShape = -1;
  /** Decided as a type the detector finds by words rather than numbers. */
  textual = false;
  empty = 0;
  #seen = 0;

  constructor(
    readonly index: number,
    readonly name: string,
  ) {}

  /** Keeps the first cells and a uniform choice of the rest. */
  sample(cell: string, row: number | undefined, line: number | undefined, random: () => number): void {
    if (cell === '') return;
    if (row !== undefined && this.firstCells.length < FIRST_SAMPLES)
      this.firstCells.push({ row, line, cell });
    this.#seen++;
    if (this.samples.length < SAMPLES) {
      this.samples.push(cell);
      return;
    }
    const slot = FIRST_SAMPLES + Math.floor(random() * (this.#seen - FIRST_SAMPLES));
    if (slot < SAMPLES) this.samples[slot] = cell;
  }

  get label(): string {
    return this.name === '' ? `#${this.index + 1}` : this.name;
  }
}

/** The kernel's number of the exact shape a rule is anchored by, -1 for none. */
function exactShapeOf({ rule, parser }: CompiledRule): number {
  if (parser !== undefined) return -1;
  for (const anchor of rule.anchors) {
    if ('shape' in anchor && isExact(SHAPE_ID[anchor.shape as Shape])) return SHAPE_ID[anchor.shape as Shape];
  }
  return -1;
}

/**
 * Scans one table: exact shapes are counted by the kernel, columns are decided from a sample, headers and those counts.
 * Feed it once with `scanStream` (rows of a file, counted inside the kernel) or any number of times with `scanRows`
 * (batches of whole rows), then call `finish` once.
 */
export class TableScan {
  readonly #columns: Column[] = [];
  readonly #kernel: Kernel;
  readonly #detector: Detector;
  #seed = 0x2545f491;
  /** Rows of finished batches. */
  #rows = 0;
  #sampled = false;
  /** By column: what of its anchors needs no look in the segment being visited. */
  readonly #muted = new Uint8Array(MAX_COLUMNS);

  constructor(
    kernel: Kernel,
    detector: Detector,
    private readonly matchers: readonly RuleCellMatcher[],
    private readonly shape: TableShape,
    private readonly minConfidence: number,
  ) {
    this.#kernel = kernel;
    this.#detector = detector;
  }

  /** The rows of a file; the stream starts at the first data row. `tick` is called per block and may throw. */
  scanStream(input: TextInput, lineOf: LineOf, sink: TableSink, tick: () => void = () => {}): void {
    this.#session(terminated(input, this.shape.dialect.terminator), QUIET_AFTER, lineOf, sink, tick);
  }

  /** A batch of whole rows. */
  scanRows(bytes: Uint8Array, lineOf: LineOf, sink: TableSink, tick: () => void = () => {}): void {
    this.#session(memoryInput(bytes), EVERY, lineOf, sink, tick);
  }

  finish(sink: TableSink): void {
    this.#decide();
    for (const column of this.#columns) sink.column(this.#settle(column));
  }

  #session(input: TextInput, quietAfter: number, lineOf: LineOf, sink: TableSink, tick: () => void): void {
    this.#kernel.table({ ...this.shape.dialect, quietAfter }, 0x9e3779b9);
    const buffer = new BlockBuffer(this.#kernel, input);
    while (buffer.fill()) {
      if (buffer.limit === buffer.start) continue;
      this.#sampleRows(buffer, !this.#sampled, lineOf);
      if (!this.#sampled) this.#decide();
      this.#sampled = true;
      let from = buffer.start;
      while (from < buffer.limit) {
        const before = this.#tallies();
        const count = this.#kernel.scanTable(from, buffer.limit, buffer.end);
        this.#mute(before);
        this.#visit(count, buffer.end, lineOf, sink);
        from = this.#kernel.next;
        tick();
      }
    }
    this.#rows += this.#kernel.rows;
    for (const column of this.#columns) {
      column.empty +=
        column.index < this.#kernel.columns ? this.#kernel.empty(column.index) : this.#kernel.rows;
      if (quietAfter === EVERY) continue;
      for (const hits of column.hits.values()) {
        if (!isExact(hits.shape)) continue;
        hits.total = this.#kernel.count(column.index, hits.shape);
        hits.sketch = this.#kernel.distinct(column.index, hits.shape);
      }
    }
  }

  #column(index: number): Column {
    for (let i = this.#columns.length; i <= index; i++)
      this.#columns.push(new Column(i, this.shape.columns[i] ?? ''));
    return this.#columns[index]!;
  }

  readonly #random = (): number => {
    this.#seed ^= this.#seed << 13;
    this.#seed ^= this.#seed >>> 17;
    this.#seed ^= this.#seed << 5;
    return (this.#seed >>> 0) / 0x1_0000_0000;
  };

  #sampleRows(buffer: BlockBuffer, first: boolean, lineOf: LineOf): void {
    const { bytes } = this.#kernel;
    const { dialect } = this.shape;
    const take = (from: number, row: number | undefined): number => {
      const { cells, next } = rowCells(bytes, from, buffer.end, dialect);
      if (next < 0) return -1;
      // A row of another width is a wrong guess at a row start inside a quoted cell, or ragged.
      if (row === undefined && this.#columns.length > 0 && cells.length !== this.#columns.length) return next;
      cells.forEach((span, index) => {
        this.#column(index).sample(
          canonicalText(cellText(bytes, span, dialect.quote)),
          row,
          row === undefined ? undefined : lineOf(row - 1),
          this.#random,
        );
      });
      return next;
    };
    if (first) {
      let at = buffer.start;
      for (let row = 1; row <= SAMPLES && at >= 0 && at < buffer.end; row++) at = take(at, row);
      return;
    }
    for (let i = 0; i < SAMPLE_ROWS_PER_BLOCK; i++) {
      const guess = buffer.start + Math.floor(this.#random() * (buffer.limit - buffer.start));
      const rowStart = bytes.indexOf(dialect.terminator, guess) + 1;
      if (rowStart > 0 && rowStart < buffer.limit) take(rowStart, undefined);
    }
  }

  #header(column: Column, rule: number): HeaderContext | undefined {
    if (column.name === '') return undefined;
    if (!column.headers.has(rule)) {
      const reading = this.#detector.compiled.names.read(column.name);
      const score = reading.scores.get(rule)?.score ?? 0;
      const negative = reading.negativeFor.has(rule);
      if (score > 0) column.headers.set(rule, { context: score, negative: 0, why: `column:${column.name}` });
      else
        column.headers.set(
          rule,
          negative ? { context: 0, negative: 0.85, why: `negative:${column.name}` } : undefined,
        );
    }
    return column.headers.get(rule);
  }

  /** Rows, and per column decided as an exact shape the cells filled by it or empty, as the kernel counts them. */
  #tallies(): { rows: number; cells: readonly number[] } {
    const cells = this.#columns.map((column) =>
      column.exactShape < 0
        ? 0
        : this.#kernel.count(column.index, column.exactShape) + this.#kernel.empty(column.index),
    );
    return { rows: this.#kernel.rows, cells };
  }

  /**
   * Marks what need not be looked at in the segment just scanned: in a column every cell of which was filled by its exact shape,
   * all else; in a column decided as a text type, what only says so again.
   */
  #mute(before: { rows: number; cells: readonly number[] }): void {
    const after = this.#tallies();
    const rows = after.rows - before.rows;
    for (const column of this.#columns) {
      const filled =
        column.exactShape >= 0 && after.cells[column.index]! - (before.cells[column.index] ?? 0) === rows;
      this.#muted[column.index] = filled ? MUTED_ALL : column.textual ? MUTED_TEXT : 0;
    }
  }

  #visit(count: number, high: number, lineOf: LineOf, sink: TableSink): void {
    const { anchors, bytes } = this.#kernel;
    const { compiled } = this.#detector;
    const { dialect } = this.shape;
    let cellEnd = -1;
    let pending: { rules: Set<number>; start: number; end: number; row: number; column: Column } | undefined;
    const flush = () => {
      if (pending === undefined) return;
      const { rules, start, end, row, column } = pending;
      pending = undefined;
      const decoded = decodeWindow(bytes, start, end);
      const matches = this.#detector.find(decoded.text, rules, this.minConfidence, (rule) =>
        this.#header(column, rule),
      );
      for (const match of matches) sink.embedded(match, column.label, this.#rows + row + 1, lineOf(row));
    };
    for (let i = 0; i < count; i++) {
      const at = i * ANCHOR_WORDS;
      const start = anchors[at]!;
      const end = anchors[at + 1]!;
      const shapeWord = anchors[at + 2]!;
      const muted = this.#muted[anchors[at + 5]!];
      if (muted === MUTED_ALL) {
        if ((shapeWord & WHOLE_CELL) === 0 || !isExact(shapeWord & 0xff)) continue;
      } else if (muted === MUTED_TEXT) {
        if (
          shapeWord === SHAPE_ID['house-number'] ||
          (shapeWord === SHAPE_ID.literal && compiled.textLiterals[anchors[at + 3]!] === 1)
        )
          continue;
      }
      const row = anchors[at + 4]!;
      const column = this.#column(anchors[at + 5]!);
      const rules = rulesOf(compiled, shapeWord, anchors[at + 3]!, this.#kernel, start, end);
      if (rules.length === 0) continue;
      if (
        (shapeWord & WHOLE_CELL) !== 0 &&
        this.#whole(column, shapeWord & 0xff, rules, start, end, this.#rows + row + 1, lineOf(row))
      )
        continue;
      const open = this.#unexplained(column, rules);
      if (open.length === 0) continue;
      if (start < cellEnd) {
        for (const rule of open) pending?.rules.add(rule);
        continue;
      }
      flush();
      const cell = cellAround(bytes, start, end, 0, high, dialect, CELL_REACH);
      cellEnd = cell.end;
      pending = { rules: new Set(open), start: cell.start, end: cell.end, row, column };
    }
    flush();
  }

  /** The rules of an anchor without those that would only say again what the column was decided to be. */
  #unexplained(column: Column, rules: readonly number[]): readonly number[] {
    const decided = column.decision?.rule;
    if (decided == null || !TEXT_TYPES.has(decided.infoType)) return rules;
    return rules.filter((rule) => !TEXT_TYPES.has(this.#detector.compiled.rules[rule]!.rule.infoType));
  }

  /** Records a value that fills its cell under the rule that fits best; false when none does. */
  #whole(
    column: Column,
    shape: number,
    rules: readonly number[],
    start: number,
    end: number,
    row: number,
    line: number | undefined,
  ): boolean {
    const { bytes } = this.#kernel;
    const cell = canonicalText(
      Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'),
    );
    let best: { rule: number; value: string; normal: string; quality: number; weight: number } | undefined;
    for (const rule of rules) {
      const { rule: definition, parser } = this.#detector.compiled.rules[rule]!;
      // A parser may want to look around a number; it does not want the number.
      if (definition.confidence.needsContext || (parser !== undefined && isExact(shape))) continue;
      const read = this.matchers[rule]!.read(cell);
      if (read === undefined) continue;
      const weight =
        definition.confidence.prior +
        definition.confidence.strength * read.quality +
        (this.#header(column, rule)?.context ?? 0);
      if (best === undefined || weight > best.weight) best = { rule, ...read, weight };
    }
    if (best === undefined) return false;
    let hits = column.hits.get(best.rule);
    if (hits === undefined) {
      hits = { rule: best.rule, shape, count: 0, quality: 0, values: [], distinct: new Set() };
      column.hits.set(best.rule, hits);
    }
    hits.count++;
    hits.quality += best.quality;
    hits.distinct?.add(best.normal);
    if (hits.distinct !== undefined && hits.distinct.size > 10_000) hits.distinct = undefined;
    if (hits.values.length < KEPT_VALUES)
      hits.values.push({
        value: best.value,
        normal: best.normal,
        row,
        ...(line === undefined ? {} : { line }),
      });
    return true;
  }

  #decide(): void {
    const rows = this.#rows;
    const samples = this.#columns.map((column): ColumnSample => {
      const exact = new Map<string, number>();
      for (const hits of column.hits.values())
        exact.set(this.#detector.compiled.rules[hits.rule]!.rule.id, this.#count(column, hits));
      const total = Math.max(rows, column.samples.length);
      const comment = this.shape.comments?.[column.index];
      return {
        name: column.name,
        ...(comment ? { comment } : {}),
        values: column.samples,
        rows: total,
        nonEmpty: rows === 0 ? column.samples.length : rows - column.empty,
        exact,
      };
    });
    const options = { negative: this.#detector.compiled.ruleSet.negative };
    const decisions = decideColumns(
      samples,
      this.matchers,
      this.shape.table === undefined ? options : { ...options, table: this.shape.table },
    );
    this.#columns.forEach((column, i) => {
      column.decision = decisions[i];
      const rule = decisions[i]?.rule;
      column.textual = rule != null && TEXT_TYPES.has(rule.infoType);
      const decided =
        rule == null ? undefined : this.#detector.compiled.rules.find((each) => each.rule.id === rule.id);
      column.exactShape = decided === undefined ? -1 : exactShapeOf(decided);
    });
  }

  /** Whole-cell values under a rule: counted by the kernel beyond the ones it still reported. */
  #count(column: Column, hits: Hits): number {
    if (hits.total === undefined) return hits.count;
    const rivals = [...column.hits.values()].filter((other) => other.shape === hits.shape);
    const reported = rivals.reduce((sum, other) => sum + other.count, 0);
    const largest = rivals.every((other) => other.count <= hits.count);
    return largest ? Math.max(hits.count, hits.total - (reported - hits.count)) : hits.count;
  }

  #settle(column: Column): ColumnResult {
    const rows = this.#rows;
    const nonEmpty = rows - column.empty;
    const decision = column.decision ?? { rule: null, confidence: 0, why: [], share: 0, declaredOnly: false };
    const decided =
      decision.rule === null
        ? undefined
        : this.#detector.compiled.rules.find((c) => c.rule.id === decision.rule?.id);
    const found: ColumnValues[] = [];
    let matched = 0;
    if (decided !== undefined && !decision.declaredOnly && decision.confidence >= this.minConfidence) {
      const hits = column.hits.get(decided.index);
      const values = hits?.values ?? this.#sampledValues(column, decided.index);
      // Types the kernel has no anchor for fill the column: every non-empty cell counts.
      matched = hits === undefined || this.#lacksAnchor(decided.index) ? nonEmpty : this.#count(column, hits);
      const distinct =
        hits !== undefined && matched !== nonEmpty
          ? this.#distinct(column, hits)
          : nonEmpty === column.samples.length
            ? new Set(column.samples).size
            : hits === undefined
              ? undefined
              : this.#distinct(column, hits);
      found.push({
        infoType: decided.rule.infoType,
        confidence: roundLikelihood(decision.confidence),
        why: decision.why,
        count: matched,
        values,
        ...(distinct === undefined ? {} : { distinct }),
      });
    }
    for (const hits of column.hits.values()) {
      if (hits.rule === decided?.index) continue;
      const others = this.#minority(column, hits, nonEmpty, decided !== undefined);
      if (others !== undefined) found.push(others);
    }
    return { name: column.label, index: column.index, decision, rows, matched, found };
  }

  #lacksAnchor(rule: number): boolean {
    const { anchors } = this.#detector.compiled.rules[rule]!.rule;
    return anchors.every(
      (anchor) =>
        'labels' in anchor || 'literals' in anchor || ('shape' in anchor && anchor.shape === 'house-number'),
    );
  }

  #distinct(column: Column, hits: Hits): number | undefined {
    const counted = this.#count(column, hits);
    if (hits.distinct !== undefined && counted === hits.count) return hits.distinct.size;
    if (hits.sketch === undefined) return hits.distinct?.size;
    return hits.sketch < 0 ? undefined : Math.min(Math.round(hits.sketch), counted);
  }

  #sampledValues(column: Column, rule: number): CellValue[] {
    const values: CellValue[] = [];
    for (const { row, line, cell } of column.firstCells) {
      const read = this.matchers[rule]!.read(cell, true);
      if (read !== undefined)
        values.push({ value: read.value, normal: read.normal, row, ...(line === undefined ? {} : { line }) });
      if (values.length >= KEPT_VALUES) break;
    }
    return values;
  }

  /** Values of a type the column was not decided to be; undefined when they look like chance. */
  #minority(
    column: Column,
    hits: Hits,
    nonEmpty: number,
    decidedOtherwise: boolean,
  ): ColumnValues | undefined {
    const { rule } = this.#detector.compiled.rules[hits.rule]!;
    const count = this.#count(column, hits);
    if (
      rule.columnClass !== 'strong' &&
      nonEmpty >= 10 &&
      count / nonEmpty < CHANCE_SHARE &&
      (decidedOtherwise || isNumeric(column.samples))
    )
      return undefined;
    const header = this.#header(column, hits.rule);
    const quality = hits.count === 0 ? 0 : hits.quality / hits.count;
    const confidence = roundLikelihood(
      likelihood({
        prior: rule.confidence.prior,
        validator: rule.confidence.strength * quality,
        context: header?.context ?? 0,
        negative: header?.negative ?? 0,
        embedded: 0,
        placeholder: 0,
      }),
    );
    if (confidence < this.minConfidence) return undefined;
    const distinct = this.#distinct(column, hits);
    return {
      infoType: rule.infoType,
      confidence,
      why: header === undefined ? ['cells'] : ['cells', header.why],
      count,
      values: hits.values,
      ...(distinct === undefined ? {} : { distinct }),
    };
  }
}

function isNumeric(samples: readonly string[]): boolean {
  const numeric = samples.filter((cell) => /^[\d .-]+$/.test(cell)).length;
  return numeric >= samples.length * 0.8;
}

/** Bytes in memory as an input; offsets are those of the bytes. */
export function memoryInput(bytes: Uint8Array): TextInput {
  let at = 0;
  return {
    read(target, offset, capacity) {
      const size = Math.min(capacity, bytes.length - at);
      target.set(bytes.subarray(at, at + size), offset);
      at += size;
      return size;
    },
    originalOffset: (offset) => offset,
  };
}

/** The input with a row end after its last row, where that is missing. */
function terminated(input: TextInput, terminator: number): TextInput {
  let last = terminator;
  return {
    read(target, offset, capacity) {
      const got = input.read(target, offset, capacity);
      if (got > 0) {
        last = target[offset + got - 1]!;
        return got;
      }
      if (last === terminator) return 0;
      target[offset] = terminator;
      last = terminator;
      return 1;
    },
    originalOffset: (offset) => input.originalOffset(offset),
  };
}
