import type { Budget } from './budget.js';
import { plainNumber } from './cell-number.js';
import type { DocumentKind } from './document-kind.js';
import type { PartOutput, TableOutput } from './extractor.js';
import type { XmlHandler } from './xml-reader.js';

const COLUMNS = 16_384;
/** Repetitions of a filled cell or row that are written out; more are a pattern, not data. */
const REPEATED = 1024;
/** Text beside the cells, by the element that holds it, and its part. */
const ASIDE: Readonly<Record<string, string>> = {
  annotation: 'comments',
  shapes: 'drawing',
  'custom-shape': 'drawing',
  frame: 'drawing',
  'text-box': 'drawing',
  header: 'header',
  footer: 'footer',
  'header-left': 'header',
  'footer-left': 'footer',
  'tracked-changes': 'changes',
};
const PARAGRAPH = /^(?:p|h)$/;

/**
 * Spreadsheets of OpenDocument (ISO 26300-1, 9): content.xml and styles.xml of a package, or all in one flat document.
 * Cells as rows of tables; what stands beside them as text.
 */
export class SpreadsheetReader implements XmlHandler {
  hidden = 0;
  #sheet = '';
  #table: TableOutput | undefined;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #line = 0;
  #rowRepeat = 1;
  #cells: string[] = [];
  #column = 0;
  #cell: { type: string; value: string | undefined; repeat: number } | undefined;
  /** Paragraphs of the cell, and the one that is open; further ones stand in what is beside it. */
  #paragraphs: string[] = [];
  #text: string | undefined;
  readonly #aside: string[] = [];

  constructor(
    private readonly out: PartOutput,
    private readonly budget: Budget,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const part = ASIDE[name];
    if (part !== undefined) this.#aside.push(part);
    else if (PARAGRAPH.test(name)) this.#text = '';
    else if (this.#text !== undefined) this.#inline(name, attributes);
    else this.#block(name, attributes);
  }

  text(text: string): void {
    if (this.#text !== undefined) this.#text += text;
  }

  close(name: string): void {
    if (PARAGRAPH.test(name)) {
      const text = this.#text ?? '';
      this.#text = undefined;
      const part = this.#aside.at(-1);
      if (part !== undefined) this.#say(part, text);
      else if (this.#cell !== undefined) this.#paragraphs.push(text);
      else this.#say('drawing', text);
    } else if (ASIDE[name] !== undefined) this.#aside.pop();
    else if (this.#aside.length > 0) return;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    else if (name === 'table-row') this.#endRow();
    else if (name === 'table') {
      this.#table?.end();
      this.#table = undefined;
      this.#sheet = '';
    } else if (name === 'style') this.#style = '';
  }

  #inline(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 's') this.#text += ' '.repeat(Math.min(1024, Number(attributes['text:c'] ?? 1) || 1));
    else if (name === 'tab') this.#text += '\t';
    else if (name === 'line-break') this.#text += '\n';
    else if (name === 'a' && attributes['xlink:href']) this.#say('links', decoded(attributes['xlink:href']));
  }

  #block(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'style':
        this.#style = attributes['style:name'] ?? '';
        return;
      case 'table-properties':
        if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style);
        return;
      case 'table':
        this.budget.entry();
        this.#sheet = attributes['table:name'] ?? '';
        this.#table = this.out.table(this.#sheet, null);
        this.#line = 0;
        if (this.#hiddenStyles.has(attributes['table:style-name'] ?? '')) this.hidden++;
        return;
      case 'table-row':
        this.#rowRepeat = count(attributes['table:number-rows-repeated']);
        this.#cells = [];
        this.#column = 0;
        return;
      case 'table-cell':
      case 'covered-table-cell': {
        const type = attributes['office:value-type'] ?? '';
        const value =
          attributes['office:value'] ??
          attributes['office:date-value'] ??
          attributes['office:time-value'] ??
          attributes['office:boolean-value'] ??
          attributes['office:string-value'];
        this.#cell = { type, value, repeat: count(attributes['table:number-columns-repeated']) };
        this.#paragraphs = [];
        const formula = attributes['table:formula'];
        if (formula?.includes('"')) this.#say('formulas', formula);
        return;
      }
      case 'named-range':
      case 'named-expression':
        this.out.text('names', `${attributes['table:name'] ?? ''} = ${attributes['table:expression'] ?? ''}`);
        return;
      case 'content-validation':
        if (attributes['table:condition']?.includes('"')) this.#say('lists', attributes['table:condition']);
        return;
    }
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    const start = this.#column;
    this.#column += cell.repeat;
    const text = this.#textOf(cell, start);
    if (text === '' || start >= COLUMNS) return;
    if (start - this.#cells.length > 64) this.budget.expand(start - this.#cells.length);
    while (this.#cells.length < start) this.#cells.push('');
    const repeat = Math.min(cell.repeat, REPEATED, COLUMNS - start);
    if (repeat > 1) this.budget.expand(repeat * text.length);
    for (let i = 0; i < repeat; i++) this.#cells.push(text);
  }

  #textOf({ type, value }: { type: string; value: string | undefined }, column: number): string {
    const shown = this.#paragraphs.join(' ');
    if (value === undefined) return shown;
    switch (type) {
      case 'float':
      case 'currency':
      case 'percentage': {
        // Shown with its leading zeros, or as the digits themselves: as people see it.
        if (/^0\d+$/.test(shown)) return shown;
        const number = plainNumber(value);
        if (number.rounded) this.#table?.rounded(column);
        return number.text;
      }
      case 'date':
        return value.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ');
      case 'boolean':
        return value === 'true' ? 'TRUE' : 'FALSE';
      case 'time':
        return shown;
      default:
        return shown === '' ? value : shown;
    }
  }

  #endRow(): void {
    if (this.#cells.length > 0) {
      const repeat = Math.min(this.#rowRepeat, REPEATED);
      if (repeat > 1)
        this.budget.expand(repeat * this.#cells.reduce((sum, cell) => sum + cell.length + 1, 0));
      for (let i = 1; i <= repeat; i++) this.#table?.row(this.#cells, this.#line + i);
    }
    this.#line += this.#rowRepeat;
  }

  #say(part: string, text: string): void {
    if (text.trim() !== '') this.out.text(this.#sheet === '' ? part : `${this.#sheet}!/${part}`, text);
  }
}

function count(repeated: string | undefined): number {
  const number = Math.floor(Number(repeated ?? 1));
  return number >= 1 && number <= 0x7fff_ffff ? number : 1;
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

export const spreadsheet: DocumentKind = {
  reader: (out, { budget }) => new SpreadsheetReader(out, budget),
  finish: (reader, out) => out.fact('sheet.hidden', (reader as SpreadsheetReader).hidden),
};
