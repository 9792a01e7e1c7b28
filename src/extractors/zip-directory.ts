import type { Budget } from './budget.js';
import { type ByteSource, pieces, readRange, slice } from './byte-source.js';

/** A member as its record in the central directory (APPNOTE 4.3.12) or, where that is lost, its local header (4.3.7) has it. */
export interface ZipRecord {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** External attributes, 0 where they are lost. */
  readonly attributes: number;
  readonly extra: Buffer;
  /** Place of the local header. */
  readonly at: number;
  readonly comment: Buffer;
}

export interface ZipDirectory {
  readonly records: readonly ZipRecord[];
  /** Where the members end: the directory, or the end of the archive without one. */
  readonly end: number;
  readonly comment: Buffer;
  /** The directory was missing or damaged: members were looked for, and some may be missing. */
  readonly recovered: boolean;
}

/** General purpose bits (APPNOTE 4.4.4). */
export const ENCRYPTED = 1;
export const DESCRIPTOR = 8;
export const UTF8 = 0x800;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const COMMENT_MAX = 0xffff;
/** Directories larger than this are not taken into memory: 100,000 members have some 10 MB. */
const DIRECTORY_MAX = 256 << 20;

/**
 * Reads the directory. What its end record says about counts and places is believed only as far as records are there; bytes
 * put before the archive may have moved it. Throws nothing but BudgetReached.
 */
export function readDirectory(source: ByteSource, budget: Budget): ZipDirectory {
  const end = findEnd(source);
  if (end !== undefined) {
    const records = readRecords(source, end, budget);
    if (records !== undefined) return { records, end: end.start, comment: end.comment, recovered: false };
  }
  const records: ZipRecord[] = [];
  for (const record of searchMembers(source, 0, source.size, budget)) {
    records.push(record);
    if (records.length > budget.limits.entries) break;
  }
  return { records, end: source.size, comment: Buffer.alloc(0), recovered: true };
}

/** Is there an archive behind whatever the source begins with: a self-extracting program, a document with one appended? */
export function hasZipBehind(source: ByteSource): boolean {
  const end = findEnd(source);
  return end !== undefined && end.count > 0;
}

/** The archive alone, without what stands before its first member. */
export function zipBehind(source: ByteSource, budget: Budget): ByteSource {
  let first = source.size;
  for (const { at } of readDirectory(source, budget).records) first = Math.min(first, at);
  return slice(source, first, source.size);
}

interface DirectoryEnd {
  /** Place of the first record. */
  readonly start: number;
  /** Place after the last record. */
  readonly stop: number;
  /** Bytes before the archive, which its own places do not count. */
  readonly shift: number;
  readonly count: number;
  readonly comment: Buffer;
}

function findEnd(source: ByteSource): DirectoryEnd | undefined {
  const from = Math.max(0, source.size - END_SIZE - COMMENT_MAX);
  const tail = readRange(source, from, source.size);
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END) continue;
    const end = readEnd(source, tail.subarray(at), from + at);
    if (end !== undefined) return end;
  }
  return undefined;
}

function readEnd(source: ByteSource, record: Buffer, at: number): DirectoryEnd | undefined {
  const comment = record.subarray(END_SIZE, END_SIZE + record.readUInt16LE(20));
  let count = record.readUInt16LE(10);
  let size = record.readUInt32LE(12);
  let start = record.readUInt32LE(16);
  let stop = at;
  const locator = readRange(source, at - 20, at);
  if (at >= 20 && locator.length === 20 && locator.readUInt32LE(0) === LOCATOR_64) {
    const wide = findEnd64(source, number64(locator, 8), at - 20);
    if (wide !== undefined) {
      stop = wide.at;
      count = number64(wide.record, 32);
      size = number64(wide.record, 40);
      start = number64(wide.record, 48);
    }
  }
  // Directly before its end record; else where it is said to be, whatever stands between.
  for (const begin of [stop - size, start]) {
    if (begin < 0 || begin > stop) continue;
    if (begin === stop) {
      if (count === 0) return { start: begin, stop, shift: 0, count, comment: Buffer.from(comment) };
      continue;
    }
    const head = readRange(source, begin, begin + 4);
    if (head.length === 4 && head.readUInt32LE(0) === CENTRAL) {
      return { start: begin, stop, shift: begin - start, count, comment: Buffer.from(comment) };
    }
  }
  return undefined;
}

function findEnd64(
  source: ByteSource,
  said: number,
  before: number,
): { at: number; record: Buffer } | undefined {
  for (const at of [before - 56, said]) {
    const record = readRange(source, at, at + 56);
    if (at >= 0 && record.length === 56 && record.readUInt32LE(0) === END_64) return { at, record };
  }
  return undefined;
}

