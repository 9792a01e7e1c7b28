import type { Budget } from './budget.js';
import { ByteCursor } from './byte-cursor.js';
import { type ByteSource, readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { jsonLines, type RecordValue } from './record-json.js';

/** Documents of MongoDB have 16 MB at most; dumps of changes a little more. */
const MAX_DOCUMENT = 48 << 20;
const MAX_DEPTH = 64;
/** Opens an archive of several collections (`mongodump --archive`); -1 parts them. */
const ARCHIVE = 0x8199e26d | 0;
const PARTING = -1;

/** Dumps of MongoDB: BSON documents one behind the other (bsonspec.org, 1.1). */
export const bson: Extractor = {
  async extract({ source }, out, { budget }) {
    await out.file('documents.jsonl', jsonLines(documents(source, budget)));
  },
};

function* documents(source: ByteSource, budget: Budget): Generator<RecordValue> {
  for (let at = 0; at + 4 <= source.size; ) {
    budget.tick();
    const size = readRange(source, at, at + 4).readInt32LE(0);
    if (size === PARTING || size === ARCHIVE) {
      at += 4;
      continue;
    }
    if (size < 5 || size > MAX_DOCUMENT || at + size > source.size) throw new RangeError('a document');
    yield readDocument(new ByteCursor(readRange(source, at, at + size)), 0);
    at += size;
  }
}

function readDocument(bytes: ByteCursor, depth: number): { [name: string]: RecordValue } {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  const end = bytes.at + bytes.int32LE();
  const fields: [string, RecordValue][] = [];
  for (let type = bytes.byte(); type !== 0; type = bytes.byte()) {
    const name = bytes.cString();
    fields.push([name, readValue(type, bytes, depth)]);
  }
  if (bytes.at !== end) throw new RangeError('a length');
  return Object.fromEntries(fields);
}

function readValue(type: number, bytes: ByteCursor, depth: number): RecordValue {
  switch (type) {
    case 0x01:
      return bytes.doubleLE();
    case 0x02:
    case 0x0d:
    case 0x0e:
      return readString(bytes);
    case 0x03:
      return readDocument(bytes, depth + 1);
    case 0x04:
      return Object.values(readDocument(bytes, depth + 1));
    case 0x05: {
      const size = bytes.int32LE();
      bytes.byte();
      return bytes.bytes(size);
    }
    case 0x06:
    case 0x0a:
    case 0x7f:
    case 0xff:
      return null;
    case 0x07:
      return bytes.bytes(12).toString('hex');
    case 0x08:
      return bytes.byte() !== 0;
    case 0x09:
      return new Date(Number(bytes.int64LE()));
    case 0x0b:
      return `/${bytes.cString()}/${bytes.cString()}`;
    case 0x0c: {
      const name = readString(bytes);
      bytes.bytes(12);
      return name;
    }
    case 0x0f: {
      bytes.int32LE();
      return [readString(bytes), readDocument(bytes, depth + 1)];
    }
    case 0x10:
      return bytes.int32LE();
    case 0x11:
    case 0x12:
      return bytes.int64LE();
    case 0x13:
      return decimal128(bytes.bytes(16));
    default:
      throw new RangeError('a type');
  }
}

function readString(bytes: ByteCursor): string {
  const text = bytes.text(bytes.int32LE() - 1);
  bytes.byte();
  return text;
}

/** IEEE 754-2008 decimal128 with a binary coefficient. */
function decimal128(bytes: Buffer): string {
  const high = bytes.readBigUInt64LE(8);
  const special = (high >> 61n) & 3n;
  if (special === 3n) return '';
  const exponent = Number((high >> 49n) & 0x3fffn) - 6176;
  const digits = String(((high & 0x1ffffffffffffn) << 64n) | bytes.readBigUInt64LE(0));
  const sign = high >> 63n === 0n ? '' : '-';
  if (exponent >= 0) return sign + digits + '0'.repeat(Math.min(exponent, 64));
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
