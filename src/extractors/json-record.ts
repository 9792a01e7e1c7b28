import {
  clean,
  JSON_ESCAPES,
  MAX_COLUMNS,
  PLAIN,
  type RecordTable,
  type RecordWriter,
} from './record-writer.js';
import { asBuffer } from './rows.js';

/** Containers deeper than this are not taken apart; they go on as text. */
export const MAX_DEPTH = 64;
/** Elements of an array of plain values that get a row each; the rest goes on as text. */
const MAX_ITEMS = 32;

/** One key path of a table. */
class PathNode {
  readonly children = new Map<string, PathNode>();
  /** The child that came first, and the sibling that followed this one, in the last record: keys keep their order. */
  first: PathNode | null = null;
  next: PathNode | null = null;
  item: PathNode | null = null;
  column = -1;

  constructor(
    readonly path: string,
    readonly key: Uint8Array,
  ) {}
}

/** The tables of one source take rows from JSON objects: one column per key path, columns added as keys appear. */
export class JsonTable implements RecordTable {
  readonly columns: string[] = [];
  readonly #root: PathNode;
  readonly #nodes: PathNode[] = [];
  readonly #isArray = new Uint8Array(MAX_DEPTH);
  readonly #row = new Int32Array(MAX_DEPTH);
  readonly #count = new Int32Array(MAX_DEPTH);
  readonly #previous: (PathNode | null)[] = [];
  /** Values that fit no column: [label, start, end, form], staged like cells. */
  #spill: [string, number, number, number][] = [];

  constructor(
    readonly part: string,
    readonly writer: RecordWriter,
  ) {
    this.#root = new PathNode('', new Uint8Array(0));
  }

  /** Reads one JSON object or array in [start, end) and writes it as rows. False (and nothing written) when it is malformed. */
  add(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const rows = this.#parse(bytes, start, end, line);
    if (rows === 0) {
      this.writer.drop();
      this.#spill = [];
      return false;
    }
    this.writer.commit(this, bytes, rows, line);
    if (this.#spill.length > 0) {
      for (const [label, from, to, form] of this.#spill)
        this.writer.value(label, bytes, from, to, form, line);
      this.#spill = [];
    }
    return true;
  }

  /** Number of rows, 0 = malformed. No recursion: containers are kept on arrays of MAX_DEPTH. */
  #parse(b: Uint8Array, start: number, end: number, line: number): number {
    let at = start;
    let depth = 0;
    let rows = 1;
    let row = 0;
    let node = this.#root;
    for (;;) {
      // A value of `node` in `row` stands here.
      while (at < end && b[at]! <= 0x20) at++;
      if (at >= end) return 0;
      const c = b[at]!;
      let opened = false;
      if (c === 0x22) {
        const from = at + 1;
        let form = PLAIN;
        at = from;
        while (at < end && b[at] !== 0x22) {
          if (b[at] === 0x5c) {
            form = JSON_ESCAPES;
            at++;
          }
          at++;
        }
        if (at >= end) return 0;
        this.#put(node, row, from, at, form, line);
        at++;
      } else if (c === 0x7b || c === 0x5b) {
        const numbers = c === 0x5b ? shortNumbers(b, at, end) : 0;
        if (numbers > 0) {
          this.#put(itemOf(node), row, at + 1, numbers - 1, PLAIN, line);
          at = numbers;
        } else if (depth === MAX_DEPTH) {
          const close = closeOf(b, at, end);
          if (close < 0) return 0;
          this.#spill.push([node.path, at, close, PLAIN]);
          at = close;
        } else {
          this.#nodes[depth] = node;
          this.#isArray[depth] = c === 0x5b ? 1 : 0;
          this.#row[depth] = row;
          this.#count[depth] = 0;
          this.#previous[depth] = null;
          depth++;
          at++;
          opened = true;
        }
      } else {
        const from = at;
        at = scalarEnd(b, at, end);
        if (at < 0) return 0;
        if (c !== 0x6e) this.#put(node, row, from, at, PLAIN, line);
      }

      // Behind a value, or just inside a container.
      for (;;) {
        while (at < end && b[at]! <= 0x20) at++;
        if (depth === 0) return at >= end ? rows : 0;
        if (at >= end) return 0;
        const top = depth - 1;
        const inArray = this.#isArray[top] === 1;
        const sign = b[at]!;
        if (sign === (inArray ? 0x5d : 0x7d)) {
          depth--;
          at++;
          opened = false;
          continue;
        }
        if (!opened) {
          if (sign !== 0x2c) return 0;
          at++;
        }
        const parent = this.#nodes[top]!;
        if (inArray) {
          const index = this.#count[top]!++;
          row = index === 0 ? this.#row[top]! : rows;
          // An array of rows inside the table's own array: its places are the columns.
          node = top === 0 ? this.#place(index) : itemOf(parent);
          if (top === 0) row = 0;
          else if (index > 0) {
            if (index >= MAX_ITEMS && isPlain(b, at, end)) {
              row = -1;
            } else rows++;
          }
        } else {
          row = this.#row[top]!;
          while (at < end && b[at]! <= 0x20) at++;
          if (b[at] !== 0x22) return 0;
          const from = ++at;
          let escaped = false;
          while (at < end && b[at] !== 0x22) {
            if (b[at] === 0x5c) {
              escaped = true;
              at++;
            }
            at++;
          }
          if (at >= end) return 0;
          node = this.#child(parent, top, b, from, at, escaped);
          at++;
          while (at < end && b[at]! <= 0x20) at++;
          if (b[at] !== 0x3a) return 0;
          at++;
        }
        break;
      }
    }
  }

