import { isUtf8 } from 'node:buffer';
import { decoderOf } from './charset-decoders.js';
import { detectEncoding } from './encoding.js';
import { asBuffer } from './rows.js';

/** Names of mail programs for encodings that the decoder knows by another. */
const ALIASES: Readonly<Record<string, string>> = {
  cp936: 'gbk',
  ms936: 'gbk',
  '936': 'gbk',
  'gb2312-80': 'gbk',
  cp950: 'big5',
  '950': 'big5',
  cp932: 'shift_jis',
  '932': 'shift_jis',
  cp949: 'euc-kr',
  '949': 'euc-kr',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  utf8: 'utf-8',
  hz: 'hz-gb-2312',
};

/** Says nothing about bytes above 0x7F: programs put it on whatever they have. */
const EMPTY_NAMES = /^(?:us-ascii|ascii|iso-8859-1|latin1|windows-1252|unknown-8bit|x-unknown|default|)$/;

/** Encodings in 7 bits, which nothing after this module can tell from ASCII. */
const SEVEN_BIT = /^(?:utf-7|hz-gb-2312|iso-2022-[\w-]+)$/;

function canonical(label: string): string {
  const name = label.trim().toLowerCase().replace(/\*.*$/, '').replaceAll('_', '-');
  return ALIASES[name] ?? name;
}

/** True where the bytes mean nothing without their label. */
export function isSevenBit(label: string): boolean {
  return SEVEN_BIT.test(canonical(label));
}

/** The text of bytes that are labelled so; undefined where the label is unknown, says nothing or is wrong. */
export function decodeLabelled(bytes: Uint8Array, label: string): string | undefined {
  const name = canonical(label);
  if (name === 'utf-7') return utf7(latin1(bytes));
  if (name === 'hz-gb-2312') return hz(latin1(bytes));
  // Three bytes of UTF-8 in a row are no accident of another encoding; a wrong label is.
  if (isUtf8(bytes) && (EMPTY_NAMES.test(name) || bytes.some((byte) => byte >= 0xe0)))
    return Buffer.from(bytes).toString();
  if (EMPTY_NAMES.test(name)) return undefined;
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of bytes whose encoding may be `label`, and must be guessed where it is not. */
export function decodeUnlabelled(bytes: Uint8Array, label = ''): string {
  // The common case of databases, value by value.
  if (label === '' && isUtf8(bytes)) return asBuffer(bytes).toString();
  const labelled = decodeLabelled(bytes, label);
  if (labelled !== undefined) return labelled;
  const { encoding } = detectEncoding(bytes, true);
  if (encoding === 'unsupported') return latin1(bytes);
  const utf8 = new Uint8Array(bytes.length * 3 + 8);
  const cursor = { from: 0, to: 0, invalid: 0 };
  decoderOf(encoding)(bytes, bytes.length, true, utf8, utf8.length, cursor);
  return Buffer.from(utf8.subarray(0, cursor.to)).toString();
}

/** RFC 2152: runs of modified base64 behind a plus sign hold UTF-16. */
function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => {
    if (run === '') return '+';
    const units = Buffer.from(run, 'base64');
    return units
      .subarray(0, units.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}

/** RFC 1843: GB 2312 with the high bits off between ~{ and ~}. */
function hz(text: string): string {
  const gb = new TextDecoder('gb18030');
  return text.replace(/~\{([^~\n]*)(?:~\}|$)|~(~|\r?\n)/gm, (_, run: string | undefined, sign: string) => {
    if (run === undefined) return sign === '~' ? '~' : '';
    return gb.decode(Buffer.from(run, 'latin1').map((byte) => byte | 0x80));
  });
}

function latin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}
