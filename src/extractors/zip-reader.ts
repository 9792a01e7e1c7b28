import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Budget } from './budget.js';
import { type ByteSource, pieces, readRange } from './byte-source.js';

/** A member of a zip archive, by its central directory. */
export interface ZipEntry {
  /** Decoded name, as stored: may hold "..", backslashes, anything. A label, never a path to write to. */
  readonly name: string;
  readonly folder: boolean;
  readonly encrypted: boolean;
  /** Of APPNOTE 4.4.5: 0 stored, 8 deflated; others cannot be unpacked here. */
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly raw: yauzl.Entry;
}

/** A zip archive, read from anywhere. Nothing is unpacked before it is asked for. Close it. */
export interface ZipArchive {
  /** In the order of the central directory. Throws where that is damaged. */
  readonly entries: readonly ZipEntry[];
  /** By exact name (names of office parts are compared without case by their format's rule). */
  find(name: string): ZipEntry | undefined;
  /** The unpacked bytes, counted by the budget. Throws on damage, after what could be unpacked. */
  stream(entry: ZipEntry): AsyncGenerator<Uint8Array>;
  /** All of them; throws a RangeError beyond `limit`. */
  bytes(entry: ZipEntry, limit?: number): Promise<Buffer>;
  close(): void;
}

/** Most bytes of one part that are unpacked into memory at once. */
const IN_MEMORY = 64 << 20;

class SourceReader extends yauzl.RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(ranges(this.source, start, end), { objectMode: false, highWaterMark: 1 << 17 });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const bytes = readRange(this.source, position, position + length);
    buffer.set(bytes, offset);
    setImmediate(callback, bytes.length < length ? new Error('unexpected end') : null);
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

function* ranges(source: ByteSource, start: number, end: number): Generator<Buffer> {
  const part: ByteSource = {
    size: end - start,
    read: (target, offset, length, position) => source.read(target, offset, length, start + position),
  };
  for (const bytes of pieces(part)) yield Buffer.from(bytes);
}

/** Opens an archive and reads its directory. Throws where there is none. */
export async function openZip(source: ByteSource, budget: Budget): Promise<ZipArchive> {
  const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: true,
  });
  const entries: ZipEntry[] = [];
  for await (const raw of zip.eachEntry()) {
    budget.entry();
    const name = nameOf(raw);
    entries.push({
      name,
      folder: name.endsWith('/'),
      encrypted: raw.isEncrypted(),
      method: raw.compressionMethod,
      compressedSize: raw.compressedSize,
      size: raw.uncompressedSize,
      raw,
    });
  }
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  async function* stream(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    for await (const bytes of await zip.openReadStreamPromise(entry.raw)) {
      budget.expand((bytes as Buffer).length);
      yield bytes as Buffer;
    }
  }
  return {
    entries,
    find: (name) => byName.get(name.toLowerCase()),
    stream,
    async bytes(entry, limit = IN_MEMORY) {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const bytes of stream(entry)) {
        size += bytes.length;
        if (size > limit) throw new RangeError(`more than ${limit} bytes`);
        parts.push(bytes);
      }
      return Buffer.concat(parts);
    },
    close: () => zip.close(),
  };
}

/** General purpose bit 11: the name is UTF-8. */
const UTF8_NAME = 0x800;

function nameOf(raw: yauzl.Entry): string {
  const bytes = raw.fileNameRaw;
  if ((raw.generalPurposeBitFlag & UTF8_NAME) !== 0) return bytes.toString('utf8');
  return yauzl.getFileNameLowLevel(raw.generalPurposeBitFlag, bytes, raw.extraFields, false);
}
