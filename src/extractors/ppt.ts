import { inflateSync } from 'node:zlib';
import type { Budget } from './budget.js';
import { streamOf } from './doc-file.js';
import type { PartOutput } from './extractor.js';
import { decodeBytes } from './markup-text.js';
import type { CompoundReader } from './office-reader.js';
import { readOleProperties } from './ole-properties.js';

/** Types of records (MS-PPT 2.13.24, MS-ODRAW 2.2). */
const SLIDE = 0x03ee;
const NOTES = 0x03f0;
const MASTER = 0x03f8;
const OUTLINE = 0x0ff0;
const SLIDE_OF_OUTLINE = 0x03f3;
const TEXT_WIDE = 0x0fa0;
const TEXT_BYTES = 0x0fa8;
const STRING = 0x0fba;
const COMMENT = 0x2ee0;
const OBJECT = 0x1011;
const ENCRYPTION = 0x2f14;
const GROUP = 0xf003;
const SHAPE = 0xf004;
const CHILD_ANCHOR = 0xf00f;
/** Records in records. */
const DEPTH = 64;
const OBJECT_LIMIT = 64 << 20;
/** "Current User" of an encrypted presentation begins its record so (MS-PPT 2.3.2). */
const ENCRYPTED_TOKEN = 0xf3d1c4df;

/** Presentations of PowerPoint 97-2003: slides, notes, masters, comments, embedded objects and pictures. */
export const ppt: CompoundReader = async (file, _bytes, _input, out, { budget }) => {
  const user = streamOf(file, 'Current User');
  const stream = streamOf(file, 'PowerPoint Document');
  if (user.length >= 16 && user.readUInt32LE(12) === ENCRYPTED_TOKEN) {
    out.fact('encrypted', 'office');
    out.issue('encrypted', 'encrypted presentation');
    return;
  }
  const reader = new Records(stream, out, budget);
  reader.read();
  if (reader.encrypted) {
    out.fact('encrypted', 'office');
    out.issue('encrypted', 'encrypted presentation');
    return;
  }
  if (reader.damaged) out.issue('malformed', 'the records of the presentation are damaged');
  readOleProperties(file, out);
  let count = 0;
  for (const object of reader.objects) await readObject(object, `object${++count}`, out, budget);
  await readPictures(streamOf(file, 'Pictures'), out, budget);
};

interface Box {
  text: string[];
  left: number;
  top: number;
}

/** Where records stand: on which slide, in which part. */
interface Place {
  readonly part: string;
  readonly page: number | undefined;
}

class Records {
  readonly objects: Buffer[] = [];
  encrypted = false;
  damaged = false;
  #slides = 0;
  #notes = 0;
  #tables = 0;

  constructor(
    private readonly stream: Buffer,
    private readonly out: PartOutput,
    private readonly budget: Budget,
  ) {}

  read(): void {
    this.#walk(0, this.stream.length, { part: '', page: undefined }, 0, null);
  }

