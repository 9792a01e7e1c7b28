import { extname } from 'node:path';
import type { CompiledRules } from '../detectors/compile.js';
import { Detector } from '../detectors/detector.js';
import { cellMatchers, type RuleCellMatcher } from '../detectors/matcher.js';
import type { HeaderNames } from '../detectors/names.js';
import { memoryInput, TableScan, type TableSink } from '../detectors/table-scan.js';
import { scanText, type TextInput } from '../detectors/text-scan.js';
import type { ByteSource } from '../extractors/byte-source.js';
import { sniffDelimited } from '../extractors/delimited.js';
import { detectEncoding } from '../extractors/encoding.js';
import { JsonRows, sniffJson } from '../extractors/json-rows.js';
import type { RecordSink, RecordTable } from '../extractors/record-writer.js';
import { UNIT_ROWS } from '../extractors/rows.js';
import { SqlRows, sniffSql } from '../extractors/sql-dump.js';
import { TextReader } from '../extractors/text-reader.js';
import type { Kernel } from '../kernel/kernel.js';
import type { AssetRun } from './asset-run.js';

/** Bytes looked at to tell type, encoding and table form. */
export const HEAD = 1 << 16;
/** The head is read no closer to its end. */
const MARGIN = 1024;
const CHUNK = 1 << 18;
const TABLE_NAMES = new Set(['.csv', '.tsv', '.tab', '.psv', '.dsv']);

/** Where a text stands: its file's name, and the part of the asset it is. */
export interface Place {
  readonly name: string;
  readonly part: string;
}

/** Scans texts in any encoding and form: plain, tables, records. */
export class TextScanner {
  readonly #detector: Detector;
  readonly #matchers: readonly RuleCellMatcher[];
  readonly names: HeaderNames;

  constructor(
    private readonly kernel: Kernel,
    compiled: CompiledRules,
    private readonly minConfidence: number,
  ) {
    this.#detector = new Detector(compiled);
    this.#matchers = cellMatchers(compiled);
    this.names = compiled.names;
  }

  /**
   * Scans a text file; `head` is its beginning, `whole` says that it is all. Returns the reader that read it, or undefined when
   * it is no text. Throws what reading throws, and LimitReached.
   */
  scanFile(
    source: ByteSource,
    head: Uint8Array,
    whole: boolean,
    place: Place,
    run: AssetRun,
    tick: () => void,
  ): TextReader | undefined {
    const guess = detectEncoding(head, whole);
    const lost = place.part === '' ? 'skipped' : 'partial';
    if (guess.encoding === 'unsupported') {
      const message = `text in ${guess.label} cannot be decoded`;
      run.issue(lost, 'extract', 'unsupported-encoding', message, place.part);
      return undefined;
    }
    if (guess.binary) {
      run.issue(lost, 'extract', 'unsupported-format', 'binary content of an unknown format', place.part);
      return undefined;
    }
    const reader = new TextReader(source, guess);
    run.reader = reader;
    this.#scanText(new Replay(reader, source.size), reader, place, run, tick);
    return reader;
  }

