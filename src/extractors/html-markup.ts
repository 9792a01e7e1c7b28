import type { Handler } from 'htmlparser2';
import type { PartOutput, TextPlace } from './extractor.js';
import { Flow } from './flow.js';
import { unescapeUri } from './uri-text.js';

/** Elements that stand in the line with what is around them. All others part lines. */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big button cite code data dfn em font i img input ins kbd label map mark meter nobr o:p option output ' +
    'picture progress q s samp select small span strike strong sub sup textarea time tspan tt u var wbr area datalist optgroup'
  ).split(' '),
);
/** What browsers hide, which is content all the same: [element -> side text]. */
const SIDES = new Map([
  ['rt', 'ruby'],
  ['rp', 'ruby'],
]);
/** Attributes people write into. */
const TEXTS = new Set([
  'alt',
  'title',
  'placeholder',
  'summary',
  'label',
  'abbr',
  'aria-label',
  'aria-description',
  'cite',
]);
const LINKS = new Set(['href', 'action', 'formaction', 'src', 'xlink:href']);
/** Scripts of these types are data; the rest is code, which is read as text. */
const JSON_SCRIPT = /json/i;
const KEPT = 8 << 20;
const COMMENT = 1 << 20;
/** Elements in elements; where there are more, all are taken as ended. */
const DEPTH = 1024;

/** Walks over HTML as its parser tells it and puts text, tables, forms and hidden data in their places. */
export class HtmlMarkup implements Partial<Handler> {
  readonly #flow: Flow;
  #raw: { kind: 'script' | 'style'; json: boolean; text: string } | null = null;
  #pre = 0;
  #depth = 0;
  /** Blanks at the end of what was written. */
  #blank = true;
  readonly #files: { name: string; bytes: Buffer }[] = [];
  #comment = '';
  #kept = 0;
  #scripts = 0;

  constructor(
    private readonly out: PartOutput,
    private readonly name: string,
    place: TextPlace,
    tables: string,
    /** Makes the parser forget the elements that are open: what it does for each tag grows with their number. */
    private readonly forget: () => void,
  ) {
    this.#flow = new Flow(out, name, place, tables);
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const flow = this.#flow;
    if (++this.#depth > DEPTH) {
      this.#depth = 0;
      this.forget();
      flow.unwind();
      this.#pre = 0;
    }
    if (name === 'script' || name === 'style') {
      this.#raw = { kind: name, json: JSON_SCRIPT.test(attributes.type ?? ''), text: '' };
      this.#links(attributes);
      return;
    }
    if (SIDES.has(name)) flow.openAside(SIDES.get(name));
    else if (name === 'table') flow.openTable();
    else if (name === 'tr') flow.openRow();
    else if (name === 'td' || name === 'th') {
      flow.openCell(Number.parseInt(attributes.colspan ?? '1', 10) || 1);
      this.#blank = true;
    } else if (name === 'br') this.#break();
    else if (!INLINE.has(name)) this.#paragraph();
    if (name === 'pre' || name === 'textarea' || name === 'listing') this.#pre++;
    if (name === 'dd') flow.text('\t');
    if (name === 'meta') this.#meta(attributes);
    else this.#attributes(name, attributes);
  }

