import { Worker } from 'node:worker_threads';
import type { DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import type { ChunkWorkerInit, ChunkWorkerNote } from './chunk-worker.js';
import { FeedWriter, newFeed } from './feed.js';
import type { AssetResult, ScannerInit } from './lane.js';
import type { Parcel } from './wire.js';

/** What an engine thread says in the end about an asset: its result, or that it did not survive it. */
export type ThreadEnd = AssetResult | 'threw' | 'died';

/** An engine in a thread of its own, fed with the chunks of a parser host. The parser lane's twin of the fast lane's threads. */
export class EngineThread {
  readonly #worker: Worker;
  readonly #feed: FeedWriter;
  #early: Finding[] = [];
  #end: ((end: ThreadEnd) => void) | undefined;
  #gone = false;

  constructor(
    program: string,
    init: { readonly scanner: ScannerInit; readonly scannerModule: string; readonly heapMb: number },
    private readonly onRoom: () => void,
  ) {
    const feed = newFeed();
    this.started = new Promise((resolve) => {
      this.#begin = resolve;
    });
    const { heapMb, ...scanner } = init;
    this.#feed = new FeedWriter(feed);
    this.#worker = new Worker(new URL(program), {
      workerData: { ...scanner, feed } satisfies ChunkWorkerInit,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    this.#worker.on('message', (message: ChunkWorkerNote | Parcel[]) => this.#received(message));
    this.#worker.on('error', () => this.#over());
    this.#worker.on('exit', () => this.#over());
  }

  /** Resolves when the engine is built, or the thread has ended before that. */
  readonly started: Promise<void>;
  #begin: () => void = () => {};

  get alive(): boolean {
    return !this.#gone;
  }

  /** Scans what `write` feeds it from now on. Resolves once; never rejects. The thread is to be dropped after `threw`. */
  scan(asset: DataAsset): Promise<ThreadEnd> {
    this.#early = [];
    if (this.#gone) return Promise.resolve('died');
    this.#worker.postMessage(asset);
    return new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** False when there is no room: to be offered again after `onRoom`. */
  write(kind: number, payload: Uint8Array): boolean {
    return this.#gone || this.#feed.write(kind, payload);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #received(message: ChunkWorkerNote | Parcel[]): void {
    if (!Array.isArray(message)) {
      if ('room' in message) this.onRoom();
      else this.#begin();
      return;
    }
    for (const parcel of message) {
      if ('findings' in parcel) this.#early.push(...parcel.findings);
      else if ('threw' in parcel) this.#finish('threw');
      else this.#finish({ ...parcel.result, findings: [...this.#early, ...parcel.result.findings] });
    }
  }

  #over(): void {
    this.#gone = true;
    this.#begin();
    this.#finish('died');
    this.onRoom();
  }

  #finish(end: ThreadEnd): void {
    const resolve = this.#end;
    this.#end = undefined;
    resolve?.(end);
  }
}
