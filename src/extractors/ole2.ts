import CFB from 'cfb';
import { readRange } from './byte-source.js';
import { openCompound } from './compound-file.js';
import type { ExtractContext, Extractor, PartInput, PartOutput } from './extractor.js';

/** Reads one kind of document in an OLE compound file (MS-CFB). `bytes` is the whole file, `file` its streams. */
export type CompoundReader = (
  file: CFB.CFB$Container,
  bytes: Buffer,
  input: PartInput,
  out: PartOutput,
  context: ExtractContext,
) => Promise<void>;

/** A stream that only this kind of document has. The first that is there decides. */
const KINDS: readonly (readonly [stream: string, load: () => Promise<CompoundReader>])[] = [
  ['/Workbook', async () => (await import('./xls.js')).xls],
  ['/Book', async () => (await import('./xls.js')).xls],
  ['/__properties_version1.0', async () => (await import('./msg.js')).msg],
];

/** Most bytes of a compound file; all of it is in memory. */
const LIMIT = 256 << 20;

/** OLE compound files: the documents of Office 97-2003, Outlook messages, encrypted Office packages. */
export const ole2: Extractor = {
  async extract(input, out, context) {
    if (input.source.size > LIMIT) {
      out.issue('too-large', `compound files of more than ${LIMIT} bytes are not read`);
      return;
    }
    const bytes = readRange(input.source, 0, input.source.size);
    let damaged = false;
    const file = openCompound(bytes, () => {
      damaged = true;
    });
    const kind = KINDS.find(([stream]) => CFB.find(file, stream) !== null);
    if (kind === undefined) out.issue('unsupported-format', 'a compound file of an unknown kind');
    else await (await kind[1]())(file, bytes, input, out, context);
    if (damaged) out.issue('malformed', 'streams of the file are damaged; what is left of them was read');
  },
};
