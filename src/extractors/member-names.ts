import { isAscii } from 'node:buffer';
import { decoderOf } from './charset-decoders.js';
import { detectEncoding } from './encoding.js';

/**
 * Decodes the names of an archive's members, which say nothing of their encoding (zip without its UTF-8 flag, tar, cpio). They
 * were written by one program on one machine: all of them together tell what a single short name cannot.
 */
export function decodeNames(names: readonly Uint8Array[]): string[] {
  const high = names.filter((name) => !isAscii(name));
  if (high.length === 0) return names.map((name) => Buffer.from(name).toString('latin1'));
  const all = Buffer.concat(high.flatMap((name) => [name, LINE_BREAK])).subarray(0, 1 << 16);
  const { encoding } = detectEncoding(all, high.length < 1000);
  return names.map((name) => decode(name, encoding === 'unsupported' ? 'windows-1252' : encoding));
}

const LINE_BREAK = Uint8Array.of(0x0a);

function decode(name: Uint8Array, encoding: Parameters<typeof decoderOf>[0]): string {
  if (isAscii(name)) return Buffer.from(name).toString('latin1');
  const out = new Uint8Array(name.length * 3 + 8);
  const cursor = { from: 0, to: 0, invalid: 0 };
  decoderOf(encoding)(name, name.length, true, out, out.length, cursor);
  return Buffer.from(out.buffer, 0, cursor.to).toString('utf8');
}
