/**
 * The verdict on one value. `unknown` = the format says nothing either way (no check digit, table without the entry).
 * `quality` 0..1 scales how much a `valid` verdict proves (a county-level region code 1, a province-only one 0.45).
 */
export interface Verdict {
  readonly state: 'valid' | 'invalid' | 'unknown';
  readonly quality: number;
  /** Reasons to print, separated by blanks: "checksum region:province", "bin:ICBC" ... Never any part of the value. */
  readonly reason?: string;
}

/**
 * The contract of every validator: pure, synchronous, never throws, linear in the length of the value.
 * `value` comes with separators already removed (the rule's `strip`) unless the rule sets `strip: ""`.
 */
export interface Validator {
  readonly id: string;
  /** The standard or publication the check comes from. */
  readonly source: string;
  check(value: string): Verdict;
}

export const INVALID: Verdict = { state: 'invalid', quality: 0 };
export const UNKNOWN: Verdict = { state: 'unknown', quality: 0 };

export function valid(quality = 1, reason = 'checksum'): Verdict {
  return { state: 'valid', quality, reason };
}
