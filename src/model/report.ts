import type { AssetKind, Coverage } from './asset.js';
import type { ColumnReport, Finding } from './finding.js';
import type { IssueCode, ScanIssue } from './issue.js';
import type { Tier } from './tier.js';
import type { Severity, Violation } from './violation.js';

/** What a worker (later: store) says about one asset once it is done with it. */
export interface AssetReport {
  readonly id: string;
  readonly source: string;
  readonly path: string;
  readonly kind: AssetKind;
  /** Bytes read. */
  readonly bytes: number;
  /** Detected text encoding, where the asset is text. */
  readonly encoding?: string;
  readonly tier: Tier | null;
  readonly status: Coverage;
  readonly reasons: readonly IssueCode[];
  readonly columns?: readonly ColumnReport[];
}

export interface ScanInfo {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly finished: string;
  readonly version: string;
  readonly rules: {
    readonly packs: readonly { readonly name: string; readonly version: string; readonly rules: number }[];
    readonly hash: string;
  };
  readonly options: Readonly<Record<string, unknown>>;
  readonly host: string;
  /** Protections of parser processes that this machine does not give; absent when none ran or none is missing. */
  readonly unprotected?: readonly string[];
  /** True when the scan was stopped before everything in scope was looked at. */
  readonly interrupted?: boolean;
}

export interface Summary {
  readonly assets: Readonly<Record<Coverage, number>>;
  readonly bytes: number;
  /** Findings (not occurrences) per tier. */
  readonly findings: Readonly<Record<Tier, number>>;
  readonly violations: Readonly<Record<Severity, number>>;
  /** Highest tier seen. */
  readonly tier: Tier | null;
}

/** The whole result of a scan; the JSON reporter writes it as `trawl.report/1`. */
export interface Report {
  readonly scan: ScanInfo;
  readonly summary: Summary;
  readonly assets: readonly AssetReport[];
  readonly findings: readonly Finding[];
  readonly violations: readonly Violation[];
  readonly issues: readonly ScanIssue[];
  /** Display names of the infoTypes that occur, for reporters. */
  readonly infoTypes: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
}
