import { type ByteSource, readRange } from './byte-source.js';

/** A value of a record, before it is text. Blobs and texts may lie in many pages: `bytes` reads them. */
export type SqliteValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'number'; readonly text: string }
  | {
      readonly kind: 'text' | 'blob';
      readonly size: number;
      bytes(): Iterable<Uint8Array>;
      /** The same at once. */
      all(): Buffer;
    };

export interface SqliteRow {
  /** undefined in trees of indexes and tables without rowid. */
  readonly rowid: string | undefined;
  readonly values: readonly SqliteValue[];
}

/** Gives pages by number, from 1; undefined = not there. */
export type Pages = (number: number) => Buffer | undefined;

/** Something in the file is not as the format wants it. */
class Damaged extends Error {}

/** What stands in the first hundred bytes of a database. */
export interface SqliteHeader {
  readonly pageSize: number;
  /** Bytes of a page that hold data. */
  readonly usable: number;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

export function sqliteHeader(head: Buffer): SqliteHeader | undefined {
  if (head.length < 100) return undefined;
  const size = head.readUInt16BE(16);
  const pageSize = size === 1 ? 65536 : size;
  const usable = pageSize - head[20]!;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480) return undefined;
  const encoding = (['utf-8', 'utf-8', 'utf-16le', 'utf-16be'] as const)[head.readUInt32BE(56)] ?? 'utf-8';
  return { pageSize, usable, encoding };
}

export function pagesOf(source: ByteSource, pageSize: number): Pages {
  return (number) => {
    const page = readRange(source, (number - 1) * pageSize, number * pageSize);
    return page.length === pageSize ? page : undefined;
  };
}

enum PageType {
  InteriorIndex = 2,
  InteriorTable = 5,
  LeafIndex = 10,
  LeafTable = 13,
}

/**
 * Reads b-trees of a database in the format of SQLite 3 (sqlite.org/fileformat2.html), page by page. Runs no SQL: what the
 * schema says is never carried out.
 */
export class SqliteTrees {
  /** Pages or cells that could not be read. */
  damaged = 0;
  /** Pages that are referred to and not there. */
  missing = 0;
  readonly #seen = new Set<number>();

  constructor(
    private readonly pages: Pages,
    private readonly usable: number,
    /** Larger than this no value can be. */
    private readonly limit: number,
    /** Told how many bytes are read, by page. */
    private readonly count: (bytes: number) => void,
  ) {}

