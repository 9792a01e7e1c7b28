import type { PartOutput } from './extractor.js';
import type { Flow } from './flow.js';
import { attribute, type PartHandler, type XmlAttributes } from './xml-reader.js';

/** Formatting, and definitions that look like content. */
const SKIP = new Set(['rPr', 'pPr', 'tabs', 'tblGrid', 'tcBorders', 'spPr', 'lstStyle', 'style']);

/** Elements whose attribute is data: [element, attributes, side text]. */
const ATTRIBUTES = new Map<string, readonly [side: string, ...attributes: string[]]>([
  ['docPr', ['alt', 'title', 'descr']],
  ['cNvPr', ['alt', 'title', 'descr']],
  ['shape', ['alt', 'alt']],
  ['textpath', ['alt', 'string']],
  ['tblCaption', ['alt', 'val']],
  ['tblDescription', ['alt', 'val']],
  ['fldSimple', ['fields', 'instr']],
  ['alias', ['fields', 'val']],
  ['listItem', ['fields', 'displayText', 'value']],
  ['date', ['fields', 'fullDate']],
  ['default', ['fields', 'val']],
  ['listEntry', ['fields', 'val']],
  ['helpText', ['fields', 'val']],
  ['statusText', ['fields', 'val']],
  ['docPart', ['fields', 'val']],
  ['docVar', ['variables', 'name', 'val']],
  ['query', ['fields', 'val']],
  ['connectString', ['fields', 'val']],
  ['udl', ['fields', 'val']],
  ['hlinkClick', ['links', 'tooltip']],
  ['hyperlink', ['links', 'tooltip']],
  ['tag', ['variables', 'name', 'val']],
  ['cmAuthor', ['authors', 'name']],
  ['author', ['authors', 'name']],
  ['person', ['authors', 'author']],
  ['comment', ['authors', 'author']],
  ['ins', ['authors', 'author']],
  ['del', ['authors', 'author']],
]);

/** Characters of embedded files that are kept in memory. */
const KEPT = 64 << 20;

/**
 * Walks over WordprocessingML and DrawingML (ECMA-376, parts 17 and 21): bodies, headers, notes, comments, slides, charts,
 * diagrams. Both go by the same local names for runs, paragraphs and tables.
 */
export class OfficeMarkup implements PartHandler {
  #skip = 0;
  /** What character data means now. */
  #capture: 'none' | 'text' | 'deleted' | 'field' | 'cache' | 'formula' | 'file' = 'none';
  #deleted = 0;
  #inserted = 0;
  #field = '';
  readonly #authors = new Set<string>();
  /** Characters seen before the alternatives now open, and after the first of them. */
  readonly #alternatives: { before: number; chosen: boolean }[] = [];

  /** Parts of a package in one file that are not XML. */
  readonly #files: { name: string; base64: string }[] = [];
  #part = '';
  #kept = 0;

