import type { XmlHandler } from './xml-reader.js';

/** Pieces of a line, in the markup of Office: text goes on behind them. */
const RUNS = new Set([
  't',
  'r',
  'text',
  'fld',
  'span',
  'font',
  'b',
  'i',
  'u',
  'strong',
  'em',
  'sup',
  'sub',
  'delText',
  'ph',
]);
/** Attributes people write into. */
const ATTRIBUTES = [
  'displayName',
  'userId',
  'descr',
  'title',
  'alt',
  'connection',
  'command',
  'sourceFile',
] as const;

/** What is written again for older programs. */
const WRITTEN_TWICE: ReadonlySet<string> = new Set(['Fallback']);

/**
 * Text of any part that holds some: what an element holds is a line, however it is cut into runs. `line` receives each.
 */
export class TextReader implements XmlHandler {
  #line = '';
  /** Characters of text met, and how many that were where each open element began. */
  #met = 0;
  readonly #begun: number[] = [];
  /** Open elements that are passed over. */
  #skipped = 0;

  constructor(
    private readonly line: (text: string) => void,
    /** Elements whose content is nobody's text. */
    private readonly skip: ReadonlySet<string> = WRITTEN_TWICE,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#begun.push(this.#met);
    if (this.skip.has(name)) this.#skipped++;
    if (this.#skipped > 0) return;
    if (name === 'br' || name === 'tab') this.#line += name === 'br' ? '\n' : '\t';
    for (const attribute of ATTRIBUTES) {
      const value = attributes[attribute];
      if (value !== undefined && value !== '') this.line(value);
    }
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    this.#line += text;
    if (/\S/.test(text)) this.#met += text.length;
  }

  close(name: string): void {
    // An element without text (properties of a run) ends no line.
    const empty = this.#begun.pop() === this.#met;
    if (this.skip.has(name)) this.#skipped--;
    if (empty || RUNS.has(name) || this.#skipped > 0) return;
    const line = this.#line.trim();
    this.#line = '';
    if (line !== '') this.line(line);
  }
}