  #put(node: PathNode, row: number, start: number, end: number, form: number, line: number): void {
    if (end <= start) return;
    if (node.column < 0 && this.columns.length < MAX_COLUMNS) {
      node.column = this.columns.length;
      this.columns.push(clean(node.path === '' ? 'value' : node.path));
      // A key may be a value itself: {"13900001234": ...}.
      if (/\d{5}|@/.test(node.path)) this.writer.note(node.path, line);
    }
    if (node.column < 0 || row < 0) {
      const last = this.#spill.at(-1);
      // Many values of one array share a line.
      if (row < 0 && last !== undefined && last[0] === node.path && start - last[2] < 8 && form === PLAIN)
        last[2] = end;
      else this.#spill.push([node.path, start, end, form]);
    } else this.writer.cell(node.column, row, start, end, form);
  }

  #place(index: number): PathNode {
    const name = `[${Math.min(index, MAX_COLUMNS)}]`;
    let node = this.#root.children.get(name);
    if (node === undefined) {
      node = new PathNode(name, new Uint8Array(0));
      this.#root.children.set(name, node);
    }
    return node;
  }

  #child(parent: PathNode, top: number, b: Uint8Array, from: number, to: number, escaped: boolean): PathNode {
    const previous = this.#previous[top]!;
    const guess = previous === null ? parent.first : previous.next;
    if (guess !== null && sameBytes(guess.key, b, from, to)) {
      this.#previous[top] = guess;
      return guess;
    }
    const raw = asBuffer(b).toString('utf8', from, to);
    let child = parent.children.get(raw);
    if (child === undefined) {
      const name = escaped ? plainKey(raw) : raw;
      child = new PathNode(parent.path === '' ? name : `${parent.path}.${name}`, b.slice(from, to));
      // Beyond the last column a key needs no memory: its values are text.
      if (this.columns.length < MAX_COLUMNS) parent.children.set(raw, child);
    }
    if (previous === null) parent.first = child;
    else previous.next = child;
    this.#previous[top] = child;
    return child;
  }
}

function itemOf(node: PathNode): PathNode {
  if (node.item === null) node.item = new PathNode(`${node.path}[]`, node.key);
  return node.item;
}

function plainKey(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function sameBytes(key: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  if (key.length !== to - from) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== b[from + i]) return false;
  return true;
}

function isPlain(b: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && b[at]! <= 0x20) at++;
  return b[at] !== 0x7b && b[at] !== 0x5b;
}

/** End of a number or literal at `at`, -1 when it is neither. */
export function scalarEnd(b: Uint8Array, at: number, end: number): number {
  const c = b[at]!;
  if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
    let to = at + 1;
    while (to < end) {
      const d = b[to]!;
      if (!((d >= 0x30 && d <= 0x39) || d === 0x2e || d === 0x2b || d === 0x2d || (d | 32) === 0x65)) break;
      to++;
    }
    const last = b[to - 1]!;
    return last >= 0x30 && last <= 0x39 ? to : -1;
  }
  for (const word of LITERALS) {
    if (sameBytes(word, b, at, at + word.length) && at + word.length <= end) return at + word.length;
  }
  return -1;
}

const LITERALS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

/** Behind the `]` of an array of two or three numbers (a coordinate, a range), which is one value; 0 otherwise. */
function shortNumbers(b: Uint8Array, at: number, end: number): number {
  let i = at + 1;
  for (let count = 1; ; count++) {
    while (i < end && b[i]! <= 0x20) i++;
    const c = b[i];
    if (c === undefined || i >= end || !(c === 0x2d || (c >= 0x30 && c <= 0x39))) return 0;
    i = scalarEnd(b, i, end);
    if (i < 0) return 0;
    while (i < end && b[i]! <= 0x20) i++;
    if (b[i] === 0x5d && i < end) return count >= 2 && count <= 3 ? i + 1 : 0;
    if (b[i] !== 0x2c || count === 3) return 0;
    i++;
  }
}

/** Behind the bracket that closes the one at `at`; -1 when there is none. */
function closeOf(b: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const c = b[i]!;
    if (c === 0x22) {
      for (i++; i < end && b[i] !== 0x22; i++) if (b[i] === 0x5c) i++;
    } else if (c === 0x7b || c === 0x5b) depth++;
    else if ((c === 0x7d || c === 0x5d) && --depth === 0) return i + 1;
  }
  return -1;
}
