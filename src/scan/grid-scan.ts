import { memoryInput, type TableScan } from '../detectors/table-scan.js';
import { type Grid, gridLine, readGrid } from '../extractors/grid.js';
import { splitRow, UNIT_ROWS } from '../extractors/rows.js';
import type { AssetRun } from './asset-run.js';
import type { TextScanner } from './text-scanner.js';

/** Rows are looked at in batches: the first must show what the table is. */
const BATCH_ROWS = 256;
const BATCH_BYTES = 256 << 10;

/** The columns of a table whose source names them. */
export interface NamedColumns {
  readonly columns: readonly string[];
  readonly comments: readonly string[];
}

/**
 * One table on its way from a parser host, rows in UNIT_ROWS form. A grid of cells is first told apart: titles, header and data,
 * or a form to be read line by line; behind a blank row another table may begin.
 */
export class GridScan {
  /** Columns of numbers that were stored without their last digits. */
  readonly rounded = new Set<number>();
  #state: TableScan | 'cells' | undefined;
  #held: Buffer[] = [];
  #lines: number[] = [];
  #size = 0;
  /** The last row was blank. */
  #blank = false;

  constructor(
    private readonly text: TextScanner,
    private readonly run: AssetRun,
    private readonly tick: () => void,
    private readonly part: string,
    /** undefined: a grid. */
    private readonly named: NamedColumns | undefined,
  ) {}

  rows(bytes: Buffer, lines: Int32Array): void {
    this.#held.push(bytes);
    for (const line of lines) this.#lines.push(line);
    this.#size += bytes.length;
    if (this.#lines.length >= BATCH_ROWS || this.#size >= BATCH_BYTES) this.#flush();
  }

  end(): void {
    this.#flush();
    this.#close();
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#held);
    const lines = this.#lines;
    this.#held = [];
    this.#lines = [];
    this.#size = 0;
    if (this.named !== undefined) {
      this.#scan(bytes, lines);
      return;
    }
    for (const block of blocks(bytes)) {
      // Behind a blank row another table may begin: one whose first rows name columns.
      if (this.#blank && this.#state !== undefined && readGrid(block.bytes, this.text.names.words).hits >= 2)
        this.#close();
      this.#scan(block.bytes, lines.slice(block.row));
      this.#blank = block.blank;
    }
  }

  #scan(bytes: Buffer, lines: readonly number[]): void {
    if (bytes.length === 0) return;
    if (this.#state === undefined) {
      const begun = this.#begin(bytes, lines);
      bytes = bytes.subarray(begun.start);
      lines = lines.slice(begun.rows);
      if (bytes.length === 0) return;
    }
    const state = this.#state;
    if (state === 'cells' || state === undefined) this.#asLines(bytes, lines);
    else state.scanRows(bytes, (row) => lines[row], this.run.tableSink(this.part), this.tick);
  }

  /** Decides what the table is; returns where its data starts. */
  #begin(bytes: Buffer, lines: readonly number[]): { start: number; rows: number } {
    if (this.named !== undefined) {
      this.#open(this.named);
      return { start: 0, rows: 0 };
    }
    const grid: Grid = readGrid(bytes, this.text.names.words);
    if (grid.kind === 'cells') {
      this.#state = 'cells';
      return { start: 0, rows: 0 };
    }
    this.#open(grid);
    const titles = startOfRow(bytes, grid.titleRows);
    this.#asLines(bytes.subarray(0, titles), lines);
    return { start: grid.dataStart, rows: grid.titleRows + grid.headerRows };
  }

  #open({ columns, comments }: NamedColumns): void {
    this.#state = this.text.table(UNIT_ROWS, columns, this.part, comments, this.rounded);
  }

  #asLines(bytes: Buffer, lines: readonly number[]): void {
    if (bytes.length === 0) return;
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const { cells, next } = splitRow(bytes, UNIT_ROWS, at);
      text += `${gridLine(cells, this.text.names.words)}\n`;
      at = next;
    }
    this.text.scanPlain(memoryInput(Buffer.from(text)), this.part, this.run, this.tick, (line) => ({
      line: lines[line - 1] ?? line,
    }));
  }

  #close(): void {
    if (typeof this.#state === 'object') this.#state.finish(this.run.tableSink(this.part));
    this.#state = undefined;
  }
}

/** The rows in blocks, parted by blank ones; `row` = number of a block's first row, `blank` = a blank row ends it. */
function* blocks(bytes: Buffer): Generator<{ bytes: Buffer; row: number; blank: boolean }> {
  let filled = false;
  let start = 0;
  let row = 0;
  let from = 0;
  let first = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === UNIT_ROWS.terminator) {
      if (!filled) {
        yield { bytes: bytes.subarray(from, start), row: first, blank: true };
        from = i + 1;
        first = row + 1;
      }
      filled = false;
      start = i + 1;
      row++;
    } else if (byte !== UNIT_ROWS.delimiter && byte !== 0x20) filled = true;
  }
  if (from < bytes.length) yield { bytes: bytes.subarray(from), row: first, blank: false };
}

function startOfRow(bytes: Buffer, row: number): number {
  let at = 0;
  for (let i = 0; i < row; i++) at = bytes.indexOf(UNIT_ROWS.terminator, at) + 1;
  return at;
}
