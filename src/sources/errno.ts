import type { IssueCode } from '../model/issue.js';

/** The reason to give for a failed system call, and what it means in plain words. Never the system's own message: it quotes names. */
export function reasonFor(error: unknown): { readonly code: IssueCode; readonly message: string } {
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'vanished', message: 'no longer there when it was to be read' };
    case 'EACCES':
    case 'EPERM':
      return { code: 'permission-denied', message: 'the scanning user may not read it' };
    case 'ENAMETOOLONG':
      return { code: 'path-too-long', message: 'the path is too long to be reached' };
    case 'ELOOP':
      return { code: 'changed', message: 'replaced by a link since it was listed' };
    case 'ENXIO':
    case 'ENODEV':
    case 'EISDIR':
      return { code: 'not-regular', message: 'not a regular file' };
    default:
      return { code: 'io-error', message: `the system could not read it (${errno})` };
  }
}

/** The system's name of an error ("EIO"), or "unknown error". */
export function errnoOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : 'unknown error';
}

/** Too many open files, here or in the whole system: a reason to wait, not to give up. */
export function outOfHandles(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes(errnoOf(error));
}
