import { textCost } from './charset-cost.js';
import { decoderOf } from './charset-decoders.js';

/** Average bits per character under which a decoded run passes for text. */
const PLAUSIBLE = 13;

function plausible(bytes: Uint8Array, encoding: 'utf-16be' | 'gb18030'): boolean {
  const characters = bytes.length / 2;
  if (bytes.length === 0) return false;
  const utf8 = new Uint8Array(bytes.length * 3);
  const cursor = { from: 0, to: 0, invalid: 0 };
  decoderOf(encoding)(bytes, bytes.length, true, utf8, utf8.length, cursor);
  return cursor.invalid === 0 && textCost(utf8, cursor.to).bits / characters <= PLAUSIBLE;
}

/** At least two runs, nine in ten of which hold text: one '+' in a formula or a Base64 block does not make UTF-7. */
function mostly(runs: readonly Uint8Array[], encoding: 'utf-16be' | 'gb18030'): boolean {
  if (runs.length < 2) return false;
  return runs.filter((run) => plausible(run, encoding)).length >= 0.9 * runs.length;
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
    if (mostly(raw, 'gb18030')) return 'hz-gb-2312';
  }
  if (bytes.includes('+')) {
    const runs = [...bytes.toString('latin1').matchAll(/\+([A-Za-z0-9+/]{3,})/g)];
    const raw = runs.map((run) => {
      const units = Buffer.from(run[1]!, 'base64');
      return units.subarray(0, units.length & ~1);
    });
    if (mostly(raw, 'utf-16be')) return 'utf-7';
  }
  return null;
}
