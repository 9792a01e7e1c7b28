import type { Tier } from './tier.js';
import type { Severity } from './violation.js';

/** One ingredient of a combination: a group of infoTypes (or one infoType), and how much of it must be there. */
export interface CombinationPart {
  /** Name of a group, or an infoType. */
  readonly of: string;
  /** At least this many different columns (or findings outside tables) hold it. Default 1. */
  readonly columns: number;
  /** At least this many distinct values. Default 1. */
  readonly distinct: number;
}

/** infoTypes that say more together than apart. */
export interface Combination {
  readonly id: string;
  readonly all: readonly CombinationPart[];
  /** `row`: columns of one table, or lines at most 3 apart in text; `part`: one file part; `asset`: anywhere in the asset. */
  readonly within: 'row' | 'part' | 'asset';
  readonly tier: Tier;
  readonly why: { readonly zh: string; readonly en: string };
}

/** What other classification standards call a kind of data. */
export interface StandardRow {
  readonly data: { readonly zh: string; readonly en: string };
  readonly infoTypes: readonly string[];
  /** Standard -> its label ("JR/T 0171-2020" -> "C3"). */
  readonly labels: Readonly<Record<string, string>>;
}

/** A volume from which something outside the company's own policy applies. */
export interface EscalationRow {
  readonly id: string;
  readonly tier: Tier;
  readonly subjects: number;
  readonly why: { readonly zh: string; readonly en: string };
}

/** `rules/tiers.yaml`, typed: which tier every infoType has, alone and together. */
export interface TierTable {
  readonly infoTypes: Readonly<Record<string, Tier>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly combinations: readonly Combination[];
  /** Per tier, ascending: from this many distinct subjects on, a violation has this severity. */
  readonly volumes: Readonly<Record<Tier, readonly { readonly from: number; readonly severity: Severity }[]>>;
  readonly escalations: readonly EscalationRow[];
  readonly standards: readonly StandardRow[];
}
