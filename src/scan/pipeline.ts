import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, hostname } from 'node:os';
import type { LoadedRules } from '../config/rules.js';
import type { ExpandLimits } from '../extractors/budget.js';
import type { DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import type { ScanIssue } from '../model/issue.js';
import type { AssetReport, Report, ScanInfo, Summary } from '../model/report.js';
import { worstTier } from '../model/tier.js';
import { SOURCES } from '../sources/index.js';
import type { Source } from '../sources/source.js';
import { Accounting, type TierOfAsset, worstTierFound } from './accounting.js';
import { DEFAULT_LIMITS, type Limits, SPARSE_FROM, SPARSE_PART } from './budgets.js';
import { FastLane } from './fast-lane.js';
import { joinResults, withPicturesUnread } from './join-results.js';
import { type AssetResult, type Lane, type ScannerInit, unread } from './lane.js';
import type { HostLimits } from './parser-host.js';
import { ParserLane } from './parser-lane.js';
import { PoisonList } from './poison.js';
import { findSandbox } from './sandbox.js';
import { Survey } from './survey.js';

export interface ScanOptions {
  /** Files and folders; asset paths begin as these do. */
  readonly roots: readonly string[];
  /** Path patterns (sources/globs.ts), relative to the root. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Threads. Default: one per processor, at most 8. */
  readonly workers?: number;
  readonly rulesDirs: readonly string[];
  /** The rules of `rulesDirs`, when they are loaded already: threads then need not read and check them again. */
  readonly loadedRules?: LoadedRules;
  /** Findings and columns below it are dropped. Default 0.5. */
  readonly minConfidence?: number;
  /** Bytes; larger files are skipped as `too-large`. Default: no limit. */
  readonly maxFileSize?: number;
  /** Milliseconds; see Limits.timePerAsset. */
  readonly timeoutPerAsset?: number;
  readonly limits?: Partial<Limits>;
  /** What a document or container may cost while it is taken apart. */
  readonly expand?: Partial<ExpandLimits>;
  /** Recognise text in pictures. Default: pictures are reported as not read. */
  readonly ocr?: boolean;
  /** To be tried on encrypted documents. Held in memory, handed to parser hosts, shown nowhere. */
  readonly passwords?: readonly string[];
  /** The fingerprint key, hexadecimal. Default: a throw-away key. */
  readonly keyHex?: string;
  /** Stops the scan in good order: the report then covers what was done. */
  readonly signal?: AbortSignal;
  readonly tierOfAsset?: TierOfAsset;
  /** What crashed threads before; a long-lived process passes the same list to every scan. */
  readonly poison?: PoisonList;
  /** For the report: the rules in use, the names of their types, and the options worth showing. */
  readonly rules?: ScanInfo['rules'];
  readonly infoTypes?: Report['infoTypes'];
  readonly shownOptions?: ScanInfo['options'];
  /** Internal, for tests: replaces the engine, shrinks heaps, hurries the watchdog. See FastLaneOptions. */
  readonly lane?: {
    readonly scannerModule?: string;
    readonly heapMb?: number;
    readonly killGraceMs?: number;
    readonly hostProgram?: string;
    readonly hostLimits?: Partial<HostLimits>;
  };
}

export interface Progress {
  readonly assetsDone: number;
  readonly assetsListed: number;
  /** What is listed is all there is: counted ahead, or listed to the end. */
  readonly listingDone: boolean;
  /** Sizes of the assets done, read or not. */
  readonly bytesDone: number;
  readonly bytesListed: number;
  readonly findings: number;
  /** A path being scanned now. As in reports: to be escaped before it is shown. */
  readonly current?: string;
}

export interface ScanEvents {
  /** At most ten times a second, and once at the end. */
  onProgress?(progress: Progress): void;
  /** Once per asset, in the order they end; `asset` holds the storage facts, which the report does not keep. */
  onAsset?(report: AssetReport, findings: readonly Finding[], asset: DataAsset): void;
}

const PROGRESS_MS = 100;
const STOP_GRACE_MS = 2_000;

/**
 * Lists what is in scope, scans it in threads and gives the report. Nothing an asset holds makes it fail or hang: what
 * cannot be read is in the report, with the reason. Throws when the engine cannot start, and on bugs.
 */
export async function runScan(options: ScanOptions, events: ScanEvents = {}): Promise<Report> {
  const started = new Date().toISOString();
  const scan = new Scan(options, events);
  try {
    await scan.list();
    await scan.finish();
  } finally {
    await scan.close();
  }
  return scan.report(started);
}

class Scan {
  readonly #options: ScanOptions;
  readonly #events: ScanEvents;
  readonly #signal: AbortSignal;
  readonly #poison: PoisonList;
  readonly #books: Accounting;
  readonly #source: Source;
  readonly #scanner: ScannerInit;
  readonly #lanes: readonly Lane[];
  readonly #parser: ParserLane;
  readonly #ocr: Lane | undefined;
  /** What the first pass found in assets whose pictures are being read. */
  readonly #unfinished = new Map<string, AssetResult>();
  readonly #progress: NodeJS.Timeout;
  readonly #survey: Survey;
  #listingDone = false;

  constructor(options: ScanOptions, events: ScanEvents) {
    this.#options = options;
    this.#events = events;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#poison = options.poison ?? new PoisonList();
    this.#books = new Accounting(options.minConfidence ?? 0.5, options.tierOfAsset ?? worstTierFound);
    this.#source = SOURCES.files(options);
    this.#scanner = this.#scannerInit();
    this.#parser = this.#parserLane(false);
    this.#ocr = options.ocr === true ? this.#parserLane(true) : undefined;
    this.#lanes = [this.#fastLane(), this.#parser, ...(this.#ocr === undefined ? [] : [this.#ocr])];
    this.#progress = setInterval(() => this.#report(), PROGRESS_MS);
    this.#survey = new Survey(this.#source);
    if (events.onProgress !== undefined) void this.#survey.run();
    this.#signal.addEventListener('abort', this.#stop, { once: true });
    if (this.#signal.aborted) this.#stop();
  }

  #scannerInit(): ScannerInit {
    const { rulesDirs, loadedRules, keyHex, limits, timeoutPerAsset } = this.#options;
    return {
      rules: { dirs: rulesDirs, ...(loadedRules === undefined ? {} : { loaded: loadedRules }) },
      keyHex: keyHex ?? randomBytes(32).toString('hex'),
      minConfidence: this.#options.minConfidence ?? 0.5,
      limits: {
        ...DEFAULT_LIMITS,
        ...limits,
        ...(timeoutPerAsset === undefined ? undefined : { timePerAsset: timeoutPerAsset }),
      },
    };
  }

  get #workers(): number {
    const { workers, roots } = this.#options;
    const wanted = workers ?? Math.min(availableParallelism(), 8);
    // A thread costs its start: no more of them than files, where that is known.
    return roots.every(isFile) ? Math.max(1, Math.min(wanted, roots.length)) : wanted;
  }

  /** Threads start here, while the listing goes on. */
  #fastLane(): Lane {
    return new FastLane({
      ...this.#options.lane,
      threads: this.#workers,
      scanner: this.#scanner,
      poison: this.#poison,
      onResult: (asset, result) => {
        if (result.handOver === undefined) this.#settle(asset, result);
        else this.#parser.submit(asset);
      },
    });
  }

  /** Starts nothing before there is something to take apart. */
  #parserLane(ocr: boolean): ParserLane {
    const { passwords, expand, lane } = this.#options;
    return new ParserLane({
      ...lane,
      ...(passwords === undefined ? {} : { passwords }),
      ...(expand === undefined ? {} : { expand }),
      hosts: ocr ? 1 : this.#workers,
      ocr,
      scanner: this.#scanner,
      poison: this.#poison,
      onResult: (asset, result) => (ocr ? this.#recognised(asset, result) : this.#takenApart(asset, result)),
    });
  }

  #takenApart(asset: DataAsset, result: AssetResult): void {
    if ((result.pictures ?? 0) === 0) this.#settle(asset, result);
    else if (this.#ocr === undefined) this.#settle(asset, withPicturesUnread(asset, result));
    else {
      this.#unfinished.set(asset.id, result);
      this.#ocr.submit(asset);
    }
  }

  /** The second pass over an asset is done: what it found joins what the first one did. */
  #recognised(asset: DataAsset, second: AssetResult): void {
    const first = this.#unfinished.get(asset.id);
    this.#unfinished.delete(asset.id);
    this.#settle(asset, first === undefined ? second : joinResults(first, second));
  }

  /** What parser hosts ran without. */
  get #unprotected(): readonly string[] {
    if (!this.#parser.used) return [];
    return findSandbox().protections.flatMap(({ id, active }) => (active ? [] : [id]));
  }

  #settle(asset: DataAsset, result: AssetResult): void {
    const { report, findings } = this.#books.settle(asset, result);
    const facts = result.facts === undefined ? asset.facts : { ...asset.facts, ...result.facts };
    this.#events.onAsset?.(report, findings, { ...asset, facts });
  }

  async list(): Promise<void> {
    for await (const { asset, issue } of this.#source.list(this.#signal)) {
      if (asset === undefined) this.#books.note(issue);
      else await this.#take(asset, issue ?? this.#refusal(asset));
    }
    if (this.#signal.aborted)
      this.#books.note({
        asset: this.#options.roots.join(' '),
        part: '',
        stage: 'list',
        code: 'interrupted',
        message: 'the scan was stopped; what was not listed yet was not looked at',
      });
    this.#listingDone = true;
  }

  async #take(asset: DataAsset, refused: ScanIssue | undefined): Promise<void> {
    this.#books.list(asset);
    const lane = this.#lanes.find((each) => each.accepts(asset));
    if (refused !== undefined || lane === undefined) {
      const { stage, code, message } = refused ?? NO_LANE;
      const { report } = this.#books.settle(asset, unread(asset, 'skipped', stage, code, message));
      this.#events.onAsset?.(report, [], asset);
      return;
    }
    lane.submit(asset);
    for (const each of this.#lanes) await each.room();
  }

  /** Why a readable asset is not to be read after all. */
  #refusal(asset: DataAsset): ScanIssue | undefined {
    const { maxFileSize = Number.POSITIVE_INFINITY } = this.#options;
    const { size = 0, facts } = asset;
    const issue = { asset: asset.path, part: '', stage: 'open' } as const;
    if (size > maxFileSize)
      return { ...issue, code: 'too-large', message: `larger than ${maxFileSize} bytes` };
    if (size > SPARSE_FROM && typeof facts.allocated === 'number' && facts.allocated < size * SPARSE_PART)
      return {
        ...issue,
        code: 'sparse',
        message: `${facts.allocated} of ${size} bytes exist, the rest are holes`,
      };
    if (this.#poison.has(asset))
      return { ...issue, code: 'poison', message: 'ended the scanner twice before' };
    return undefined;
  }

  async finish(): Promise<void> {
    for (const lane of this.#lanes) await lane.drain();
    this.#report();
  }

  async close(): Promise<void> {
    clearInterval(this.#progress);
    this.#survey.close();
    this.#signal.removeEventListener('abort', this.#stop);
    for (const lane of this.#lanes) await lane.close();
    await this.#source.close();
  }

  report(started: string): Report {
    const { rules, infoTypes, shownOptions } = this.#options;
    const { assets, findings, issues, settled } = this.#books.close();
    return {
      scan: {
        id: randomUUID(),
        started,
        finished: new Date().toISOString(),
        version: productVersion(),
        rules: rules ?? { packs: [], hash: '' },
        options: shownOptions ?? {},
        host: hostname(),
        ...(this.#unprotected.length === 0 ? undefined : { unprotected: this.#unprotected }),
        ...(this.#signal.aborted ? { interrupted: true } : undefined),
      },
      summary: summaryOf(settled, this.#books.bytesRead, assets, findings),
      assets,
      findings,
      violations: [],
      issues,
      infoTypes: infoTypes ?? {},
    };
  }

  readonly #stop = (): void => {
    for (const lane of this.#lanes) lane.stop(STOP_GRACE_MS);
  };

  #report(): void {
    const current = this.#lanes.map((lane) => lane.current).find((path) => path !== undefined);
    const { listed, bytesListed } = this.#books;
    const { assets, bytes } = this.#survey;
    const ahead = this.#survey.done && !this.#listingDone;
    this.#events.onProgress?.({
      assetsDone: this.#books.done,
      assetsListed: ahead ? Math.max(listed, assets) : listed,
      listingDone: ahead || this.#listingDone,
      bytesDone: this.#books.bytesDone,
      bytesListed: ahead ? Math.max(bytesListed, bytes) : bytesListed,
      findings: this.#books.findings,
      ...(current === undefined ? undefined : { current }),
    });
  }
}

const NO_LANE = {
  stage: 'open',
  code: 'unsupported-format',
  message: 'no scanner for this kind of asset',
} as const;

function summaryOf(
  settled: Summary['assets'],
  bytes: number,
  assets: readonly AssetReport[],
  findings: readonly Finding[],
): Summary {
  const tiers = { core: 0, general: 0, basic: 0 };
  for (const { tier } of findings) tiers[tier]++;
  return {
    assets: { ...settled },
    bytes,
    findings: tiers,
    violations: { critical: 0, high: 0, medium: 0, low: 0 },
    tier: assets.reduce<Summary['tier']>((worst, { tier }) => worstTier(worst, tier), null),
  };
}

function isFile(root: string): boolean {
  try {
    return statSync(root).isFile();
  } catch {
    // What is wrong with it, the listing says.
    return false;
  }
}

function productVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('../../package.json') as { version: string }).version;
}
