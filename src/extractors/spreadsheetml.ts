import type { Budget } from './budget.js';
import { pieces } from './byte-source.js';
import { plainNumber } from './cell-number.js';
import type { Extractor, PartOutput, TableOutput } from './extractor.js';
import { PropertiesReader } from './office-properties.js';
import { readXml, type XmlHandler } from './xml-reader.js';

const COLUMNS = 16_384;
const ASIDE: Readonly<Record<string, string>> = { Comment: 'comments', Header: 'header', Footer: 'footer' };

/** Workbooks of Excel 2002/2003 written as one XML document ("XML Spreadsheet"). */
export const spreadsheetml: Extractor = {
  async extract({ source }, out, { budget }) {
    const reader = new WorkbookReader(out, budget);
    const trouble = await readXml(pieces(source), reader, budget);
    if (trouble !== undefined) out.issue(trouble.code, trouble.message);
    out.fact('sheet.hidden', reader.hidden);
  },
};

class WorkbookReader implements XmlHandler {
  hidden = 0;
  readonly #properties: PropertiesReader;
  #inProperties = false;
  #sheet = '';
  #table: TableOutput | undefined;
  #row = 0;
  #cells: string[] = [];
  #column = 0;
  #type = '';
  #inData = false;
  #text = '';
  #aside: string | undefined;

  constructor(
    private readonly out: PartOutput,
    private readonly budget: Budget,
  ) {
    this.#properties = new PropertiesReader(out);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const of = (key: string): string | undefined =>
      attributes[`ss:${key}`] ?? attributes[key] ?? attributes[`x:${key}`];
    if (/^(?:Custom)?DocumentProperties$/.test(name)) this.#inProperties = true;
    else if (this.#inProperties) this.#properties.open(name, attributes);
    else if (name === 'Worksheet') {
      this.budget.entry();
      this.#sheet = of('Name') ?? '';
    } else if (name === 'Table') {
      this.#table = this.out.table(this.#sheet, null);
      this.#row = 0;
    } else if (name === 'Row') {
      this.#row = place(of('Index'), this.#row);
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'Cell') this.#openCell(of);
    else if (name === 'Data') {
      // Comments have their text in an element of the same name.
      this.#type = this.#aside === undefined ? (of('Type') ?? '') : 'String';
      this.#inData = true;
      this.#text = '';
    } else if (name === 'Visible') {
      this.#inData = true;
      this.#text = '';
    } else if (ASIDE[name] !== undefined) {
      this.#aside = ASIDE[name];
      const data = of('Data');
      if (data !== undefined) this.out.text(`${this.#sheet}!/${this.#aside}`, data.replace(/&[LCR]/g, '\n'));
    } else if (name === 'NamedRange') this.out.text('names', `${of('Name') ?? ''} = ${of('RefersTo') ?? ''}`);
  }

  text(text: string): void {
    if (this.#inProperties) this.#properties.text(text);
    else if (this.#inData) this.#text += text;
  }

  close(name: string): void {
    if (/^(?:Custom)?DocumentProperties$/.test(name)) this.#inProperties = false;
    else if (this.#inProperties) this.#properties.close(name);
    else if (name === 'Data') {
      this.#inData = false;
      if (this.#aside !== undefined) this.out.text(`${this.#sheet}!/${this.#aside}`, this.#text);
      else this.#put(this.#text);
    } else if (name === 'Visible') {
      this.#inData = false;
      if (/hidden/i.test(this.#text)) this.hidden++;
    } else if (ASIDE[name] !== undefined) this.#aside = undefined;
    else if (name === 'Row') {
      if (this.#cells.length > 0) this.#table?.row(this.#cells, this.#row);
    } else if (name === 'Table') {
      this.#table?.end();
      this.#table = undefined;
    }
  }

  #openCell(of: (key: string) => string | undefined): void {
    this.#column = place(of('Index'), this.#column);
    const link = of('HRef');
    if (link !== undefined) this.out.text(`${this.#sheet}!/links`, link);
    const formula = of('Formula');
    if (formula?.includes('"')) this.out.text(`${this.#sheet}!/formulas`, formula);
  }

  #put(stored: string): void {
    const column = this.#column - 1;
    if (stored === '' || column < 0 || column >= COLUMNS) return;
    if (column - this.#cells.length > 64) this.budget.expand(column - this.#cells.length);
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = this.#shown(stored, column);
  }

  #shown(stored: string, column: number): string {
    if (this.#type === 'DateTime')
      return stored
        .replace(/T00:00:00(?:\.0+)?$/, '')
        .replace('T', ' ')
        .replace(/\.000$/, '');
    if (this.#type === 'Boolean') return stored === '1' ? 'TRUE' : 'FALSE';
    if (this.#type !== 'Number') return stored;
    const number = plainNumber(stored);
    if (number.rounded) this.#table?.rounded(column);
    return number.text;
  }
}

/** The place an index says, or the one behind the last. From 1. */
function place(index: string | undefined, last: number): number {
  const number = Math.floor(Number(index));
  return number >= 1 && number < 0x7fff_ffff ? number : last + 1;
}
