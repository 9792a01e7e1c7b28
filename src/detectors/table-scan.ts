import { ANCHOR_WORDS, EXACT_SHAPES, SHAPE_ID, WHOLE_CELL } from '../kernel/anchors.js';
import type { Kernel } from '../kernel/kernel.js';
import { canonicalText } from '../lib/canonical.js';
import { type CellDialect, cellEnd, cellStart, cellText, rowCells } from './cells.js';
import type { ColumnDecision, ColumnSample } from './columns/column.js';
import { decideColumns } from './columns/decide.js';
import { isExact, TEXT_TYPES } from './compile.js';
import type { Detector, HeaderContext, Match } from './detector.js';
import { identityOf } from './identity.js';
import type { RuleCellMatcher } from './matcher.js';
import { likelihood, roundLikelihood } from './score.js';
import { BlockBuffer, LOOKAHEAD, type TextInput, WindowScan } from './text-scan.js';
import { MAX_JOINED, MAX_LEFT, rulesOf, type Window } from './windows.js';

/** A table rendered as delimited bytes. */
export interface TableShape {
  readonly dialect: CellDialect;
  /** Column names as written; '' where there is none. May grow at its end while rows come in. */
  readonly columns: readonly string[];
  /** Comments or labels of the columns, in their order; may grow like `columns`. */
  readonly comments?: readonly (string | undefined)[];
  /** Columns with numbers that were stored without their last digits, from 0; may grow while rows come in. */
  readonly rounded?: ReadonlySet<number>;
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

/** Further columns are judged as one with the last. */
const MAX_COLUMNS = 1024;
/** So many values of a shape per column pass through the detector; the kernel's count speaks for the rest. */
const QUIET_AFTER = 1000;
const EVERY = 0x7fff_ffff;
/** Distinct values are counted exactly up to here. */
const EXACT_DISTINCT = 10_000;
/** Shapes that several types share, told apart by how long a number is and its first six digits. */
const SHARED_SHAPES: ReadonlySet<number> = new Set([SHAPE_ID['resident-id'], SHAPE_ID.card]);
const FIRST_SAMPLES = 50;
const SAMPLES = 200;
const KEPT_VALUES = 20;
const SAMPLE_ROWS_PER_BLOCK = 6;
/** Bytes that go through the kernel at a time. */
const STEP = 1 << 17;
/** A check digit passes by chance about once in ten: below this share a uniform column of numbers is no such column. */
const CHANCE_SHARE = 0.3;

interface Hits {
  readonly rule: number;
  readonly shape: number;
  count: number;
  quality: number;
  readonly values: CellValue[];
  distinct: Set<string> | undefined;
  /** Values whose quality is in `quality`. */
  judged: number;
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
  /** Values seen that fill a cell, by exact shape, and those of them that turned out to be none. */
  readonly filled = new Int32Array(EXACT_SHAPES);
  readonly refused = new Int32Array(EXACT_SHAPES);
  /** The rule of a value of a shared shape, by its length and first digits. */
  readonly kinds = new Map<number, Hits>();
  /** The kernel counts its plain values by itself. */
  settled = false;
  /** Decided as a type the detector finds by words rather than numbers. */
  textual = false;
  empty = 0;
  #seen = 0;

