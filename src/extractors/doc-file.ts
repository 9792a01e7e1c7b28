import { TextDecoder } from 'node:util';
import CFB from 'cfb';

/** A run of characters: from where in the text, where they lie in the file, how wide they are. */
interface Piece {
  readonly cp: number;
  readonly end: number;
  readonly fc: number;
  /** Bytes of a character: 1 = Windows-1252, 2 = UTF-16. */
  readonly width: 1 | 2;
}

/** Formatting that says where text belongs, for a stretch of the file. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly flags: number;
}

export const IN_TABLE = 1;
export const ROW_END = 2;
export const DELETED = 4;
export const INSERTED = 8;
export const INNER_CELL = 16;
export const INNER_ROW_END = 32;

/** Property modifiers we look at (MS-DOC 2.6): operation -> flag. */
const PROPERTIES = new Map([
  [0x2416, IN_TABLE],
  [0x2417, ROW_END],
  [0x244b, INNER_CELL],
  [0x244c, INNER_ROW_END],
  [0x0800, DELETED],
  [0x0801, INSERTED],
]);

/** Parts of a document and the field of the FIB that counts their characters, in their order (MS-DOC 2.5.4). */
const STORIES = [
  ['', 76],
  ['footnotes', 80],
  ['headers', 84],
  ['macros', 88],
  ['comments', 92],
  ['endnotes', 96],
  ['textboxes', 100],
  ['header-textboxes', 104],
] as const;

const PAGE = 512;
const CLX = 418;
const CHARACTERS = 250;
const PARAGRAPHS = 258;

/** The structure of a Word 97-2003 document (MS-DOC): which characters there are, and what they are part of. */
export class DocFile {
  readonly #pieces: Piece[] = [];
  readonly #characters: Stretch[];
  readonly #paragraphs: Stretch[];

  /** Some of the text is not where the file says, and was left out. */
  damaged = false;

  /** Throws a RangeError where the structure points out of the file. */
  constructor(
    private readonly main: Buffer,
    private readonly table: Buffer,
  ) {
    this.#readPieces();
    this.#characters = this.#stretches(CHARACTERS);
    this.#paragraphs = this.#stretches(PARAGRAPHS);
  }

  static open(file: CFB.CFB$Container): DocFile {
    const main = streamOf(file, 'WordDocument');
    const flags = main.readUInt16LE(10);
    return new DocFile(main, streamOf(file, (flags & 0x0200) === 0 ? '0Table' : '1Table'));
  }

  /** Names and extents of the parts, in characters. */
  *stories(): Generator<{ name: string; from: number; to: number }> {
    const last = this.#pieces.at(-1)?.end ?? 0;
    let from = 0;
    for (const [name, field] of STORIES) {
      const to = Math.min(last, from + this.main.readUInt32LE(field));
      if (to > from) yield { name, from, to };
      from = to;
    }
    if (from < last) yield { name: 'rest', from, to: last };
  }

  /** Runs of characters of equal standing between two positions, with the flags of their characters and paragraphs. */
  *runs(from: number, to: number): Generator<{ text: string; flags: number }> {
    for (const { cp, end, fc, width } of this.#pieces) {
      let at = Math.max(cp, from);
      const stop = Math.min(end, to);
      while (at < stop) {
        const position = fc + (at - cp) * width;
        const characters = find(this.#characters, position);
        const paragraph = find(this.#paragraphs, position);
        const limit = Math.min(characters.end, paragraph.end);
        const count = Math.max(1, Math.min(stop - at, Math.ceil((limit - position) / width), 1 << 16));
        const bytes = this.main.subarray(position, position + count * width);
        yield {
          text: width === 2 ? bytes.toString('utf16le') : latin(bytes),
          flags: characters.flags | paragraph.flags,
        };
        at += count;
      }
    }
  }

  #readPieces(): void {
    const clx = this.#structure(CLX);
    let at = 0;
    while (at < clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1);
    if (clx[at] !== 2) throw new RangeError('no piece table');
    const count = Math.floor((clx.readUInt32LE(at + 1) - 4) / 12);
    at += 5;
    if (count < 1 || at + 4 * (count + 1) + 8 * count > clx.length) throw new RangeError('no piece table');
    for (let i = 0; i < count; i++) {
      const cp = clx.readUInt32LE(at + 4 * i);
      const end = clx.readUInt32LE(at + 4 * i + 4);
      const fc = clx.readUInt32LE(at + 4 * (count + 1) + 8 * i + 2);
      const width = (fc & 0x40000000) === 0 ? 2 : 1;
      const offset = width === 2 ? fc & 0x3fffffff : (fc & 0x3fffffff) >>> 1;
      const before = this.#pieces.at(-1)?.end ?? 0;
      const room = Math.max(0, Math.floor((this.main.length - offset) / width));
      if (end <= cp || cp !== before || cp + room < end) this.damaged = true;
      if (end <= cp || cp < before) continue;
      if (room > 0) this.#pieces.push({ cp, end: Math.min(end, cp + room), fc: offset, width });
    }
  }

  /** A structure of the table stream that the FIB points to. */
  #structure(field: number): Buffer {
    const offset = this.main.readUInt32LE(field);
    return this.table.subarray(offset, offset + this.main.readUInt32LE(field + 4));
  }

