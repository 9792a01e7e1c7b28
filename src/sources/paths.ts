import { closeSync, constants, openSync } from 'node:fs';
import type { DataAsset } from '../model/asset.js';

/** Path bytes as a latin1 string: one character per byte, compares in byte order, costs one byte per character. */
export type RawPath = string;

/** PATH_MAX on Linux, less the closing NUL. */
const LONGEST_CALL = 4095;
/** NAME_MAX and a slash. */
const LONGEST_NAME = 256;
/** Longer paths are not followed: a hostile tree could otherwise cost memory with the square of its depth. */
export const LONGEST_PATH = 16_384;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const gb18030 = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });

/** One name in readable form: UTF-8, else GB 18030 (as Chinese Windows wrote it), else its odd bytes as \xNN. */
export function displayName(name: RawPath): string {
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  const bytes = Buffer.from(name, 'latin1');
  for (const decoder of [utf8, gb18030]) {
    try {
      return decoder.decode(bytes);
    } catch {
      // Not this encoding.
    }
  }
  return name.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

export function join<Path extends string>(folder: Path, name: Path): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The bytes to open the asset by. */
export function rawPathOf(asset: DataAsset): RawPath {
  return asset.rawPath ?? Buffer.from(asset.path, 'utf8').toString('latin1');
}

/** What file-system calls take: a string where that is the same bytes (faster), else the bytes. */
export function callPath(raw: RawPath): string | Buffer {
  if (raw === '') return '.';
  return /^[\x00-\x7f]*$/.test(raw) ? raw : Buffer.from(raw, 'latin1');
}

/** A folder in a form that leaves room for one more name within PATH_MAX. `close` frees the handle, if there is one. */
export interface Reach {
  readonly base: RawPath;
  /** The folder's handle; absent where the plain path serves. */
  readonly fd?: number;
  close(): void;
}

/**
 * Reaches a folder by handles: /proc/self/fd/N names the folder itself, so that neither its depth matters nor what its
 * path points to later. The last part is not followed when it is a link. Throws the system's error.
 */
export function reachFolder(raw: RawPath): Reach {
  if (process.platform !== 'linux') {
    if (raw.length + LONGEST_NAME > LONGEST_CALL) throw tooLong();
    return { base: raw, close: () => undefined };
  }
  if (raw.length > LONGEST_PATH) throw tooLong();
  let prefix = '';
  let rest = raw;
  let fd: number | undefined;
  try {
    do {
      const fits = prefix.length + rest.length <= LONGEST_CALL;
      const cut = fits ? rest.length : rest.lastIndexOf('/', LONGEST_CALL - prefix.length - 1);
      if (cut <= 0 && !fits) throw tooLong();
      const next = openSync(callPath(prefix + rest.slice(0, cut)), FOLDER_FLAGS);
      if (fd !== undefined) closeSync(fd);
      fd = next;
      prefix = `/proc/self/fd/${fd}/`;
      rest = rest.slice(cut + 1);
    } while (rest !== '');
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    throw error;
  }
  const handle = fd;
  return { base: `/proc/self/fd/${handle}`, fd: handle, close: () => closeSync(handle) };
}

const FOLDER_FLAGS =
  constants.O_RDONLY |
  (constants.O_DIRECTORY ?? 0) |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/** Calls `use` with a path for this file that fits one system call, whatever its depth. */
export function withinReach<T>(raw: RawPath, use: (path: string | Buffer) => T): T {
  if (raw.length <= LONGEST_CALL) return use(callPath(raw));
  const cut = raw.lastIndexOf('/');
  const folder = reachFolder(raw.slice(0, cut));
  try {
    return use(callPath(`${folder.base}/${raw.slice(cut + 1)}`));
  } finally {
    folder.close();
  }
}

function tooLong(): NodeJS.ErrnoException {
  return Object.assign(new Error('path too long'), { code: 'ENAMETOOLONG' });
}
