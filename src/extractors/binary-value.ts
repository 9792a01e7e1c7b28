import { isUtf8 } from 'node:buffer';
import { sniffType } from './file-type.js';

/** Larger values are files of their own. */
export const MAX_VALUE = 1 << 16;

/** True where the bytes of a value are a document, a picture, an archive: something an extractor or a reader has a name for. */
export function isDocument(head: Uint8Array): boolean {
  const type = sniffType(head);
  return type.kind === 'binary' || type.format !== undefined;
}

/**
 * What can be read in the bytes of a binary column: all of it where it is text, else its runs of four printable characters
 * or more — serialised objects keep their strings in the open.
 */
export function textIn(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  if (isUtf8(buffer) && !/[\x00-\x08\x0e-\x1f]/.test(text)) return text;
  return (text.match(/[^\x00-\x08\x0a-\x1f\x7f-\x9f\ufffd]{4,}/g) ?? []).join(' ');
}
