/** Encoders for tests: tables turned round from TextDecoder, UTF-16 and UTF-32 by hand. */
import type { Encoding } from '../../src/extractors/charset.js';

type Inverse = Map<string, Uint8Array>;
const inverses = new Map<string, Inverse>();

function inverse(label: string): Inverse {
  const known = inverses.get(label);
  if (known !== undefined) return known;
  const map: Inverse = new Map();
  const decoder = new TextDecoder(label);
  for (let byte = 0; byte < 0x80; byte++) map.set(String.fromCharCode(byte), Uint8Array.of(byte));
  for (let lead = 0x80; lead <= 0xff; lead++) {
    const alone = decoder.decode(Uint8Array.of(lead));
    // Node may decode windows-1252 as ISO-8859-1: 0x80-0x9F are left out.
    if (alone.length === 1 && alone >= '\u00a0' && alone !== '\ufffd' && !map.has(alone)) {
      map.set(alone, Uint8Array.of(lead));
    }
  }
  if (!/^(?:windows|koi8)/.test(label)) {
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const pair = decoder.decode(Uint8Array.of(lead, trail));
        if (pair.length === 1 && pair !== '\ufffd' && !map.has(pair))
          map.set(pair, Uint8Array.of(lead, trail));
      }
    }
  }
  if (label === 'gb18030') {
    for (let i = 0; i < 39_420; i++) {
      const bytes = fourBytes(i);
      const character = decoder.decode(bytes);
      if (character.length === 1 && character !== '\ufffd' && !map.has(character)) map.set(character, bytes);
    }
  }
  inverses.set(label, map);
  return map;
}

function fourBytes(index: number): Uint8Array {
  return Uint8Array.of(
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  );
}

function encodeChar(character: string, encoding: Encoding): Uint8Array | undefined {
  const codePoint = character.codePointAt(0)!;
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(character);
    case 'utf-16le':
      return new Uint8Array(Buffer.from(character, 'utf16le'));
    case 'utf-16be':
      return new Uint8Array(Buffer.from(character, 'utf16le').swap16());
    case 'utf-32le':
    case 'utf-32be': {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, codePoint, encoding === 'utf-32le');
      return bytes;
    }
    case 'gb18030':
      if (codePoint >= 0x10000) return fourBytes(codePoint - 0x10000 + 189_000);
      return inverse(encoding).get(character);
    default:
      return inverse(encoding).get(character);
  }
}

/** The bytes of each character. Throws when the encoding has no such character. */
export function encodeChars(text: string, encoding: Encoding): Uint8Array[] {
  return Array.from(text, (character) => {
    const bytes = encodeChar(character, encoding);
    if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
    return bytes;
  });
}

export function encode(text: string, encoding: Encoding): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeChars(text, encoding)));
}
