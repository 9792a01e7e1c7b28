import { HEADER, header } from './frames.js';

/**
 * A pipe of frames from the supervisor to an engine thread that blocks in it: a ring in shared memory. The engine is
 * synchronous, as for files; the host's output is not held anywhere else.
 */
export interface FeedMemory {
  readonly state: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
}

const RING = 2 << 20;
// Words of `state`. Positions count bytes and wrap at 2^32; they are compared by difference.
const WRITTEN = 0;
const READ = 1;
const WAITING = 2;

export function newFeed(): FeedMemory {
  return { state: new SharedArrayBuffer(12), ring: new SharedArrayBuffer(RING) };
}

/** The supervisor's end. Never blocks. */
export class FeedWriter {
  readonly #state: Int32Array;
  readonly #ring: Uint8Array;

  constructor(memory: FeedMemory) {
    this.#state = new Int32Array(memory.state);
    this.#ring = new Uint8Array(memory.ring);
  }

  /** Writes a whole frame, or nothing: false when there is no room. The reader then asks for more with `onRoom`. */
  write(kind: number, payload: Uint8Array): boolean {
    const size = HEADER + payload.length;
    const written = Atomics.load(this.#state, WRITTEN);
    if (RING - ((written - Atomics.load(this.#state, READ)) >>> 0) < size) {
      Atomics.store(this.#state, WAITING, 1);
      // It may have been read empty in the meantime.
      if (RING - ((written - Atomics.load(this.#state, READ)) >>> 0) < size) return false;
    }
    this.#put(header(kind, payload.length), written);
    this.#put(payload, written + HEADER);
    Atomics.store(this.#state, WRITTEN, (written + size) | 0);
    Atomics.notify(this.#state, WRITTEN);
    return true;
  }

  #put(bytes: Uint8Array, position: number): void {
    const at = (position >>> 0) % RING;
    const first = Math.min(bytes.length, RING - at);
    this.#ring.set(bytes.subarray(0, first), at);
    if (first < bytes.length) this.#ring.set(bytes.subarray(first), 0);
  }
}

/** The engine's end. Blocks its thread while nothing is there. */
export class FeedReader {
  readonly #state: Int32Array;
  readonly #ring: Uint8Array;
  /** Milliseconds spent waiting for the writer. */
  waited = 0;

  constructor(
    memory: FeedMemory,
    /** Called when there is room again for a writer that found none. */
    private readonly onRoom: () => void,
  ) {
    this.#state = new Int32Array(memory.state);
    this.#ring = new Uint8Array(memory.ring);
  }

  next(): { kind: number; payload: Buffer } {
    const head = this.#take(HEADER);
    return { kind: head[0]!, payload: this.#take(head.readUInt32LE(1)) };
  }

  #take(size: number): Buffer {
    const read = Atomics.load(this.#state, READ);
    for (;;) {
      const written = Atomics.load(this.#state, WRITTEN);
      if ((written - read) >>> 0 >= size) break;
      const since = performance.now();
      Atomics.wait(this.#state, WRITTEN, written);
      this.waited += performance.now() - since;
    }
    const bytes = Buffer.allocUnsafe(size);
    const at = (read >>> 0) % RING;
    const first = Math.min(size, RING - at);
    bytes.set(this.#ring.subarray(at, at + first));
    if (first < size) bytes.set(this.#ring.subarray(0, size - first), first);
    Atomics.store(this.#state, READ, (read + size) | 0);
    if (Atomics.load(this.#state, WAITING) !== 0) {
      const held = (Atomics.load(this.#state, WRITTEN) - read - size) >>> 0;
      if (held < RING / 2) {
        Atomics.store(this.#state, WAITING, 0);
        this.onRoom();
      }
    }
    return bytes;
  }
}
