import type { MessagePort } from 'node:worker_threads';
import type { DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import type { AssetResult, ScannerInit } from './lane.js';

/** What passes between the supervisor and a scanning thread. */
export interface WorkerInit {
  readonly scanner: ScannerInit;
  /** File URL of the module that exports `createAssetScanner`. */
  readonly scannerModule: string;
}

export interface BatchTask {
  readonly assets: readonly DataAsset[];
  /** Shared by this task alone: a thread that is being ended must not write into its successor's. */
  readonly slot: Int32Array;
  /** Takes Parcel[] messages. What was posted before the thread died still arrives. */
  readonly port: MessagePort;
}

/** The answer of a task that came to its end. */
export interface BatchAnswer {
  /** Why the engine could not be built at all. */
  readonly startError?: string;
}

/** One word each in the slot. */
export const SLOT_CURRENT = 0; // Number of the asset in flight, from 1; 0 = none was started yet.
export const SLOT_STOP = 1; // Set by the supervisor: start no further asset.

export function newSlot(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * About the asset with this index in its batch: findings that go before those of its result (a message holds about
 * PARCEL_FINDINGS at most), then either its result or `threw`: the name of the error the engine failed with.
 */
export type Parcel =
  | { readonly index: number; readonly findings: readonly Finding[] }
  | { readonly index: number; readonly result: AssetResult }
  | { readonly index: number; readonly threw: string };

export const PARCEL_FINDINGS = 1_000;
/** Results of small files travel together, but none waits longer than this (milliseconds) while the next is scanned. */
const PARCEL_AGE = 20;

/** Collects results on the thread's side and posts them in messages that do not hold up the supervisor. */
export class Outbox {
  #parcels: Parcel[] = [];
  #findings = 0;
  #since = performance.now();

  constructor(readonly port: Pick<MessagePort, 'postMessage'>) {}

  result(index: number, result: AssetResult): void {
    let from = 0;
    for (; result.findings.length - from > PARCEL_FINDINGS; from += PARCEL_FINDINGS) {
      this.#put({ index, findings: result.findings.slice(from, from + PARCEL_FINDINGS) }, PARCEL_FINDINGS);
    }
    const rest = from === 0 ? result : { ...result, findings: result.findings.slice(from) };
    this.#put({ index, result: rest }, rest.findings.length);
  }

  threw(index: number, error: unknown): void {
    // The name only: messages may quote what was read.
    this.#put({ index, threw: error instanceof Error ? error.name : typeof error }, 0);
  }

  /** Posts what has waited long enough. */
  tick(): void {
    if (this.#parcels.length > 0 && performance.now() - this.#since > PARCEL_AGE) this.flush();
  }

  flush(): void {
    if (this.#parcels.length > 0) this.port.postMessage(this.#parcels);
    this.#parcels = [];
    this.#findings = 0;
    this.#since = performance.now();
  }

  #put(parcel: Parcel, findings: number): void {
    if (this.#findings + findings > PARCEL_FINDINGS) this.flush();
    this.#parcels.push(parcel);
    this.#findings += findings;
  }
}
