import { type ByteSource, bytesSource, joined, pieces, readRange, slice } from './byte-source.js';
import { compressed, type Unpack } from './compressed.js';
import { loadSevenZip, SEVEN_ZIP_MISSING } from './seven-zip.js';

/** bzip2, xz, zstd, compress, lzma: 7-Zip unpacks them, streams one after the other included. */
export const bzip2 = compressed(bySevenZip('bzip2'));
export const xz = compressed(bySevenZip('xz'));
export const zstd = compressed(bySevenZip('zstd'));
export const unixCompress = compressed(bySevenZip('Z'));
export const lzma = compressed(bySevenZip('lzma'));
/** lzip is the same LZMA data with another header and trailer. */
export const lzip = compressed(bySevenZip('lzma', lzipMembers));

function bySevenZip(format: string, split?: (source: ByteSource) => ByteSource[]): Unpack {
  return async (source, out, context) => {
    const engine = await loadSevenZip(context);
    if (engine === undefined) {
      out.issue('unsupported-format', `${SEVEN_ZIP_MISSING} ${format}`);
      return undefined;
    }
    const state = { memory: false };
    async function* content(): AsyncGenerator<Uint8Array> {
      for (const part of split?.(source) ?? [source]) {
        const { members, damaged, memory, reached } = await engine!.unpack(part, format, '');
        for (const member of members) yield* pieces(member.content);
        if (reached !== undefined) throw reached;
        if (memory) state.memory = true;
        if (damaged) throw new Error('damaged');
      }
    }
    return { content: content(), outOfMemory: () => state.memory };
  };
}

/** Members of an lzip file (lzip manual, "File format"), found by their trailers from the end, as LZMA files. */
function lzipMembers(source: ByteSource): ByteSource[] {
  const members: ByteSource[] = [];
  for (let end = source.size; end > 26; ) {
    const trailer = readRange(source, end - 20, end);
    const packed = Number(trailer.readBigUInt64LE(12));
    const start = end - packed;
    const cutOff =
      packed < 26 || start < 0 || readRange(source, start, start + 4).toString('latin1') !== 'LZIP';
    const from = cutOff ? 0 : start;
    const code = readRange(source, from, from + 6)[5] ?? 0;
    const base = 2 ** (code & 31);
    const header = Buffer.alloc(13);
    header[0] = 0x5d;
    header.writeUInt32LE(base - Math.floor((base / 16) * (code >> 5)), 1);
    if (cutOff) header.fill(0xff, 5);
    else header.writeBigUInt64LE(trailer.readBigUInt64LE(4), 5);
    members.unshift(joined(bytesSource(header), slice(source, from + 6, cutOff ? end : end - 20)));
    end = from;
  }
  return members;
}