  constructor(
    private readonly flow: Flow,
    private readonly out: PartOutput,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    if (this.#skip > 0) {
      this.#skip++;
      return;
    }
    if (SKIP.has(name)) {
      this.#skip = 1;
      return;
    }
    this.#attributes(name, attributes);
    const { flow } = this;
    switch (name) {
      case 't':
      case 'text':
        this.#capture = this.#deleted > 0 ? 'deleted' : 'text';
        break;
      case 'delText':
        this.#capture = 'deleted';
        break;
      case 'instrText':
      case 'delInstrText':
        this.#capture = 'field';
        break;
      case 'v':
        this.#capture = 'cache';
        break;
      case 'f':
        this.#capture = 'formula';
        break;
      case 'p':
      case 'strCache':
      case 'numCache':
      case 'lvl':
        flow.paragraph();
        break;
      case 'tab':
      case 'ptab':
        this.#put('\t');
        break;
      case 'br':
      case 'cr':
        this.#put('\n');
        break;
      case 'noBreakHyphen':
        this.#put('-');
        break;
      case 'tbl':
        flow.openTable();
        break;
      case 'tr':
        flow.openRow();
        break;
      case 'tc':
        flow.openCell();
        break;
      case 'gridSpan':
        flow.span(number(attribute(attributes, 'val')));
        break;
      case 'gridBefore':
        flow.skipColumns(number(attribute(attributes, 'val')));
        break;
      case 'txbxContent':
        flow.openAside();
        break;
      case 'rt':
        flow.openAside('ruby');
        break;
      case 'del':
      case 'moveFrom':
        this.#deleted++;
        break;
      case 'ins':
      case 'moveTo':
        this.#inserted++;
        break;
      case 'part':
        this.#part = attribute(attributes, 'name') ?? '';
        break;
      case 'binaryData':
      case 'binData':
        this.#capture = 'file';
        this.#files.push({ name: this.#part || (attribute(attributes, 'name') ?? 'data'), base64: '' });
        break;
      case 'AlternateContent':
        this.#alternatives.push({ before: flow.seen, chosen: false });
        break;
      case 'Fallback':
        // The same content again, for older readers.
        if (this.#alternatives.at(-1)?.chosen === true) this.#skip = 1;
        break;
    }
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    const { flow } = this;
    switch (name) {
      case 't':
      case 'text':
      case 'delText':
      case 'instrText':
      case 'delInstrText':
        this.#capture = 'none';
        break;
      case 'v':
        this.#capture = 'none';
        flow.text('\t');
        break;
      case 'f':
      case 'binaryData':
      case 'binData':
        this.#capture = 'none';
        break;
      case 'p':
      case 'strCache':
      case 'numCache':
      case 'lvl':
      case 'cm':
        this.#endField();
        flow.paragraph();
        break;
      case 'tbl':
        flow.closeTable();
        break;
      case 'tr':
        flow.closeRow();
        break;
      case 'tc':
        flow.closeCell();
        break;
      case 'txbxContent':
      case 'rt':
        flow.closeAside();
        break;
      case 'del':
      case 'moveFrom':
        this.#deleted = Math.max(0, this.#deleted - 1);
        break;
      case 'ins':
      case 'moveTo':
        this.#inserted = Math.max(0, this.#inserted - 1);
        break;
      case 'AlternateContent':
        this.#alternatives.pop();
        break;
      case 'Choice': {
        const open = this.#alternatives.at(-1);
        if (open !== undefined && flow.seen > open.before) open.chosen = true;
        break;
      }
    }
  }

  text(text: string): void {
    if (this.#skip > 0) return;
    switch (this.#capture) {
      case 'text':
        this.#put(text);
        break;
      case 'deleted':
        this.flow.deleted(text);
        break;
      case 'field':
        if (this.#field.length < 1 << 16) this.#field += text;
        break;
      case 'cache':
        this.flow.text(text);
        break;
      case 'file': {
        this.#kept += text.length;
        if (this.#kept <= KEPT) this.#files.at(-1)!.base64 += text;
        break;
      }
    }
  }

  /** What still waits at the end of the part. */
  async end(): Promise<void> {
    this.#endField();
    for (const author of this.#authors) this.flow.side('authors', `author: ${author}`);
    this.flow.end();
    if (this.#kept > KEPT) this.out.issue('too-large', `embedded files of more than ${KEPT} characters`);
    for (const { name, base64 } of this.#files.splice(0)) {
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length > 0) await this.out.file(name, [bytes]);
    }
  }

  #put(text: string): void {
    if (this.#deleted > 0) this.flow.deleted(text);
    else if (this.#inserted > 0) this.flow.inserted(text);
    else this.flow.text(text);
  }

  /** A field's code is split over runs and may hold other fields; its result is text of its own. */
  #endField(): void {
    if (this.#field === '') return;
    this.flow.side('fields', this.#field);
    this.#field = '';
  }

  #attributes(name: string, attributes: XmlAttributes): void {
    const known = ATTRIBUTES.get(name);
    if (known === undefined) return;
    const [side, ...names] = known;
    const values: string[] = [];
    for (const each of names) {
      const value = attribute(attributes, each);
      if (value !== undefined && value !== '' && !values.includes(value)) values.push(value);
    }
    if (values.length === 0) return;
    if (side === 'authors') {
      if (this.#authors.size < 1000) this.#authors.add(values[0]!);
    } else this.flow.side(side, values.join(': '));
  }
}

function number(value: string | undefined): number {
  const parsed = Number.parseInt(value ?? '', 10);
  return parsed > 0 ? parsed : 1;
}
