import { bytesSource } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { readHtml } from './html.js';
import { unescapeUri } from './uri-text.js';
import { readXml, type XmlHandler } from './xml-reader.js';
import { XmlRecords } from './xml-records.js';
import { openZip, type ZipArchive, type ZipEntry } from './zip-reader.js';

/** Books (EPUB 3): chapters in their order, then whatever else the package holds. */
export const epub: Extractor = {
  async extract({ source }, out, context) {
    const zip = await openZip(source, context.budget, out);
    const done = new Set<string>();
    const closed = await encryptedParts(zip, out, context);
    let page = 0;
    for (const path of await spine(zip, out, context)) {
      page++;
      const entry = zip.find(path);
      if (entry !== undefined && !done.has(entry.name)) await chapter(entry, page);
    }
    for (const entry of zip.entries) {
      if (
        entry.folder ||
        done.has(entry.name) ||
        /^mimetype$|\.(?:css|ttf|otf|woff2?)$|^META-INF\//i.test(entry.name)
      )
        continue;
      if (/\.x?html?$/i.test(entry.name)) await chapter(entry, undefined);
      else if (!/\.opf$/i.test(entry.name)) await out.file(entry.name, zip.stream(entry));
    }
    zip.close();

    async function chapter(entry: ZipEntry, place: number | undefined): Promise<void> {
      done.add(entry.name);
      if (closed.has(entry.name) || entry.encrypted) {
        out.fact('encrypted', 'epub');
        out.issue('encrypted', 'encrypted chapter', entry.name);
        return;
      }
      const bytes = await zip.bytes(entry);
      const where = place === undefined ? {} : { place: { page: place }, tables: `chapter${place}` };
      await readHtml(bytesSource(bytes), out, context, { xml: true, ...where });
    }
  },
};

/** Paths of the chapters in their order; the book's own description goes to `properties`. */
async function spine(zip: ZipArchive, out: PartOutput, { budget }: ExtractContext): Promise<string[]> {
  const opf = zip.entries.find(({ name }) => /\.opf$/i.test(name));
  if (opf === undefined) return [];
  const folder = opf.name.slice(0, opf.name.lastIndexOf('/') + 1);
  const files = new Map<string, string>();
  const order: string[] = [];
  const records = new XmlRecords(out, 'properties');
  let metadata = 0;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === 'metadata' || metadata > 0) {
        metadata++;
        records.open(name, attributes);
      } else if (name === 'item') files.set(attributes.id ?? '', unescapeUri(attributes.href ?? ''));
      else if (name === 'itemref') order.push(attributes.idref ?? '');
    },
    text(text) {
      if (metadata > 0) records.text(text);
    },
    close() {
      if (metadata === 0) return;
      metadata--;
      records.close();
    },
  };
  const trouble = await readXml(zip.stream(opf), handler, budget);
  records.end();
  if (trouble !== undefined) out.issue(trouble.code, trouble.message, opf.name);
  return order.map((id) => folder + (files.get(id) ?? ''));
}

/** Parts of the book that are closed to all but its readers. */
async function encryptedParts(
  zip: ZipArchive,
  out: PartOutput,
  { budget }: ExtractContext,
): Promise<Set<string>> {
  const parts = new Set<string>();
  const entry = zip.find('META-INF/encryption.xml');
  if (entry === undefined) return parts;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === 'CipherReference') parts.add(unescapeUri(attributes.URI ?? ''));
    },
    text() {},
    close() {},
  };
  const trouble = await readXml(zip.stream(entry), handler, budget);
  if (trouble !== undefined) out.issue(trouble.code, trouble.message, entry.name);
  return parts;
}