  constructor(
    readonly index: number,
    readonly name: string,
    /** What the column's name says about a rule. */
    readonly header: (rule: number) => HeaderContext | undefined,
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
    // Every value is reported, so that a cell is known to be filled; what is looked at is decided here.
    this.#kernel.table({ ...this.shape.dialect, quietAfter: EVERY }, 0x9e3779b9);
    for (const column of this.#columns) {
      column.settled = false;
      if (column.textual) this.#kernel.hush(column.index);
    }
    const buffer = new BlockBuffer(this.#kernel, input);
    const embedded = new WindowScan(
      this.#detector,
      this.#kernel,
      this.minConfidence,
      (match, _start, _end, { row, column }) =>
        sink.embedded(match, this.#column(column).label, this.#rows + row + 1, lineOf(row)),
    );
    while (buffer.fill()) {
      if (buffer.limit === buffer.start) continue;
      this.#sampleRows(buffer, !this.#sampled, lineOf);
      if (!this.#sampled) this.#decide();
      this.#sampled = true;
      for (let from = buffer.start; from < buffer.limit; from = this.#kernel.next) {
        const limit = this.#stepEnd(buffer, from);
        const count = this.#kernel.scanTable(from, limit, Math.min(limit + LOOKAHEAD, buffer.end));
        this.#visit(count, buffer, quietAfter, lineOf, embedded);
        tick();
      }
    }
    embedded.flush();
    this.#rows += this.#kernel.rows;
    this.#collectKinds();
    for (const column of this.#columns) {
      column.empty +=
        column.index < this.#kernel.columns ? this.#kernel.empty(column.index) : this.#kernel.rows;
      if (quietAfter === EVERY) continue;
      for (const hits of column.hits.values()) {
        if (!isExact(hits.shape)) continue;
        if (!SHARED_SHAPES.has(hits.shape))
          hits.total = this.#kernel.count(column.index, hits.shape) - column.refused[hits.shape]!;
        hits.sketch = this.#kernel.distinct(column.index, hits.shape);
      }
    }
  }

  /** Row by row, a stretch of rows goes through the kernel: what is learnt from one helps with the next. */
  #stepEnd(buffer: BlockBuffer, from: number): number {
    const step = from + STEP;
    if (step >= buffer.limit) return buffer.limit;
    const rowEnd = this.#kernel.bytes.lastIndexOf(this.shape.dialect.terminator, step - 1) + 1;
    return rowEnd > from ? rowEnd : step;
  }

  /** Adds the values the kernel passed over to those of their types. */
  #collectKinds(): void {
    for (const column of this.#columns) {
      if (!column.settled) continue;
      for (const [kind, hits] of column.kinds) hits.count += this.#kernel.learnt(column.index, kind);
    }
  }

  #column(index: number): Column {
    for (let i = this.#columns.length; i <= index; i++) {
      const column: Column = new Column(i, this.shape.columns[i] ?? '', (rule) => this.#header(column, rule));
      this.#columns.push(column);
    }
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

  #visit(count: number, buffer: BlockBuffer, quietAfter: number, lineOf: LineOf, embedded: WindowScan): void {
    const { anchors } = this.#kernel;
    for (let i = 0; i < count; ) {
      const first = i * ANCHOR_WORDS;
      const row = anchors[first + 4]!;
      const index = anchors[first + 5]!;
      do i++;
      while (i < count && anchors[i * ANCHOR_WORDS + 4] === row && anchors[i * ANCHOR_WORDS + 5] === index);
      const column = this.#column(Math.min(index, MAX_COLUMNS - 1));
      const end = i * ANCHOR_WORDS;
      if (!this.#fills(column, first, end, row, quietAfter, lineOf))
        this.#look(column, first, end, row, buffer, embedded);
    }
  }

  /**
   * Whether one value fills the cell whose anchors stand in [first, end); it is counted then, and nothing else is in the cell.
   * A shape the kernel proved goes before one that is only wanted.
   */
  #fills(
    column: Column,
    first: number,
    end: number,
    row: number,
    quietAfter: number,
    lineOf: LineOf,
  ): boolean {
    const { anchors, bytes } = this.#kernel;
    let rules: number[] | undefined;
    let whole = first;
    for (let at = first; at < end; at += ANCHOR_WORDS) {
      const shapeWord = anchors[at + 2]!;
      if ((shapeWord & WHOLE_CELL) === 0) continue;
      const shape = shapeWord & 0xff;
      const from = anchors[at]!;
      const to = anchors[at + 1]!;
      if (isExact(shape)) {
        const seen = ++column.filled[shape]!;
        if (seen > quietAfter && this.#known(column, shape, from, to)) return true;
        const candidates = this.#detector.compiled.byShape[shape] ?? [];
        const hits = this.#whole(column, shape, candidates, from, to, row, lineOf);
        if (hits !== undefined) {
          if (SHARED_SHAPES.has(shape)) column.kinds.set(kindOf(bytes, from, to), hits);
          return true;
        }
        column.refused[shape]!++;
      } else {
        const wanted = rulesOf(this.#detector.compiled, shapeWord, anchors[at + 3]!, this.#kernel, from, to);
        if (rules === undefined) whole = at;
        rules = rules === undefined ? [...wanted] : [...rules, ...wanted];
      }
    }
    if (rules === undefined) return false;
    const [from, to] = [anchors[whole]!, anchors[whole + 1]!];
    return this.#whole(column, anchors[whole + 2]! & 0xff, rules, from, to, row, lineOf) !== undefined;
  }

  /** Whether a value may be counted without looking at it: others like it were looked at. */
  #known(column: Column, shape: number, from: number, to: number): boolean {
    if (!SHARED_SHAPES.has(shape)) {
      this.#settleOn(column, shape);
      return true;
    }
    const { bytes } = this.#kernel;
    const kind = kindOf(bytes, from, to);
    const hits = column.kinds.get(kind);
    if (hits === undefined) return false;
    hits.count++;
    if (hits.distinct !== undefined) addDistinct(hits, numberAt(bytes, from, to));
    else if (this.#kernel.learn(column.index, kind)) this.#settleOn(column, shape);
    return true;
  }

  /** Lets the kernel count plain values of a column by itself. */
  #settleOn(column: Column, shape: number): void {
    if (column.settled) return;
    column.settled = true;
    this.#kernel.settle(column.index, shape);
  }

  /** Looks for values inside a cell. */
  #look(
    column: Column,
    first: number,
    last: number,
    row: number,
    buffer: BlockBuffer,
    embedded: WindowScan,
  ): void {
    const { anchors, bytes } = this.#kernel;
    const { compiled } = this.#detector;
    const { dialect } = this.shape;
    let open: Window | undefined;
    for (let at = first; at < last; at += ANCHOR_WORDS) {
      const start = anchors[at]!;
      const end = anchors[at + 1]!;
      const shapeWord = anchors[at + 2]!;
      const rules = this.#unexplained(
        column,
        rulesOf(compiled, shapeWord, anchors[at + 3]!, this.#kernel, start, end),
      );
      if (rules.length === 0) continue;
      if (open !== undefined && start < open.end && end - open.anchor < MAX_JOINED) {
        open.end = cellEnd(bytes, Math.max(open.end, end), buffer.end, dialect, MAX_LEFT);
        for (const rule of rules) open.rules.add(rule);
        continue;
      }
      if (open !== undefined) embedded.add(open, buffer, open.end, column.header);
      open = {
        start: cellStart(bytes, start, dialect, MAX_LEFT),
        end: cellEnd(bytes, end, buffer.end, dialect, MAX_LEFT),
        anchor: start,
        row,
        column: column.index,
        rules: new Set(rules),
      };
    }
    if (open !== undefined) embedded.add(open, buffer, open.end, column.header);
  }

  /** The rules of an anchor without those that would only say again what the column was decided to be. */
  #unexplained(column: Column, rules: readonly number[]): readonly number[] {
    const decided = column.decision?.rule;
    if (decided == null || !TEXT_TYPES.has(decided.infoType)) return rules;
    return rules.filter((rule) => !TEXT_TYPES.has(this.#detector.compiled.rules[rule]!.rule.infoType));
  }

  /** Records a value that fills its cell under the rule that fits best; undefined when none does. */
  #whole(
    column: Column,
    shape: number,
    rules: readonly number[],
    start: number,
    end: number,
    row: number,
    lineOf: LineOf,
  ): Hits | undefined {
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
    if (best === undefined) return undefined;
    let hits = column.hits.get(best.rule);
    if (hits === undefined) {
      hits = { rule: best.rule, shape, count: 0, quality: 0, judged: 0, values: [], distinct: new Set() };
      column.hits.set(best.rule, hits);
    }
    hits.count++;
    hits.quality += best.quality;
    hits.judged++;
    if (hits.distinct !== undefined)
      addDistinct(hits, identityOf(this.#detector.compiled.rules[best.rule]!.rule.infoType, best.normal));
    if (hits.values.length < KEPT_VALUES) {
      const line = lineOf(row);
      hits.values.push({
        value: best.value,
        normal: best.normal,
        row: this.#rows + row + 1,
        ...(line === undefined ? {} : { line }),
      });
    }
    return hits;
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
        ...(this.shape.rounded?.has(column.index) === true ? { rounded: true } : {}),
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
      if (column.textual && !this.#sampled) this.#kernel.hush(column.index);
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
      // Of numbers without their last digits only a few pass their check, by chance: all are meant.
      const lost = decision.why.includes('precision-lost');
      const hits = lost ? undefined : column.hits.get(decided.index);
      const values = hits?.values ?? this.#sampledValues(column, decided.index, lost);
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
      const explained = decided === undefined ? 0 : (column.hits.get(decided.index)?.count ?? 0);
      const others = this.#minority(column, hits, nonEmpty - explained, decided !== undefined);
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
    // The kernel's sketch is one of a shape, whatever the types.
    for (const other of column.hits.values())
      if (other !== hits && other.shape === hits.shape) return undefined;
    if (hits.sketch === undefined) return hits.distinct?.size;
    return hits.sketch < 0 ? undefined : Math.min(Math.round(hits.sketch), counted);
  }

  #sampledValues(column: Column, rule: number, lost: boolean): CellValue[] {
    const values: CellValue[] = [];
    for (const { row, line, cell } of column.firstCells) {
      const rest = lost && /^\d{16,20}$/.test(cell) ? { value: cell, normal: cell } : undefined;
      const read = this.matchers[rule]!.read(cell, true) ?? rest;
      if (read !== undefined)
        values.push({ value: read.value, normal: read.normal, row, ...(line === undefined ? {} : { line }) });
      if (values.length >= KEPT_VALUES) break;
    }
    return values;
  }

  /** Values of a type the column was not decided to be; undefined when they look like chance among the cells nothing else explains. */
  #minority(
    column: Column,
    hits: Hits,
    unexplained: number,
    decidedOtherwise: boolean,
  ): ColumnValues | undefined {
    const { rule } = this.#detector.compiled.rules[hits.rule]!;
    const count = this.#count(column, hits);
    if (
      rule.columnClass !== 'strong' &&
      unexplained >= 10 &&
      count / unexplained < CHANCE_SHARE &&
      (decidedOtherwise || isNumeric(column.samples))
    )
      return undefined;
    const header = this.#header(column, hits.rule);
    const quality = hits.judged === 0 ? 0 : hits.quality / hits.judged;
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

function addDistinct(hits: Hits, identity: string): void {
  hits.distinct!.add(identity);
  if (hits.distinct!.size > EXACT_DISTINCT) hits.distinct = undefined;
}

/** The identity of a value of a shared shape: its digits, and X where an eighteenth is none. */
function numberAt(bytes: Uint8Array, from: number, to: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
  if (/^\d+$/.test(text)) return text;
  const digits = text.replace(/[^0-9]/g, '');
  return /\d$/.test(text) ? digits : `${digits}X`;
}

/** What tells the types of a shared shape apart: the first six digits of a number and how many it has. */
function kindOf(bytes: Uint8Array, from: number, to: number): number {
  let head = 0;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) continue;
    if (digits < 6) head = head * 10 + digit;
    digits++;
  }
  return head * 64 + digits;
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
