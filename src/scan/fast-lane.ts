import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import { BatchQueue } from './batch-queue.js';
import { type Lane, type OnResult, type ScannerInit, unread } from './lane.js';
import { PoisonList } from './poison.js';
import { Turnstile } from './turnstile.js';
import { Watch } from './watchdog.js';
import {
  type BatchAnswer,
  type BatchTask,
  newSlot,
  type Parcel,
  SLOT_CURRENT,
  SLOT_STOP,
  type WorkerInit,
} from './wire.js';

export interface FastLaneOptions {
  readonly threads: number;
  readonly scanner: ScannerInit;
  readonly onResult: OnResult;
  readonly poison?: PoisonList;
  /** File URL of the module that exports `createAssetScanner`. For tests; default: the detection engine. */
  readonly scannerModule?: string;
  /** JavaScript heap per thread. Buffers and WebAssembly memory are not counted. */
  readonly heapMb?: number;
  /** Time between an asset's budget, at which the engine should end by itself, and the end of its thread. */
  readonly killGraceMs?: number;
}

/** One task: a batch in a thread. */
interface Run {
  readonly assets: readonly DataAsset[];
  /** Indexes without a result. */
  readonly pending: Set<number>;
  /** Findings that came ahead of their result. */
  readonly early: Map<number, Finding[]>;
  readonly port: MessagePort;
  readonly watch: Watch;
  readonly end: AbortController;
  overran: boolean;
}

const TICK_MS = 50;
const HEAP_MB = 1024;
const KILL_GRACE_MS = 1_000;
const CLOSE_LIMIT_MS = 2_000;
/** How long threads may end before they begin an asset (no handles left, say) until the lane gives up. */
const START_PATIENCE_MS = 3_000;
const REBUILD_PAUSE_MS = 100;

/** Sources run from TypeScript (tests) use the built worker: threads load JavaScript only. */
const BUILT = new URL(import.meta.url.endsWith('.ts') ? '../../dist/scan/' : './', import.meta.url);

/**
 * Scans with our own engine in threads. Of Piscina it uses what holds under fire (see test/scan/piscina.test.ts): a fixed
 * number of threads, one task per thread, a task only for a thread that is free (its queue mixes badly with aborts), an
 * AbortController per task. Queue, clocks, results and blame are kept here, where no asset can reach them.
 */
export class FastLane implements Lane {
  readonly #options: FastLaneOptions;
  readonly #poison: PoisonList;
  readonly #queue = new BatchQueue();
  readonly #running = new Set<Run>();
  readonly #timer: NodeJS.Timeout;
  #pool: Piscina<BatchTask, BatchAnswer>;
  #graceTimer: NodeJS.Timeout | undefined;
  readonly #turnstile = new Turnstile();
  #pumpDue = false;
  /** When to make a new pool, should this one be broken. */
  #rebuildAt: number | undefined;
  #badStartsSince: number | undefined;
  #stopping = false;

  constructor(options: FastLaneOptions) {
    this.#options = options;
    this.#poison = options.poison ?? new PoisonList();
    this.#pool = this.#newPool();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  accepts(): boolean {
    return true;
  }

  submit(asset: DataAsset): void {
    if (this.#stopping) {
      this.#interrupted(asset);
      return;
    }
    this.#queue.add(asset);
    this.#pump(false);
    this.#pumpSoon();
  }

  room(): Promise<void> {
    return this.#turnstile.until(() => this.#stopping || this.#queue.length < this.#options.threads);
  }

  drain(): Promise<void> {
    return this.#turnstile.until(() => this.#queue.isEmpty && this.#running.size === 0);
  }

