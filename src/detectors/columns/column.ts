import type { Rule } from '../../model/rule.js';

/** What is known of one column when its type is decided. */
export interface ColumnSample {
  /** Header as written; '' when the table has none. */
  readonly name: string;
  /** Comment of the column (databases) or a label row above or below the header. */
  readonly comment?: string;
  /** Trimmed non-empty cells: the first 50 and a uniform random choice of the rest, at most 200. May repeat values. */
  readonly values: readonly string[];
  /** Data rows, and those with a non-empty cell here. */
  readonly rows: number;
  readonly nonEmpty: number;
  /** Whole-cell hits counted over all rows, by rule id, where the kernel counted them. */
  readonly exact?: ReadonlyMap<string, number>;
  /** Cells were stored as numbers of more digits than a number holds: their last digits are zeros now. */
  readonly rounded?: boolean;
}

/** One rule applied to a whole cell. */
export interface CellMatcher {
  readonly rule: Rule;
  /**
   * 0 = the cell is no such value; otherwise the validator's quality (1 when the rule has no validator). `labelled` = the
   * column's name is a label of the rule: a pattern that wants the label before the value may take it as given.
   */
  match(cell: string, labelled?: boolean): number;
  /** True when the cell is a masked form of such a value (138****1234). */
  masked(cell: string): boolean;
}

export interface ColumnDecision {
  /** The winning rule, or null. */
  readonly rule: Rule | null;
  readonly confidence: number;
  /** "column:sfzh", "values:95%", "declared", "masked", "precision-lost", "disagree:email" ... */
  readonly why: readonly string[];
  /** Share of sampled values that match the winning rule, 0..1. */
  readonly share: number;
  readonly runnerUp?: string;
  /** True when the values do not support the type but the header declares it (masked, encrypted or empty). */
  readonly declaredOnly: boolean;
}
