import type { DataAsset } from '../model/asset.js';
import { type Limits, timeBudget } from './budgets.js';
import { SLOT_CURRENT } from './wire.js';

/** How long a thread may take to start its first asset, engine included. */
export const START_LIMIT_MS = 60_000;

/**
 * Watches one task through its slot. An asset's clock starts when its number is first seen there: time in a queue, or
 * while the thread starts, is nobody's fault.
 */
export class Watch {
  #since: number;
  /** Number of the asset last seen in flight, from 1; 0 = none yet. */
  seen = 0;

  constructor(
    readonly slot: Int32Array,
    readonly assets: readonly DataAsset[],
    now: number,
  ) {
    this.#since = now;
  }

  get current(): DataAsset | undefined {
    return this.assets[this.seen - 1];
  }

  /** Looks at the slot; true when what is in flight has had its time, and `grace` milliseconds to end by itself. */
  isOverdue(limits: Limits, grace: number, now: number): boolean {
    const current = Atomics.load(this.slot, SLOT_CURRENT);
    if (current !== this.seen) {
      this.seen = current;
      this.#since = now;
      return false;
    }
    const asset = this.current;
    const allowed = asset === undefined ? START_LIMIT_MS : timeBudget(limits, asset.size ?? 0) + grace;
    return now - this.#since > allowed;
  }
}
