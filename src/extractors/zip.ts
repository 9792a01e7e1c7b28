import type { Extractor } from './extractor.js';
import { openZip, type ZipEntry } from './zip-reader.js';

/** Methods that can be unpacked (APPNOTE 4.4.5). */
const METHODS = new Set([0, 8]);

/** Zip archives: every member is a file of its own. */
export const zip: Extractor = {
  async extract({ source }, out, { budget }) {
    const archive = await openZip(source, budget);
    for (const entry of archive.entries) {
      if (entry.folder) continue;
      const reason = unreadable(entry);
      if (reason === undefined) await out.file(entry.name, archive.stream(entry));
      else {
        if (reason.code === 'encrypted') out.fact('encrypted', 'zip');
        out.issue(reason.code, reason.message, entry.name);
      }
    }
    archive.close();
  },
};

function unreadable(
  entry: ZipEntry,
): { code: 'encrypted' | 'unsupported-format'; message: string } | undefined {
  if (entry.encrypted) return { code: 'encrypted', message: 'encrypted member' };
  if (!METHODS.has(entry.method))
    return { code: 'unsupported-format', message: `packed with method ${entry.method}` };
  return undefined;
}
