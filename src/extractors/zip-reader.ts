import { crc32 } from 'node:zlib';
import type { Budget } from './budget.js';
import { type ByteSource, pieces, slice } from './byte-source.js';
import type { PartOutput } from './extractor.js';
import { inflate } from './inflate.js';
import { decodeNames } from './member-names.js';
import {
  DESCRIPTOR,
  ENCRYPTED,
  extraField,
  readDirectory,
  readLocal,
  UTF8,
  type ZipRecord,
} from './zip-directory.js';

/** A member of a zip archive. */
export interface ZipEntry {
  /** Decoded name, as stored: may hold "..", backslashes, anything. A label, never a path to write to. */
  readonly name: string;
  readonly folder: boolean;
  readonly encrypted: boolean;
  /** Of APPNOTE 4.4.5: 0 stored, 8 deflated; `stream` unpacks no others. */
  readonly method: number;
  readonly compressedSize: number;
  /** Bytes it is said to unpack to; -1 = unknown. */
  readonly size: number;
  readonly record: ZipRecord;
}

/** A zip archive, read from anywhere. Nothing is unpacked before it is asked for. */
export interface ZipArchive {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** The directory is damaged: these are the members that could be found, and others may be missing. */
  readonly damaged: boolean;
  readonly comment: string;
  /** Place where members end and the directory begins. */
  readonly end: number;
  /** By exact name (names of office parts are compared without case by their format's rule); of twins, the first. */
  find(name: string): ZipEntry | undefined;
  /** The unpacked bytes, counted by the budget. Throws on damage, after what could be unpacked. */
  stream(entry: ZipEntry): AsyncGenerator<Uint8Array>;
  /** All of them; throws a RangeError beyond `limit`. */
  bytes(entry: ZipEntry, limit?: number): Promise<Buffer>;
  /** The packed bytes. undefined = there is no member at that place. */
  packed(entry: ZipEntry): ByteSource | undefined;
  close(): void;
}

/** Most bytes of one part that are unpacked into memory at once. */
const IN_MEMORY = 64 << 20;

/**
 * Opens an archive and reads its directory, or looks for members where it has none: what then may be missing is said to `out`
 * here, for every format that is a zip underneath. Throws where there is nothing of either.
 */
export async function openZip(
  source: ByteSource,
  budget: Budget,
  out: Pick<PartOutput, 'issue'>,
): Promise<ZipArchive> {
  const directory = readDirectory(source, budget);
  if (directory.recovered && directory.records.length === 0) throw new Error('no zip archive');
  const damaged = directory.recovered || directory.records.length > budget.limits.entries;
  if (damaged)
    out.issue(
      'malformed',
      'its directory is damaged or cut off; members were looked for, others may be missing',
    );
  const names = namesOf(directory.records);
  const entries = directory.records.map((record, i): ZipEntry => {
    const name = names[i]!;
    return {
      name,
      folder: /[/\\]$/.test(name) && record.size <= 0,
      encrypted: (record.flags & ENCRYPTED) !== 0,
      method: record.method,
      compressedSize: record.compressedSize,
      size: record.size,
      record,
    };
  });
  const byName = new Map(entries.toReversed().map((entry) => [entry.name.toLowerCase(), entry]));
  async function* stream(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    const local = readLocal(source, entry.record.at);
    if (local === undefined || entry.encrypted) throw new Error('no such member');
    const result = { whole: true, end: 0 };
    // Deflated data ends by itself, whatever the directory says.
    const data =
      entry.method === 8
        ? inflate(source, local.data, directory.end, result)
        : entry.method === 0
          ? pieces(slice(source, local.data, Math.min(directory.end, local.data + entry.compressedSize)))
          : undefined;
    if (data === undefined) throw new Error('packed in another way');
    let size = 0;
    let crc = 0;
    for await (const bytes of data) {
      size += bytes.length;
      crc = crc32(bytes, crc);
      budget.expand(bytes.length);
      yield bytes;
    }
    const described = entry.size >= 0;
    if (!result.whole || (described && (size !== entry.size || crc !== entry.record.crc))) {
      throw new Error('damaged');
    }
  }
  return {
    entries,
    damaged,
    comment: decodeNames([directory.comment])[0]!,
    end: directory.end,
    find: (name) => byName.get(name.toLowerCase()),
    stream,
    async bytes(entry, limit = IN_MEMORY) {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const bytes of stream(entry)) {
        size += bytes.length;
        if (size > limit) throw new RangeError(`more than ${limit} bytes`);
        parts.push(Uint8Array.from(bytes));
      }
      return Buffer.concat(parts);
    },
    packed(entry) {
      const local = readLocal(source, entry.record.at);
      return local && slice(source, local.data, local.data + entry.compressedSize);
    },
    close: () => {},
  };
}

/** Info-ZIP Unicode Path (APPNOTE 4.6.9): version, CRC of the plain name, the name in UTF-8. */
const UNICODE_PATH = 0x7075;

function namesOf(records: readonly ZipRecord[]): string[] {
  const names: (string | undefined)[] = records.map((record) => {
    const { name, flags, extra } = record;
    const path = extraField(extra, UNICODE_PATH);
    if (path !== undefined && path.length > 5 && path.readUInt32LE(1) === crc32(name))
      return utf8(path.subarray(5));
    return (flags & UTF8) !== 0 ? utf8(name) : undefined;
  });
  const plain = records.filter((_, i) => names[i] === undefined);
  const decoded = decodeNames(plain.map(({ name }) => name)).values();
  return names.map((name) => name ?? decoded.next().value!);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes that a member takes up in the archive, its local header and data descriptor included. undefined = no member there. */
export function extentOf(source: ByteSource, entry: ZipEntry): { start: number; end: number } | undefined {
  const local = readLocal(source, entry.record.at);
  if (local === undefined) return undefined;
  const descriptor = (local.record.flags & DESCRIPTOR) === 0 ? 0 : DESCRIPTOR_MAX;
  return { start: entry.record.at, end: local.data + entry.compressedSize + descriptor };
}

/** Signature, CRC and two sizes of 64 bits (APPNOTE 4.3.9). */
const DESCRIPTOR_MAX = 24;
