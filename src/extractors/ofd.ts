import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { OfdPage } from './ofd-page.js';
import { readXml, type XmlAttributes, type XmlHandler } from './xml-reader.js';
import { XmlRecords } from './xml-records.js';
import { openZip, type ZipArchive, type ZipEntry } from './zip-reader.js';

/** Roots of parts that hold looks and proofs, not content. */
const IDLE = /^(?:Res|Versions|DocVersion|Signatures|Signature)$/;

/** Fixed-layout documents by GB/T 33190 (OFD): pages, templates, annotations, attachments, descriptions. */
export const ofd: Extractor = {
  async extract({ source }, out, context) {
    const zip = await openZip(source, context.budget, out);
    if (zip.entries.some(({ name }) => /(?:^|\/)Encryptions\.xml$/i.test(name))) {
      out.fact('encrypted', 'ofd');
      out.issue('encrypted', 'encrypted OFD');
      zip.close();
      return;
    }
    const pages = zip.entries.filter(({ name }) => /\/Pages\/[^/]+\/Content\.xml$/i.test(name));
    // Pages are numbered by their folders, unless the document lists them in another order.
    const order = new Map((await listed(zip, context)).map((path, i) => [path, i]));
    const placeOf = ({ name }: ZipEntry) =>
      [...order].find(([path]) => name.toLowerCase().endsWith(path))?.[1] ?? Number.MAX_SAFE_INTEGER;
    pages.sort((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
    const done = new Set<string>();
    let page = 0;
    for (const entry of pages) {
      page++;
      done.add(entry.name);
      await readPart(zip, entry, '', page, out, context);
    }
    for (const entry of zip.entries) {
      if (entry.folder || done.has(entry.name) || /\/Signs?\/|\.(?:ttf|otf|ttc)$/i.test(entry.name)) continue;
      if (/\.xml$/i.test(entry.name) && !/\/Attachs?\//i.test(entry.name))
        await readPart(zip, entry, nameOf(entry.name), undefined, out, context);
      else await out.file(entry.name, zip.stream(entry));
    }
    zip.close();
  },
};

function nameOf(path: string): string {
  if (/\/Tpls?\//i.test(path)) return 'templates';
  if (/annot/i.test(path)) return 'annotations';
  return path.toLowerCase() === 'ofd.xml'
    ? 'properties'
    : path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

async function readPart(
  zip: ZipArchive,
  entry: ZipEntry,
  name: string,
  page: number | undefined,
  out: PartOutput,
  { budget }: ExtractContext,
): Promise<void> {
  const objects = new OfdPage(out, name, page === undefined ? {} : { page });
  const records = new XmlRecords(out, name);
  let handler: XmlHandler | null = null;
  let begun = false;
  const trouble = await readXml(
    zip.stream(entry),
    {
      open(element: string, attributes: XmlAttributes, line?: number) {
        if (!begun) {
          begun = true;
          if (/^(?:Page|PageAnnot)$/.test(element)) handler = objects;
          else if (!IDLE.test(element) && element !== 'Document') handler = records;
        }
        handler?.open(element, attributes, line);
      },
      text: (text) => handler?.text(text),
      close: (element) => handler?.close(element),
    },
    budget,
  );
  objects.end();
  records.end();
  if (trouble !== undefined) out.issue(trouble.code, trouble.message, entry.name);
}

/** Ends of the paths of pages in the order of the document, in lower case. */
async function listed(zip: ZipArchive, { budget }: ExtractContext): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of zip.entries) {
    if (!/(?:^|\/)Document\.xml$/i.test(entry.name)) continue;
    await readXml(
      zip.stream(entry),
      {
        open(name, attributes) {
          const path = name === 'Page' ? attributes.BaseLoc : undefined;
          if (path !== undefined && paths.length < 10_000)
            paths.push(path.replace(/^\.?\//, '').toLowerCase());
        },
        text() {},
        close() {},
      },
      budget,
    );
  }
  return paths;
}
