import { read } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_EXPAND_LIMITS, type ExpandLimits } from '../extractors/budget.js';
import type { DataAsset } from '../model/asset.js';
import type { IssueCode, ScanIssue } from '../model/issue.js';
import { errnoOf } from '../sources/errno.js';
import { type OpenedFile, openFile } from '../sources/open-file.js';
import { OpenRefused } from '../sources/source.js';
import { timeBudget } from './budgets.js';
import { EngineThread, type ThreadEnd } from './engine-thread.js';
import { FRAME } from './frames.js';
import { type AssetResult, type Lane, type OnResult, type ScannerInit, unread } from './lane.js';
import { type HostEnd, type HostLimits, ParserHost } from './parser-host.js';
import type { PoisonList } from './poison.js';
import { findSandbox } from './sandbox.js';
import { Turnstile } from './turnstile.js';

export interface ParserLaneOptions {
  /** Hosts, each with an engine thread. Started when there is work for them. */
  readonly hosts: number;
  /** Recognise text in pictures, and nothing else. */
  readonly ocr: boolean;
  readonly scanner: ScannerInit;
  readonly poison: PoisonList;
  readonly onResult: OnResult;
  readonly passwords?: readonly string[];
  readonly expand?: Partial<ExpandLimits>;
  readonly hostLimits?: Partial<HostLimits>;
  /** File URL of the module that exports `createAssetScanner`, and path of the host's program. For tests. */
  readonly scannerModule?: string;
  readonly hostProgram?: string;
  readonly killGraceMs?: number;
}

const HOST_LIMITS: HostLimits = { heapMb: 384, residentBytes: 600e6, scratchBytes: 2 * 2 ** 30 };
const HEAP_MB = 1024;
const TICK_MS = 50;
const KILL_GRACE_MS = 2_000;
/** A host is replaced after so many assets: what leaks in parsers is theirs. */
const JOBS_PER_HOST = 1_000;
/** Hosts that end before their first asset, one after the other, until the lane gives up. */
const BAD_STARTS = 5;

const BUILT = new URL(import.meta.url.endsWith('.ts') ? '../../dist/scan/' : './', import.meta.url);

/** A host, its engine thread, and the asset between them. */
interface Slot {
  host: ParserHost | undefined;
  thread: EngineThread | undefined;
  asset: DataAsset | undefined;
  /** When the host must be done, and when the engine. */
  deadline: number;
  engineDeadline: number;
}

/**
 * Scans what other people's parsers must take apart: in child processes that can be killed, one asset at a time, with what the
 * system gives to keep them in (sandbox.ts). Their chunks go to an engine thread. Whatever happens to an asset costs one host
 * and no other asset.
 */
export class ParserLane implements Lane {
  readonly #options: ParserLaneOptions;
  readonly #slots: Slot[];
  readonly #timer: NodeJS.Timeout;
  #queue: DataAsset[] = [];
  #running = 0;
  readonly #turnstile = new Turnstile();
  #stopping = false;
  #graceTimer: NodeJS.Timeout | undefined;
  #badStarts = 0;
  #used = false;

