import type { PartOutput } from './extractor.js';
import { SampledTable } from './sampled-table.js';
import { localName, type XmlAttributes, type XmlHandler } from './xml-reader.js';

/** Characters one element keeps in memory; what is more goes on as lines at once. */
const KEPT = 1 << 16;
const FIELDS = 1024;
/** Equal leaves in one element that are values of it; more of them are rows. */
const LEAVES = 32;
const TABLES = 256;
const PATH = 400;

/** A value and the names that lead to it from its element; [] = the element's own text. */
interface Field {
  readonly label: string;
  readonly value: string;
  /** Text, not an attribute. */
  readonly text: boolean;
}

interface Closed {
  readonly name: string;
  readonly fields: Field[];
  readonly line: number;
}

interface Frame {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly fields: Field[];
  /** All text inside, in order, as long as it may be running text; null = too long for that. */
  inline: string | null;
  /** Has text of its own beside its children. */
  direct: boolean;
  readonly children: Map<string, Closed[]>;
  parents: boolean;
  size: number;
  count: number;
  /** Name for the next child, where names and values are siblings (property lists). */
  key: string | undefined;
}

/**
 * XML that holds data: elements that repeat under one parent are records, and become a table whose columns are their children
 * and attributes; everything else becomes "name: value" lines, kept together by element. Memory is bounded by the record.
 */
export class XmlRecords implements XmlHandler {
  readonly #frames: Frame[] = [];
  readonly #tables = new Map<string, SampledTable>();

  constructor(
    private readonly out: PartOutput,
    /** Part the lines go to, and tables are named after; '' = the document itself. */
    private readonly name: string,
  ) {
    // Documents that follow each other in one file are records, too.
    this.#frames.push(frame('', '', 0));
  }

  open(name: string, attributes: XmlAttributes, line = 0): void {
    const parent = this.#frames.at(-1)!;
    const at = frame(name, (parent.path === '' ? name : `${parent.path}.${name}`).slice(-PATH), line);
    parent.parents = true;
    this.#frames.push(at);
    for (const key in attributes) {
      if (key.startsWith('xmlns')) continue;
      const value = attributes[key]!;
      if (value !== '') this.#field(at, { label: localName(key), value, text: false });
    }
  }

  text(text: string): void {
    const at = this.#frames.at(-1)!;
    if (!at.direct && /\S/.test(text)) at.direct = true;
    this.#inline(at, text);
  }

  comment(text: string): void {
    if (/\S/.test(text)) this.out.text('comments', text.trim());
  }

  close(): void {
    if (this.#frames.length === 1) return;
    const at = this.#frames.pop()!;
    const parent = this.#frames.at(-1)!;
    const closed = this.#closed(at);
    if (at.inline !== null && at.inline !== '') this.#inline(parent, at.inline);
    if (at.inline === null) parent.inline = null;
    this.#child(parent, named(parent, closed), at.path);
  }

  end(): void {
    while (this.#frames.length > 1) this.close();
    this.#lines(this.#closed(this.#frames[0]!));
    for (const table of this.#tables.values()) table.end();
  }

  #inline(at: Frame, text: string): void {
    if (at.inline === null) return;
    if (at.inline.length + text.length <= KEPT) {
      at.inline += text;
      return;
    }
    // Too long for a value: lines of its own, cut where it may be.
    const all = at.inline + text;
    if (at.direct) {
      const cut = all.search(/\s\S*$/);
      const end = cut > 0 ? cut : all.length;
      this.out.text(this.name, all.slice(0, end).trim(), place(at.line));
      at.inline = all.slice(end);
    } else at.inline = null;
  }

  /** What an element holds, its children's names put before their fields. */
  #closed(at: Frame): Closed {
    const { fields } = at;
    const running = at.direct && at.inline !== null;
    if (running) {
      const value = at.inline!.replace(/\s+/g, ' ').trim();
      if (value !== '') fields.push({ label: '', value, text: true });
    }
    for (const [name, list] of at.children) {
      for (const child of list) {
        for (const field of child.fields) {
          if (running && at.parents && field.text) continue;
          fields.push({ ...field, label: field.label === '' ? name : `${name}.${field.label}` });
        }
      }
    }
    return { name: at.name, fields, line: at.line };
  }

  #child(parent: Frame, child: Closed, path: string): void {
    if (child.fields.length === 0) return;
    const table = this.#tables.get(path);
    if (table !== undefined) {
      table.add(record(child), child.line);
      return;
    }
    const list = parent.children.get(child.name);
    if (list === undefined) {
      parent.children.set(child.name, [child]);
      this.#weigh(parent, child);
      return;
    }
    const leaf = child.fields.length === 1 && child.fields[0]!.label === '';
    if ((leaf && list.length < LEAVES) || this.#tables.size >= TABLES) {
      list.push(child);
      this.#weigh(parent, child);
      return;
    }
    const fresh = new SampledTable(
      this.out,
      this.name === '' ? path : `${this.name}!${path}`,
      (label, value, line) => this.#line(label, value, line),
    );
    this.#tables.set(path, fresh);
    parent.children.delete(child.name);
    for (const each of [...list, child]) fresh.add(record(each), each.line);
  }

