import { textCost } from './charset-cost.js';
import { decoderOf } from './charset-decoders.js';

/** Average bits per character: common ideographs and punctuation. Three letters behind a '+' decode to rare ones. */
const PLAUSIBLE = 10.5;
/** Different characters that must show: one '+word' in a source file is not UTF-7, however often it stands there. */
const DISTINCT = 5;

/** At least two runs that decode cleanly, and to text. */
function holdText(runs: readonly Uint8Array[], encoding: 'utf-16be' | 'gb18030'): boolean {
  if (runs.length < 2) return false;
  const bytes = Buffer.concat(runs);
  const utf8 = new Uint8Array(bytes.length * 3);
  const cursor = { from: 0, to: 0, invalid: 0 };
  decoderOf(encoding)(bytes, bytes.length, true, utf8, utf8.length, cursor);
  const text = Buffer.from(utf8.subarray(0, cursor.to)).toString();
  const { bits, characters } = textCost(utf8, cursor.to);
  return cursor.invalid === 0 && new Set(text).size >= DISTINCT && bits <= PLAUSIBLE * characters;
}

/**
 * Names the encoding of bytes that are all below 0x80 but are not ASCII text: UTF-7 (RFC 2152), HZ (RFC 1843) and
 * ISO 2022 (escape sequences). None of them can be decoded here. Null for ordinary text.
 */
export function sevenBitLabel(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096));
  if (/^\+\/v[89+/]/.test(bytes.toString('latin1', 0, 4))) return 'utf-7';
  if (bytes.includes('\x1b$')) {
    if (/\x1b\$(?:[@AB]|[()*+][A-I])/.test(bytes.toString('latin1'))) return 'iso-2022';
  }
  if (bytes.includes('~{')) {
    const runs = [...bytes.toString('latin1').matchAll(/~\{((?:[!-}][!-~])+)~\}/g)];
    const raw = runs.map((run) => Buffer.from(run[1]!, 'latin1').map((byte) => byte | 0x80));
    if (holdText(raw, 'gb18030')) return 'hz-gb-2312';
  }
  if (bytes.includes('+')) {
    const runs = [...bytes.toString('latin1').matchAll(/\+([A-Za-z0-9+/]{3,})/g)];
    const raw = runs.map((run) => Buffer.from(run[1]!, 'base64'));
    // Whole units only; a run that ends within one is no UTF-7.
    if (raw.every((units) => units.length % 2 === 0) && holdText(raw, 'utf-16be')) return 'utf-7';
  }
  return null;
}
