import type { Location } from './location.js';
import type { Tier } from './tier.js';

/** What may be shown of a value: its masked form and a keyed fingerprint. Never the value. */
export interface Evidence {
  readonly mask: string;
  /** First 16 hex digits of HMAC-SHA-256(key, infoType || 0x00 || normal form). */
  readonly fingerprint: string;
  /** Characters in the value as written. */
  readonly length: number;
}

export interface Occurrence {
  readonly location: Location;
  readonly evidence: Evidence;
}

/**
 * One infoType in one container (a column, a file part): 10,000 e-mails in a column are one decision.
 * Identity = infoType + asset + part (+ column), independent of rule and line.
 */
export interface Finding {
  readonly id: string;
  readonly asset: string;
  readonly part: string;
  readonly infoType: string;
  readonly tier: Tier;
  readonly confidence: number;
  /** Reasons for the confidence: "format", "checksum", "context:身份证", "column:sfzh", "density", "negative:订单号" ... */
  readonly why: readonly string[];
  /** Exact. */
  readonly count: number;
  /** Distinct values; exact up to 10,000, then an estimate within 2 %. */
  readonly distinct?: number;
  readonly column?: string;
  /** At most 20 by default. */
  readonly occurrences: readonly Occurrence[];
}

/** The decision about one column of a table. */
export interface ColumnReport {
  readonly name: string;
  readonly part: string;
  readonly infoType: string;
  readonly tier: Tier;
  readonly confidence: number;
  readonly rows: number;
  readonly matched: number;
  readonly why: readonly string[];
  /** The second-best type, when it came close. */
  readonly runnerUp?: string;
}
