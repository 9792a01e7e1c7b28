import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FLUSH = 1 << 16;

/**
 * Writes a file so that readers see the old one or the whole new one: a private temporary file beside it, flushed, then renamed.
 * Throws what the file system throws; the temporary file is gone then.
 */
export function writeAtomically(path: string, chunks: Iterable<string>): void {
  // Not named after the file, whose name may be as long as names can be.
  const temporary = join(dirname(path), `.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', 0o600);
  try {
    let pending = '';
    for (const chunk of chunks) {
      pending += chunk;
      if (pending.length < FLUSH) continue;
      writeFileSync(file, pending);
      pending = '';
    }
    writeFileSync(file, pending);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, path);
  } catch (error) {
    try {
      closeSync(file);
    } catch {
      // Closed already: the rename failed.
    }
    unlinkSync(temporary);
    throw error;
  }
}
