import { BudgetReached } from './budget.js';
import { type ByteSource, bytesSource, pieces } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { recognise } from './ocr.js';
import type { PdfAttachment, PdfDocument, PdfPage, TextRun } from './pdf-document.js';
import { openPdf } from './pdf-js.js';
import { linesOf } from './pdf-lines.js';
import { mayHoldText } from './picture-size.js';
import { xmpLines } from './xmp.js';

/** What the library adds to the document information. */
const LIBRARY_INFO = new Set(['PDFFormatVersion', 'EncryptFilterName']);
/** Characters below which a page counts as one without text. */
const FEW = 20;
/** Runs that are put into lines together: more than any real page has. */
const MAX_RUNS = 20_000;
/** Pixels per point that are told of a page which was not decoded: 144 per inch. */
const SCALE = 2;

/**
 * PDF (ISO 32000-2): the text of its pages, fields, comments, links, bookmarks, properties and the files inside. Pages that show
 * text as pictures, and text whose font does not say what its glyphs mean, are recognised in the second pass.
 */
export const pdf: Extractor = {
  async extract({ source }, out, context) {
    const document = await openPdf(source, context.passwords, context.ocr);
    if (document === 'encrypted') {
      out.fact('encrypted', 'pdf');
      out.issue('encrypted', 'opens with a password only');
      return;
    }
    if (document.encrypted) out.fact('encrypted', 'pdf');
    const reading = new Reading(document, out, context, holdsPictures(source));
    try {
      await reading.pages();
      if (!context.ocr) await reading.surroundings();
    } finally {
      reading.end();
      await document.close();
    }
  },
};

class Reading {
  readonly #damaged: string[] = [];
  readonly #garbled: string[] = [];
  #fieldsListed = false;

  constructor(
    private readonly document: PdfDocument,
    private readonly out: PartOutput,
    private readonly context: ExtractContext,
    private readonly pictures: boolean,
  ) {}