/** undefined = damaged, or not all that it should be. */
function readRecords(source: ByteSource, end: DirectoryEnd, budget: Budget): ZipRecord[] | undefined {
  if (end.stop - end.start > DIRECTORY_MAX) return undefined;
  const bytes = readRange(source, end.start, end.stop);
  const records: ZipRecord[] = [];
  let at = 0;
  while (at + CENTRAL_SIZE <= bytes.length && bytes.readUInt32LE(at) === CENTRAL) {
    budget.tick();
    // One too many: whoever reads them one by one will come to the limit.
    if (records.length > budget.limits.entries) return records;
    const nameEnd = at + CENTRAL_SIZE + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) return undefined;
    const extra = bytes.subarray(nameEnd, extraEnd);
    const wide = wideFields(extra, [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]);
    records.push({
      name: bytes.subarray(at + CENTRAL_SIZE, nameEnd),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      time: bytes.readUInt32LE(at + 12),
      crc: bytes.readUInt32LE(at + 16),
      size: wide[0]!,
      compressedSize: wide[1]!,
      attributes: bytes.readUInt32LE(at + 38),
      extra,
      at: wide[2]! + end.shift,
      comment: bytes.subarray(extraEnd, next),
    });
    at = next;
  }
  // Where it lies about its own place, its members may still be where they say.
  const moved = records[0] !== undefined && readLocal(source, records[0].at) === undefined;
  if (moved && end.shift !== 0 && readLocal(source, records[0]!.at - end.shift) !== undefined) {
    return readRecords(source, { ...end, shift: 0 }, budget);
  }
  // A digital signature may follow the records (4.3.13); nothing else.
  const left = bytes.length - at;
  if (left > 0 && bytes.toString('latin1', at, at + 4) !== 'PK\x05\x05') return undefined;
  return records.length === 0 && end.count > 0 ? undefined : records;
}

/** The Zip64 extra field (4.5.3) has those of the fields, in this order, that do not fit in 32 bits. */
function wideFields(extra: Buffer, fields: number[]): number[] {
  const wide = extraField(extra, 1);
  let at = 0;
  return fields.map((field) => {
    if (field !== 0xffffffff || wide === undefined || at + 8 > wide.length) return field;
    at += 8;
    return number64(wide, at - 8);
  });
}

/** Content of the extra field of this kind. */
export function extraField(extra: Buffer, kind: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === kind) return end > extra.length ? undefined : extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}

/** The local header at this place: where the data begins. undefined = there is none. */
export function readLocal(source: ByteSource, at: number): { data: number; record: ZipRecord } | undefined {
  const head = readRange(source, at, at + LOCAL_SIZE);
  if (head.length < LOCAL_SIZE || head.readUInt32LE(0) !== LOCAL) return undefined;
  const nameEnd = LOCAL_SIZE + head.readUInt16LE(26);
  const data = nameEnd + head.readUInt16LE(28);
  const more = readRange(source, at + LOCAL_SIZE, at + data);
  const extra = more.subarray(nameEnd - LOCAL_SIZE);
  const [size, compressedSize] = wideFields(extra, [head.readUInt32LE(22), head.readUInt32LE(18)]);
  const record: ZipRecord = {
    name: more.subarray(0, nameEnd - LOCAL_SIZE),
    flags: head.readUInt16LE(6),
    method: head.readUInt16LE(8),
    time: head.readUInt32LE(10),
    crc: head.readUInt32LE(14),
    compressedSize: compressedSize!,
    size: size!,
    attributes: 0,
    extra,
    at,
    comment: Buffer.alloc(0),
  };
  return { data: at + data, record };
}

/** Members found by their local headers alone, between two places. */
export function* searchMembers(
  source: ByteSource,
  from: number,
  to: number,
  budget: Budget,
): Generator<ZipRecord> {
  for (let at = nextLocal(source, from, to, budget); at < to; ) {
    const local = readLocal(source, at);
    if (local === undefined || local.record.method > 99 || local.record.name.length === 0) {
      at = nextLocal(source, at + 4, to, budget);
      continue;
    }
    const { record, data } = local;
    const known = (record.flags & DESCRIPTOR) === 0 && data + record.compressedSize <= to;
    const next = nextLocal(source, known ? data + record.compressedSize : data, to, budget);
    yield known ? record : { ...record, crc: 0, size: -1, compressedSize: Math.max(0, next - data) };
    at = next;
  }
}

function nextLocal(source: ByteSource, from: number, to: number, budget: Budget): number {
  let carried = Buffer.alloc(0);
  let at = from;
  for (const piece of pieces(slice(source, from, to))) {
    budget.tick();
    const bytes = Buffer.concat([carried, piece]);
    const found = bytes.indexOf('PK\x03\x04', 0, 'latin1');
    if (found >= 0) return at - carried.length + found;
    at += piece.length;
    carried = bytes.subarray(-3);
  }
  return to;
}

function number64(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