  /** An element that holds too much to be one record hands on what it has. */
  #weigh(parent: Frame, child: Closed): void {
    for (const { value } of child.fields) parent.size += value.length;
    parent.count += child.fields.length;
    if (parent.size <= KEPT && parent.count <= FIELDS) return;
    for (const list of parent.children.values()) for (const each of list) this.#lines(each);
    parent.children.clear();
    parent.size = 0;
    parent.count = 0;
  }

  #field(at: Frame, field: Field): void {
    if (field.value.length > KEPT || at.fields.length >= FIELDS) {
      this.out.text(this.name, `${field.label}: ${field.value}`, place(at.line));
      return;
    }
    at.fields.push(field);
  }

  #lines(closed: Closed): void {
    for (const { label, value } of closed.fields)
      this.#line(label === '' ? closed.name : label, value, closed.line);
  }

  #line(label: string, value: string, line: number): void {
    this.out.text(this.name, `${label.slice(label.lastIndexOf('.') + 1)}: ${value}`, place(line));
  }
}

/** The cells of a record; its own text is called as it is. */
function record({ name, fields }: Closed): [string, string][] {
  return fields.map(({ label, value }) => [label === '' ? name : label, value]);
}

function frame(name: string, path: string, line: number): Frame {
  return {
    name,
    path,
    line,
    fields: [],
    inline: '',
    direct: false,
    children: new Map(),
    parents: false,
    size: 0,
    count: 0,
    key: undefined,
  };
}

const NAMING = new Set(['name', 'key', 'label', 'field', 'column', 'col']);
const BESIDE = new Set(['type', 'value', 'val', 'space', 'nil', 'datatype', 'dataType']);

/** An element that says its name in an attribute (<field name="phone">) or in the element before it is called by that. */
function named(parent: Frame, child: Closed): Closed {
  if (parent.name === 'dict') {
    if (child.name === 'key') {
      parent.key = child.fields[0]?.value;
      return { ...child, fields: [] };
    }
    const { key } = parent;
    parent.key = undefined;
    return key === undefined || !isName(key) ? child : { ...child, name: key };
  }
  let name: string | undefined;
  let value: Field | undefined;
  for (const field of child.fields) {
    if (!field.text && NAMING.has(field.label)) name ??= field.value;
    else if (field.text && value === undefined) value = field;
    else if (!field.text && (field.label === 'value' || field.label === 'val')) value ??= field;
    else if (!BESIDE.has(field.label)) return child;
  }
  if (name === undefined || value === undefined || !isName(name)) return child;
  return { ...child, name, fields: [{ label: '', value: value.value, text: true }] };
}

/** A name, not a value: no long digits in it. */
function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_ .:/-]{0,40}$/u.test(text) && !/\d{4}/.test(text);
}

function place(line: number): { line?: number } {
  return line > 0 ? { line } : {};
}
