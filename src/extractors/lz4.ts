import type { Budget } from './budget.js';
import { type ByteSource, readRange } from './byte-source.js';
import { compressed } from './compressed.js';

const FRAME = 0x184d2204;
const LEGACY = 0x184c2102;
/** Blocks refer back at most this far. */
const WINDOW = 1 << 16;
/** Of a legacy block. */
const LEGACY_BLOCK = 8 << 20;

/** LZ4 frames (LZ4 Frame Format 1.6.4): one after the other they are one file. */
export const lz4 = compressed((source, _, { budget }) => {
  const place = { end: source.size };
  return { content: frames(source, budget, place), end: () => place.end };
});

function* frames(source: ByteSource, budget: Budget, place: { end: number }): Generator<Uint8Array> {
  const block = new Blocks(budget);
  for (let at = 0; at < source.size; ) {
    budget.tick();
    const head = readRange(source, at, at + 32);
    const magic = head.length >= 8 ? head.readUInt32LE(0) : 0;
    if (magic === FRAME) at = yield* frame(source, at, head, block);
    else if (magic === LEGACY) at = yield* legacy(source, at + 4, block);
    else if (magic >>> 4 === 0x184d2a5) at += 8 + head.readUInt32LE(4);
    else {
      if (at === 0) throw new Error('no frame');
      place.end = at;
      return;
    }
  }
}

function* frame(
  source: ByteSource,
  start: number,
  head: Buffer,
  blocks: Blocks,
): Generator<Uint8Array, number> {
  const flags = head[4]!;
  const blockSize = 1 << (8 + 2 * ((head[5]! >> 4) & 7));
  if (flags >> 6 !== 1 || blockSize < 1 << 16) throw new Error('no frame');
  const linked = (flags & 0x20) === 0;
  let at = start + 7 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4);
  blocks.forget();
  for (;;) {
    const size = uint32(source, at);
    at += 4;
    if (size === 0) return at + ((flags & 4) === 0 ? 0 : 4);
    const length = size & 0x7fffffff;
    if (length > blockSize) throw new Error('damaged');
    const data = readRange(source, at, at + length);
    yield* blocks.unpack(data, blockSize, size >>> 31 === 1);
    if (data.length < length) throw new Error('cut off');
    at += length + ((flags & 0x10) === 0 ? 0 : 4);
    if (!linked) blocks.forget();
  }
}

function* legacy(source: ByteSource, start: number, blocks: Blocks): Generator<Uint8Array, number> {
  for (let at = start; ; ) {
    blocks.forget();
    const length = at + 4 <= source.size ? uint32(source, at) : 0;
    if (length === 0 || length > LEGACY_BLOCK * 1.01) return at;
    const data = readRange(source, at + 4, at + 4 + length);
    yield* blocks.unpack(data, LEGACY_BLOCK, false);
    if (data.length < length) throw new Error('cut off');
    at += 4 + length;
  }
}

function uint32(source: ByteSource, at: number): number {
  const bytes = readRange(source, at, at + 4);
  if (bytes.length < 4) throw new Error('cut off');
  return bytes.readUInt32LE(0);
}

/** Unpacks blocks (LZ4 Block Format), each with the bytes before it at hand. */
class Blocks {
  #bytes = Buffer.alloc(0);
  #held = 0;

  constructor(private readonly budget: Budget) {}

  forget(): void {
    this.#held = 0;
  }

  /** What could be unpacked; then throws where the block is damaged. */
  *unpack(data: Buffer, size: number, stored: boolean): Generator<Uint8Array> {
    const from = this.#held;
    if (this.#bytes.length < WINDOW + size) {
      const larger = Buffer.allocUnsafe(WINDOW + size);
      this.#bytes.copy(larger, 0, 0, from);
      this.#bytes = larger;
    }
    const bytes = this.#bytes;
    const state = { to: from, bad: false };
    if (stored) state.to += data.copy(bytes, from, 0, Math.min(data.length, size));
    else sequences(data, bytes, from + size, state);
    this.budget.expand(state.to - from);
    if (state.to > from) yield bytes.subarray(from, state.to);
    if (state.bad) throw new Error('damaged');
    const keep = Math.min(WINDOW, state.to);
    bytes.copyWithin(0, state.to - keep, state.to);
    this.#held = keep;
  }
}

function sequences(data: Buffer, out: Buffer, limit: number, state: { to: number; bad: boolean }): void {
  let at = 0;
  let to = state.to;
  const length = (short: number): number => {
    let long = short;
    if (short === 15) {
      let more = 255;
      while (more === 255 && at < data.length) {
        more = data[at++]!;
        long += more;
      }
    }
    return long;
  };
  while (at < data.length) {
    const token = data[at++]!;
    const literals = length(token >> 4);
    if (at + literals > data.length || to + literals > limit) break;
    data.copy(out, to, at, at + literals);
    at += literals;
    to += literals;
    state.to = to;
    if (at === data.length) return;
    const back = data[at]! | ((data[at + 1] ?? 0) << 8);
    at += 2;
    const match = length(token & 15) + 4;
    if (back === 0 || back > to || to + match > limit) break;
    for (let i = 0; i < match; i++) out[to + i] = out[to + i - back]!;
    to += match;
    state.to = to;
  }
  state.bad = true;
}
