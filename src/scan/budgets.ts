/** What one asset may cost. All of them must hold: each alone can be got around. */
export interface Limits {
  /**
   * Milliseconds per asset, before the allowance for its size (see `timeBudget`). A scanner stops itself at the budget
   * and keeps what it found; the watchdog ends it a little later, and then nothing of that asset is kept.
   */
  readonly timePerAsset: number;
  /** More findings in one asset end it as partial `limit-findings`. */
  readonly findingsPerAsset: number;
  /** Occurrences kept per finding; counts stay exact. */
  readonly occurrencesPerFinding: number;
}

export const DEFAULT_LIMITS: Limits = {
  timePerAsset: 120_000,
  findingsPerAsset: 10_000,
  occurrencesPerFinding: 20,
};

const BYTES_PER_EXTRA_SECOND = 20 << 20;

/** Milliseconds an asset of this size may take. */
export function timeBudget(limits: Limits, size: number): number {
  return limits.timePerAsset + (size / BYTES_PER_EXTRA_SECOND) * 1000;
}

/** Files larger than this whose allocated part is below a hundredth are skipped: reading their holes takes minutes. */
export const SPARSE_FROM = 10 * 2 ** 30;
export const SPARSE_PART = 0.01;
