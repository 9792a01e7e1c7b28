import type { Flow } from './flow.js';
import type { PartHandler, XmlAttributes } from './xml-reader.js';

/** Walks over pages and masters of Visio (MS-VSDX 2.2.3): shapes are text and cells, most of which say where and how. */
export class VisioMarkup implements PartHandler {
  #text = 0;
  #section = '';
  #row: Map<string, string> | null = null;

  constructor(private readonly flow: Flow) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'Text' || name === 'CommentEntry') {
      this.flow.paragraph();
      this.#text++;
    } else if (name === 'Section') this.#section = attributes.N ?? '';
    else if (name === 'Row') this.#row = new Map();
    else if (name === 'Cell' && this.#row !== null) {
      const value = attributes.V;
      if (value !== undefined && value !== '' && this.#row.size < 64)
        this.#row.set(attributes.N ?? '', value);
    }
  }

  text(text: string): void {
    if (this.#text > 0) this.flow.text(text);
  }

  close(name: string): void {
    if (name === 'Text' || name === 'CommentEntry') {
      this.#text = Math.max(0, this.#text - 1);
      this.flow.paragraph();
    } else if (name === 'Row') this.#endRow();
    else if (name === 'Section') this.#section = '';
  }

  end(): void {
    this.flow.end();
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = null;
    if (row === null) return;
    if (this.#section === 'Property' || this.#section === 'User') {
      const label = row.get('Label') ?? row.get('Prompt');
      const value = row.get('Value');
      if (value !== undefined) this.flow.side('data', label === undefined ? value : `${label}: ${value}`);
    } else if (this.#section === 'Hyperlink') {
      for (const key of ['Description', 'Address', 'SubAddress']) this.flow.side('links', row.get(key) ?? '');
    }
  }
}
