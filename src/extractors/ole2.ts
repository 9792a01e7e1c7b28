import CFB from 'cfb';
import { bytesSource, readRange } from './byte-source.js';
import { openCompound } from './compound-file.js';
import type { Extractor } from './extractor.js';
import { asksTooMuch, decryptOffice, isEncryptedOffice } from './office-password.js';
import type { CompoundReader } from './office-reader.js';

/** A stream that only this kind of document has. The first that is there decides. */
const KINDS: readonly (readonly [stream: string, load: () => Promise<CompoundReader>])[] = [
  ['/Workbook', async () => (await import('./xls.js')).xls],
  ['/Book', async () => (await import('./xls.js')).xls],
  ['/__properties_version1.0', async () => (await import('./msg.js')).msg],
  ['/WordDocument', async () => (await import('./doc.js')).doc],
  ['/PowerPoint Document', async () => (await import('./ppt.js')).ppt],
  ['/\x01Ole10Native', async () => (await import('./ole-object.js')).oleObject],
  ['/Package', async () => (await import('./ole-object.js')).oleObject],
  ['/CONTENTS', async () => (await import('./ole-object.js')).oleObject],
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
    let bytes = readRange(input.source, 0, input.source.size);
    let damaged = false;
    const onDamage = () => {
      damaged = true;
    };
    let file = openCompound(bytes, onDamage);
    if (isEncryptedOffice(file)) {
      out.fact('encrypted', 'office');
      const plain = asksTooMuch(file) ? undefined : await decryptOffice(file, context);
      if (plain === undefined) {
        out.issue('encrypted', 'encrypted document');
        return;
      }
      if (plain[0] === 0x50) {
        await out.file('package', bytesSource(plain));
        return;
      }
      bytes = plain;
      file = openCompound(bytes, onDamage);
    }
    const kind = KINDS.find(([stream]) => CFB.find(file, stream) !== null);
    if (kind === undefined) out.issue('unsupported-format', 'a compound file of an unknown kind');
    else await (await kind[1]())(file, bytes, input, out, context);
    if (damaged) out.issue('malformed', 'streams of the file are damaged; what is left of them was read');
  },
};
