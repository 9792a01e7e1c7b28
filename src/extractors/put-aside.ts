import { type ByteSource, bytesSource, joined, slice } from './byte-source.js';
import type { Scratch } from './extractor.js';

/** Bytes kept in memory in all; what comes after goes to scratch. */
const IN_MEMORY = 32 << 20;

/** Puts the contents of many inner files aside, whatever the order their bytes come in. */
export class PutAside {
  #kept = 0;
  #scratch: Scratch | undefined;
  #out = 0;

  constructor(private readonly openScratch: () => Scratch) {}

  file(): PutFile {
    const parts: ByteSource[] = [];
    let memory: Uint8Array[] = [];
    /** What lies in scratch since the last part: other files may come between. */
    let from = 0;
    let to = 0;
    let size = 0;
    const settle = () => {
      if (memory.length > 0) parts.push(bytesSource(Buffer.concat(memory)));
      memory = [];
      if (to > from) parts.push(slice(this.#scratch!, from, to));
      from = to;
    };
    return {
      get size() {
        return size;
      },
      append: (bytes) => {
        size += bytes.length;
        if (this.#kept < IN_MEMORY) {
          this.#kept += bytes.length;
          memory.push(Uint8Array.from(bytes));
          return;
        }
        this.#scratch ??= this.openScratch();
        this.#scratch.append(bytes);
        if (to !== this.#out) {
          settle();
          from = this.#out;
        }
        this.#out += bytes.length;
        to = this.#out;
      },
      source: () => {
        settle();
        return joined(...parts);
      },
    };
  }
}

export interface PutFile {
  readonly size: number;
  /** Copies. */
  append(bytes: Uint8Array): void;
  /** What was appended until now. */
  source(): ByteSource;
}
