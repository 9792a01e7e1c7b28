import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ByteSource, readRange } from './byte-source.js';
import type {
  PageContent,
  PdfAttachment,
  PdfDocument,
  PdfField,
  PdfNotes,
  PdfPage,
  TextRun,
} from './pdf-document.js';
import { PAINTING, type Painting, PicturePainter } from './pdf-painter.js';
import { type Matrix, Raster } from './pdf-raster.js';
import { MAX_PIXELS } from './picture-size.js';

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** Files up to this size are handed over whole; of larger ones the parts that are asked for. */
const WHOLE = 16 << 20;
/** Pixels from which a picture may hold text. */
const PICTURE = 200 * 80;
/** Pixels of a page that is rendered. */
const MAX_RENDERED = 20_000_000;
/** Pixels per point of rendered pages: 144 and 300 per inch. */
const COARSE = 2;
const FINE = 300 / 72;
/** Lines and shapes from which a page may show letters drawn as such. */
const DRAWN = 40;
const MAX_BOOKMARKS = 50_000;

export type Opened = PdfDocument | 'encrypted';

/**
 * Opens a PDF with pdf.js, in this thread. `passwords` are tried after none. `pictures` = pages are to be rendered, so pictures are
 * decoded. Rejects where the file is not readable as PDF at all.
 */
export async function openPdf(
  source: ByteSource,
  passwords: readonly string[],
  pictures: boolean,
): Promise<Opened> {
  const library = await load();
  for (const password of ['', ...passwords]) {
    const open = (more: object) =>
      library.getDocument({ ...OPTIONS, password, ...bytesOf(source, library), ...more }).promise;
    try {
      const document = await open({ maxImageSize: pictures ? MAX_PIXELS : PICTURE });
      return new PdfJsDocument(document, library, password !== '', open);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'PasswordException')) throw error;
    }
  }
  return 'encrypted';
}

const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), sep);

/**
 * Character maps, fonts and decoders are files beside the library; without them text comes out empty, without any error.
 * No code is made of strings, no font taken from the system, nothing written on a console.
 */
const OPTIONS = {
  cMapUrl: join(folder, 'cmaps', sep),
  cMapPacked: true,
  standardFontDataUrl: join(folder, 'standard_fonts', sep),
  wasmUrl: join(folder, 'wasm', sep),
  iccUrl: join(folder, 'iccs', sep),
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  useWorkerFetch: false,
  enableXfa: false,
  verbosity: 0,
};

let loaded: Promise<Library> | undefined;

