import type { Budget } from './budget.js';
import type { PartOutput, TableOutput } from './extractor.js';
import type { XmlHandler } from './xml-reader.js';

/** Values kept of all fields; a cache with more is shown without them. */
const KEPT = 2_000_000;

/** Elements that are values: strings, numbers, dates, booleans, errors. */
const VALUES = new Set(['s', 'n', 'd', 'b', 'e']);

/** xl/pivotCache/pivotCacheDefinition: the fields and their shared values. */
export class PivotFields implements XmlHandler {
  readonly fields: string[] = [];
  readonly items: string[][] = [];
  /** More values than are kept. */
  full = false;
  #count = 0;
  #shared = false;

  constructor(private readonly budget: Budget) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'cacheField') {
      this.fields.push(attributes.caption ?? attributes.name ?? '');
      this.items.push([]);
    } else if (name === 'sharedItems') this.#shared = true;
    else if (this.#shared && (VALUES.has(name) || name === 'm')) {
      if (++this.#count > KEPT) this.full = true;
      else this.items.at(-1)?.push(storedValue(name, attributes));
      if ((this.#count & 0xffff) === 0) this.budget.tick();
    }
  }

  text(): void {}

  close(name: string): void {
    if (name === 'sharedItems') this.#shared = false;
  }
}

/** xl/pivotCache/pivotCacheRecords: the rows a pivot table was made from, which stay in the file when their sheet is gone. */
export class PivotRecords implements XmlHandler {
  #table: TableOutput | undefined;
  #row: string[] | undefined;
  readonly #used: Uint8Array[];

  constructor(
    private readonly name: string,
    private readonly out: PartOutput,
    private readonly cache: PivotFields,
  ) {
    this.#used = cache.items.map((items) => new Uint8Array(items.length));
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'pivotCacheRecords') this.#table = this.out.table(this.name, this.cache.fields);
    else if (name === 'r') this.#row = [];
    else if (this.#row === undefined) return;
    else if (name === 'x') {
      const field = this.#row.length;
      const index = Number(attributes.v);
      this.#row.push(this.cache.items[field]?.[index] ?? '');
      const used = this.#used[field];
      if (used !== undefined) used[index] = 1;
    } else if (VALUES.has(name) || name === 'm') this.#row.push(storedValue(name, attributes));
  }

  text(): void {}

  close(name: string): void {
    if (name !== 'r' || this.#row === undefined) return;
    this.#table?.row(this.#row);
    this.#row = undefined;
  }

  /** The values no record refers to: they outlive the rows they came from. */
  leftOver(): void {
    const left = this.cache.items.map((items, field) => items.filter((_, i) => this.#used[field]?.[i] !== 1));
    const rows = left.reduce((most, items) => Math.max(most, items.length), 0);
    this.#table ??= rows > 0 ? this.out.table(this.name, this.cache.fields) : undefined;
    for (let row = 0; row < rows; row++) this.#table?.row(left.map((items) => items[row] ?? ''));
    this.#table?.end();
  }
}

function storedValue(name: string, attributes: Readonly<Record<string, string>>): string {
  const value = attributes.v ?? '';
  if (name === 'd') return value.replace(/T00:00:00$/, '').replace('T', ' ');
  return name === 'b' ? (value === '1' ? 'TRUE' : 'FALSE') : value;
}
