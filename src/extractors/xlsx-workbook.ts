import { type NumberKind, numberKind } from './cell-number.js';
import type { XmlHandler } from './xml-reader.js';

export interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

/** xl/workbook.xml: the sheets, the names, the calendar. */
export class WorkbookReader implements XmlHandler {
  readonly sheets: SheetEntry[] = [];
  /** "name = what it stands for". */
  readonly names: string[] = [];
  epoch1904 = false;
  #name: string | undefined;
  #text = '';

  constructor(private readonly sheet: () => void) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'sheet') {
      this.sheet();
      const { name = '', state = 'visible' } = attributes;
      const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
      this.sheets.push({ name, relation: relation ?? '', hidden: state !== 'visible' });
    } else if (name === 'workbookPr') this.epoch1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
    else if (name === 'definedName') {
      this.#name = attributes.name ?? '';
      this.#text = attributes.comment === undefined ? '' : `${attributes.comment} `;
    }
  }

  text(text: string): void {
    if (this.#name !== undefined) this.#text += text;
  }

  close(name: string): void {
    if (name !== 'definedName' || this.#name === undefined) return;
    this.names.push(`${this.#name} = ${this.#text}`);
    this.#name = undefined;
  }
}

/** xl/styles.xml: which cell formats show numbers as dates. */
export class StylesReader implements XmlHandler {
  /** By index of the cell format. */
  readonly kinds: (NumberKind | undefined)[] = [];
  readonly #codes = new Map<number, string>();
  #inCellFormats = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'numFmt') this.#codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    else if (name === 'cellXfs') this.#inCellFormats = true;
    else if (name === 'xf' && this.#inCellFormats) {
      const id = Number(attributes.numFmtId ?? 0);
      this.kinds.push(numberKind(id, this.#codes.get(id)));
    }
  }

  text(): void {}

  close(name: string): void {
    if (name === 'cellXfs') this.#inCellFormats = false;
  }
}

/** xl/sharedStrings.xml. Readings (phonetic runs) do not belong to the string. */
export class StringsReader implements XmlHandler {
  #item = '';
  #inText = false;
  #reading = 0;

  /** `strings` receives each in order. */
  constructor(private readonly strings: (text: string) => void) {}

  open(name: string): void {
    if (name === 'si') this.#item = '';
    else if (name === 'rPh') this.#reading++;
    else if (name === 't') this.#inText = this.#reading === 0;
  }

  text(text: string): void {
    if (this.#inText) this.#item += text;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#reading--;
    else if (name === 'si') this.strings(unescapeString(this.#item));
  }
}

/** Characters that XML cannot hold are written _x000D_ (ECMA-376, 22.9.2.19). */
export function unescapeString(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
