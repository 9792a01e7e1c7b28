import {
  DELETED,
  DocFile,
  IN_TABLE,
  INNER_CELL,
  INNER_ROW_END,
  INSERTED,
  ROW_END,
  streamOf,
} from './doc-file.js';
import { detectEncoding } from './encoding.js';
import type { PartOutput } from './extractor.js';
import { Flow } from './flow.js';
import { decodeBytes } from './markup-text.js';
import type { CompoundReader } from './office-reader.js';
import { readEmbedded } from './ole-embedded.js';
import { readOleProperties } from './ole-properties.js';

const ENCRYPTED = 0x0100;
const COMPLEX = 0x0004;
/** Versions before Word 97 (nFib of MS-DOC 2.5.1). */
const WORD_97 = 0x00c1;

/** Documents of Word 97-2003, and the plain ones of Word 6 and 95. */
export const doc: CompoundReader = async (file, _bytes, _input, out, context) => {
  const main = streamOf(file, 'WordDocument');
  if (main.length < 32) {
    out.issue('malformed', 'the document has no text stream');
    return;
  }
  const flags = main.readUInt16LE(10);
  if ((flags & ENCRYPTED) !== 0) {
    out.fact('encrypted', 'office');
    out.issue('encrypted', 'encrypted document');
  } else if (main.readUInt16LE(2) < WORD_97) readOld(main, flags, out);
  else {
    try {
      const document = DocFile.open(file);
      for (const { name, from, to } of document.stories())
        readStory(document, name, from, to, out, context.budget);
      if (document.damaged) out.issue('malformed', 'some of the text is not where the document says');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      out.issue('malformed', 'the structure of the document is damaged');
    }
  }
  readOleProperties(file, out);
  await readEmbedded(file, out, context.budget);
};

/** Text of Word 6 and 95 lies in one stretch in the code page of its writer, unless it was saved in haste. */
function readOld(main: Buffer, flags: number, out: PartOutput): void {
  const text = main.subarray(main.readUInt32LE(24), main.readUInt32LE(28));
  if ((flags & COMPLEX) !== 0 || text.length === 0) {
    out.issue('unsupported-format', 'a document of Word 6 or 95 that was saved in pieces');
    return;
  }
  const guess = detectEncoding(text, true);
  const decoded = decodeBytes(text, guess.encoding === 'unsupported' ? 'windows-1252' : guess.encoding);
  const flow = new Flow(out, '');
  for (const line of decoded.replace(/\x07/g, '\t').split(/[\r\x0b\x0c]/)) {
    flow.text(line.replace(/[\x00-\x08\x0e-\x1f]/g, ''));
    flow.paragraph();
  }
  flow.end();
}

function readStory(
  document: DocFile,
  name: string,
  from: number,
  to: number,
  out: PartOutput,
  budget: { tick(): void },
): void {
  const flow = new Flow(out, name);
  const story = new Story(flow);
  for (const { text, flags } of document.runs(from, to)) {
    budget.tick();
    story.run(text, flags);
  }
  story.end();
}

/** Marks among the characters of a document (MS-DOC 2.4.1). */
const MARKS = /[\x01-\x08\x0b-\x1f]/g;

class Story {
  #table = false;
  #row = false;
  #cell = false;
  #fresh = true;
  /** Fields that are open: true = still in its code. */
  readonly #fields: boolean[] = [];
  #code = '';

  constructor(private readonly flow: Flow) {}

  run(text: string, flags: number): void {
    let at = 0;
    MARKS.lastIndex = 0;
    for (let mark = MARKS.exec(text); mark !== null; mark = MARKS.exec(text)) {
      this.#put(text.slice(at, mark.index), flags);
      this.#mark(mark[0].charCodeAt(0), flags);
      at = mark.index + 1;
    }
    this.#put(text.slice(at), flags);
  }

  end(): void {
    this.#endCode();
    this.flow.end();
  }

  #put(text: string, flags: number): void {
    if (text === '') return;
    if (this.#fields.includes(true)) {
      if (this.#code.length < 1 << 16) this.#code += text;
      return;
    }
    this.#begin(flags);
    if ((flags & DELETED) !== 0) this.flow.deleted(text);
    else if ((flags & INSERTED) !== 0) this.flow.inserted(text);
    else this.flow.text(text);
  }

  /** Before the first character of a paragraph: is it in a table? */
  #begin(flags: number): void {
    if (!this.#fresh) return;
    this.#fresh = false;
    if ((flags & IN_TABLE) === 0) {
      if (this.#table) this.flow.closeTable();
      this.#table = false;
      this.#row = false;
      this.#cell = false;
      return;
    }
    if (!this.#table) this.flow.openTable();
    this.#table = true;
    if (!this.#row) this.flow.openRow();
    this.#row = true;
    if (!this.#cell && (flags & ROW_END) === 0) {
      this.flow.openCell();
      this.#cell = true;
    }
  }

  #mark(mark: number, flags: number): void {
    const { flow } = this;
    switch (mark) {
      case 0x07:
        this.#begin(flags | IN_TABLE);
        if ((flags & ROW_END) !== 0) {
          flow.closeRow();
          this.#row = false;
        } else flow.closeCell();
        this.#cell = false;
        this.#fresh = true;
        break;
      case 0x0d:
        if ((flags & INNER_CELL) !== 0 && (flags & INNER_ROW_END) === 0) flow.text('\t');
        else {
          this.#begin(flags);
          flow.paragraph();
          this.#fresh = true;
        }
        break;
      case 0x0c:
      case 0x0e:
        flow.paragraph();
        break;
      case 0x0b:
        this.#put('\n', flags);
        break;
      case 0x1e:
        this.#put('-', flags);
        break;
      case 0x13:
        this.#fields.push(true);
        break;
      case 0x14:
        if (this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
        this.#endCode();
        break;
      case 0x15:
        this.#fields.pop();
        this.#endCode();
        break;
    }
  }

  #endCode(): void {
    if (this.#fields.includes(true)) return;
    this.flow.side('fields', this.#code);
    this.#code = '';
  }
}