  stop(graceMs: number): void {
    if (this.#stopping) return;
    this.#stopping = true;
    for (const asset of this.#queue.clear()) this.#interrupted(asset);
    for (const run of this.#running) Atomics.store(run.watch.slot, SLOT_STOP, 1);
    this.#graceTimer = setTimeout(() => {
      for (const run of this.#running) run.end.abort();
    }, graceMs);
    this.#turnstile.look();
  }

  get current(): string | undefined {
    for (const run of this.#running) if (run.watch.current !== undefined) return run.watch.current.path;
    return undefined;
  }

  async close(): Promise<void> {
    this.stop(0);
    clearInterval(this.#timer);
    clearTimeout(this.#graceTimer);
    const limit = new AbortController();
    // A thread stuck in the system (a dead network mount) never ends; the rest of the program must.
    await Promise.race([endPool(this.#pool), after(CLOSE_LIMIT_MS, limit.signal)]);
    limit.abort();
  }

  #newPool(): Piscina<BatchTask, BatchAnswer> {
    const { threads, scanner, scannerModule, heapMb } = this.#options;
    const init: WorkerInit = {
      scanner,
      scannerModule: scannerModule ?? new URL('asset-scanner.js', BUILT).href,
    };
    const pool = new Piscina<BatchTask, BatchAnswer>({
      filename: new URL('worker.js', BUILT).href,
      workerData: init,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: heapMb ?? HEAP_MB },
      recordTiming: false,
    });
    // A successor of an ended thread is ready, though Piscina counts it as free only after this event.
    pool.on('workerCreate', () => this.#pumpSoon());
    pool.on('error', (error) => pool === this.#pool && this.#poolFailed(error));
    return pool;
  }

  #pump(partial: boolean): void {
    if (this.#rebuildAt !== undefined && this.#rebuildAt < performance.now() && this.#running.size === 0) {
      void endPool(this.#pool);
      this.#pool = this.#newPool();
      this.#rebuildAt = undefined;
    }
    while (this.#canDispatch()) {
      const assets = this.#queue.take(partial);
      if (assets === undefined) break;
      this.#dispatch(assets);
    }
    this.#turnstile.look();
  }

  #canDispatch(): boolean {
    const free = this.#running.size < this.#options.threads && this.#pool.idleThreads > 0;
    return free && !this.#stopping && this.#rebuildAt === undefined && !this.#turnstile.failed;
  }

  /** Later in this turn of the event loop: sends off batches, full or not, so that the listing can go on filling them. */
  #pumpSoon(): void {
    if (this.#pumpDue) return;
    this.#pumpDue = true;
    setImmediate(() => {
      this.#pumpDue = false;
      this.#pump(true);
    });
  }

  #dispatch(assets: readonly DataAsset[]): void {
    const { port1, port2 } = new MessageChannel();
    const slot = newSlot();
    const run: Run = {
      assets,
      pending: new Set(assets.keys()),
      early: new Map(),
      port: port1,
      watch: new Watch(slot, assets, performance.now()),
      end: new AbortController(),
      overran: false,
    };
    this.#running.add(run);
    this.#pool
      .run({ assets, slot, port: port2 }, { transferList: [port2], signal: run.end.signal })
      .then(
        (answer) => this.#finished(run, answer),
        (error: unknown) => this.#died(run, error),
      )
      .catch((bug: Error) => this.#turnstile.fail(bug));
  }

  #tick(): void {
    const { threads, scanner, killGraceMs = KILL_GRACE_MS } = this.#options;
    const now = performance.now();
    try {
      if (this.#pool.threads.length < threads) this.#poolFailed(new Error('a thread ended at loading'));
      if (this.#rebuildAt !== undefined) this.#pump(true);
      for (const run of this.#running) {
        this.#collect(run);
        if (run.overran || !run.watch.isOverdue(scanner.limits, killGraceMs, now)) continue;
        run.overran = true;
        run.end.abort();
      }
    } catch (bug) {
      this.#turnstile.fail(bug as Error);
    }
  }

  #finished(run: Run, answer: BatchAnswer): void {
    this.#end(run);
    if (answer.startError !== undefined) {
      this.#turnstile.fail(new Error(`the detection engine does not start: ${answer.startError}`));
      return;
    }
    this.#badStartsSince = undefined;
    if (run.pending.size > 0 && !this.#stopping)
      throw new Error('a thread ended its batch without all results');
    this.#putBack(run);
  }

  /** The thread ended before its batch did. Blames the asset in flight, and no other. */
  #died(run: Run, error: unknown): void {
    this.#end(run);
    const number = run.overran ? run.watch.seen : Atomics.load(run.watch.slot, SLOT_CURRENT);
    if (number === 0) this.#badStart(error);
    else this.#badStartsSince = undefined;
    const asset = run.assets[number - 1];
    if (asset !== undefined && !this.#stopping && run.pending.delete(number - 1)) {
      if (run.overran) this.#overran(asset);
      else this.#failed(asset, run.assets.length === 1);
    }
    this.#putBack(run);
  }

  #end(run: Run): void {
    this.#collect(run);
    run.port.close();
    this.#running.delete(run);
  }

  #putBack(run: Run): void {
    const left = [...run.pending].map((index) => run.assets[index]!);
    if (this.#stopping) for (const asset of left) this.#interrupted(asset);
    else this.#queue.again(left);
    this.#pump(false);
    this.#pumpSoon();
  }

  /** Takes in what the thread has posted so far; what it posted before it died is still there. */
  #collect(run: Run): void {
    for (let got = receiveMessageOnPort(run.port); got !== undefined; got = receiveMessageOnPort(run.port)) {
      for (const parcel of got.message as Parcel[]) this.#unpack(run, parcel);
    }
  }

  #unpack(run: Run, parcel: Parcel): void {
    const { index } = parcel;
    if ('findings' in parcel) {
      run.early.set(index, [...(run.early.get(index) ?? []), ...parcel.findings]);
      return;
    }
    if (!run.pending.delete(index)) throw new Error('two results for one asset');
    const asset = run.assets[index]!;
    if ('threw' in parcel) {
      this.#failed(asset, run.assets.length === 1);
      return;
    }
    const early = run.early.get(index);
    run.early.delete(index);
    const { result } = parcel;
    this.#options.onResult(asset, early ? { ...result, findings: [...early, ...result.findings] } : result);
  }

  /** The engine or its thread did not survive this asset: once more alone, unless that is what failed twice. */
  #failed(asset: DataAsset, alone: boolean): void {
    if (this.#stopping) this.#interrupted(asset);
    else if (alone && this.#poison.failedAlone(asset)) {
      const message = 'ended the scanner twice, alone in its thread';
      this.#options.onResult(asset, unread(asset, 'skipped', 'detect', 'poison', message));
    } else this.#queue.again([asset]);
  }

  #overran(asset: DataAsset): void {
    const message = 'not done within its time budget; what was found in it is lost';
    this.#options.onResult(asset, unread(asset, 'partial', 'detect', 'limit-time', message));
  }

  #interrupted(asset: DataAsset): void {
    const message = 'the scan was stopped before it was read';
    this.#options.onResult(asset, unread(asset, 'skipped', 'detect', 'interrupted', message));
  }

  /** A thread ended while it loaded, without a task to blame; Piscina starts no more of them then, and may not say so. */
  #poolFailed(cause: unknown): void {
    if (this.#rebuildAt !== undefined || this.#stopping) return;
    this.#rebuildAt = performance.now() + REBUILD_PAUSE_MS;
    this.#badStart(cause);
  }

  #badStart(cause: unknown): void {
    const now = performance.now();
    this.#badStartsSince ??= now;
    if (now - this.#badStartsSince > START_PATIENCE_MS)
      this.#turnstile.fail(new Error('scanning threads end before they begin', { cause }));
  }
}

/**
 * Ends a pool for good. A thread ended just before goes later than the pool does, and Piscina would replace it, and all others
 * with it, by threads that nobody ends: so the pool is told first that it needs none.
 */
function endPool(pool: Piscina): Promise<void> {
  pool.options.minThreads = 0;
  return pool.destroy();
}

function after(ms: number, cancel: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    cancel.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
