import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../sources/source.js';

/** Scans that end sooner need no forecast. */
const BEGIN_AFTER_MS = 1_000;

/**
 * Lists a second time, ahead of the scan, only to count: the scan itself lists no faster than it reads, so that it never holds
 * the tree, and would know how much there is only at its end.
 */
export class Survey {
  readonly #stop = new AbortController();
  assets = 0;
  bytes = 0;
  /** Everything was counted. */
  done = false;

  constructor(private readonly source: Source) {}

  /** Ends when everything is counted or `close` was called. Never throws: what is wrong, the scan's own listing tells. */
  async run(beginAfter = BEGIN_AFTER_MS): Promise<void> {
    const { signal } = this.#stop;
    try {
      await sleep(beginAfter, undefined, { signal, ref: false });
      for await (const { asset } of this.source.list(signal)) {
        if (asset === undefined) continue;
        this.assets++;
        this.bytes += asset.size ?? 0;
      }
      this.done = !signal.aborted;
    } catch {
      // No forecast, then.
    }
  }

  close(): void {
    this.#stop.abort();
  }
}
