import type { DataAsset } from '../model/asset.js';

/** A batch is full at this many assets or bytes; an asset of that size travels alone. */
export const BATCH_ASSETS = 256;
export const BATCH_BYTES = 4 << 20;

/** Groups small assets, so that handing over costs little per file, and keeps groups until a thread is free. */
export class BatchQueue {
  readonly #full: DataAsset[][] = [];
  #open: DataAsset[] = [];
  #openBytes = 0;

  /** Full batches waiting. */
  get length(): number {
    return this.#full.length;
  }

  get isEmpty(): boolean {
    return this.#full.length === 0 && this.#open.length === 0;
  }

  add(asset: DataAsset): void {
    const size = asset.size ?? BATCH_BYTES;
    if (size >= BATCH_BYTES) {
      this.#full.push([asset]);
      return;
    }
    if (this.#openBytes + size > BATCH_BYTES) this.#closeBatch();
    this.#open.push(asset);
    this.#openBytes += size;
    if (this.#open.length === BATCH_ASSETS) this.#closeBatch();
  }

  /** Puts assets that were handed over before at the front, as one batch. */
  again(assets: DataAsset[]): void {
    if (assets.length > 0) this.#full.unshift(assets);
  }

  /** The next full batch; with `partial`, else the one being filled. */
  take(partial: boolean): DataAsset[] | undefined {
    if (this.#full.length === 0 && partial) this.#closeBatch();
    return this.#full.shift();
  }

  clear(): DataAsset[] {
    this.#closeBatch();
    return this.#full.splice(0).flat();
  }

  #closeBatch(): void {
    if (this.#open.length > 0) this.#full.push(this.#open);
    this.#open = [];
    this.#openBytes = 0;
  }
}