  /** The rows of the tree, in the order of its pages. No page is read twice, whatever refers to it. */
  *rows(root: number): Generator<SqliteRow> {
    const stack = [root];
    for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
      this.count(this.usable);
      const page = this.pages(number);
      if (page === undefined || this.#seen.has(number)) {
        if (page === undefined) this.missing++;
        else this.damaged++;
        continue;
      }
      this.#seen.add(number);
      const children: number[] = [];
      yield* this.page(page, number === 1 ? 100 : 0, children);
      stack.push(...children.reverse());
    }
  }

  wasRead(number: number): boolean {
    return this.#seen.has(number);
  }

  /** The rows that lie on one page; adds the pages below it to `children`. */
  *page(page: Buffer, start: number, children: number[]): Generator<SqliteRow> {
    const type = page[start] as PageType;
    const interior = type === PageType.InteriorIndex || type === PageType.InteriorTable;
    if (!interior && type !== PageType.LeafIndex && type !== PageType.LeafTable) {
      this.damaged++;
      return;
    }
    const count = page.readUInt16BE(start + 3);
    const pointers = start + (interior ? 12 : 8);
    for (let i = 0; i < count; i++) {
      try {
        const at = page.readUInt16BE(pointers + 2 * i);
        if (interior) children.push(page.readUInt32BE(at));
        if (type !== PageType.InteriorTable) yield this.#cell(page, interior ? at + 4 : at, type);
      } catch (error) {
        if (!(error instanceof Damaged || error instanceof RangeError)) throw error;
        this.damaged++;
      }
    }
    if (interior) children.push(page.readUInt32BE(start + 8));
  }

  #cell(page: Buffer, start: number, type: PageType): SqliteRow {
    const length = varint(page, start);
    let at = length.next;
    let rowid: string | undefined;
    if (type === PageType.LeafTable) {
      const id = varint(page, at);
      rowid = String(BigInt.asIntN(64, id.value));
      at = id.next;
    }
    const size = Number(length.value);
    if (size > this.limit) throw new Damaged();
    return { rowid, values: this.#values(this.#payload(page, at, size, type === PageType.LeafTable)) };
  }

  #payload(page: Buffer, at: number, size: number, table: boolean): Payload {
    const most = table ? this.usable - 35 : Math.floor(((this.usable - 12) * 64) / 255) - 23;
    const least = Math.floor(((this.usable - 12) * 32) / 255) - 23;
    const fitted = least + ((size - least) % (this.usable - 4));
    const local = size <= most ? size : fitted <= most ? fitted : least;
    if (at + local > page.length) throw new Damaged();
    const first = page.subarray(at, at + local);
    return { size, first, overflow: local < size ? page.readUInt32BE(at + local) : 0 };
  }

  /** Bytes of a payload from `from` to `to`, along its chain of overflow pages; less where the chain is broken. */
  *#range(payload: Payload, from: number, to: number): Generator<Buffer> {
    const { first } = payload;
    if (from < first.length) yield first.subarray(from, Math.min(to, first.length));
    let at = first.length;
    for (let number = payload.overflow; at < to; ) {
      this.count(this.usable);
      const page = number === 0 ? undefined : this.pages(number);
      if (page === undefined) {
        this.missing++;
        return;
      }
      const size = Math.min(this.usable - 4, payload.size - at);
      if (at + size > from) yield page.subarray(4 + Math.max(0, from - at), 4 + Math.min(size, to - at));
      at += size;
      number = page.readUInt32BE(0);
    }
  }

  /** The same at once; nothing is copied where it lies on the row's own page. */
  #bytes(payload: Payload, from: number, to: number): Buffer {
    if (to <= payload.first.length) return payload.first.subarray(from, to);
    return Buffer.concat([...this.#range(payload, from, to)]);
  }

  #values(payload: Payload): SqliteValue[] {
    const start = this.#bytes(payload, 0, Math.min(payload.size, 9));
    const headerSize = Number(varint(start, 0).value);
    if (headerSize > payload.size || headerSize > MAX_HEADER) throw new Damaged();
    const header = this.#bytes(payload, 0, headerSize);
    const values: SqliteValue[] = [];
    let from = headerSize;
    for (let at = varint(header, 0).next; at < headerSize; ) {
      const serial = varint(header, at);
      at = serial.next;
      const type = Number(serial.value);
      const size = type >= 12 ? (type - 12) >> 1 : (NUMBER_SIZES[type] ?? 0);
      if (size < 0 || from + size > payload.size) throw new Damaged();
      values.push(this.#value(payload, type, from, size));
      from += size;
    }
    return values;
  }

  #value(payload: Payload, type: number, from: number, size: number): SqliteValue {
    if (type === 0) return { kind: 'null' };
    if (type >= 12) {
      return {
        kind: type % 2 === 0 ? 'blob' : 'text',
        size,
        bytes: () => this.#range(payload, from, from + size),
        all: () => this.#bytes(payload, from, from + size),
      };
    }
    if (type === 8 || type === 9) return { kind: 'number', text: String(type - 8) };
    if (type > 9) throw new Damaged();
    const bytes = this.#bytes(payload, from, from + size);
    if (bytes.length < size) throw new Damaged();
    if (type === 7) return { kind: 'number', text: String(bytes.readDoubleBE(0)) };
    return { kind: 'number', text: String(size <= 6 ? bytes.readIntBE(0, size) : bytes.readBigInt64BE(0)) };
  }
}

interface Payload {
  readonly size: number;
  readonly first: Buffer;
  /** First overflow page, 0 = none. */
  readonly overflow: number;
}

/** By serial type. */
const NUMBER_SIZES: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
/** 32,767 columns of a large value each. */
const MAX_HEADER = 1 << 18;

function varint(bytes: Buffer, at: number): { value: bigint; next: number } {
  // Most fit in two bytes.
  const first = bytes[at];
  if (first === undefined) throw new Damaged();
  if (first < 0x80) return { value: BigInt(first), next: at + 1 };
  let value = 0n;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new Damaged();
    if (i === 8) return { value: (value << 8n) | BigInt(byte), next: at + 9 };
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw new Damaged();
}
