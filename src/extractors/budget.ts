import type { IssueCode } from '../model/issue.js';

/** What one asset may cost while it is taken apart. All hold together: each alone can be got around. */
export interface ExpandLimits {
  /** Levels of containers in containers. */
  readonly depth: number;
  /** Members, attachments, embedded objects in all. */
  readonly entries: number;
  /** Bytes out of decompressors and decoders in all. */
  readonly bytes: number;
  /** Bytes out per byte of the asset, once `ratioFrom` bytes are out. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Milliseconds. */
  readonly time: number;
}

export const DEFAULT_EXPAND_LIMITS: ExpandLimits = {
  depth: 10,
  entries: 100_000,
  bytes: 4 * 2 ** 30,
  ratio: 200,
  ratioFrom: 64 * 2 ** 20,
  time: 120_000,
};

/** A budget of the asset is used up. What was read until then stays; the asset is partial. */
export class BudgetReached extends Error {
  constructor(
    readonly code: IssueCode,
    message: string,
  ) {
    super(message);
  }
}

/** Counts what an asset costs. Every method throws BudgetReached when its limit is passed, and from then on. */
export class Budget {
  #bytes = 0;
  #entries = 0;
  #depth = 0;
  readonly #deadline: number;

  constructor(
    readonly limits: ExpandLimits,
    /** Bytes of the asset itself. */
    private readonly size: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#deadline = now() + limits.time;
  }

  /** Counts bytes that came out of a decompressor or decoder. */
  expand(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.limits.bytes)
      throw new BudgetReached('limit-bytes', `more than ${this.limits.bytes} bytes unpacked`);
    if (this.#bytes > this.limits.ratioFrom && this.#bytes > this.limits.ratio * this.size)
      throw new BudgetReached('limit-bytes', `unpacks to more than ${this.limits.ratio} times its size`);
    this.tick();
  }

  /** Counts inner files, pages, sheets. */
  entry(count = 1): void {
    this.#entries += count;
    if (this.#entries > this.limits.entries)
      throw new BudgetReached('limit-entries', `more than ${this.limits.entries} inner parts`);
    this.tick();
  }

  /** Looks at the clock: to be called in every long loop. */
  tick(): void {
    if (this.now() > this.#deadline)
      throw new BudgetReached('limit-time', 'the time for this asset ran out; the rest was not read');
  }

  /** Runs `inside` one level deeper; false, without running it, where that is too deep. */
  async deeper(inside: () => Promise<void>): Promise<boolean> {
    if (this.#depth >= this.limits.depth) return false;
    this.#depth++;
    try {
      await inside();
    } finally {
      this.#depth--;
    }
    return true;
  }
}