/** The library prints what it misses while it loads: for rendering, which is asked for later or never. */
function load(): Promise<Library> {
  loaded ??= (async () => {
    const { warn, log } = console;
    const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push')!;
    console.warn = console.log = () => {};
    // Pages are never drawn by it, but it wants these where its package of native code is not at hand.
    (globalThis as { DOMMatrix?: unknown }).DOMMatrix ??= class {};
    try {
      const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
      // Its worker, run in this thread: found under this name, it need not be looked for.
      (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker ??= await import(
        // @ts-expect-error the package has no types for it
        'pdfjs-dist/legacy/build/pdf.worker.mjs'
      );
      return library;
    } finally {
      console.warn = warn;
      console.log = log;
      // Its build for older runtimes replaces this by one in JavaScript, for everybody: a third of the time was spent there.
      Object.defineProperty(Array.prototype, 'push', push);
    }
  })();
  return loaded;
}

function bytesOf(source: ByteSource, library: Library): object {
  if (source.size <= WHOLE) return { data: new Uint8Array(readRange(source, 0, source.size)) };
  const range = new library.PDFDataRangeTransport(source.size, null);
  range.requestDataRange = (begin, end) => {
    const bytes = new Uint8Array(readRange(source, begin, end));
    queueMicrotask(() => range.onDataRange(begin, bytes));
  };
  return { range, rangeChunkSize: 1 << 18, disableStream: true, disableAutoFetch: true };
}

type Open = (more: object) => Promise<PDFDocumentProxy>;

class PdfJsDocument implements PdfDocument {
  #probe: Promise<PDFDocumentProxy> | undefined;

  constructor(
    private readonly document: PDFDocumentProxy,
    private readonly library: Library,
    readonly encrypted: boolean,
    private readonly open: Open,
  ) {}

  get pages(): number {
    return this.document.numPages;
  }

  async page(number: number): Promise<PdfPage> {
    const page = await this.document.getPage(number);
    return new PdfJsPage(page, this.library, async () => {
      // A second view of the file, which stops at the first picture that is large: so the first one need decode none.
      this.#probe ??= this.open({ maxImageSize: PICTURE, stopAtErrors: true });
      return (await this.#probe).getPage(number);
    });
  }

  async fields(): Promise<PdfField[]> {
    const objects = (await this.document.getFieldObjects()) as Record<string, unknown[]> | null;
    return Object.entries(objects ?? {}).flatMap(([name, widgets]) =>
      (widgets as { value?: unknown; defaultValue?: unknown; page?: number; type?: string }[]).map(
        ({ value, defaultValue, page, type }) => ({
          name,
          values: type === 'button' ? [] : [...new Set([...strings(value), ...strings(defaultValue)])],
          page: page === undefined || page < 0 ? undefined : page + 1,
        }),
      ),
    );
  }

  async properties() {
    const { info, metadata } = await this.document.getMetadata();
    const { Custom, ...known } = info as Record<string, unknown>;
    const xmp: unknown = metadata?.getRaw();
    return {
      info: { ...known, ...(Custom as Record<string, unknown> | undefined) },
      xmp: typeof xmp === 'string' ? xmp : undefined,
    };
  }

  async bookmarks(): Promise<string[]> {
    type Item = { title: string; url: string | null; unsafeUrl?: string; items: Item[] };
    const waiting = [...(((await this.document.getOutline()) as Item[] | null) ?? [])].reverse();
    const texts: string[] = [];
    for (let item = waiting.pop(); item !== undefined && texts.length < MAX_BOOKMARKS; item = waiting.pop()) {
      texts.push([item.title, item.unsafeUrl ?? item.url ?? ''].join(' ').trim());
      waiting.push(...[...item.items].reverse());
    }
    return texts;
  }

  async attachments(): Promise<PdfAttachment[]> {
    const files = (await this.document.getAttachments()) as Record<string, unknown> | null;
    return Object.values(files ?? {}).flatMap(attachment);
  }

  async xfa(): Promise<string[]> {
    const { IsXFAPresent: present } = (await this.document.getMetadata()).info as { IsXFAPresent?: boolean };
    if (present !== true) return [];
    const document = await this.open({ enableXfa: true });
    try {
      const texts: string[] = [];
      for (let number = 1; document.isPureXfa && number <= document.numPages; number++) {
        texts.push(xfaText(await (await document.getPage(number)).getXfa()));
      }
      return texts;
    } finally {
      await document.loadingTask.destroy();
    }
  }

  async close(): Promise<void> {
    await (await this.#probe?.catch(() => undefined))?.loadingTask.destroy();
    await this.document.loadingTask.destroy();
  }
}

class PdfJsPage implements PdfPage {
  readonly width: number;
  readonly height: number;
  readonly #names: ReadonlyMap<number, Painting>;

  constructor(
    private readonly page: PDFPageProxy,
    private readonly library: Library,
    private readonly probe: () => Promise<PDFPageProxy>,
  ) {
    const { width, height } = page.getViewport({ scale: 1 });
    this.width = width;
    this.height = height;
    this.#names = new Map(PAINTING.map((name) => [library.OPS[name], name]));
  }

  async *runs(): AsyncIterable<readonly TextRun[]> {
    const reader = this.page.streamTextContent({ includeMarkedContent: false }).getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { items, styles } = next.value as Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
        // Blanks without a height are pdf.js's own, put into gaps: what those mean is decided over whole lines.
        yield items.flatMap((item) =>
          'str' in item && (item.height > 0 || item.str.trim() !== '')
            ? [textRun(item, styles[item.fontName]?.vertical === true)]
            : [],
        );
      }
    } finally {
      reader.cancel(new this.library.AbortException('read')).catch(() => {});
    }
  }

  async notes(fields: boolean): Promise<PdfNotes> {
    const texts: string[] = [];
    const attachments: PdfAttachment[] = [];
    for (const note of (await this.page.getAnnotations()) as Note[]) {
      const values =
        fields && note.subtype === 'Widget' && note.fieldType !== 'Btn' ? strings(note.fieldValue) : [];
      const parts = [
        note.titleObj?.str,
        note.contentsObj?.str,
        note.richText?.str,
        note.alternativeText,
        ...(Array.isArray(note.textContent) ? [note.textContent.join('')] : []),
        ...values,
        address(note.unsafeUrl ?? note.url),
      ];
      const text = [...new Set(parts)].filter((part) => typeof part === 'string' && part !== '').join(' ');
      if (text !== '') texts.push(text);
      attachments.push(...attachment(note.file));
    }
    return { texts, attachments };
  }

  async shows(): Promise<PageContent> {
    const { OPS } = this.library;
    const { fnArray, argsArray } = await this.page.getOperatorList();
    let drawings = 0;
    let mode = 0;
    let invisible = 0;
    let visible = 0;
    for (const [at, operator] of fnArray.entries()) {
      if (operator === OPS.setTextRenderingMode) mode = Number(argsArray[at]?.[0]);
      else if (operator === OPS.showText) mode === 3 ? invisible++ : visible++;
      else if (DRAWINGS.some((name) => OPS[name] === operator)) drawings++;
    }
    return {
      marked: fnArray.length > 0,
      stops: await this.#stopsEarly(fnArray.length),
      drawn: drawings >= DRAWN,
      recognised: invisible > 0 && visible === 0,
    };
  }

  /** The view that stops at large pictures, and at damage, has less of the page. */
  async #stopsEarly(whole: number): Promise<boolean> {
    const page = await this.probe();
    const { fnArray } = await page.getOperatorList();
    page.cleanup();
    return fnArray.length < whole;
  }

  async render(): Promise<Uint8Array | undefined> {
    const { fnArray, argsArray } = await this.page.getOperatorList();
    const viewport = this.page.getViewport({ scale: this.#scale(fnArray, argsArray) });
    const raster = new Raster(Math.ceil(viewport.width), Math.ceil(viewport.height));
    const painter = new PicturePainter(raster, viewport.transform as unknown as Matrix, (id) =>
      this.#object(id),
    );
    for (const [at, operator] of fnArray.entries()) {
      const name = this.#names.get(operator);
      if (name !== undefined) await painter.step(name, argsArray[at] ?? []);
    }
    return raster.used ? raster.file() : undefined;
  }

  /** A decoded picture; those of several pages are kept by the document. */
  #object(id: string): Promise<unknown> {
    const objects = id.startsWith('g_') ? this.page.commonObjs : this.page.objs;
    return new Promise((resolve) => {
      objects.get(id, resolve);
    });
  }

  /** Pixels per point of the finest picture, taken for one that fills the page: drawn in its own pixels, it stays sharp. */
  #scale(operators: readonly number[], operands: readonly unknown[]): number {
    let pixels = 0;
    for (const [at, operator] of operators.entries()) {
      if (operator !== this.library.OPS.paintImageXObject) continue;
      const [, width, height] = operands[at] as [string, number, number];
      pixels = Math.max(pixels, width, height);
    }
    const fine = Math.max(COARSE, Math.min(FINE, pixels / Math.max(this.width, this.height)));
    return Math.min(fine, Math.sqrt(MAX_RENDERED / Math.max(1, this.width * this.height)));
  }

  release(): void {
    this.page.cleanup();
  }
}

