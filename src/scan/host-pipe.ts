import { createCipheriv, randomBytes } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import type { ByteSource } from '../extractors/byte-source.js';
import type { ChunkSink, FileChunks, Lost, TableChunks } from '../extractors/chunk-sink.js';
import type { Scratch } from '../extractors/extractor.js';
import { UNIT_ROWS } from '../extractors/rows.js';
import { utf8SafeEnd } from '../lib/utf8.js';
import type { IssueCode } from '../model/issue.js';
import { FRAME, frame, HEADER, withHead } from './frames.js';

/** Rows and text longer than this go out in several frames. */
const PIECE = 256 << 10;
const BLOCK = 64 << 10;
const BLOCKS = 32;

/** The host's end of the pipe: blocking, so that a parser may ask for bytes in the middle of anything. */
export class HostPipe {
  /** `onGone`: the supervisor is no more. */
  constructor(private readonly onGone: () => never) {}

  write(kind: number, ...payload: readonly Uint8Array[]): void {
    const bytes = frame(kind, ...payload);
    for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  }

  /** The next frame; undefined when the supervisor is gone. */
  next(): { kind: number; payload: Buffer } | undefined {
    const head = this.#take(HEADER);
    if (head === undefined) return undefined;
    const payload = this.#take(head.readUInt32LE(1));
    return payload === undefined ? undefined : { kind: head[0]!, payload };
  }

  ask(kind: number, ...payload: readonly Uint8Array[]): Buffer {
    this.write(kind, ...payload);
    const answer = this.next();
    return answer === undefined ? this.onGone() : answer.payload;
  }

  #take(size: number): Buffer | undefined {
    const bytes = Buffer.allocUnsafe(size);
    for (let at = 0; at < size; ) {
      const got = readSync(0, bytes, at, size - at, null);
      if (got === 0) return undefined;
      at += got;
    }
    return bytes;
  }
}

function range(position: number, length: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeDoubleLE(position, 0);
  bytes.writeUInt32LE(length, 8);
  return bytes;
}

/** The asset, read through the supervisor in blocks that are kept for a while. */
export class PipedSource implements ByteSource {
  readonly #blocks = new Map<number, Buffer>();

  constructor(
    private readonly pipe: HostPipe,
    readonly size: number,
    private readonly kind: number = FRAME.read,
  ) {}

  read(target: Uint8Array, offset: number, length: number, position: number): number {
    const wanted = Math.min(length, this.size - position);
    if (wanted <= 0) return 0;
    const number = Math.floor(position / BLOCK);
    const block = this.#block(number);
    const from = position - number * BLOCK;
    const part = block.subarray(from, from + wanted);
    target.set(part, offset);
    return part.length;
  }

  #block(number: number): Buffer {
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = this.pipe.ask(this.kind, range(number * BLOCK, Math.min(BLOCK, this.size - number * BLOCK)));
      if (this.#blocks.size >= BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value!);
      this.#blocks.set(number, block);
    }
    return block;
  }
}

/** A file of the supervisor's that holds what hosts put aside: without a name, and encrypted under a key that only this process has. */
export class PipedScratch implements Scratch {
  static readonly #key = randomBytes(32);
  static #end = 0;
  size = 0;
  readonly #extents: { at: number; start: number; length: number }[] = [];
  readonly #nonce = randomBytes(8);

  constructor(private readonly pipe: HostPipe) {}

  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += PIECE) {
      const part = this.#crypt(bytes.subarray(from, from + PIECE), this.size);
      const start = PipedScratch.#end;
      this.pipe.write(FRAME.scratchWrite, range(start, part.length), part);
      PipedScratch.#end += part.length;
      const last = this.#extents.at(-1);
      if (last !== undefined && last.start + last.length === start) last.length += part.length;
      else this.#extents.push({ at: this.size, start, length: part.length });
      this.size += part.length;
    }
  }

  read(target: Uint8Array, offset: number, length: number, position: number): number {
    const extent = this.#extentAt(position);
    if (extent === undefined) return 0;
    const inside = position - extent.at;
    const size = Math.min(length, extent.length - inside, PIECE);
    const bytes = this.pipe.ask(FRAME.scratchRead, range(extent.start + inside, size));
    target.set(this.#crypt(bytes, position), offset);
    return bytes.length;
  }

  #extentAt(position: number): { at: number; start: number; length: number } | undefined {
    let low = 0;
    let high = this.#extents.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { at, length } = this.#extents[middle]!;
      if (position < at) high = middle;
      else if (position >= at + length) low = middle + 1;
      else return this.#extents[middle];
    }
    return undefined;
  }

  /** AES in counter mode: any stretch can be read alone. */
  #crypt(bytes: Uint8Array, position: number): Buffer {
    const counter = Buffer.alloc(16);
    this.#nonce.copy(counter);
    counter.writeBigUInt64BE(BigInt(Math.floor(position / 16)), 8);
    const cipher = createCipheriv('aes-256-ctr', PipedScratch.#key, counter);
    cipher.update(Buffer.alloc(position % 16));
    return cipher.update(bytes);
  }
}

