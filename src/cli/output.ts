import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeAtomically } from '../lib/atomic-write.js';
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

/**
 * Throws UserError when `file` could not be written to as things stand: better before a scan of hours than after it.
 * Creates nothing.
 */
export function checkWritable(file: string): void {
  try {
    let path = resolve(file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    if (stat !== undefined && !stat.isFile()) {
      accessSync(path, constants.W_OK);
      return;
    }
    // What is there is replaced, so that the folder counts: the nearest one that exists.
    do path = dirname(path);
    while (statSync(path, { throwIfNoEntry: false }) === undefined);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/**
 * Writes a file whole or not at all, its folder included, readable by its owner alone. Through a link its target is written;
 * what is no regular file (a pipe, /dev/null) is written to, not replaced. Throws UserError when it cannot be written.
 */
export function saveFile(file: string, chunks: Iterable<string>): void {
  try {
    const path = targetOf(resolve(file));
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile() && !stat.isDirectory()) {
      const open = openSync(path, 'w');
      for (const chunk of chunks) writeFileSync(open, chunk);
      closeSync(open);
      return;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeAtomically(path, chunks);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet.
    return path;
  }
}

function cannotWrite(file: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return new UserError(
    'cannot-write',
    { en: `cannot write ${file} (${code})`, zh: `无法写入 ${file}（${code}）` },
    code === 'EISDIR'
      ? { en: 'it is a folder: name a file', zh: '这是目录：请写文件名' }
      : { en: 'choose a folder you may write to', zh: '请换一个有写权限的目录' },
  );
}
