import type { Budget } from './budget.js';
import { type ByteSource, bytesSource, joined, readRange, slice } from './byte-source.js';

/** A member of a tar archive (POSIX.1 ustar and pax, GNU tar). */
export interface TarMember {
  /** As stored, in whatever encoding. */
  readonly name: Buffer;
  /** Set where the archive says that the name is UTF-8. */
  readonly utf8: boolean;
  readonly kind: 'file' | 'folder' | 'link' | 'device' | 'other';
  readonly content: ByteSource;
  /** The archive ends before the member does. */
  readonly cutOff: boolean;
}

const BLOCK = 512;
/** Names and headers longer than this are not believed. */
const LONG_MAX = 1 << 20;
/** Blocks that make no sense, one after the other, before the rest is given up. */
const JUNK_MAX = 2048;

/** What is told of one member by the headers before its own. */
interface Told {
  name?: Buffer;
  utf8?: boolean;
  size?: number;
  realSize?: number;
  sparse?: readonly number[];
  sparseInData?: boolean;
}

export interface TarEnd {
  /** Headers that made no sense were skipped. */
  damaged: boolean;
  /** Place after the last member and its padding. */
  end: number;
}

/** The members in order. Throws nothing but BudgetReached; damage is left in `state`. */
export function* readTar(source: ByteSource, budget: Budget, state: TarEnd): Generator<TarMember> {
  let told: Told = {};
  let junk = 0;
  let closed = false;
  for (let at = 0; at + BLOCK <= source.size; ) {
    budget.tick();
    const head = readRange(source, at, at + BLOCK);
    if (head.every((byte) => byte === 0)) {
      at += BLOCK;
      if (closed) {
        state.end = at;
        // Archives may follow each other (tar -A, cat): go on behind the end.
      }
      closed = true;
      continue;
    }
    if (!checksumHolds(head)) {
      if (closed) {
        state.end = at;
        return;
      }
      state.damaged = true;
      if (++junk > JUNK_MAX) return;
      at += BLOCK;
      continue;
    }
    junk = 0;
    closed = false;
    const type = String.fromCharCode(head[156]!);
    const size = 'LKxXgN'.includes(type) ? number(head, 124, 12) : (told.size ?? number(head, 124, 12));
    let data = at + BLOCK;
    let sparse = told.sparse;
    if (type === 'S') {
      const old = oldSparse(source, head, data);
      sparse = old.map;
      data = old.data;
    }
    if (!(size >= 0)) {
      state.damaged = true;
      at += BLOCK;
      continue;
    }
    const end = data + size;
    const next = data + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x' || type === 'X') readPax(readRange(source, data, Math.min(end, data + LONG_MAX)), told);
    else if (type === 'L') told.name = untilNul(readRange(source, data, Math.min(end, data + LONG_MAX)));
    else if (!'gK'.includes(type)) {
      const content = slice(source, data, end);
      const [packed, map] = told.sparseInData === true ? sparseInData(content) : [content, sparse];
      yield {
        name: told.name ?? nameOf(head),
        utf8: told.utf8 ?? false,
        kind: kindOf(type, head),
        content: map === undefined ? packed : spread(packed, map, told.realSize ?? 0),
        cutOff: end > source.size,
      };
      told = {};
    }
    at = Math.max(next, at + BLOCK);
    state.end = at;
  }
  if (source.size % BLOCK !== 0 && !closed) state.damaged = true;
  state.end = Math.min(Math.max(state.end, 0), source.size);
}

function kindOf(type: string, head: Buffer): TarMember['kind'] {
  if (type === '1' || type === '2') return 'link';
  if (type === '3' || type === '4' || type === '6') return 'device';
  if (type === '5' || type === 'D') return 'folder';
  // Old archives tell folders by their name alone.
  if ((type === '\0' || type === '0') && nameOf(head).at(-1) === 0x2f) return 'folder';
  if ('\x000S7'.includes(type)) return 'file';
  return type === 'V' || type === 'M' ? 'other' : 'file';
}