  constructor(options: ParserLaneOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.hosts }, () => ({
      host: undefined,
      thread: undefined,
      asset: undefined,
      deadline: Number.POSITIVE_INFINITY,
      engineDeadline: Number.POSITIVE_INFINITY,
    }));
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Takes what other lanes hand over, nothing by itself. */
  accepts(): boolean {
    return false;
  }

  /** A host was started. */
  get used(): boolean {
    return this.#used;
  }

  submit(asset: DataAsset): void {
    if (this.#stopping) {
      this.#interrupted(asset);
      return;
    }
    this.#queue.push(asset);
    this.#pump();
  }

  room(): Promise<void> {
    return this.#turnstile.until(() => this.#stopping || this.#queue.length < 2 * this.#slots.length);
  }

  drain(): Promise<void> {
    return this.#turnstile.until(() => this.#queue.length === 0 && this.#running === 0);
  }

  stop(graceMs: number): void {
    if (this.#stopping) return;
    this.#stopping = true;
    for (const asset of this.#queue.splice(0)) this.#interrupted(asset);
    this.#graceTimer = setTimeout(() => {
      for (const { host } of this.#slots) host?.kill('stopped');
    }, graceMs);
    this.#turnstile.look();
  }

  get current(): string | undefined {
    return this.#slots.find(({ asset }) => asset !== undefined)?.asset?.path;
  }

  async close(): Promise<void> {
    this.stop(0);
    clearInterval(this.#timer);
    clearTimeout(this.#graceTimer);
    for (const { host } of this.#slots) host?.kill('stopped');
    await Promise.all(this.#slots.map(({ thread }) => thread?.close()));
  }

  #pump(): void {
    for (const slot of this.#slots) {
      if (slot.asset !== undefined || this.#queue.length === 0 || this.#turnstile.failed) continue;
      const asset = this.#queue.shift()!;
      slot.asset = asset;
      this.#running++;
      this.#scan(slot, asset)
        .then((result) => this.#options.onResult(asset, result))
        .catch((bug: Error) => {
          this.#turnstile.fail(bug);
        })
        .finally(() => {
          slot.asset = undefined;
          this.#running--;
          this.#pump();
          this.#turnstile.look();
        });
    }
    this.#turnstile.look();
  }

  /** Once, and once more in a fresh host when the first one died: only what fails twice is to blame. */
  async #scan(slot: Slot, asset: DataAsset): Promise<AssetResult> {
    for (;;) {
      const { result, died } = await this.#try(slot, asset);
      if (this.#stopping && died) return interrupted(asset);
      if (!died) return result;
      if (this.#options.poison.failedAlone(asset)) return result;
    }
  }

  async #try(slot: Slot, asset: DataAsset): Promise<{ result: AssetResult; died: boolean }> {
    let file: OpenedFile;
    try {
      file = openFile(asset);
    } catch (error) {
      if (!(error instanceof OpenRefused)) throw error;
      const { code, message } = error.issue;
      return { result: unread(asset, 'skipped', 'open', code, message), died: false };
    }
    try {
      const { thread, host } = this.#ready(slot);
      // Starting up is nobody's fault.
      slot.deadline = Number.POSITIVE_INFINITY;
      slot.engineDeadline = Number.POSITIVE_INFINITY;
      await Promise.all([host.started, thread.started]);
      const problem: { code?: IssueCode; message?: string } = {};
      const budget = timeBudget(this.#options.scanner.limits, file.size);
      const grace = this.#options.killGraceMs ?? KILL_GRACE_MS;
      slot.deadline = performance.now() + budget + grace;
      slot.engineDeadline = slot.deadline + budget + grace;
      const scanned = thread.scan(asset);
      const end = await Promise.race([
        host.run({
          job: {
            name: basename(asset.path),
            size: file.size,
            ocr: this.#options.ocr,
            limits: { ...DEFAULT_EXPAND_LIMITS, ...this.#options.expand, time: budget },
            passwords: this.#options.passwords ?? [],
          },
          read(buffer, position, done) {
            read(file.fd, buffer, 0, buffer.length, position, (error, bytes) => {
              if (error !== null) problem.message ??= `reading failed (${errnoOf(error)})`;
              done(error, bytes);
            });
          },
          chunk: (kind, payload) => thread.write(kind, payload),
        }),
        scanned.then((early) => (typeof early === 'string' ? 'engine' : 'died') as 'engine' | 'died'),
      ]);
      slot.deadline = Number.POSITIVE_INFINITY;
      if (end === 'engine') host.kill('stopped');
      await this.#closeFeed(thread);
      const result = await scanned;
      return this.#settle(slot, asset, end, result, [
        ...(problem.message === undefined ? [] : [issueOf(asset, 'read', 'io-error', problem.message)]),
        ...(file.changed() ? [issueOf(asset, 'read', 'changed', 'changed while it was read')] : []),
      ]);
    } finally {
      file.close();
    }
  }

  #settle(
    slot: Slot,
    asset: DataAsset,
    end: HostEnd | 'engine',
    scanned: ThreadEnd,
    issues: readonly ScanIssue[],
  ): { result: AssetResult; died: boolean } {
    if (end !== 'done' || (slot.host?.jobs ?? 0) >= JOBS_PER_HOST) {
      slot.host?.kill('stopped');
      slot.host = undefined;
    }
    if (typeof scanned === 'string') {
      void slot.thread?.close();
      slot.thread = undefined;
      if (performance.now() > slot.engineDeadline) {
        const message = 'not done within its time budget; what was found in it is lost';
        return { result: unread(asset, 'partial', 'detect', 'limit-time', message), died: false };
      }
      const message = 'ended the scanner twice, alone in its thread';
      return { result: unread(asset, 'skipped', 'detect', 'poison', message), died: true };
    }
    const told = end === 'done' || end === 'engine' ? undefined : ENDS[end];
    const all = told === undefined ? issues : [...issues, issueOf(asset, 'extract', ...told)];
    const status = all.length > 0 && scanned.status === 'complete' ? 'partial' : scanned.status;
    return { result: { ...scanned, status, issues: [...scanned.issues, ...all] }, died: end === 'died' };
  }

  /** Tells the engine that nothing more comes, as soon as it has room for that. */
  async #closeFeed(thread: EngineThread): Promise<void> {
    while (!thread.write(FRAME.end, new Uint8Array(0)))
      await new Promise((resolve) => setTimeout(resolve, 2));
  }

  #ready(slot: Slot): { thread: EngineThread; host: ParserHost } {
    const { scanner, scannerModule, hostProgram, hostLimits } = this.#options;
    if (slot.thread?.alive !== true)
      slot.thread = new EngineThread(
        new URL('chunk-worker.js', BUILT).href,
        {
          scanner,
          scannerModule: scannerModule ?? new URL('asset-scanner.js', BUILT).href,
          heapMb: HEAP_MB,
        },
        () => slot.host?.resume(),
      );
    if (slot.host?.alive !== true) {
      const program = hostProgram ?? fileURLToPath(new URL('host.js', BUILT));
      const host = new ParserHost(program, findSandbox(), { ...HOST_LIMITS, ...hostLimits }, () =>
        this.#exited(host),
      );
      slot.host = host;
      this.#used = true;
    }
    return { thread: slot.thread, host: slot.host };
  }

  #exited(host: ParserHost): void {
    this.#badStarts = host.jobs > 0 ? 0 : this.#badStarts + 1;
    if (this.#badStarts >= BAD_STARTS && !this.#stopping) {
      this.#turnstile.fail(new Error('parser hosts end before they begin'));
    }
  }

  #tick(): void {
    const now = performance.now();
    for (const { host, thread, asset, deadline, engineDeadline } of this.#slots) {
      if (asset === undefined) continue;
      if (now > engineDeadline) void thread?.close();
      if (now > deadline) host?.kill('time');
      else host?.watch();
    }
  }

  #interrupted(asset: DataAsset): void {
    this.#options.onResult(asset, interrupted(asset));
  }
}

/** What is said about an asset whose host did not end well; what was found until then stays. */
const ENDS: Readonly<Record<Exclude<HostEnd, 'done'>, readonly [IssueCode, string]>> = {
  died: ['worker-died', 'its parser ended twice before it was done; what came before was read'],
  memory: ['limit-memory', 'its parser needed too much memory; what came before was read'],
  time: ['limit-time', 'the time for this asset ran out; what came before was read'],
  scratch: ['limit-bytes', 'too much had to be put aside; what came before was read'],
  stopped: ['interrupted', 'the scan was stopped before it was read to its end'],
};

function issueOf(asset: DataAsset, stage: ScanIssue['stage'], code: IssueCode, message: string): ScanIssue {
  return { asset: asset.path, part: '', stage, code, message };
}

function interrupted(asset: DataAsset): AssetResult {
  return unread(asset, 'skipped', 'extract', 'interrupted', 'the scan was stopped before it was read');
}
