import type { PartOutput, TableOutput, TextPlace } from './extractor.js';

/** A paragraph is handed on in pieces beyond this many characters. */
const PARAGRAPH = 1 << 16;
/** Longer cells, or cells of more lines, are running text that stands in a table for the sake of layout. */
const CELL = 1000;
const CELL_LINES = 8;
/** Cells in a row, and tables in tables; what is beyond goes on as text. */
const ROW = 1024;
const NESTED = 32;
/** Characters of a side text kept back until the end. */
const SIDE = 1 << 18;

/** Where characters gather: the body, a cell, or something that stands apart from the paragraph it is anchored in. */
interface Frame {
  readonly kind: 'body' | 'cell' | 'aside';
  readonly side: string | undefined;
  /** The paragraph as it reads now, and as it did before the changes tracked in it. */
  now: string;
  before: string;
  changed: boolean;
  /** Finished paragraphs (cells only). */
  lines: string[];
  former: string[];
  span: number;
  spilled: boolean;
}

interface Table {
  readonly output: TableOutput;
  /** null between rows. */
  row: string[] | null;
  former: string[];
  changed: boolean;
  count: number;
}

/**
 * Turns the structure of a document, as its reader walks over it, into paragraphs and tables. Opening and closing may be
 * unbalanced: hostile markup is. What runs apart from the reading order (deleted text, fields, descriptions) is kept aside and
 * follows at the end, so that it parts nothing.
 */
export class Flow {
  readonly #stack: (Frame | Table)[];
  readonly #sides = new Map<string, { text: string[]; size: number }>();
  #tables = 0;
  #nested = 0;
  /** Characters received so far. */
  #seen = 0;

  constructor(
    private readonly out: PartOutput,
    /** Name of the part of the document: '' is its main text. */
    private readonly name: string,
    private place: TextPlace = {},
    /** What tables are named after, where `name` does not tell them apart. */
    private tables = name,
  ) {
    this.#stack = [frame('body')];
  }

  /** Characters received so far: grows when there was something. */
  get seen(): number {
    return this.#seen;
  }

  /** Characters of the current paragraph; LF breaks its line. */
  text(text: string): void {
    this.#put(text, text);
  }

  /** Characters that changes tracked in the document have removed. */
  deleted(text: string): void {
    this.#put('', text);
    this.#frame().changed = true;
  }

  /** Characters that such changes have added. */
  inserted(text: string): void {
    this.#put(text, '');
    this.#frame().changed = true;
  }

  /** A paragraph ends here, or begins. */
  paragraph(): void {
    const at = this.#frame();
    if (at.now === '' && at.before === '') return;
    const now = at.now.trim();
    const { changed } = at;
    const before = changed ? at.before.trim() : now;
    at.now = '';
    at.before = '';
    at.changed = false;
    if (at.kind === 'cell' && !at.spilled) {
      if (now !== '') at.lines.push(now);
      if (before !== '') at.former.push(before);
      const table = this.#table();
      if (changed && table !== null) table.changed = true;
      return;
    }
    if (now !== '') this.#emit(at, now);
    if (changed && before !== now) this.side('deleted', before);
  }

