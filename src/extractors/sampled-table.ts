import type { PartOutput, TableOutput } from './extractor.js';

/** Rows looked at to learn the columns. */
const SAMPLE = 64;
const COLUMNS = 1000;
/** Values of one name in a record. */
const VALUES = 32;

/** A table of records whose columns nobody says: they are those of the first records; later names become lines. */
export class SampledTable {
  readonly #columns: string[] = [];
  readonly #index = new Map<string, number>();
  #waiting: { cells: readonly (readonly [string, string])[]; line: number }[] = [];
  #output: TableOutput | null = null;

  constructor(
    private readonly out: PartOutput,
    private readonly name: string,
    private readonly stray: (name: string, value: string, line: number) => void,
  ) {}

  /** One record: names and values, names may repeat. `line` = where it stands, 0 = unknown. */
  add(cells: readonly (readonly [string, string])[], line: number): void {
    if (this.#output !== null) {
      this.#write(this.#output, cells, line);
      return;
    }
    this.#waiting.push({ cells, line });
    if (this.#waiting.length >= SAMPLE) this.#begin();
  }

  end(): void {
    this.#begin().end();
  }

  #begin(): TableOutput {
    if (this.#output !== null) return this.#output;
    for (const { cells } of this.#waiting) {
      for (const [name] of cells) {
        if (this.#index.has(name) || this.#columns.length >= COLUMNS) continue;
        this.#index.set(name, this.#columns.length);
        this.#columns.push(name);
      }
    }
    const output = this.out.table(this.name, this.#columns);
    this.#output = output;
    for (const { cells, line } of this.#waiting.splice(0)) this.#write(output, cells, line);
    return output;
  }

  #write(output: TableOutput, cells: readonly (readonly [string, string])[], line: number): void {
    const rows: string[][] = [];
    for (const [name, value] of cells) {
      const column = this.#index.get(name);
      // Further values of a name continue the record in rows of their own.
      let row = column === undefined ? undefined : rows.find((each) => each[column] === '');
      if (row === undefined && column !== undefined && rows.length < VALUES) {
        row = this.#columns.map(() => '');
        rows.push(row);
      }
      if (row === undefined || column === undefined) this.stray(name, value, line);
      else row[column] = value;
    }
    for (const row of rows) {
      if (line > 0) output.row(row, line);
      else output.row(row);
    }
  }
}
