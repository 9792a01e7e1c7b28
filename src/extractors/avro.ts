import { inflateRawSync } from 'node:zlib';
import { decompressSnappy, decompressZstd } from 'hyparquet-compressors';
import { avroReader } from './avro-schema.js';
import type { Budget } from './budget.js';
import { ByteCursor } from './byte-cursor.js';
import { type ByteSource, readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { jsonLines, type RecordValue } from './record-json.js';

const MAX_HEADER = 16 << 20;
/** Of one block, packed or not; writers make them of 16 KB to a few megabytes. */
const MAX_BLOCK = 128 << 20;
const MAGIC = 4;
const SYNC = 16;

/** Avro object container files (Avro 1.12, "Object Container Files"): blocks of records under one schema. */
export const avro: Extractor = {
  async extract({ source }, out, { budget }) {
    const head = new ByteCursor(readRange(source, 0, MAX_HEADER), MAGIC);
    const meta = new Map<string, Buffer>();
    for (let count = head.int(); count !== 0; count = head.int()) {
      if (count < 0) head.int();
      for (let i = Math.abs(count); i > 0; i--) meta.set(head.text(head.int()), head.bytes(head.int()));
    }
    const codec = meta.get('avro.codec')?.toString() ?? 'null';
    const unpack = CODECS[codec];
    if (unpack === undefined) {
      out.issue('unsupported-format', 'packed in a way that is not read');
      return;
    }
    const read = avroReader(JSON.parse(meta.get('avro.schema')?.toString() ?? ''));
    function* records(): Generator<RecordValue> {
      for (const { count, packed } of blocks(source, head.at + SYNC, budget)) {
        const bytes = new ByteCursor(unpack!(packed));
        budget.expand(bytes.end);
        for (let i = 0; i < count; i++) {
          // Records may take no bytes.
          if ((i & 0xff) === 0) budget.tick();
          yield read(bytes, 0);
        }
      }
    }
    await out.file('records.jsonl', jsonLines(records()));
  },
};

function* blocks(
  source: ByteSource,
  start: number,
  budget: Budget,
): Generator<{ count: number; packed: Buffer }> {
  for (let at = start; at < source.size; ) {
    budget.tick();
    const head = new ByteCursor(readRange(source, at, at + 20));
    const count = head.int();
    const size = head.int();
    const from = at + head.at;
    if (count < 0 || size < 0 || size > MAX_BLOCK || from + size + SYNC > source.size)
      throw new RangeError('a block');
    yield { count, packed: readRange(source, from, from + size) };
    at = from + size + SYNC;
  }
}

const CODECS: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  null: (packed) => packed,
  deflate: (packed) => inflateRawSync(packed, { maxOutputLength: MAX_BLOCK }),
  // Its length stands in front, a check sum behind.
  snappy: (packed) => asBuffer(decompressSnappy(packed.subarray(0, -4), snappyLength(packed))),
  zstandard: (packed) => asBuffer(decompressZstd(packed)),
};

function snappyLength(packed: Buffer): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = packed[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) break;
  }
  if (length > MAX_BLOCK) throw new RangeError('a block of too many bytes');
  return length;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
