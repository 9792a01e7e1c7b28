import type { CellMatcher } from './column.js';

/** Whole numbers too long for a double, the last digits of which are zeros. */
const ROUNDED = /^[1-9]\d{14,18}0$/;
const CHECK_DIGITS = '0123456789X';
/** Types that show without their check digit: a region, a date of birth and a length that come together by chance in no column. */
const SHOWS_ALONE = /resident-id$/;
/** What is left proves less than the whole value. */
const QUALITY = 0.5;

/** Likelihood of a column whose values are told by what is left of them. */
export const LOST_DIGITS = 0.85;

/**
 * A matcher for a column of numbers that lost their last digits when they were stored as numbers. A value is taken as one of the
 * rule's when some check digit makes it one: everything before it is right then. Most types need the column's name besides.
 */
export class RoundedMatcher implements CellMatcher {
  readonly rule;
  /** Values that matched only so. */
  restored = 0;

  constructor(private readonly matcher: CellMatcher) {
    this.rule = matcher.rule;
  }

  match(cell: string, labelled = false): number {
    const whole = this.matcher.match(cell, labelled);
    if (whole > 0 || !ROUNDED.test(cell) || !(labelled || SHOWS_ALONE.test(this.rule.id))) return whole;
    for (const start of starts(cell)) {
      for (const digit of CHECK_DIGITS) {
        if (this.matcher.match(start + digit, labelled) === 0) continue;
        this.restored++;
        return QUALITY;
      }
    }
    return 0;
  }

  masked(cell: string): boolean {
    return this.matcher.masked(cell);
  }
}

/** What may have stood before the check digit: a running number of zeros is none, so that another is tried too. */
function starts(cell: string): string[] {
  const start = cell.slice(0, -1);
  return start.endsWith('0') ? [start, `${start.slice(0, -1)}1`] : [start];
}
