import type { ColumnClass } from '../../model/rule.js';
import { CLEAR, carries, isProven, type Trial } from './trial.js';

const CLASS_RANK: Readonly<Record<ColumnClass, number>> = { strong: 2, medium: 1, weak: 0 };

/** Whether `a` names the column better than `b`. Both have values that match. */
export function prefer(a: Trial, b: Trial): boolean {
  const ha = a.header?.score ?? 0;
  const hb = b.header?.score ?? 0;
  const same = overlap(a, b) >= 0.6 * Math.min(sampled(a), sampled(b));
  if (!same) {
    // Different values: the more frequent type, the header where they are close.
    const gap = a.share - b.share;
    if (Math.abs(gap) > 0.1) return gap > 0;
    if (ha !== hb) return ha > hb;
    return gap !== 0 ? gap > 0 : a.likelihood > b.likelihood;
  }
  // The same values fit both types.
  if (carries(a, b) && ha >= CLEAR && ha > hb) return true;
  if (carries(b, a) && hb >= CLEAR && hb > ha) return false;
  if (Math.abs(ha - hb) >= 0.2 && Math.max(ha, hb) >= CLEAR) {
    const [named, other] = ha > hb ? [a, b] : [b, a];
    if (named.share >= other.share * 1.6 || isProven(named) || !isProven(other)) return named === a;
  }
  if (a.class !== b.class) {
    const [higher, lower] = CLASS_RANK[a.class] > CLASS_RANK[b.class] ? [a, b] : [b, a];
    if (higher.share >= lower.share * 0.5) return higher === a;
  }
  if (Math.abs(a.share - b.share) > 0.05) return a.share > b.share;
  if (ha !== hb) return ha > hb;
  if (isProven(a) !== isProven(b)) return isProven(a);
  if (a.quality !== b.quality) return a.quality > b.quality;
  return a.index < b.index;
}

function sampled(trial: Trial): number {
  let count = 0;
  for (const bit of trial.matched) count += bit;
  return Math.max(count, 1);
}

function overlap(a: Trial, b: Trial): number {
  let count = 0;
  for (let i = 0; i < a.matched.length; i++) count += a.matched[i]! & b.matched[i]!;
  return count;
}
