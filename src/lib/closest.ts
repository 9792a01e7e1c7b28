import type { Bilingual } from '../model/bilingual.js';

/** The candidate nearest to `name` (edit distance at most a third of its length, at least 1), or undefined. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(name);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "x"?`, or the fallback when nothing is near. */
export function didYouMean(
  name: string,
  candidates: Iterable<string>,
  fallback?: Bilingual,
): Bilingual | undefined {
  const near = closest(name, candidates);
  return near === undefined ? fallback : { en: `did you mean "${near}"?`, zh: `是否想写“${near}”？` };
}

/** Case and separators are the usual slips: resident_id, ResidentId. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_. ]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours (lunh, luhn) count one each. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(substitution, swap, previous[j]! + 1, row[j - 1]! + 1));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
