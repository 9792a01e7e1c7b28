import { crc32 } from 'node:zlib';
import type { Budget } from './budget.js';
import { type ByteSource, readRange } from './byte-source.js';
import { compressed } from './compressed.js';
import { inflate } from './inflate.js';
import { decodeNames } from './member-names.js';

/** Flags of a member's header (RFC 1952, 2.3.1). */
const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
/** Name and comment are looked for in this many bytes. */
const HEADER_MAX = 1 << 17;
const TRAILER = 8;

/** gzip: members follow each other and are one file. */
export const gzip = compressed((source, out, { budget }) => {
  const place = { end: source.size };
  const header = readHeader(source, 0);
  if (header?.comment !== undefined) out.text('comment', header.comment);
  return {
    content: members(source, budget, place),
    ...(header?.name === undefined ? {} : { name: header.name }),
    end: () => place.end,
  };
});

async function* members(
  source: ByteSource,
  budget: Budget,
  place: { end: number },
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; ) {
    budget.tick();
    const header = readHeader(source, at);
    if (header === undefined) {
      if (at === 0) throw new Error('no header');
      place.end = at;
      return;
    }
    const result = { whole: false, end: 0 };
    let crc = 0;
    let size = 0;
    for await (const bytes of inflate(source, header.data, source.size, result)) {
      budget.expand(bytes.length);
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
    const trailer = readRange(source, result.end, result.end + TRAILER);
    if (!result.whole || trailer.length < TRAILER) throw new Error('cut off');
    if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size % 2 ** 32)
      throw new Error('damaged');
    at = result.end + TRAILER;
  }
}

interface Header {
  /** Place of the deflated data. */
  readonly data: number;
  readonly name?: string;
  readonly comment?: string;
}

/** undefined = there is none, or not all of it. */
function readHeader(source: ByteSource, start: number): Header | undefined {
  let bytes = readRange(source, start, start + 512);
  if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3]!;
  if ((flags & (EXTRA | NAME | COMMENT)) !== 0) bytes = readRange(source, start, start + HEADER_MAX);
  let at = 10;
  if ((flags & EXTRA) !== 0) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  const text = (flag: number): string | undefined => {
    if ((flags & flag) === 0) return undefined;
    const end = bytes.indexOf(0, at);
    const stored = bytes.subarray(at, end < 0 ? bytes.length : end);
    at = end < 0 ? bytes.length : end + 1;
    return decodeNames([stored])[0];
  };
  const name = text(NAME);
  const comment = text(COMMENT);
  if ((flags & HEADER_CRC) !== 0) at += 2;
  return {
    data: start + at,
    ...(name === undefined ? {} : { name }),
    ...(comment === undefined ? {} : { comment }),
  };
}