function nameOf(head: Buffer): Buffer {
  const name = untilNul(head.subarray(0, 100));
  const prefix = untilNul(head.subarray(345, 500));
  const ustar = head.toString('latin1', 257, 263) === 'ustar\0';
  return ustar && prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name;
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal, or base 256 where the first bit is set (GNU). NaN = neither. */
function number(head: Buffer, at: number, length: number): number {
  if ((head[at]! & 0x80) !== 0) {
    let value = head[at]! & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + head[at + i]!;
    return value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
  }
  const text = head
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+/g, ' ')
    .trim();
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

/** The sum of the bytes of the header, its own field taken as spaces; some old programs summed signed bytes. */
function checksumHolds(head: Buffer): boolean {
  let sum = 0;
  let signed = 0;
  for (let i = 0; i < BLOCK; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : head[i]!;
    sum += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const said = number(head, 148, 8);
  return said === sum || said === signed;
}

/** Records "length key=value\n" (POSIX pax). */
function readPax(bytes: Buffer, told: Told): void {
  const sparse: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number.parseInt(bytes.toString('latin1', at, space < 0 ? at : space), 10);
    if (!(length > 0) || space < 0 || at + length > bytes.length) break;
    const equals = bytes.indexOf(0x3d, space);
    const key = bytes.toString('latin1', space + 1, equals);
    const value = bytes.subarray(equals + 1, at + length - 1);
    const text = value.toString('latin1');
    at += length;
    if (key === 'path') {
      told.name = Buffer.from(value);
      told.utf8 ??= true;
    } else if (key === 'hdrcharset') told.utf8 = text !== 'BINARY';
    else if (key === 'size') told.size = Number(text);
    else if (key === 'GNU.sparse.name') told.name = Buffer.from(value);
    else if (key === 'GNU.sparse.realsize' || key === 'GNU.sparse.size') told.realSize = Number(text);
    else if (key === 'GNU.sparse.map') told.sparse = text.split(',').map(Number);
    else if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') sparse.push(Number(text));
    else if (key === 'GNU.sparse.major' && text === '1') told.sparseInData = true;
  }
  if (sparse.length > 0) told.sparse = sparse;
}

/** The map of an old GNU sparse member: 4 pairs in its header, 21 more in each block that follows. */
function oldSparse(source: ByteSource, head: Buffer, start: number): { map: number[]; data: number } {
  const map: number[] = [];
  const pairs = (bytes: Buffer, at: number, count: number) => {
    for (let i = 0; i < count && bytes[at + i * 24] !== 0; i++) {
      map.push(number(bytes, at + i * 24, 12), number(bytes, at + i * 24 + 12, 12));
    }
  };
  pairs(head, 386, 4);
  let data = start;
  for (let more = head[482] === 1; more && data + BLOCK <= source.size && map.length < LONG_MAX; ) {
    const block = readRange(source, data, data + BLOCK);
    pairs(block, 0, 21);
    more = block[504] === 1;
    data += BLOCK;
  }
  return { map, data };
}

/** GNU sparse format 1.0: the map stands, in decimal lines, before the data, filled up to whole blocks. */
function sparseInData(content: ByteSource): [ByteSource, number[]] {
  const head = readRange(content, 0, LONG_MAX);
  let at = 0;
  const next = (): number => {
    const end = head.indexOf(0x0a, at);
    const value = Number(head.toString('latin1', at, end < 0 ? at : end));
    at = end < 0 ? head.length : end + 1;
    return value;
  };
  const count = next();
  const map: number[] = [];
  for (let i = 0; i < count * 2 && at < head.length; i++) map.push(next());
  return [slice(content, Math.ceil(at / BLOCK) * BLOCK, content.size), map];
}

/** Holes are left out, not filled: a line break stands for each, since nothing can go across it. */
function spread(packed: ByteSource, map: readonly number[], size: number): ByteSource {
  const parts: ByteSource[] = [];
  let at = 0;
  let reached = 0;
  for (let i = 0; i + 1 < map.length; i += 2) {
    const [offset, length] = [map[i]!, map[i + 1]!];
    if (!(offset >= 0 && length >= 0)) break;
    if (offset > reached) parts.push(HOLE);
    parts.push(slice(packed, at, at + length));
    at += length;
    reached = offset + length;
  }
  if (reached < size) parts.push(HOLE);
  return joined(...parts);
}

const HOLE = bytesSource(Uint8Array.of(0x0a));
