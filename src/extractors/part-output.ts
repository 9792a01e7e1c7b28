import type { IssueCode } from '../model/issue.js';
import type { ChunkSink, TableChunks } from './chunk-sink.js';
import type { PartOutput, TableOutput, TextPlace } from './extractor.js';

/** Bytes of text or rows that are handed on at once. */
const FLUSH = 128 * 1024;
/** Longer cells (Excel's own limit is 32,767 characters) are read as text of the table. */
const LONGEST_CELL = 65_536;

/** Path of an inner part. */
export function joinPart(outer: string, name: string): string {
  if (name === '') return outer;
  return outer === '' ? name : `${outer}!/${name}`;
}

/** What extractors write to: puts text and cells into chunks and names them by their path in the asset. */
export class ChunkWriter implements PartOutput {
  readonly #tables = new Set<RowChunks>();
  /** Number of the next line, by part. */
  readonly #next = new Map<string, number>();
  #text: string[] = [];
  #lines: number[] = [];
  #length = 0;
  #name = '';
  #page: number | undefined;

  constructor(
    private readonly sink: ChunkSink,
    /** Path of the part in the asset; '' for the asset itself. */
    private readonly path: string,
    /** What stands before names in the asset itself: its own file name. */
    private readonly prefix: string,
    /** Only what is recognised in pictures goes on: everything else did in an earlier pass. */
    private readonly ocr: boolean,
    private readonly read: (
      part: string,
      name: string,
      content: Parameters<PartOutput['file']>[1],
    ) => Promise<void>,
  ) {}

  file(name: string, content: Parameters<PartOutput['file']>[1]): Promise<void> {
    this.flush();
    return this.read(this.part(name), name, content);
  }

  text(name: string, text: string, place: TextPlace = {}): void {
    if (!this.ocr) this.recognised(name, text, place);
  }

  recognised(name: string, text: string, place: TextPlace = {}): void {
    if (text === '') return;
    if (name !== this.#name || place.page !== this.#page) this.flush();
    this.#name = name;
    this.#page = place.page;
    const whole = text.endsWith('\n') ? text : `${text}\n`;
    let line = place.line ?? this.#next.get(name) ?? 1;
    for (let at = 0; at < whole.length; at = whole.indexOf('\n', at) + 1) this.#lines.push(line++);
    this.#next.set(name, line);
    this.#text.push(whole);
    this.#length += whole.length;
    if (this.#length >= FLUSH) this.flush();
  }

  table(name: string, columns: readonly string[] | null, comments?: readonly string[]): TableOutput {
    if (this.ocr) return NO_TABLE;
    this.flush();
    const table: RowChunks = new RowChunks(
      this.sink.table(this.part(name), columns, comments),
      (text, line) => this.text(name, text, { line }),
      () => this.#tables.delete(table),
    );
    this.#tables.add(table);
    return table;
  }

  picture(name: string, width: number, height: number): void {
    if (!this.ocr) this.sink.picture(this.part(name), width, height);
  }

  issue(code: IssueCode, message: string, name = ''): void {
    // Of the second pass, only what it was for.
    if (!this.ocr || code === 'picture-text') this.sink.issue(this.part(name), code, message, 'some');
  }

  fact(name: string, value: string | number | boolean): void {
    if (!this.ocr) this.sink.fact(this.path, name, value);
  }

  /** Hands on what waits, before anything else may come in. */
  flush(): void {
    for (const table of this.#tables) table.flush();
    if (this.#text.length === 0) return;
    const text = Buffer.from(this.#text.join(''));
    this.sink.text(this.part(this.#name), text, Int32Array.from(this.#lines), this.#page);
    this.#text = [];
    this.#lines = [];
    this.#length = 0;
  }

  end(): void {
    this.flush();
    for (const table of [...this.#tables]) table.end();
  }

  part(name: string): string {
    return name === '' ? this.path : joinPart(this.path === '' ? this.prefix : this.path, name);
  }
}

const NO_TABLE: TableOutput = { row: () => {}, rounded: () => {}, end: () => {} };

/** Rows of one table on their way: cells parted by US, rows ended by RS (UNIT_ROWS). */
class RowChunks implements TableOutput {
  #rows: string[] = [];
  #lines: number[] = [];
  #length = 0;
  #line = 0;

  constructor(
    private readonly chunks: TableChunks,
    /** Takes texts that are too long for a cell. */
    private readonly text: (text: string, line: number) => void,
    private readonly ended: () => void,
  ) {}

  row(cells: readonly string[], line = this.#line + 1): void {
    const row = cells.map((cell) => this.#cell(cell, line)).join('\x1f');
    this.#rows.push(row);
    this.#lines.push(line);
    this.#line = line;
    this.#length += row.length + 1;
    if (this.#length >= FLUSH) this.flush();
  }

  /** Control characters part cells and rows here, and nothing else. */
  #cell(cell: string, line: number): string {
    if (cell.length > LONGEST_CELL) {
      this.text(cell, line);
      return '';
    }
    return /[\x00-\x1f\x7f]/.test(cell) ? cell.replace(/[\x00-\x1f\x7f]/g, ' ') : cell;
  }

  rounded(column: number): void {
    this.chunks.rounded(column);
  }

  end(): void {
    this.flush();
    this.ended();
    this.chunks.end();
  }

  flush(): void {
    if (this.#rows.length === 0) return;
    this.chunks.rows(Buffer.from(`${this.#rows.join('\x1e')}\x1e`), Int32Array.from(this.#lines));
    this.#rows = [];
    this.#lines = [];
    this.#length = 0;
  }
}