  #scanText(input: Replay, reader: TextReader, place: Place, run: AssetRun, tick: () => void): void {
    const head = input.head;
    const json = sniffJson(head);
    if (json !== null) {
      const records = new RecordRun(this, place.part, run, tick);
      const rows = new JsonRows(json, records);
      pump(input, (bytes) => rows.push(bytes), tick);
      const { malformed } = rows.end();
      records.finish();
      if (malformed > 0)
        run.note('malformed', `${malformed} records are not valid JSON; they were read as plain text`);
      return;
    }
    if (sniffSql(head)) {
      const records = new RecordRun(this, place.part, run, tick);
      const rows = new SqlRows(records);
      pump(input, (bytes) => rows.push(bytes), tick);
      rows.end();
      records.finish();
      return;
    }
    const wholeLines =
      head.length < HEAD ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length);
    const { names } = this;
    const dialect = sniffDelimited(wholeLines, {
      // Read only when the text looks like a table.
      get words() {
        return names.words;
      },
      named: TABLE_NAMES.has(extname(place.name).toLowerCase()),
    });
    if (dialect === null) {
      this.scanPlain(input, place.part, run, tick);
      return;
    }
    if (dialect.tableStart > 0) {
      this.scanPlain(
        {
          ...memoryInput(head.slice(0, dialect.tableStart)),
          originalOffset: (offset) => reader.originalOffset(offset),
        },
        place.part,
        run,
        tick,
      );
    }
    input.skip(dialect.dataStart);
    const columns = dialect.header ?? [];
    const table = this.table(dialect, columns, place.name, dialect.labels ?? undefined);
    const lines = dialect.quote === 0 ? (row: number) => dialect.dataLine + row : () => undefined;
    const sink = run.tableSink(place.part);
    table.scanStream(input, lines, sink, tick);
    table.finish(sink);
  }

  /** `moved` says where a line stands in the asset, for text that does not lie there byte by byte. */
  scanPlain(
    input: TextInput,
    part: string,
    run: AssetRun,
    tick: () => void,
    moved?: (line: number) => { readonly line: number; readonly page?: number },
  ): void {
    scanText(
      this.kernel,
      this.#detector,
      input,
      this.minConfidence,
      (match, location) =>
        run.tally.addMatch(
          match,
          part,
          moved === undefined ? location : { kind: 'text', ...moved(location.line) },
        ),
      tick,
    );
  }

  table(
    dialect: { delimiter: number; quote: number; terminator: number },
    columns: readonly string[],
    name: string,
    comments?: readonly (string | undefined)[],
    rounded?: ReadonlySet<number>,
  ): TableScan {
    const { delimiter, quote, terminator } = dialect;
    const shape = {
      dialect: { delimiter, quote, terminator },
      columns,
      table: name,
      ...(comments === undefined ? {} : { comments }),
      ...(rounded === undefined ? {} : { rounded }),
    };
    return new TableScan(this.kernel, this.#detector, this.#matchers, shape, this.minConfidence);
  }
}

/** Record tables and loose text of one asset, as its extractor hands them over. */
class RecordRun implements RecordSink {
  readonly #tables = new Map<string, { scan: TableScan; sink: TableSink }>();

  constructor(
    private readonly scanner: TextScanner,
    /** The part the tables stand in. */
    private readonly part: string,
    private readonly run: AssetRun,
    private readonly tick: () => void,
  ) {}

  rows(table: RecordTable, bytes: Uint8Array, lines: Int32Array): void {
    let entry = this.#tables.get(table.part);
    if (entry === undefined) {
      entry = {
        scan: this.scanner.table(UNIT_ROWS, table.columns, table.part, table.comments),
        sink: this.run.tableSink(this.run.part(this.part, table.part)),
      };
      this.#tables.set(table.part, entry);
    }
    entry.scan.scanRows(bytes, (row) => lines[row], entry.sink, this.tick);
  }

  text(bytes: Uint8Array, lines: Int32Array): void {
    this.scanner.scanPlain(memoryInput(bytes), this.part, this.run, this.tick, (line) => ({
      line: lines[line - 1] ?? line,
    }));
  }

  finish(): void {
    for (const { scan, sink } of this.#tables.values()) scan.finish(sink);
  }
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

  /** `bytes`: how many the reader has at most. No encoding makes more than three of one. */
  constructor(
    private readonly reader: TextReader,
    bytes: number,
  ) {
    // Most files are small, and clearing memory for all of the head takes longer than reading them.
    const head = new Uint8Array(Math.min(HEAD, bytes * 3 + MARGIN));
    let size = 0;
    while (size < head.length) {
      const got = reader.read(head, size, head.length - size);
      if (got === 0) break;
      size += got;
      if (head.length - size < MARGIN) break;
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