  #walk(from: number, to: number, outer: Place, depth: number, box: Box | null): void {
    let place = outer;
    for (let at = from; at + 8 <= to; ) {
      const head = this.stream.readUInt16LE(at);
      const type = this.stream.readUInt16LE(at + 2);
      const start = at + 8;
      const end = start + this.stream.readUInt32LE(at + 4);
      if (end > to) this.damaged = true;
      const stop = Math.min(end, to);
      this.budget.tick();
      if (type === ENCRYPTION) this.encrypted = true;
      if ((head & 0x0f) === 0x0f) {
        if (depth >= DEPTH) this.damaged = true;
        else if (type === GROUP) this.#group(start, stop, place, depth + 1);
        else this.#walk(start, stop, this.#placeIn(type, head >> 4, place), depth + 1, box);
      } else if (type === SLIDE_OF_OUTLINE && place.page !== undefined)
        place = { ...place, page: place.page + 1 };
      else this.#atom(type, this.stream.subarray(start, stop), place, box);
      at = stop;
    }
  }

  #placeIn(type: number, instance: number, place: Place): Place {
    switch (type) {
      case SLIDE:
        return { part: '', page: ++this.#slides };
      case NOTES:
        return { part: 'notes', page: ++this.#notes };
      case MASTER:
        return { part: 'masters', page: undefined };
      case OUTLINE:
        return instance === 0
          ? { part: '', page: 0 }
          : instance === 2
            ? { part: 'notes', page: 0 }
            : { part: 'masters', page: undefined };
      case COMMENT:
        return { part: 'comments', page: place.page };
      default:
        return place;
    }
  }

  #atom(type: number, data: Buffer, place: Place, box: Box | null): void {
    if (type === TEXT_WIDE || type === STRING)
      this.#text(type, data.subarray(0, data.length & ~1).toString('utf16le'), place, box);
    else if (type === TEXT_BYTES) this.#text(type, decodeBytes(data, 'windows-1252'), place, box);
    else if (type === OBJECT) this.objects.push(data);
    else if (type === CHILD_ANCHOR && box !== null && data.length >= 16) {
      box.left = data.readInt32LE(0);
      box.top = data.readInt32LE(4);
    }
  }

  #text(type: number, raw: string, { part, page }: Place, box: Box | null): void {
    const text = raw
      .replace(/[\r\x0b]/g, '\n')
      .replace(/[\x00-\x08\x0c\x0e-\x1f]/g, '')
      .trim();
    if (text === '' || /^___PPT\d+$/.test(text)) return;
    if (box !== null) box.text.push(text);
    // Loose strings: comments and their authors, links, names of shows.
    else if (type === STRING && part !== 'comments') this.out.text('strings', text);
    else this.out.text(part, text, page === undefined || page === 0 ? {} : { page });
  }

  /** A group of shapes whose texts stand in rows and columns is a table. */
  #group(from: number, to: number, place: Place, depth: number): void {
    const boxes: Box[] = [];
    for (let at = from; at + 8 <= to; ) {
      const type = this.stream.readUInt16LE(at + 2);
      const end = Math.min(to, at + 8 + this.stream.readUInt32LE(at + 4));
      const box: Box = { text: [], left: 0, top: 0 };
      this.#walk(at, end, place, depth, type === SHAPE ? box : null);
      if (box.text.length > 0) boxes.push(box);
      at = end;
    }
    const rows = new Map<number, Box[]>();
    for (const box of boxes) rows.set(box.top, [...(rows.get(box.top) ?? []), box]);
    const columns = [...new Set(boxes.map(({ left }) => left))].sort((a, b) => a - b);
    const isTable =
      rows.size > 1 &&
      columns.length > 1 &&
      boxes.length >= rows.size + columns.length - 1 &&
      columns.length < 256;
    if (!isTable) {
      for (const { text } of boxes)
        this.out.text(
          place.part,
          text.join('\n'),
          place.page === undefined || place.page === 0 ? {} : { page: place.page },
        );
      return;
    }
    const table = this.out.table(`${place.part === '' ? '' : `${place.part}!`}table${++this.#tables}`, null);
    for (const [, row] of [...rows].sort(([a], [b]) => a - b)) {
      const cells = columns.map(() => '');
      for (const { left, text } of row) cells[columns.indexOf(left)] = text.join('\n');
      table.row(cells);
    }
    table.end();
  }
}

/** An embedded document: a compound file, packed or not (MS-PPT 2.10.34). */
async function readObject(data: Buffer, name: string, out: PartOutput, budget: Budget): Promise<void> {
  budget.entry();
  let bytes = data;
  if (data.length > 6 && data.readUInt32LE(0) !== 0xe011cfd0) {
    try {
      bytes = inflateSync(data.subarray(4), { maxOutputLength: OBJECT_LIMIT });
    } catch {
      out.issue('malformed', 'an embedded object is damaged or too large', name);
      return;
    }
    budget.expand(bytes.length);
  }
  await out.file(name, [bytes]);
}

/** Pictures as they are kept behind each other (MS-ODRAW 2.2.23): those in formats of their own. */
async function readPictures(stream: Buffer, out: PartOutput, budget: Budget): Promise<void> {
  let count = 0;
  for (let at = 0; at + 8 <= stream.length; ) {
    budget.entry();
    const end = at + 8 + stream.readUInt32LE(at + 4);
    const picture = stream.subarray(at + 8, Math.min(end, stream.length));
    const start = [17, 33].find((offset) =>
      /^(?:\x89PNG|\xff\xd8\xff|II\*\0|MM\0\*)/.test(picture.toString('latin1', offset, offset + 4)),
    );
    count++;
    if (start !== undefined) await out.file(`picture${count}`, [picture.subarray(start)]);
    if (end <= at) return;
    at = end;
  }
}
