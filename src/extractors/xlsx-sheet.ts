import type { Budget } from './budget.js';
import { formatNumber, type NumberKind } from './cell-number.js';
import type { PartOutput, TableOutput } from './extractor.js';
import { unescapeString } from './xlsx-workbook.js';
import type { XmlHandler } from './xml-reader.js';

/** What cells refer to. */
export interface SheetContext {
  readonly kinds: readonly (NumberKind | undefined)[];
  readonly epoch1904: boolean;
  readonly budget: Budget;
  string(index: number): string | undefined;
}

const COLUMNS = 16_384;
/** Empty cells before a filled one that cost nothing. */
const GAP = 64;
/** Elements outside of the cells whose text is read: headers and footers, lists of allowed values, their hints. */
const MARGIN = /^(?:(?:odd|even|first)(?:Header|Footer)|formula[12]?|f)$/;
const HINTS = ['promptTitle', 'prompt', 'errorTitle', 'error', 'display', 'tooltip'] as const;

/** A worksheet part, or the cached cells of another workbook: cells as rows of a table, what stands around them as text. */
export class SheetReader implements XmlHandler {
  /** A string was referred to that is not there. */
  missing = false;
  #table: TableOutput | undefined;
  #cells: string[] = [];
  #row = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #formula = '';
  /** Where text goes: into the value, the formula, what is around the cells, nowhere. */
  #into: 'value' | 'formula' | 'margin' | null = null;
  #reading = 0;
  #inCell = false;
  #margin = '';

  constructor(
    private readonly name: string,
    private readonly out: PartOutput,
    private readonly context: SheetContext,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
      case 'cell':
        this.#inCell = true;
        this.#column = columnOf(attributes.r) ?? this.#column + 1;
        this.#type = attributes.t ?? 'n';
        this.#style = attributes.s === undefined ? 0 : Number(attributes.s);
        this.#value = '';
        return;
      case 'v':
        if (this.#inCell) this.#into = 'value';
        return;
      case 't':
        if (this.#inCell && this.#reading === 0) this.#into = 'value';
        return;
      case 'row':
        this.#row = rowOf(attributes.r) ?? this.#row + 1;
        this.#column = -1;
        return;
      case 'rPh':
        this.#reading++;
        return;
      case 'sheetData':
        this.#table = this.out.table(this.name, null);
        return;
    }
    if (this.#inCell) {
      if (name === 'f') this.#into = 'formula';
      return;
    }
    if (MARGIN.test(name)) {
      this.#into = 'margin';
      this.#margin = '';
    }
    this.#hints(name, attributes);
  }

  text(text: string): void {
    if (this.#into === 'value') this.#value += text;
    else if (this.#into === 'formula') this.#formula += text;
    else if (this.#into === 'margin') this.#margin += text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#into = null;
        return;
      case 'c':
      case 'cell':
        this.#cell();
        this.#inCell = false;
        return;
      case 'row':
        if (this.#cells.length > 0) this.#table?.row(this.#cells, this.#row);
        this.#cells = [];
        return;
      case 'rPh':
        this.#reading--;
        return;
      case 'f':
        if (!this.#inCell) break;
        this.#into = null;
        // What a formula computes stands in the cell; what is written into it does not.
        if (this.#formula.includes('"')) this.out.text(`${this.name}!/formulas`, `=${this.#formula}`);
        this.#formula = '';
        return;
      case 'sheetData':
        this.#table?.end();
        this.#table = undefined;
        return;
    }
    if (this.#into !== 'margin') return;
    this.#into = null;
    if (/^formula|^f$/.test(name)) {
      if (this.#margin.startsWith('"')) this.out.text(`${this.name}!/lists`, unquoted(this.#margin));
    } else
      this.out.text(`${this.name}!/${/Header$/.test(name) ? 'header' : 'footer'}`, plainHeader(this.#margin));
  }

  #hints(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'dataValidation' || name === 'hyperlink') {
      const hints = HINTS.map((hint) => attributes[hint]).filter((hint) => hint !== undefined && hint !== '');
      if (hints.length > 0)
        this.out.text(`${this.name}!/hints`, hints.map((hint) => unescapeString(hint!)).join('\n'));
    } else if (name === 'filter' || name === 'customFilter') {
      if (attributes.val) this.out.text(`${this.name}!/filters`, attributes.val);
    }
  }

  #cell(): void {
    const stored = this.#value;
    if (stored === '') return;
    let text = stored;
    switch (this.#type) {
      case 's': {
        const string = this.context.string(Number(stored));
        if (string === undefined) this.missing = true;
        text = string ?? '';
        break;
      }
      case 'inlineStr':
      case 'str':
        text = unescapeString(stored);
        break;
      case 'b':
        text = stored === '1' ? 'TRUE' : stored === '0' ? 'FALSE' : stored;
        break;
      case 'd':
        text = stored.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
        break;
      case 'n': {
        const number = formatNumber(stored, this.context.kinds[this.#style], this.context.epoch1904);
        if (number.rounded) this.#table?.rounded(this.#column);
        text = number.text;
      }
    }
    if (text === '') return;
    const cells = this.#cells;
    const gap = this.#column - cells.length;
    if (gap > GAP) this.context.budget.expand(gap);
    while (cells.length < this.#column) cells.push('');
    // The same address twice: nothing is dropped.
    cells[this.#column] = cells[this.#column] ? `${cells[this.#column]} ${text}` : text;
  }
}

/** "BC12" -> 54, from 0. */
function columnOf(address: string | undefined): number | undefined {
  if (address === undefined) return undefined;
  let column = 0;
  for (let i = 0; i < address.length && i < 4; i++) {
    const c = address.charCodeAt(i) & 0xdf;
    if (c < 0x41 || c > 0x5a) break;
    column = column * 26 + c - 0x40;
  }
  return column >= 1 && column <= COLUMNS ? column - 1 : undefined;
}

function rowOf(number: string | undefined): number | undefined {
  const row = Number(number);
  return row >= 1 && row < 0x7fff_ffff ? Math.floor(row) : undefined;
}

/** "a,b" as written in a list of allowed values: one a line. */
function unquoted(list: string): string {
  return list.replace(/^"|"$/g, '').replaceAll('""', '"').split(',').join('\n');
}

/** Headers are written with codes: &L left, &C centre, &R right, &"font,style", &12 size, &P page. */
export function plainHeader(code: string): string {
  return unescapeString(code)
    .replace(/&(?:&|[LCR]|"[^"]*"|K[0-9A-F+-]{6}|\d{1,3}|[A-Z])/gi, (part) =>
      part === '&&' ? '&' : /[LCR]$/i.test(part) && part.length === 2 ? '\n' : '',
    )
    .trim();
}