  openTable(): void {
    this.#endParagraphOutsideRows();
    if (this.#nested >= NESTED) return;
    this.#nested++;
    this.#tables++;
    const name = `${this.tables === '' ? '' : `${this.tables}!`}table${this.#tables}`;
    let output: TableOutput | null = null;
    this.#stack.push({
      // A table without rows is none.
      output: {
        row: (cells, line) => {
          output ??= this.out.table(name, null);
          output.row(cells, line);
        },
        rounded: () => {},
        end: () => output?.end(),
      },
      row: null,
      former: [],
      changed: false,
      count: 0,
    });
  }

  closeTable(): void {
    if (this.#table() === null) return;
    this.closeRow();
    const table = this.#stack.pop() as Table;
    table.output.end();
    this.#nested--;
  }

  openRow(): void {
    const table = this.#table();
    if (table === null) return;
    this.closeRow();
    table.row = [];
    table.former = [];
    table.changed = false;
  }

  closeRow(): void {
    this.closeCell();
    const table = this.#top();
    if (!('output' in table) || table.row === null) return;
    const { row, former } = table;
    table.row = null;
    table.count++;
    if (row.some((cell) => cell !== '')) table.output.row(row, table.count);
    if (table.changed) {
      const line = former.join('\t').trim();
      if (line !== row.join('\t').trim()) this.side('deleted', line);
    }
  }

  /** `span` = columns it covers. */
  openCell(span = 1): void {
    if (this.#table() === null) return;
    this.closeCell();
    const table = this.#top() as Table;
    table.row ??= [];
    this.#stack.push({ ...frame('cell'), side: this.#frame().side, span: Math.min(Math.max(1, span), 64) });
  }

  /** Columns the open cell covers, where that is told inside of it. */
  span(columns: number): void {
    const top = this.#top();
    if ('kind' in top && top.kind === 'cell') top.span = Math.min(Math.max(1, columns), 64);
  }

  closeCell(): void {
    const table = this.#table();
    if (table === null || this.#top() === table) return;
    this.paragraph();
    const cell = this.#stack.pop() as Frame;
    const row = table.row ?? [];
    // What was removed as a whole stays in its column.
    let text = (cell.lines.length === 0 ? cell.former : cell.lines).join('\n');
    if (text.length > CELL || cell.lines.length > CELL_LINES || row.length >= ROW) {
      this.#emit(cell, text);
      text = '';
    }
    if (row.length >= ROW) return;
    row.push(text);
    table.former.push(cell.former.join('\n'));
    for (let i = 1; i < cell.span; i++) row.push('');
  }

  /** Empty columns before the next cell. */
  skipColumns(count: number): void {
    const top = this.#top();
    if (!('output' in top) || top.row === null) return;
    for (let i = 0; i < Math.min(count, 64) && top.row.length < ROW; i++) top.row.push('');
  }

  /** What follows stands apart from the paragraph it is anchored in; with a name, it and all in it goes to that side text. */
  openAside(side?: string): void {
    this.#stack.push({ ...frame('aside'), side: side ?? this.#frame().side });
  }

  closeAside(): void {
    const at = this.#stack.findLastIndex((each) => 'kind' in each && each.kind === 'aside');
    if (at < 0) return;
    while (this.#stack.length - 1 > at) this.#close();
    this.paragraph();
    this.#stack.pop();
  }

  /** Text that follows at the end, in a part of that name. */
  side(name: string, text: string): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    this.#seen += trimmed.length;
    let side = this.#sides.get(name);
    if (side === undefined) {
      side = { text: [], size: 0 };
      this.#sides.set(name, side);
    }
    side.text.push(trimmed);
    side.size += trimmed.length;
    if (side.size > SIDE) this.#flushSide(name);
  }

  /** What follows stands on another page. */
  turn(page: number, tables: string): void {
    this.end();
    this.place = { ...this.place, page };
    this.tables = tables;
    this.#tables = 0;
  }

  /** Ends whatever is open. */
  unwind(): void {
    while (this.#stack.length > 1) this.#close();
    this.paragraph();
  }

  end(): void {
    this.unwind();
    for (const name of this.#sides.keys()) this.#flushSide(name);
  }

  #flushSide(name: string): void {
    const side = this.#sides.get(name);
    if (side === undefined || side.size === 0) return;
    const part = this.name === '' ? name : `${this.name}!${name}`;
    this.out.text(part, side.text.splice(0).join('\n'), this.place);
    side.size = 0;
  }

  #close(): void {
    const top = this.#top();
    if ('output' in top) this.closeTable();
    else if (top.kind === 'cell') this.closeCell();
    else this.closeAside();
  }

  #put(now: string, before: string): void {
    const at = this.#frame();
    at.now += now;
    at.before += before;
    this.#seen += now.length + before.length;
    if (at.now.length > PARAGRAPH || at.before.length > PARAGRAPH) this.#spill(at);
  }

  /** Hands on most of an endless paragraph, up to a place between two values. */
  #spill(at: Frame): void {
    if (at.kind === 'cell') {
      at.spilled = true;
      if (at.lines.length > 0) this.#emit(at, at.lines.splice(0).join('\n'));
      at.former = [];
    }
    const longest = at.now.length >= at.before.length ? at.now : at.before;
    const cut = lastGap(longest);
    if (cut < 0 && longest.length < 16 * PARAGRAPH) return;
    const end = cut < 0 ? longest.length : cut;
    if (longest === at.now) {
      this.#emit(at, at.now.slice(0, end));
      at.now = at.now.slice(end);
      at.before = at.changed ? at.before.slice(Math.min(end, at.before.length)) : at.now;
    } else {
      this.side('deleted', at.before.slice(0, end));
      at.before = at.before.slice(end);
    }
  }

  #emit(at: Frame, text: string): void {
    if (at.side !== undefined) this.side(at.side, text);
    else this.out.text(this.name, text, this.place);
  }

  #endParagraphOutsideRows(): void {
    const top = this.#top();
    if ('kind' in top) this.paragraph();
  }

  #top(): Frame | Table {
    return this.#stack.at(-1)!;
  }

  /** Where text goes now. Text between cells belongs to what is around the table. */
  #frame(): Frame {
    for (let i = this.#stack.length - 1; ; i--) {
      const each = this.#stack[i]!;
      if ('kind' in each) return each;
    }
  }

  /** The table whose rows and cells are being read, unless something apart has begun since. */
  #table(): Table | null {
    const top = this.#top();
    if ('output' in top) return top;
    if (top.kind !== 'cell') return null;
    const below = this.#stack.at(-2)!;
    return 'output' in below ? below : null;
  }
}

function frame(kind: Frame['kind']): Frame {
  return {
    kind,
    side: undefined,
    now: '',
    before: '',
    changed: false,
    lines: [],
    former: [],
    span: 1,
    spilled: false,
  };
}

/** The last place where a value may not go on. */
function lastGap(text: string): number {
  for (let i = text.length - 1; i > text.length / 2; i--) {
    if (/[\s,;|，。；、！？]/.test(text[i]!)) return i + 1;
  }
  return -1;
}
