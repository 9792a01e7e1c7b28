import type { Decode, Encoding } from './charset.js';
import {
  loadBig5,
  loadEucJp,
  loadEucKr,
  loadGb18030,
  loadKoi8r,
  loadShiftJis,
  loadWindows1251,
  loadWindows1252,
} from './charset-tables.js';
import { decodeUtf8, decodeUtf16be, decodeUtf16le, decodeUtf32be, decodeUtf32le } from './charset-unicode.js';

const LOADERS: Readonly<Record<Encoding, () => Decode>> = {
  'utf-8': () => decodeUtf8,
  'utf-16le': () => decodeUtf16le,
  'utf-16be': () => decodeUtf16be,
  'utf-32le': () => decodeUtf32le,
  'utf-32be': () => decodeUtf32be,
  gb18030: loadGb18030,
  big5: loadBig5,
  shift_jis: loadShiftJis,
  'euc-jp': loadEucJp,
  'euc-kr': loadEucKr,
  'windows-1252': loadWindows1252,
  'windows-1251': loadWindows1251,
  'koi8-r': loadKoi8r,
};

const loaded = new Map<Encoding, Decode>();

/** The decoder of an encoding. Tables are built on first use (a few milliseconds) and kept. */
export function decoderOf(encoding: Encoding): Decode {
  let decode = loaded.get(encoding);
  if (decode === undefined) {
    decode = LOADERS[encoding]();
    loaded.set(encoding, decode);
  }
  return decode;
}
