import type { Extractor } from './extractor.js';
import type { PackageReader } from './office-reader.js';
import { openZip } from './zip-reader.js';

/** The folder of the main part says which program wrote the package. */
const KINDS: readonly (readonly [folder: string, load: () => Promise<PackageReader>])[] = [
  ['xl/', async () => (await import('./xlsx.js')).xlsx],
  ['word/', async () => (await import('./docx.js')).docx],
  ['visio/', async () => (await import('./vsdx.js')).vsdx],
  ['ppt/', async () => (await import('./pptx.js')).pptx],
];

/** Office Open XML documents: workbooks, texts, presentations. */
export const ooxml: Extractor = {
  async extract(input, out, context) {
    const zip = await openZip(input.source, context.budget, out);
    const kind = KINDS.find(([folder]) =>
      zip.entries.some(({ name }) => name.toLowerCase().startsWith(folder)),
    );
    if (kind === undefined) out.issue('unsupported-format', 'an Office package of an unknown kind');
    else await (await kind[1]())(zip, input, out, context);
    zip.close();
  },
};
