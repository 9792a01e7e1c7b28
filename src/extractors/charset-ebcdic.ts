import { putUtf8 } from './charset.js';

/** The part of EBCDIC on which its code pages agree, as [first byte, characters from there on]. */
const INVARIANT: readonly (readonly [number, string])[] = [
  [0x00, '\0'],
  [0x05, '\t'],
  [0x0d, '\r'],
  [0x15, '\n'],
  [0x25, '\n'],
  [0x40, ' '],
  [0x4b, '.<(+'],
  [0x50, '&'],
  [0x5c, '*);'],
  [0x60, '-/'],
  [0x6b, ',%_>?'],
  [0x7a, ':#@\'="'],
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa2, 'stuvwxyz'],
  [0xc1, 'ABCDEFGHI'],
  [0xd1, 'JKLMNOPQR'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
];

/** U+0080, a control, for every byte outside the invariant part. */
const TO_UNIT = new Uint8Array(256).fill(0x80);
for (const [first, characters] of INVARIANT) {
  for (let i = 0; i < characters.length; i++) TO_UNIT[first + i] = characters.charCodeAt(i);
}

/** Reads bytes as EBCDIC, writes UTF-8 into `target` (twice the room is enough) and returns its length. Only for recognising it. */
export function ebcdicAsUtf8(bytes: Uint8Array, target: Uint8Array): number {
  let to = 0;
  for (const byte of bytes) to = putUtf8(target, to, TO_UNIT[byte]!);
  return to;
}
