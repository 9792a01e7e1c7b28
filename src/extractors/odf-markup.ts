import type { PartOutput } from './extractor.js';
import type { Flow } from './flow.js';
import { attribute, type PartHandler, type XmlAttributes } from './xml-reader.js';

/** Attributes people write into, wherever they stand: form fields, hidden text, variables, links, names. */
const DATA = new Set([
  'form:value',
  'form:current-value',
  'form:label',
  'form:title',
  'office:string-value',
  'text:string-value',
  'text:description',
  'text:string-value-if-true',
  'text:string-value-if-false',
  'draw:alt',
]);
/** Repeated cells and rows are written out so often at most. */
const REPEATED = 64;
const KEPT = 64 << 20;

/** Walks over OpenDocument text, presentations and drawings (OASIS ODF 1.3, part 3). */
export class OdfMarkup implements PartHandler {
  #skip = 0;
  /** Between the paragraphs there is white space that is none. */
  #paragraphs = 0;
  #deletion = 0;
  #repeat = 1;
  #pages = 0;
  /** The embedded file being read, in Base64. */
  #file: string | null = null;
  #kept = 0;
  readonly #files: string[] = [];
  readonly #links = new Set<string>();
  readonly #asides: string[] = [];

  constructor(
    private readonly flow: Flow,
    private readonly out: PartOutput,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    if (this.#skip > 0 || name === 'automatic-styles' || name === 'font-face-decls' || name === 'scripts') {
      this.#skip++;
      return;
    }
    this.#attributes(attributes);
    const { flow } = this;
    switch (name) {
      case 'p':
      case 'h':
        if (this.#paragraphs === 0) flow.paragraph();
        this.#paragraphs++;
        break;
      case 's':
        this.#put(' '.repeat(Math.min(bounded(attribute(attributes, 'c')), 64)));
        break;
      case 'tab':
        this.#put('\t');
        break;
      case 'line-break':
        this.#put('\n');
        break;
      case 'page':
        this.#pages++;
        flow.turn(this.#pages, `page${this.#pages}`);
        break;
      case 'header':
      case 'header-left':
      case 'header-first':
        this.#aside(name, 'header');
        break;
      case 'footer':
      case 'footer-left':
      case 'footer-first':
        this.#aside(name, 'footer');
        break;
      case 'table':
        flow.openTable();
        break;
      case 'table-row':
        flow.openRow();
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#repeat = bounded(attribute(attributes, 'number-columns-repeated'));
        flow.openCell();
        break;
      case 'annotation':
        this.#aside(name, 'comments');
        break;
      case 'note':
        this.#aside(name, attribute(attributes, 'note-class') === 'endnote' ? 'endnotes' : 'footnotes');
        break;
      case 'note-citation':
      case 'ruby-text':
        this.#aside(name, 'marks');
        break;
      case 'title':
      case 'desc':
        this.#aside(name, 'alt');
        break;
      case 'notes':
        this.#aside(name, 'notes');
        break;
      case 'text-box':
      case 'frame':
      case 'custom-shape':
        this.#aside(name, undefined);
        break;
      case 'deletion':
        this.#deletion++;
        break;
      case 'binary-data':
        this.#file = '';
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
      case 'p':
      case 'h':
        this.#paragraphs = Math.max(0, this.#paragraphs - 1);
        flow.paragraph();
        break;
      case 'table':
        flow.closeTable();
        break;
      case 'table-row':
        flow.closeRow();
        break;
      case 'table-cell':
      case 'covered-table-cell':
        flow.closeCell();
        flow.skipColumns(this.#repeat - 1);
        this.#repeat = 1;
        break;
      case 'deletion':
        this.#deletion = Math.max(0, this.#deletion - 1);
        break;
      case 'binary-data':
        if (this.#file !== null && this.#file !== '') this.#files.push(this.#file);
        this.#file = null;
        break;
      case 'creator':
      case 'date':
      case 'list-item':
        flow.text(' ');
        break;
      default:
        if (this.#asides.at(-1) === name) {
          this.#asides.pop();
          flow.closeAside();
        }
    }
  }

  text(text: string): void {
    if (this.#skip > 0) return;
    else if (this.#file !== null) {
      this.#kept += text.length;
      if (this.#kept <= KEPT) this.#file += text;
    } else if (this.#paragraphs > 0 || /\S/.test(text)) this.#put(text.replace(/[ \t\r\n]+/g, ' '));
  }

  async end(): Promise<void> {
    for (const link of this.#links) this.flow.side('links', link);
    this.flow.end();
    if (this.#kept > KEPT) this.out.issue('too-large', `embedded files of more than ${KEPT} characters`);
    let count = 0;
    for (const base64 of this.#files.splice(0))
      await this.out.file(`object${++count}`, [Buffer.from(base64, 'base64')]);
  }

  #put(text: string): void {
    if (this.#deletion > 0) this.flow.deleted(text);
    else this.flow.text(text);
  }

  /** Paragraphs in it are its own, not of the paragraph it is anchored in. */
  #aside(name: string, side: string | undefined): void {
    this.#asides.push(name);
    this.flow.openAside(side);
  }

  #attributes(attributes: XmlAttributes): void {
    for (const key in attributes) {
      const value = attributes[key]!;
      if (value === '') continue;
      if (key === 'xlink:href') {
        // Parts of the package are read as such.
        if (/^[a-z][a-z0-9+.-]*:/i.test(value) && this.#links.size < 100_000) this.#links.add(value);
      } else if (DATA.has(key)) {
        const label = attributes['form:name'] ?? attributes['text:name'] ?? attributes['office:name'];
        this.flow.side('fields', label === undefined ? value : `${label}: ${value}`);
      }
    }
  }
}

function bounded(value: string | undefined): number {
  const parsed = Number.parseInt(value ?? '1', 10);
  return parsed > 0 ? Math.min(parsed, REPEATED) : 1;
}
