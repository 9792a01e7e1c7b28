import type { ColumnSample } from './column.js';
import type { HeaderReading } from './header.js';
import type { ColumnTraits } from './traits.js';
import { CLEAR, type Trial } from './trial.js';

/** Types that mix in one column: together they show what the column holds, the most frequent one names it. */
const FAMILIES: readonly RegExp[] = [
  /(?:^|[.-])(?:mobile|landline|phone)$/,
  /(?:^|\.)card-/,
  /(?:^|\.)(?:person-name|company-name)$/,
];
/** Lower end of the 80 % Wilson interval: how large the share surely is. */
export function wilson(hits: number, tried: number): number {
  if (tried === 0) return 0;
  const z = 1.28;
  const p = hits / tried;
  const spread = z * Math.sqrt((p * (1 - p)) / tried + (z * z) / (4 * tried * tried));
  return (p + (z * z) / (2 * tried) - spread) / (1 + (z * z) / tried);
}

export function weigh(trial: Trial, sample: ColumnSample, traits: ColumnTraits): void {
  trial.share = trial.tried === 0 ? 0 : trial.hits / trial.tried;
  trial.lower = wilson(trial.hits, trial.tried);
  const counted = sample.exact?.get(trial.rule.id) ?? 0;
  if (counted > 0 && sample.nonEmpty > 0) {
    // Counted over all rows: better than the sample, unless most of them are repeats the sample has once.
    const hits = Math.min(counted, sample.nonEmpty);
    trial.lower = Math.max(trial.lower, wilson(hits, sample.nonEmpty));
    trial.hits = Math.max(trial.hits, hits);
  }
  trial.value = traits.cells.length < 5 ? smallProof(trial) : valueProof(trial, traits, trial.lower);
}

/** v: what the values prove, 0..1. */
function valueProof(trial: Trial, traits: ColumnTraits, lower: number): number {
  const header = trial.header?.score ?? 0;
  const { hits, share, rule } = trial;
  switch (trial.class) {
    case 'strong':
      if (lower >= 0.3) return 1;
      return (hits >= 3 && share >= 0.02) || (hits >= 1 && header >= CLEAR) ? 0.7 : 0;
    case 'medium': {
      const value =
        lower >= 0.6 ? 1 : lower >= 0.3 ? 0.6 : header >= CLEAR && hits >= 2 && share >= 0.1 ? 0.3 : 0;
      return rule.parser !== undefined && traits.enumerated && header === 0 ? Math.min(value, 0.6) : value;
    }
    case 'weak':
      if (trial.header === undefined) {
        const sure = traits.cells.length < 8 ? share === 1 && trial.quality >= hits * 0.89 : true;
        return sure && share >= 0.8 && trial.quality >= hits * 0.4 ? 0.7 : 0;
      }
      if (lower >= 0.6) {
        const unproven = rule.validators.length === 0 && rule.parser === undefined;
        return trial.header.kind === 'hint' && (unproven || traits.enumerated) ? 0.2 : 0.5;
      }
      return header >= CLEAR && lower >= 0.3 ? 0.3 : 0;
  }
}

/** Fewer than five values: each must count. */
function smallProof(trial: Trial): number {
  const header = trial.header?.score ?? 0;
  const all = trial.hits > 0 && trial.hits === trial.tried;
  switch (trial.class) {
    case 'strong':
      return all || (trial.hits > 0 && header > 0) ? 0.9 : 0;
    case 'medium':
      if (all && (trial.hits >= 2 || header > 0)) return 1;
      return header > 0 && trial.share >= 0.5 ? 0.6 : 0;
    case 'weak':
      // A handful of values that are all surely names need no header.
      if (all && trial.hits >= 3 && trial.rule.parser !== undefined && trial.quality >= trial.hits * 0.89)
        return 0.6;
      return all && header >= CLEAR ? 0.5 : 0;
  }
}

export function weighFamilies(trials: readonly Trial[], size: number): void {
  for (const family of FAMILIES) weighFamily(trials, family, size);
}

/** Types that mix in one column support each other: 联系电话 may hold mobiles and landlines. */
function weighFamily(trials: readonly Trial[], family: RegExp, size: number): void {
  const members = trials.filter((trial) => trial.hits > 0 && family.test(trial.rule.id));
  if (members.length < 2 || size < 5) return;
  let together = 0;
  const tried = Math.min(...members.map((trial) => trial.tried + trial.masked));
  for (let i = 0; i < tried; i++) if (members.some((trial) => trial.matched[i] === 1)) together++;
  if (wilson(together, tried) < 0.6) return;
  for (const trial of members) {
    if (trial.share < 0.15) continue;
    if (trial.class === 'medium') trial.value = Math.max(trial.value, 1);
    else if (trial.class === 'weak' && (trial.header?.score ?? 0) >= CLEAR)
      trial.value = Math.max(trial.value, 0.5);
  }
}

export function score(trial: Trial, header: HeaderReading, traits: ColumnTraits, misnamed: boolean): void {
  if (trial.value === 0) return;
  const h = trial.header?.score ?? 0;
  let likelihood = 1 - (1 - 0.9 * trial.value) * (1 - h);
  const proven = trial.class === 'strong' && trial.lower >= 0.6;
  // A name that its own values belie says nothing against other types, unless it is that of a business record.
  const belied = misnamed && trial.negative !== header.negative && trial.lower >= 0.6;
  if (trial.negative !== undefined && !proven && !belied) likelihood *= 0.3;
  if (traits.sequence && trial.class !== 'strong' && h < CLEAR) {
    likelihood *= 0.4;
    trial.why.push('sequence');
  }
  // A flag or a property in the name: few values that fit by accident prove nothing.
  if (header.thing && trial.class !== 'strong' && trial.lower < 0.6) likelihood *= 0.5;
  trial.likelihood = likelihood;
}
