import { readRange } from './byte-source.js';
import type { Scratch } from './extractor.js';

export interface StringRoom {
  /** Bytes of a page, and pages kept in memory; further ones go to scratch. */
  readonly page: number;
  readonly pages: number;
  /** Bytes of a block read back from scratch, and blocks kept. */
  readonly block: number;
  readonly blocks: number;
}

const ROOM: StringRoom = { page: 4 << 20, pages: 24, block: 1 << 16, blocks: 128 };
/** Places are kept in 32 bits. */
const SIZE = 2 ** 32 - (1 << 25);
const COUNT = 1 << 25;

/**
 * Numbered strings, many more than fit into memory as strings: UTF-8 in pages, the later ones outside of memory.
 * Knows which of them nobody asked for.
 */
export class StringTable {
  readonly #pages: (Buffer | undefined)[] = [];
  readonly #blocks = new Map<number, Buffer>();
  #ends = new Uint32Array(1 << 10);
  #used = new Uint8Array(1 << 10);
  #size = 0;
  #count = 0;
  #scratch: Scratch | undefined;

  constructor(
    private readonly scratch: () => Scratch,
    private readonly room: StringRoom = ROOM,
  ) {}

  get count(): number {
    return this.#count;
  }

  /** False when the table is full. */
  add(text: string): boolean {
    if (this.#count === COUNT || this.#size + text.length * 3 > SIZE) return false;
    if (this.#count === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(this.#count * 2));
      this.#used = grown(this.#used, new Uint8Array(this.#count * 2));
    }
    const inPage = this.#size % this.room.page;
    if (text !== '' && inPage + text.length * 3 <= this.room.page) {
      const page = inPage === 0 ? this.#nextPage() : this.#pages.at(-1)!;
      this.#size += page.write(text, inPage);
    } else this.#append(Buffer.from(text));
    this.#ends[this.#count++] = this.#size;
    return true;
  }

  /** The string of that number; undefined where there is none. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    this.#used[index] = 1;
    return this.#text(index);
  }

  /** Strings that were never asked for. */
  *unused(): Generator<string> {
    for (let i = 0; i < this.#count; i++) if (this.#used[i] === 0) yield this.#text(i);
  }

  #text(index: number): string {
    const start = index === 0 ? 0 : this.#ends[index - 1]!;
    const end = this.#ends[index]!;
    const first = Math.floor(start / this.room.page);
    const page = this.#pages[first];
    if (page !== undefined && end <= (first + 1) * this.room.page)
      return page.toString('utf8', start - first * this.room.page, end - first * this.room.page);
    const parts: Buffer[] = [];
    for (let at = start; at < end; ) {
      const piece = this.#piece(at, end);
      parts.push(piece);
      at += piece.length;
    }
    return (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8');
  }

  /** Bytes from `at` on, up to `end` or less. */
  #piece(at: number, end: number): Buffer {
    const number = Math.floor(at / this.room.page);
    const page = this.#pages[number];
    if (page !== undefined) return page.subarray(at - number * this.room.page, end - number * this.room.page);
    const index = Math.floor(at / this.room.block);
    let block = this.#blocks.get(index);
    if (block === undefined) {
      if (this.#blocks.size === this.room.blocks) this.#blocks.delete(this.#blocks.keys().next().value!);
      const from = index * this.room.block - this.room.pages * this.room.page;
      block = readRange(this.#scratch!, from, from + this.room.block);
      this.#blocks.set(index, block);
    }
    return block.subarray(at - index * this.room.block, end - index * this.room.block);
  }

  #append(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const inPage = this.#size % this.room.page;
      const page = inPage === 0 ? this.#nextPage() : this.#pages.at(-1)!;
      const copied = bytes.copy(page, inPage, at);
      at += copied;
      this.#size += copied;
    }
  }

  /** Begins a page; the one before it leaves the memory when there are enough. */
  #nextPage(): Buffer {
    const full = this.#pages.length - 1;
    const last = this.#pages[full];
    if (full >= this.room.pages && last !== undefined) {
      this.#scratch ??= this.scratch();
      this.#scratch.append(last);
      this.#pages[full] = undefined;
      this.#pages.push(last);
      return last;
    }
    const page = Buffer.allocUnsafeSlow(this.room.page);
    this.#pages.push(page);
    return page;
  }
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