interface Note {
  readonly subtype?: string;
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly titleObj?: { readonly str: string };
  readonly contentsObj?: { readonly str: string };
  readonly richText?: { readonly str: string };
  readonly alternativeText?: string;
  readonly textContent?: readonly string[];
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly file?: unknown;
}

/** Operators that leave something to see, other than text. */
const DRAWINGS = [
  'constructPath',
  'paintImageXObject',
  'paintImageMaskXObject',
  'paintInlineImageXObject',
  'paintImageXObjectRepeat',
  'paintImageMaskXObjectRepeat',
  'paintImageMaskXObjectGroup',
  'paintInlineImageXObjectGroup',
] as const;

function textRun(
  item: { str: string; transform: number[]; width: number; height: number },
  vertical: boolean,
): TextRun {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform;
  const turned = (Math.atan2(b, a) * 180) / Math.PI;
  return {
    text: item.str,
    x,
    y,
    length: vertical ? item.height : item.width,
    size: Math.hypot(c, d),
    angle: vertical ? turned + 270 : turned,
  };
}

function strings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(strings);
  return typeof value === 'string' && value !== '' && value !== 'Off' ? [value] : [];
}

function attachment(file: unknown): PdfAttachment[] {
  const { filename, content } = (file ?? {}) as { filename?: unknown; content?: unknown };
  if (!(content instanceof Uint8Array)) return [];
  return [{ name: typeof filename === 'string' && filename !== '' ? filename : 'attachment', content }];
}

/** Percent signs hide what an address holds. */
function address(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Texts and values of the tree of elements that pdf.js makes of an XFA page. */
function xfaText(root: unknown): string {
  type Element = {
    name?: string;
    value?: string;
    attributes?: { textContent?: string; value?: string };
    children?: Element[];
  };
  const lines: string[] = [];
  const waiting: Element[] = [root as Element];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const text = element.value ?? element.attributes?.textContent ?? element.attributes?.value;
    if (typeof text === 'string' && text.trim() !== '') lines.push(text.trim());
    for (const child of [...(element.children ?? [])].reverse()) if (child) waiting.push(child);
  }
  return lines.join('\n');
}
