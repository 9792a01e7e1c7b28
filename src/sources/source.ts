import type { DataAsset } from '../model/asset.js';
import type { ScanIssue } from '../model/issue.js';

/**
 * One thing a source came across.
 * - `asset` alone: in scope, to be opened and scanned.
 * - `asset` with `issue`: in scope, accounted for as skipped with that reason, never to be opened.
 * - `issue` alone: something that is no asset and hides an unknown number of them (a folder that cannot be listed).
 */
export type Listing =
  | { readonly asset: DataAsset; readonly issue?: ScanIssue }
  | { readonly asset?: undefined; readonly issue: ScanIssue };

/** An asset opened for reading. Whoever opened it closes it, exactly once. */
export interface OpenedAsset {
  /** A descriptor of a regular file, positioned at 0, readable from every thread of this process. */
  readonly fd: number;
  /** Bytes at the moment of opening: read no more than this, the file may grow for ever. */
  readonly size: number;
  close(): void;
}

/** Thrown by `open`: the asset is not what was listed, or cannot be read. */
export class OpenRefused extends Error {
  constructor(readonly issue: ScanIssue) {
    super(issue.message);
    this.name = 'OpenRefused';
  }
}

/**
 * A place that holds data assets. test/conformance/source-suite.ts is run against every implementation.
 *
 * Identity: `asset.id` depends on the source's name and the asset's own name only: two scans of an unchanged place give
 * the same ids, and two assets of one listing never share one. `asset.path` is valid Unicode; it may hold control
 * characters, which every writer escapes.
 */
export interface Source {
  readonly name: string;
  /**
   * Everything in scope, once each, in an order that depends on the place's content only. Streams: holds at most one
   * folder (schema, key page) at a time. Changes nothing in the place. May be called again, then starts over.
   * Hostile or unreadable parts become listings with an issue and never end the listing; a place that cannot be
   * reached at all becomes one `unlistable` or `vanished` issue. After an abort it ends early, without throwing.
   */
  list(signal: AbortSignal): AsyncIterable<Listing>;
  /**
   * Opens what `list` listed, and nothing else: an asset replaced since then is refused as `changed`. Never blocks on
   * special files. Throws OpenRefused with the reason; any other error is a bug.
   */
  open(asset: DataAsset, signal: AbortSignal): Promise<OpenedAsset>;
  /** Storage facts for policies, as of now. Costs at most one round trip; never throws: unknown facts are left out. */
  facts(asset: DataAsset): Promise<DataAsset['facts']>;
  /** Frees connections and handles. May be called twice, and after an aborted listing. */
  close(): Promise<void>;
}
