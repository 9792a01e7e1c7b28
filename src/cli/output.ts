import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeAtomically } from '../lib/atomic-write.js';
import { displayPath } from '../lib/display-path.js';
import { UserError } from '../lib/user-error.js';

/**
 * Writes to standard output and waits until it is out. False when the reader has left (`| head`), which is no error:
 * there is no point in going on. Throws UserError when it cannot be written.
 */
export async function writeOut(text: string): Promise<boolean> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
    process.stdout.write(text, resolve);
  });
  if (error === null || error === undefined) return true;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return false;
  throw new UserError(
    'cannot-write',
    { en: `cannot write to standard output (${error.code})`, zh: `无法写到标准输出（${error.code}）` },
    { en: 'redirect it to where there is room', zh: '请重定向到有空间之处' },
  );
}

/** Keeps failed writes from ending the program: `writeOut` reports them, and what goes to standard error may be lost. */
export function tolerateClosedOutput(): void {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** Writes a file whole or not at all, its folder included. Throws UserError when it cannot be written. */
export function saveFile(file: string, chunks: Iterable<string>): void {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeAtomically(path, chunks);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UserError(
      'cannot-write',
      { en: `cannot write ${displayPath(file)} (${code})`, zh: `无法写入 ${displayPath(file)}（${code}）` },
      { en: 'choose a folder you may write to', zh: '请换一个有写权限的目录' },
    );
  }
}
