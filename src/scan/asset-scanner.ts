import { readSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { CompiledRules } from '../detectors/compile.js';
import { Detector, type Match } from '../detectors/detector.js';
import { cellMatchers, type RuleCellMatcher } from '../detectors/matcher.js';
import type { HeaderNames } from '../detectors/names.js';
import { type ColumnResult, memoryInput, TableScan, type TableSink } from '../detectors/table-scan.js';
import { scanText, type TextInput } from '../detectors/text-scan.js';
import { sniffDelimited } from '../extractors/delimited.js';
import { detectEncoding } from '../extractors/encoding.js';
import { sniffType } from '../extractors/file-type.js';
import { JsonRows, sniffJson } from '../extractors/json-rows.js';
import type { RecordSink, RecordTable } from '../extractors/record-writer.js';
import { UNIT_ROWS } from '../extractors/rows.js';
import { SqlRows, sniffSql } from '../extractors/sql-dump.js';
import { TextReader } from '../extractors/text-reader.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Coverage, DataAsset } from '../model/asset.js';
import type { ColumnReport } from '../model/finding.js';
import type { IssueCode, IssueStage, ScanIssue } from '../model/issue.js';
import type { Location } from '../model/location.js';
import type { Tier } from '../model/tier.js';
import { timeBudget } from './budgets.js';
import { loadEngine } from './engine.js';
import type { AssetResult, AssetScanner, ScannerInit } from './lane.js';
import { LimitReached, Tally } from './tally.js';

/** Bytes looked at to tell type, encoding and table form. */
const HEAD = 1 << 16;
const CHUNK = 1 << 18;
/** A table of JSON is an array; that of the document itself has no path. */
const JSON_ROOT = '$';
const TABLE_NAMES = new Set(['.csv', '.tsv', '.tab', '.psv', '.dsv']);

/** Builds the engine of one thread: rules compiled, kernel loaded. */
export async function createAssetScanner(init: ScannerInit): Promise<AssetScanner> {
  const { kernel, compiled, tierOf } = await loadEngine(init.rules.dirs, init.rules.loaded);
  return new TextAssetScanner(kernel, compiled, tierOf, init);
}

class TextAssetScanner implements AssetScanner {
  readonly #detector: Detector;
  readonly #matchers: readonly RuleCellMatcher[];
  readonly #names: HeaderNames;
  readonly #key: Buffer;
  readonly #head = Buffer.alloc(HEAD);

  constructor(
    private readonly kernel: Kernel,
    compiled: CompiledRules,
    private readonly tierOf: (infoType: string) => Tier,
    private readonly init: ScannerInit,
  ) {
    this.#detector = new Detector(compiled);
    this.#matchers = cellMatchers(compiled);
    this.#names = compiled.names;
    this.#key = Buffer.from(init.keyHex, 'hex');
  }

  scan(fd: number, asset: DataAsset, size: number): AssetResult {
    const run = new AssetRun(asset, new Tally(asset, this.#key, this.tierOf, this.init.limits));
    const headSize = size === 0 ? 0 : readSync(fd, this.#head, 0, Math.min(HEAD, size), 0);
    if (headSize === 0) return run.result(0);
    const head = this.#head.subarray(0, headSize);
    const type = sniffType(head);
    if (type.kind === 'binary') {
      const encrypted = type.encrypted !== undefined;
      run.issue(
        'skipped',
        'extract',
        encrypted ? 'encrypted' : 'unsupported-format',
        encrypted ? `encrypted (${type.format})` : `no extractor for ${type.format}`,
      );
      return run.result(headSize);
    }
    const guess = detectEncoding(head, headSize >= size);
    if (guess.encoding === 'unsupported') {
      run.issue('skipped', 'extract', 'unsupported-encoding', `text in ${guess.label} cannot be decoded`);
      return run.result(headSize);
    }
    if (guess.binary) {
      run.issue('skipped', 'extract', 'unsupported-format', 'binary content of an unknown format');
      return run.result(headSize);
    }
    const source = {
      size,
      read: (target: Uint8Array, offset: number, length: number, position: number) =>
        readSync(fd, target, offset, length, position),
    };
    const reader = new TextReader(source, guess);
    const deadline = performance.now() + timeBudget(this.init.limits, size);
    const tick = () => {
      if (performance.now() > deadline)
        throw new LimitReached(
          'limit-time',
          'the time for this asset ran out; what was found until then is reported',
        );
    };
    try {
      this.#scanText(reader, asset, run, tick);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      run.issue('partial', 'detect', error.code, error.message);
    }
    if (reader.truncated)
      run.issue('partial', 'read', 'changed', 'the file became shorter while it was read');
    return run.result(reader.bytesRead, reader.encoding);
  }

  #scanText(reader: TextReader, asset: DataAsset, run: AssetRun, tick: () => void): void {
    const input = new Replay(reader);
    const head = input.head;
    const json = sniffJson(head);
    if (json !== null) {
      const records = new RecordRun(this, run, tick);
      const rows = new JsonRows(json, records);
      pump(input, (bytes) => rows.push(bytes), tick);
      const { malformed } = rows.end();
      records.finish();
      if (malformed > 0)
        run.note('malformed', `${malformed} records are not valid JSON; they were read as plain text`);
      return;
    }
    if (sniffSql(head)) {
      const records = new RecordRun(this, run, tick);
      const rows = new SqlRows(records);
      pump(input, (bytes) => rows.push(bytes), tick);
      rows.end();
      records.finish();
      return;
    }
    const wholeLines =
      head.length < HEAD ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length);
    const names = this.#names;
    const dialect = sniffDelimited(wholeLines, {
      // Read only when the text looks like a table.
      get words() {
        return names.words;
      },
      named: TABLE_NAMES.has(extname(asset.path).toLowerCase()),
    });
    if (dialect === null) {
      this.scanPlain(input, run, tick);
      return;
    }
    if (dialect.tableStart > 0) {
      this.scanPlain(
        {
          ...memoryInput(head.slice(0, dialect.tableStart)),
          originalOffset: (offset) => reader.originalOffset(offset),
        },
        run,
        tick,
      );
    }
    input.skip(dialect.dataStart);
    const columns = dialect.header ?? [];
    const table = this.table(dialect, columns, asset.path, dialect.labels ?? undefined);
    const lines = dialect.quote === 0 ? (row: number) => dialect.dataLine + row : () => undefined;
    const sink = run.tableSink('');
    table.scanStream(input, lines, sink, tick);
    table.finish(sink);
  }

  scanPlain(input: TextInput, run: AssetRun, tick: () => void, lines?: (line: number) => number): void {
    const { minConfidence } = this.init;
    scanText(
      this.kernel,
      this.#detector,
      input,
      minConfidence,
      (match, location) =>
        run.tally.addMatch(
          match,
          run.part(''),
          lines === undefined ? location : { kind: 'text', line: lines(location.line) },
        ),
      tick,
    );
  }

  table(
    dialect: { delimiter: number; quote: number; terminator: number },
    columns: readonly string[],
    name: string,
    comments?: readonly (string | undefined)[],
  ): TableScan {
    const { delimiter, quote, terminator } = dialect;
    const shape = {
      dialect: { delimiter, quote, terminator },
      columns,
      table: name,
      ...(comments === undefined ? {} : { comments }),
    };
    return new TableScan(this.kernel, this.#detector, this.#matchers, shape, this.init.minConfidence);
  }
}

/** Record tables and loose text of one asset, as its extractor hands them over. */
class RecordRun implements RecordSink {
  readonly #tables = new Map<string, { scan: TableScan; sink: TableSink }>();

  constructor(
    private readonly scanner: TextAssetScanner,
    private readonly run: AssetRun,
    private readonly tick: () => void,
  ) {}

  rows(table: RecordTable, bytes: Uint8Array, lines: Int32Array): void {
    let entry = this.#tables.get(table.part);
    if (entry === undefined) {
      entry = {
        scan: this.scanner.table(UNIT_ROWS, table.columns, table.part, table.comments),
        sink: this.run.tableSink(table.part),
      };
      this.#tables.set(table.part, entry);
    }
    entry.scan.scanRows(bytes, (row) => lines[row], entry.sink, this.tick);
  }

  text(bytes: Uint8Array, lines: Int32Array): void {
    this.scanner.scanPlain(memoryInput(bytes), this.run, this.tick, (line) => lines[line - 1] ?? line);
  }

  finish(): void {
    for (const { scan, sink } of this.#tables.values()) scan.finish(sink);
  }
}

/** What becomes known of one asset while it is scanned. */
class AssetRun {
  readonly issues: ScanIssue[] = [];
  readonly columns: ColumnReport[] = [];
  #status: Coverage = 'complete';

  constructor(
    private readonly asset: DataAsset,
    readonly tally: Tally,
  ) {}

  issue(status: 'partial' | 'skipped', stage: IssueStage, code: IssueCode, message: string): void {
    this.#status = status;
    this.issues.push({ asset: this.asset.path, part: '', stage, code, message });
  }

  /** Something worth knowing that cost no coverage. */
  note(code: IssueCode, message: string): void {
    this.issues.push({ asset: this.asset.path, part: '', stage: 'extract', code, message });
  }

  /**
   * The one place where parts get their names: '' for the asset's own main text, else the file's name, `!/` and the way
   * inside: `dump.sql!/customers`, `export.json!/$.data.users[]`. Folder + part is then a full path.
   */
  part(inner: string): string {
    if (inner === '' || inner === JSON_ROOT) return '';
    const path = inner.startsWith(`${JSON_ROOT}.`) ? `${inner}[]` : inner;
    return `${basename(this.asset.path)}!/${path}`;
  }

  tableSink(inner: string): TableSink {
    const part = this.part(inner);
    return {
      embedded: (match: Match, column, row, line) =>
        this.tally.addMatch(match, part, cell(this.tally.name(column), row, line), column),
      column: (result) => this.#column(part, result),
    };
  }

  #column(part: string, result: ColumnResult): void {
    const { decision } = result;
    const name = this.tally.name(result.name);
    for (const { infoType, values, ...settled } of result.found) {
      for (const value of values)
        this.tally.add(
          infoType,
          value,
          settled.confidence,
          settled.why,
          part,
          cell(name, value.row, value.line),
          name,
        );
      this.tally.settle(infoType, part, name, values.length, settled);
    }
    if (decision.rule === null) return;
    this.columns.push({
      name,
      part: this.tally.name(part),
      infoType: decision.rule.infoType,
      tier: this.tally.tierOf(decision.rule.infoType),
      confidence: Math.round(decision.confidence * 1000) / 1000,
      rows: result.rows,
      matched: result.matched,
      why: this.tally.reasons(decision.why),
      ...(decision.runnerUp === undefined ? {} : { runnerUp: decision.runnerUp }),
    });
  }

  result(bytes: number, encoding?: string): AssetResult {
    return {
      asset: this.asset.id,
      bytes,
      ...(encoding === undefined ? {} : { encoding }),
      status: this.#status,
      findings: this.tally.findings(),
      columns: this.columns,
      issues: this.issues,
    };
  }
}

function cell(column: string, row: number, line: number | undefined): Location {
  return line === undefined ? { kind: 'cell', column, row } : { kind: 'cell', column, row, line };
}

function pump(input: TextInput, push: (bytes: Uint8Array) => void, tick: () => void): void {
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    const size = input.read(chunk, 0, CHUNK);
    if (size === 0) return;
    push(chunk.subarray(0, size));
    tick();
  }
}

/** A reader whose first bytes were looked at already. */
class Replay implements TextInput {
  /** The first bytes of the stream. */
  readonly head: Uint8Array;
  #at = 0;

  constructor(private readonly reader: TextReader) {
    const head = new Uint8Array(HEAD);
    let size = 0;
    while (size < HEAD) {
      const got = reader.read(head, size, HEAD - size);
      if (got === 0) break;
      size += got;
      if (HEAD - size < 1024) break;
    }
    this.head = head.subarray(0, size);
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  read(target: Uint8Array, offset: number, capacity: number): number {
    if (this.#at < this.head.length) {
      const size = Math.min(capacity, this.head.length - this.#at);
      target.set(this.head.subarray(this.#at, this.#at + size), offset);
      this.#at += size;
      return size;
    }
    return this.reader.read(target, offset, capacity);
  }

  originalOffset(offset: number): number {
    return this.reader.originalOffset(offset);
  }
}