  async pages(): Promise<void> {
    if (!this.context.ocr) await this.#attempt('form fields', () => this.#fields());
    if (this.document.pages === 0) this.#damaged.push('page tree');
    for (let number = 1; number <= this.document.pages; number++) {
      this.context.budget.entry();
      await this.#attempt(`page ${number}`, async () => {
        const page = await this.document.page(number);
        await this.#page(page, number);
        page.release();
      });
    }
  }

  /** What belongs to the document, not to a page. */
  async surroundings(): Promise<void> {
    const { document, out } = this;
    await this.#attempt('XFA form', async () => {
      for (const [at, text] of (await document.xfa()).entries()) out.text('form', text, { page: at + 1 });
    });
    await this.#attempt('bookmarks', async () => {
      out.text('bookmarks', (await document.bookmarks()).join('\n'));
    });
    await this.#attempt('properties', () => this.#properties());
    await this.#attempt('attachments', async () => this.#files(await document.attachments()));
  }

  /** Says what could not be read. */
  end(): void {
    if (this.#damaged.length > 0)
      this.out.issue(
        this.context.ocr ? 'picture-text' : 'malformed',
        `could not be read in full: ${listed(this.#damaged)}`,
      );
    if (this.#garbled.length > 0)
      this.out.issue(
        'unsupported-encoding',
        `the font does not say what its glyphs mean: ${listed(this.#garbled)}`,
      );
  }

  async #attempt(what: string, read: () => Promise<void>): Promise<void> {
    this.context.budget.tick();
    try {
      await read();
    } catch (error) {
      if (error instanceof BudgetReached) throw error;
      this.#damaged.push(what);
    }
  }

  async #fields(): Promise<void> {
    for (const { name, values, page } of await this.document.fields()) {
      this.#fieldsListed = true;
      if (values.length > 0)
        this.out.text('form', `${labelOf(name)}: ${values.join('; ')}`, page === undefined ? {} : { page });
    }
  }

  async #page(page: PdfPage, number: number): Promise<void> {
    const { out, context } = this;
    const text = await this.#text(page);
    const garbled = isGarbled(text);
    if (!garbled) out.text('', text, { page: number });
    if (garbled || (await this.#showsText(page, number, text))) {
      if (context.ocr) {
        const picture = garbled ? undefined : await page.render();
        if (picture === undefined) {
          out.issue('picture-text', 'text that is drawn, not a picture, is not recognised', `page ${number}`);
        } else {
          const text = await recognise(picture, () => context.budget.tick());
          out.recognised('', text, { page: number });
        }
      } else {
        out.picture(`page ${number}`, Math.round(page.width * SCALE), Math.round(page.height * SCALE));
      }
    }
    if (context.ocr) return;
    if (garbled) this.#garbled.push(`page ${number}`);
    const notes = await page.notes(!this.#fieldsListed);
    out.text('annotations', notes.texts.join('\n'), { page: number });
    await this.#files(notes.attachments);
  }

  async #text(page: PdfPage): Promise<string> {
    const lines: string[] = [];
    let runs: TextRun[] = [];
    const put = () => {
      const ready = linesOf(runs, page);
      for (const line of ready) this.context.budget.expand(line.length);
      lines.push(...ready);
      runs = [];
    };
    for await (const more of page.runs()) {
      this.context.budget.tick();
      for (const run of more) runs.push(run);
      if (runs.length >= MAX_RUNS) put();
    }
    put();
    return lines.join('\n');
  }

  /** Whether something is to be seen on the page that may be text, but is none to us. */
  async #showsText(page: PdfPage, number: number, text: string): Promise<boolean> {
    const few = text.length < FEW;
    if (!few && !this.pictures) return false;
    const { marked, stops, drawn, recognised } = await page.shows();
    const picture = this.pictures && (stops || !marked);
    if (few && stops && !picture) this.#damaged.push(`page ${number}`);
    return few ? drawn || picture : picture && !recognised;
  }

  async #properties(): Promise<void> {
    const { info, xmp } = await this.document.properties();
    const lines = Object.entries(info).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && !LIBRARY_INFO.has(name) ? [`${name}: ${value}`] : [],
    );
    this.out.text('properties', [...lines, ...(xmp === undefined ? [] : xmpLines(xmp))].join('\n'));
    const created = isoDate(info.CreationDate);
    if (created !== undefined) this.out.fact('document.created', created);
  }

  async #files(files: readonly PdfAttachment[]): Promise<void> {
    for (const { name, content } of files) {
      this.context.budget.expand(content.length);
      await this.out.file(name, bytesSource(content));
    }
  }
}

/** A font without a table of characters gives control characters, private ones, or the sign for unknown ones. */
function isGarbled(text: string): boolean {
  const strange = text.match(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
  return strange > 0.3 * text.replace(/\s/g, '').length;
}

/** What a person would call a field: "form1[0].page[0].name_2" is a name. */
function labelOf(field: string): string {
  const last = field.split('.').at(-1) ?? field;
  return last.replace(/(?:\[\d+\]|[\s_-]*\d+)+$/, '') || last;
}

function listed(names: readonly string[]): string {
  return names.length > 12
    ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`
    : names.join(', ');
}

/** D:20240131093000+08'00' (ISO 32000-2, 7.9.4) */
function isoDate(date: unknown): string | undefined {
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?/.exec(String(date));
  if (parts === null) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    h = '00',
    m = '00',
  ] = parts;
  const zone = sign === undefined ? 'Z' : `${sign}${h}:${m}`;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/**
 * Whether the file holds a picture large enough to hold text. Pictures are objects of their own, never packed with others, so their
 * descriptions can be read without parsing; where one says its size elsewhere, it counts as large.
 */
function holdsPictures(source: ByteSource): boolean {
  let carry = '';
  for (const piece of pieces(source, 1 << 20)) {
    const text = carry + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    for (const { index } of text.matchAll(/\/Subtype\s*\/Image\b/g)) {
      const before = text.slice(Math.max(0, index - 1000), index);
      const object = before.slice(before.lastIndexOf(' obj') + 1) + text.slice(index, index + 1000);
      const size = (name: string) => {
        const found = new RegExp(`/${name}\\s+(\\d{1,6})\\b(?! \\d+ R)`).exec(object);
        return found === null ? Number.POSITIVE_INFINITY : Number(found[1]);
      };
      if (mayHoldText(size('Width'), size('Height'))) return true;
    }
    carry = text.slice(-2000);
  }
  return false;
}
