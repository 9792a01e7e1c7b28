/**
 * The scoring model: evidence adds as noisy-or, counter-evidence multiplies.
 * L = [1 - (1-b)(1-s*q)(1-c)] x (1-n)(1-e)(1-p); every factor is independent, monotone, bounded and printable.
 */
export const CONTEXT_STRENGTH = { direct: 0.85, near: 0.5, far: 0.25, none: 0 } as const;
export const NEGATIVE_STRENGTH = { direct: 0.85, near: 0.35, none: 0 } as const;
/** A value with its own check digits, date and region stays likely inside a longer token. */
export const EMBEDDED = { strong: 0.3, other: 0.7 } as const;
export const PLACEHOLDER = 0.7;

export interface Evidences {
  /** Format prior b. */
  readonly prior: number;
  /** Validator strength x quality, 0 without validator. */
  readonly validator: number;
  readonly context: number;
  readonly negative: number;
  readonly embedded: number;
  readonly placeholder: number;
}

export function likelihood(e: Evidences): number {
  const support = 1 - (1 - e.prior) * (1 - e.validator) * (1 - e.context);
  return support * (1 - e.negative) * (1 - e.embedded) * (1 - e.placeholder);
}

/** Rounded for reports: three decimals, never 1 by rounding alone. */
export function roundLikelihood(value: number): number {
  return Math.min(Math.round(value * 1000) / 1000, 0.999);
}
