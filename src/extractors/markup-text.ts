import { TextDecoder } from 'node:util';
import type { Budget } from './budget.js';
import { type ByteSource, readRange } from './byte-source.js';
import { ENCODINGS, type Encoding } from './charset.js';
import { decoderOf } from './charset-decoders.js';
import { detectEncoding, type EncodingGuess } from './encoding.js';
import { TextReader } from './text-reader.js';

const HEAD = 1 << 16;
const BLOCK = 1 << 17;
/** How clear the bytes must speak to overrule what the document says of itself. */
const SURE = 0.9;

/** Text of a part as strings of some 100 KB, decoded; null where it cannot be. `declared` finds the document's own word in its head. */
export function markupText(
  source: ByteSource,
  budget: Budget,
  declared: (head: string) => string | undefined,
): Generator<string> | null {
  const head = readRange(source, 0, HEAD);
  const guess = chooseEncoding(head, source.size <= head.length, declared);
  if (guess.encoding === 'unsupported' || (guess.binary && guess.confidence < 1)) return null;
  return strings(new TextReader(source, guess, { reach: BLOCK }), budget);
}

function* strings(reader: TextReader, budget: Budget): Generator<string> {
  const block = Buffer.allocUnsafe(BLOCK);
  for (;;) {
    const size = reader.read(block, 0, BLOCK);
    if (size === 0) return;
    budget.tick();
    yield block.toString('utf8', 0, size);
  }
}

/** The encoding the document declares, unless its bytes clearly are of another one. */
export function chooseEncoding(
  head: Uint8Array,
  whole: boolean,
  declared: (head: string) => string | undefined,
): EncodingGuess {
  const guess = detectEncoding(head, whole);
  if (guess.bomLength > 0) return guess;
  const word = declared(Buffer.from(head.subarray(0, 4096)).toString('latin1'));
  const encoding = word === undefined ? undefined : encodingOf(word);
  if (encoding === undefined || encoding === guess.encoding) return guess;
  // A document that can be read byte by byte to its declaration is not in UTF-16 or UTF-32.
  if (/^utf-(?:16|32)/.test(encoding)) return guess;
  if (!guess.ascii && guess.confidence >= SURE) return guess;
  if (!guess.ascii && malformed(head, encoding, whole) > 0) return guess;
  return {
    encoding,
    label: encoding,
    bomLength: 0,
    confidence: SURE,
    binary: guess.binary,
    ascii: false,
    invalid: 0,
  };
}

/** WHATWG labels of the encodings we decode. */
export function encodingOf(label: string): Encoding | undefined {
  const name = label.trim().toLowerCase();
  if (/^(?:gb2312|gbk|gb18030|gb_2312-80|x-gbk|cp936|936|windows-936|hz-gb-2312)$/.test(name))
    return 'gb18030';
  if (/^(?:iso-8859-1|latin1|us-ascii|cp1252)$/.test(name)) return 'windows-1252';
  if (/^(?:big5-hkscs|cp950|950|x-big5)$/.test(name)) return 'big5';
  if (/^(?:shift-jis|sjis|ms932|cp932|932|windows-31j|x-sjis)$/.test(name)) return 'shift_jis';
  if (/^(?:ks_c_5601-1987|cp949|949|ksc5601)$/.test(name)) return 'euc-kr';
  if (/^utf-?8$/.test(name)) return 'utf-8';
  if (name === 'utf-16') return 'utf-16le';
  return ENCODINGS.find((encoding) => encoding === name);
}

function malformed(head: Uint8Array, encoding: Encoding, last: boolean): number {
  const cursor = { from: 0, to: 0, invalid: 0 };
  const target = new Uint8Array(head.length * 3 + 8);
  decoderOf(encoding)(head, head.length, last, target, target.length, cursor);
  return cursor.invalid;
}

/** All of some bytes in a known encoding, undecodable sequences as U+FFFD. */
export function decodeBytes(bytes: Uint8Array, encoding: Encoding): string {
  const cursor = { from: 0, to: 0, invalid: 0 };
  const target = Buffer.allocUnsafe(bytes.length * 3 + 8);
  decoderOf(encoding)(bytes, bytes.length, true, target, target.length, cursor);
  return target.toString('utf8', 0, cursor.to);
}

/** Decodes a stream of XML bytes by what its first bytes tell (XML 1.0, appendix F). */
export function xmlDecoder(head: Uint8Array): TextDecoder {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0))
    return new TextDecoder('utf-16le');
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] === 0x3c))
    return new TextDecoder('utf-16be');
  const word = declaredXml(Buffer.from(head.subarray(0, 256)).toString('latin1'));
  const encoding = word === undefined ? undefined : encodingOf(word);
  return new TextDecoder(encoding === undefined || /^utf-/.test(encoding) ? 'utf-8' : encoding);
}

/** The encoding in an XML declaration. */
export function declaredXml(head: string): string | undefined {
  return /^[^<]{0,3}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1];
}
