import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { PropertiesReader } from './office-properties.js';
import type { DocumentKind } from './office-reader.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import { openZip, type ZipArchive, type ZipEntry } from './zip-reader.js';

/** The media type behind "application/vnd.oasis.opendocument." says which kind; templates and charts begin alike. */
const KINDS: readonly (readonly [kind: string, load: () => Promise<DocumentKind>])[] = [
  ['spreadsheet', async () => (await import('./ods.js')).spreadsheet],
  ['text', async () => (await import('./odf-text.js')).odfText],
  ['presentation', async () => (await import('./odf-text.js')).odfText],
  ['graphics', async () => (await import('./odf-text.js')).odfText],
  ['chart', async () => (await import('./odf-text.js')).odfText],
];

/** Members of a package without anything people write. */
const IDLE =
  /^(?:mimetype|settings\.xml|manifest\.rdf|layout-cache|META-INF\/.*|Configurations2\/.*|Thumbnails\/.*)$/;

/** OpenDocument packages (ISO 26300-3): spreadsheets, texts, presentations; documents inside of them are parts of their own. */
export const odf: Extractor = {
  async extract({ source, type }, out, context) {
    const zip = await openZip(source, context.budget, out);
    const manifest = new ManifestReader();
    await read(zip, zip.find('META-INF/manifest.xml'), manifest, out, context);
    if (manifest.encrypted) {
      out.fact('encrypted', 'odf');
      out.issue('encrypted', 'encrypted OpenDocument');
      return;
    }
    const documents = new Map([['', type.mediaType ?? ''], ...manifest.documents]);
    for (const [folder, mediaType] of documents) await readDocument(zip, folder, mediaType, out, context);
    for (const entry of zip.entries) {
      const inner =
        [...documents.keys()].find((folder) => folder !== '' && entry.name.startsWith(folder)) ?? '';
      const name = entry.name.slice(inner.length);
      if (entry.folder || IDLE.test(name) || /^(?:content|styles|meta)\.xml$/.test(name)) continue;
      await out.file(entry.name, zip.stream(entry));
    }
    zip.close();
  },
};

/** A whole document in one XML file. */
export const flatOdf: Extractor = {
  async extract({ source, type }, out, context) {
    const kind = await kindOf(type.mediaType ?? '');
    if (kind === undefined) {
      out.issue('unsupported-format', 'an OpenDocument of a kind that is not read');
      return;
    }
    const { pieces } = await import('./byte-source.js');
    const reader = kind.reader(out, context);
    const properties = new PropertiesReader(out);
    const both = new MetaSplitter(reader, properties);
    const trouble = await readXml(pieces(source), both, context.budget);
    if (trouble !== undefined) out.issue(trouble.code, trouble.message);
    await kind.finish?.(reader, out);
  },
};

async function readDocument(
  zip: ZipArchive,
  folder: string,
  mediaType: string,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  const kind = await kindOf(mediaType);
  const content = zip.find(`${folder}content.xml`);
  if (kind === undefined || content === undefined) {
    // Charts and formulas show what is in their document anyway.
    if (folder === '') out.issue('unsupported-format', 'an OpenDocument of a kind that is not read');
    return;
  }
  const reader = kind.reader(out, context);
  await read(zip, content, reader, out, context);
  await read(zip, zip.find(`${folder}styles.xml`), reader, out, context);
  await kind.finish?.(reader, out);
  await read(zip, zip.find(`${folder}meta.xml`), new PropertiesReader(out), out, context);
}

async function kindOf(mediaType: string): Promise<DocumentKind | undefined> {
  const kind = /opendocument\.([a-z]+)/.exec(mediaType)?.[1] ?? '';
  return await KINDS.find(([name]) => name === kind)?.[1]();
}

async function read(
  zip: ZipArchive,
  entry: ZipEntry | undefined,
  handler: XmlHandler,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  if (entry === undefined) return;
  const trouble = await readXml(zip.stream(entry), handler, context.budget);
  if (trouble !== undefined) out.issue(trouble.code, trouble.message, entry.name);
}

/** META-INF/manifest.xml: whether parts are encrypted, and which folders are documents. */
class ManifestReader implements XmlHandler {
  encrypted = false;
  readonly documents = new Map<string, string>();

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'encryption-data') this.encrypted = true;
    const path = attributes['manifest:full-path'] ?? '';
    const type = attributes['manifest:media-type'] ?? '';
    if (name === 'file-entry' && path.length > 1 && path.endsWith('/') && type.includes('opendocument'))
      this.documents.set(path, type);
  }

  text(): void {}

  close(): void {}
}

/** Hands the properties of a flat document to their own reader. */
class MetaSplitter implements XmlHandler {
  #inMeta = false;

  constructor(
    private readonly document: XmlHandler,
    private readonly meta: XmlHandler,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'meta') this.#inMeta = true;
    else (this.#inMeta ? this.meta : this.document).open(name, attributes);
  }

  text(text: string): void {
    (this.#inMeta ? this.meta : this.document).text(text);
  }

  close(name: string): void {
    if (name === 'meta') this.#inMeta = false;
    else (this.#inMeta ? this.meta : this.document).close(name);
  }
}