  /** All stretches of characters or paragraphs, from their pages of formatting (MS-DOC 2.9.32, 2.9.174). */
  #stretches(field: number): Stretch[] {
    const plc = this.#structure(field);
    const count = Math.floor((plc.length - 4) / 8);
    const stretches: Stretch[] = [];
    for (let i = 0; i < count; i++) {
      const start = (plc.readUInt32LE(4 * (count + 1) + 4 * i) & 0x3fffff) * PAGE;
      const page = this.main.subarray(start, start + PAGE);
      if (page.length === PAGE) this.#page(page, field === PARAGRAPHS ? 13 : 1, stretches);
    }
    return stretches.sort((a, b) => a.start - b.start);
  }

  #page(page: Buffer, entry: number, stretches: Stretch[]): void {
    const runs = page[PAGE - 1]!;
    if (4 * (runs + 1) + runs * entry >= PAGE) return;
    for (let r = 0; r < runs; r++) {
      const at = page[4 * (runs + 1) + r * entry]! * 2;
      let flags = 0;
      if (at > 0 && at < PAGE - 2) {
        const size = page[at]!;
        // Characters: a size, then modifiers. Paragraphs: half a size (0 = it follows), a style, then modifiers.
        const [from, to] =
          entry === 1
            ? [at + 1, at + 1 + size]
            : size === 0
              ? [at + 4, at + 2 + 2 * page[at + 1]!]
              : [at + 3, at + 2 * size];
        flags = flagsOf(page.subarray(from, Math.min(to, PAGE - 1)));
      }
      stretches.push({ start: page.readUInt32LE(4 * r), end: page.readUInt32LE(4 * r + 4), flags });
    }
  }
}

/** A stream of the file; empty where there is none. */
export function streamOf(file: CFB.CFB$Container, name: string): Buffer {
  const entry = CFB.find(file, name);
  return entry === null || entry.content === undefined
    ? Buffer.alloc(0)
    : Buffer.from(entry.content as Uint8Array);
}

function flagsOf(modifiers: Buffer): number {
  let flags = 0;
  for (let at = 0; at + 3 <= modifiers.length; ) {
    const operation = modifiers.readUInt16LE(at);
    const flag = PROPERTIES.get(operation);
    if (flag !== undefined) flags = modifiers[at + 2] === 0 ? flags & ~flag : flags | flag;
    at += 2 + operandSize(operation, modifiers, at + 2);
  }
  return flags;
}

function operandSize(operation: number, modifiers: Buffer, at: number): number {
  switch (operation >> 13) {
    case 0:
    case 1:
      return 1;
    case 2:
    case 4:
    case 5:
      return 2;
    case 3:
      return 4;
    case 7:
      return 3;
    default:
      if (operation === 0xd608 && at + 2 <= modifiers.length) return modifiers.readUInt16LE(at) + 1;
      return (modifiers[at] ?? 0) + 1;
  }
}

const NOWHERE: Stretch = { start: 0, end: Number.MAX_SAFE_INTEGER, flags: 0 };

/** The stretch that holds a position; else nothing known, up to the next one. */
function find(stretches: readonly Stretch[], position: number): Stretch {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.start <= position) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  if (found !== undefined && found.end > position) return found;
  const next = stretches[low];
  return next === undefined ? NOWHERE : { start: position, end: next.start, flags: 0 };
}

const WINDOWS = new TextDecoder('windows-1252');

function latin(bytes: Buffer): string {
  return WINDOWS.decode(bytes);
}
