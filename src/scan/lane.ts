import type { LoadedRules } from '../config/rules.js';
import type { Coverage, DataAsset } from '../model/asset.js';
import type { ColumnReport, Finding } from '../model/finding.js';
import type { IssueCode, IssueStage, ScanIssue } from '../model/issue.js';
import type { Limits } from './budgets.js';
import type { FeedReader } from './feed.js';

/** What a detection engine is built from, once per thread. Structured-cloneable. */
export interface ScannerInit {
  readonly rules: {
    readonly dirs: readonly string[];
    /** What was already read of them and checked. */
    readonly loaded?: LoadedRules;
  };
  /** The fingerprint key, hexadecimal. In memory only. */
  readonly keyHex: string;
  readonly limits: Limits;
  /** Matches below it are not looked at further. */
  readonly minConfidence: number;
}

/** A detection engine. Lives in one thread, scans one asset at a time. */
export interface AssetScanner {
  /**
   * Scans the asset: reads at most `size` bytes of `fd`, by position, and closes nothing. Synchronous.
   * May throw a failed read's system error (the asset ends as partial `io-error`); after any other error it is thrown
   * away and built anew. `asset` in findings and issues is the asset's path, in the result its id.
   */
  scan(fd: number, asset: DataAsset, size: number): AssetResult;
  /** Scans what a parser host takes an asset apart into. Blocks until the feed says that nothing more comes. */
  scanChunks(feed: FeedReader, asset: DataAsset): AssetResult;
}

/** The export `createAssetScanner` of a scanner module. */
export type CreateAssetScanner = (init: ScannerInit) => AssetScanner | Promise<AssetScanner>;

/** What a worker says about one asset. Masked: nothing in it may hold a raw value. */
export interface AssetResult {
  /** The asset's id. */
  readonly asset: string;
  /** Bytes read. */
  readonly bytes: number;
  readonly encoding?: string;
  readonly status: Coverage;
  readonly findings: readonly Finding[];
  readonly columns: readonly ColumnReport[];
  /** Why the status is not `complete`: at least one for each cause. With any, `complete` is taken as `partial`. */
  readonly issues: readonly ScanIssue[];
  /** What became known about how the asset is stored: joins its facts. */
  readonly facts?: DataAsset['facts'];
  /** Set when the asset is a document or container of this format, which another lane takes apart. Nothing of it was read. */
  readonly handOver?: string;
  /** Pictures in it that were not read. */
  readonly pictures?: number;
}

/** The result of an asset of which nothing is known but the reason why. */
export function unread(
  asset: DataAsset,
  status: 'partial' | 'skipped',
  stage: IssueStage,
  code: IssueCode,
  message: string,
): AssetResult {
  const issue: ScanIssue = { asset: asset.path, part: '', stage, code, message };
  return { asset: asset.id, bytes: 0, status, findings: [], columns: [], issues: [issue] };
}

/** A way of scanning assets: threads for our own code, child processes for other people's parsers. */
export interface Lane {
  /** Whether assets like this are scanned here. The first lane of the list that says yes takes it. */
  accepts(asset: DataAsset): boolean;
  /** Takes an asset over, at once. Exactly one result follows through `onResult`, whatever happens. */
  submit(asset: DataAsset): void;
  /** Resolves when the lane wants more assets. Rejects when it cannot go on. */
  room(): Promise<void>;
  /** Resolves when every submitted asset has its result. Rejects when the lane cannot go on. */
  drain(): Promise<void>;
  /** Starts nothing more. What is running may finish for `graceMs`; the rest ends as skipped `interrupted`. */
  stop(graceMs: number): void;
  /** The path of an asset being scanned now, for people to look at. */
  readonly current: string | undefined;
  /** Ends threads and processes. May be called at any time, and twice. */
  close(): Promise<void>;
}

export type OnResult = (asset: DataAsset, result: AssetResult) => void;