  onclosetag(name: string): void {
    const flow = this.#flow;
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#raw !== null && (name === 'script' || name === 'style')) {
      this.#endRaw(this.#raw);
      this.#raw = null;
      return;
    }
    if (SIDES.has(name)) flow.closeAside();
    else if (name === 'table') flow.closeTable();
    else if (name === 'tr') flow.closeRow();
    else if (name === 'td' || name === 'th') flow.closeCell();
    else if (name === 'option' || name === 'button') this.#put(' ');
    else if (name === 'dt') this.#put('\t');
    else if (!INLINE.has(name) && name !== 'br' && name !== 'dt') this.#paragraph();
    if (name === 'pre' || name === 'textarea' || name === 'listing') this.#pre = Math.max(0, this.#pre - 1);
  }

  ontext(text: string): void {
    if (this.#raw !== null) {
      if (this.#raw.text.length + text.length <= KEPT) this.#raw.text += text;
      else {
        this.#endRaw(this.#raw);
        this.#raw.text = text;
      }
      return;
    }
    if (this.#pre > 0) {
      this.#flow.text(text);
      this.#blank = false;
      return;
    }
    let collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (this.#blank && collapsed.startsWith(' ')) collapsed = collapsed.slice(1);
    if (collapsed === '') return;
    this.#flow.text(collapsed);
    this.#blank = collapsed.endsWith(' ');
  }

  oncomment(text: string): void {
    if (this.#comment.length < COMMENT) this.#comment += text;
  }

  oncommentend(): void {
    // Conditional comments and pages commented out hold markup: its text without the tags.
    const text = this.#comment.replace(/<[^<>]{0,1000}>/g, ' ');
    this.#comment = '';
    if (/^\?xml\b/.test(text)) return;
    this.#flow.side('comments', text);
  }

  async end(): Promise<void> {
    this.#flow.end();
    for (const { name, bytes } of this.#files.splice(0)) await this.out.file(name, [bytes]);
  }

  #put(text: string): void {
    this.#flow.text(text);
    this.#blank = true;
  }

  #break(): void {
    this.#flow.text('\n');
    this.#blank = true;
  }

  #paragraph(): void {
    this.#flow.paragraph();
    this.#blank = true;
  }

  #meta(attributes: Record<string, string>): void {
    const { content } = attributes;
    const label = attributes.name ?? attributes.property ?? attributes.itemprop;
    if (
      content === undefined ||
      content === '' ||
      label === 'viewport' ||
      attributes['http-equiv'] !== undefined
    )
      return;
    this.#flow.side('meta', label === undefined ? content : `${label}: ${content}`);
  }

  #attributes(name: string, attributes: Record<string, string>): void {
    const flow = this.#flow;
    for (const key in attributes) {
      const value = attributes[key]!;
      if (value === '') continue;
      if (key === 'value' && name !== 'li') this.#value(name, value, attributes);
      else if (key === 'content' || key === 'datetime')
        flow.side('attributes', `${attributes.itemprop ?? key}: ${value}`);
      else if (TEXTS.has(key)) flow.side('attributes', value);
      else if (key.startsWith('data-') || key.startsWith(':') || key.startsWith('v-'))
        flow.side('attributes', `${key.replace(/^(?:data-|:|v-)/, '')}: ${value}`);
    }
    this.#links(attributes);
  }

  #links(attributes: Record<string, string>): void {
    for (const key in attributes) {
      if (!LINKS.has(key)) continue;
      const value = attributes[key]!;
      if (value === '' || value.startsWith('#')) continue;
      const data = /^data:([\w/+.-]*)((?:;[^,;]*)*),/.exec(value);
      if (data === null) this.#flow.side('links', unescapeUri(value));
      else if (this.#kept + value.length <= 4 * KEPT)
        this.#data(value.slice(data[0].length), data[2]!.includes('base64'));
      else this.out.issue('too-large', 'embedded data of the page is not read');
    }
  }

  /** A file written into a link. */
  #data(text: string, base64: boolean): void {
    this.#kept += text.length;
    const bytes = base64 ? Buffer.from(text, 'base64') : Buffer.from(unescapeUri(text));
    this.#files.push({ name: `data${this.#files.length + 1}`, bytes });
  }

  /** What a form is filled with stands in the line, behind its label. */
  #value(name: string, value: string, attributes: Record<string, string>): void {
    if (name === 'input' && /^(?:submit|reset|button|image|checkbox|radio)$/i.test(attributes.type ?? '')) {
      this.#flow.side('attributes', value);
      return;
    }
    if (
      name === 'input' ||
      name === 'textarea' ||
      name === 'data' ||
      name === 'output' ||
      name === 'button'
    ) {
      const label = /^hidden$/i.test(attributes.type ?? '') ? (attributes.name ?? attributes.id) : undefined;
      if (label === undefined) this.#put(` ${value} `);
      else this.#flow.side('attributes', `${label}: ${value}`);
      return;
    }
    this.#flow.side('attributes', value);
  }

  #endRaw(raw: { kind: string; json: boolean; text: string }): void {
    const text = raw.text.trim();
    if (text === '' || raw.kind === 'style') return;
    this.#scripts++;
    this.#kept += text.length;
    const json = raw.json ? text : stateOf(text);
    if (json !== null && this.#kept <= 4 * KEPT)
      this.#files.push({ name: `script${this.#scripts}.json`, bytes: Buffer.from(json) });
    else this.out.text(this.name === '' ? 'scripts' : `${this.name}!scripts`, text);
  }
}

/** The object a script sets its page's state to: "window.__STATE__ = {...};" and nothing else. */
function stateOf(script: string): string | null {
  const set = /^(?:(?:var|let|const)\s+)?[\w.$[\]"']{1,100}\s*=\s*(?=[[{])/.exec(script);
  if (set === null) return null;
  const json = script.slice(set[0].length).replace(/;?\s*$/, '');
  try {
    JSON.parse(json);
    return json;
  } catch {
    return null;
  }
}