/** Sends chunks to the engine. */
export class PipedSink implements ChunkSink {
  #tables = 0;

  constructor(private readonly pipe: HostPipe) {}

  text(part: string, bytes: Uint8Array, lines: Int32Array, page?: number): void {
    // Frames of one part and page that follow each other are one text to the engine: it may be cut anywhere but in a character.
    for (let at = 0; at < bytes.length; ) {
      const end = at + PIECE < bytes.length ? utf8SafeEnd(bytes, at + PIECE) : bytes.length;
      const head = { part, page, ...(at === 0 ? { lines: packLines(lines) } : {}) };
      this.pipe.write(FRAME.text, ...withHead(head, bytes.subarray(at, end)));
      at = end;
    }
  }

  table(part: string, columns: readonly string[] | null, comments?: readonly string[]): TableChunks {
    const id = this.#tables++;
    this.pipe.write(FRAME.table, ...withHead({ id, part, columns, comments }));
    return {
      rows: (bytes, lines) => {
        for (const piece of rowPieces(bytes))
          this.pipe.write(
            FRAME.rows,
            ...withHead(
              { id, lines: packLines(lines.subarray(piece.row, piece.row + piece.rows)) },
              piece.bytes,
            ),
          );
      },
      rounded: (column) => this.pipe.write(FRAME.rounded, ...withHead({ id, column })),
      end: () => this.pipe.write(FRAME.tableEnd, ...withHead({ id })),
    };
  }

  file(part: string, name: string): FileChunks {
    this.pipe.write(FRAME.file, ...withHead({ part, name }));
    return {
      bytes: (bytes) => {
        for (let at = 0; at < bytes.length; at += PIECE)
          this.pipe.write(FRAME.fileBytes, bytes.subarray(at, at + PIECE));
      },
      end: () => this.pipe.write(FRAME.fileEnd),
    };
  }

  picture(part: string, width: number, height: number): void {
    this.pipe.write(FRAME.picture, ...withHead({ part, width, height }));
  }

  issue(part: string, code: IssueCode, message: string, lost: Lost): void {
    this.pipe.write(FRAME.issue, ...withHead({ part, code, message, lost }));
  }

  fact(part: string, name: string, value: string | number | boolean): void {
    this.pipe.write(FRAME.fact, ...withHead({ part, name, value }));
  }
}

function* rowPieces(bytes: Uint8Array): Generator<{ bytes: Uint8Array; row: number; rows: number }> {
  let row = 0;
  for (let start = 0; start < bytes.length; ) {
    let rows = 0;
    let end = start;
    do {
      end = bytes.indexOf(UNIT_ROWS.terminator, end) + 1;
      rows++;
    } while (end < bytes.length && end - start < PIECE);
    yield { bytes: bytes.subarray(start, end), row, rows };
    row += rows;
    start = end;
  }
}

/** Line numbers mostly count on: [first, how many, first, how many, ...]. */
export function packLines(lines: Int32Array): number[] {
  const packed: number[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i + 1;
    while (end < lines.length && lines[end] === lines[i]! + end - i) end++;
    packed.push(lines[i]!, end - i);
    i = end;
  }
  return packed;
}

export function unpackLines(packed: readonly number[]): Int32Array {
  let size = 0;
  for (let i = 1; i < packed.length; i += 2) size += packed[i]!;
  const lines = new Int32Array(Math.min(size, 1 << 20));
  let at = 0;
  for (let i = 0; i + 1 < packed.length; i += 2)
    for (let k = 0; k < packed[i + 1]! && at < lines.length; k++) lines[at++] = packed[i]! + k;
  return lines;
}
