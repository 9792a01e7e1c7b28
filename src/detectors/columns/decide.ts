import type { ColumnClass, Rule } from '../../model/rule.js';
import type { CellMatcher, ColumnDecision, ColumnSample } from './column.js';
import { type CellFacts, type Gate, gateOf, looksMasked, readCell } from './gate.js';
import { HeaderIndex, type HeaderReading, type HeaderScore } from './header.js';
import { maskFit } from './mask.js';
import { type ColumnTraits, readTraits } from './traits.js';

export interface DecideOptions {
  /** Name of the table, when it has one. */
  readonly table?: string;
  /** Labels that speak against every rule that does not opt out (RuleSet.negative). */
  readonly negative: readonly string[];
}

/** A column below this likelihood has no type. */
const REPORTED = 0.45;
/** Most a header can prove when the values prove nothing. */
const DECLARED = 0.6;
/** Likelihood of a column of masked values under a header that says nothing. */
const MASKED = 0.5;
const CLEAR = 0.7;
const CLASS_RANK: Readonly<Record<ColumnClass, number>> = { strong: 2, medium: 1, weak: 0 };

/** Types that mix in one column: together they show what the column holds, the most frequent one names it. */
const FAMILIES: readonly RegExp[] = [
  /(?:^|[.-])(?:mobile|landline|phone)$/,
  /(?:^|\.)card-/,
  /(?:^|\.)(?:person-name|company-name)$/,
];
/** Numbers that are, by their own definition, another type's number: a driver licence carries the resident ID number. */
const SAME_NUMBER: readonly (readonly [named: RegExp, values: RegExp])[] = [
  [/driver-licen[cs]e|social-security|tax-id/, /resident-id/],
  [/alipay|wechat/, /mobile|email/],
];

/** How one rule does on one column. */
interface Trial {
  readonly index: number;
  readonly rule: Rule;
  readonly class: ColumnClass;
  readonly header: HeaderScore | undefined;
  readonly negative: string | undefined;
  /** Values matched, values tried that are not masked, and masked ones. */
  hits: number;
  tried: number;
  masked: number;
  quality: number;
  /** Per tried value, 1 = matched. */
  readonly matched: Uint8Array;
  share: number;
  lower: number;
  value: number;
  likelihood: number;
  readonly why: string[];
}

/**
 * Decides the type of each column of one table from its name, its comment and its sampled values. Pure; one decision per
 * sample, same order. See identifiers.md section 4 for the formula: L = [1 - (1 - .9v)(1 - h)] x (1 - N).
 */
export function decideColumns(
  samples: readonly ColumnSample[],
  matchers: readonly CellMatcher[],
  options: DecideOptions = { negative: [] },
): ColumnDecision[] {
  const { headers, gates } = prepare(matchers, options.negative);
  return samples.map((sample) => {
    const reading = headers.read(sample.name, sample.comment, options.table);
    return decideColumn(sample, reading, readTraits(sample.values), matchers, gates);
  });
}

interface Prepared {
  readonly headers: HeaderIndex;
  readonly gates: readonly Gate[];
}
const prepared = new WeakMap<readonly CellMatcher[], { negative: readonly string[]; value: Prepared }>();

/** The header index and gates of a set of matchers, built once per array. */
function prepare(matchers: readonly CellMatcher[], negative: readonly string[]): Prepared {
  const known = prepared.get(matchers);
  if (known !== undefined && known.negative === negative) return known.value;
  const rules = matchers.map((matcher) => matcher.rule);
  const value = { headers: new HeaderIndex(rules, negative), gates: rules.map(gateOf) };
  prepared.set(matchers, { negative, value });
  return value;
}

function decideColumn(
  sample: ColumnSample,
  header: HeaderReading,
  traits: ColumnTraits,
  matchers: readonly CellMatcher[],
  gates: readonly Gate[],
): ColumnDecision {
  if (traits.boolean) return nothing(['boolean']);
  const order = stride(traits.cells);
  const facts = order.map(readCell);
  const trials: Trial[] = [];
  matchers.forEach((matcher, index) => {
    const trial = start(matcher.rule, index, header, order.length);
    if (trial.class === 'weak' && trial.header === undefined && !standsAlone(trial.rule, header, traits))
      return;
    run(trial, matcher, gates[index]!, order, facts);
    trials.push(trial);
  });
  for (const trial of trials) adopt(trial, trials);
  for (const trial of trials) weigh(trial, sample, traits);
  for (const family of FAMILIES) weighFamily(trials, family, order.length);
  const misnamed = trials.some(
    (trial) => (trial.header?.score ?? 0) >= CLEAR && trial.hits === 0 && trial.tried > 0,
  );
  for (const trial of trials) score(trial, header, traits, misnamed);

  const contest = trials.filter((trial) => trial.value > 0);
  const winner =
    contest.length === 0 ? undefined : contest.reduce((best, next) => (prefer(next, best) ? next : best));
  if (winner !== undefined) {
    const runnerUp = contest
      .filter((trial) => trial !== winner)
      .reduce<Trial | undefined>(
        (best, next) => (best === undefined || prefer(next, best) ? next : best),
        undefined,
      );
    if (traits.constant && (winner.header?.score ?? 0) < CLEAR) {
      return { ...nothing(['constant']), runnerUp: winner.rule.infoType };
    }
    if (winner.likelihood >= REPORTED) return verdict(winner, runnerUp, trials, false);
    const why = winner.negative === undefined ? winner.why : [`negative:${winner.negative}`, ...winner.why];
    return { ...nothing(why), confidence: winner.likelihood, runnerUp: winner.rule.infoType };
  }
  const declared = declare(trials, traits, order, facts);
  if (declared !== null) return declared;
  const seen = trials.find((trial) => trial.hits > 0 && trial.class !== 'weak');
  if (!traits.constant || seen === undefined) return nothing(contradictions(trials));
  return { ...nothing(['constant']), runnerUp: seen.rule.infoType };
}

function start(rule: Rule, index: number, header: HeaderReading, size: number): Trial {
  const found = header.scores.get(index);
  const negative = header.negativeFor.get(index);
  return {
    index,
    rule,
    class: effectiveClass(rule),
    header: negative !== undefined && found?.kind !== 'exact' ? undefined : found,
    negative,
    hits: 0,
    tried: 0,
    masked: 0,
    quality: 0,
    matched: new Uint8Array(size),
    share: 0,
    lower: 0,
    value: 0,
    likelihood: 0,
    why: [],
  };
}

/** A format without a check that a rule itself reports only beside a label proves no column either. */
function effectiveClass(rule: Rule): ColumnClass {
  if (rule.columnClass !== 'medium') return rule.columnClass;
  const unproven = rule.validators.length === 0 && rule.parser === undefined && rule.confidence.prior < 0.3;
  return rule.confidence.needsContext === true || unproven ? 'weak' : 'medium';
}

/** Weak types need a header, but names and birth dates can be told by what a whole column of them looks like. */
function standsAlone(rule: Rule, header: HeaderReading, traits: ColumnTraits): boolean {
  if (header.thing || header.negative !== null || traits.enumerated || traits.cells.length < 8) return false;
  if (rule.parser !== undefined && /person-name$/.test(rule.id)) return true;
  return /(?:^|[.-])(?:dob|birth)/.test(rule.id) && traits.birthLike;
}

/** Fixed shuffle, so that stopping early sees a fair choice. */
function stride(cells: readonly string[]): string[] {
  const step = [73, 71, 67].find((prime) => cells.length % prime !== 0) ?? 1;
  return cells.map((_, i) => cells[(i * step) % cells.length]!);
}

/** Values tried before a rule without a hit is given up, and before a clear result is taken as final. */
const GIVE_UP = 24;
const ENOUGH = 60;

function run(
  trial: Trial,
  matcher: CellMatcher,
  gate: Gate,
  cells: readonly string[],
  facts: readonly CellFacts[],
): void {
  const labelled = trial.header !== undefined;
  const patient = trial.header !== undefined || trial.class === 'strong';
  let i = 0;
  for (; i < cells.length; i++) {
    if (i >= GIVE_UP && trial.hits === 0 && trial.masked === 0 && (!patient || i >= ENOUGH)) break;
    if (i === ENOUGH && trial.hits >= ENOUGH * 0.97) break;
    const fact = facts[i]!;
    if (gate(fact)) {
      const quality = matcher.match(cells[i]!, labelled);
      if (quality > 0) {
        trial.hits++;
        trial.quality += quality;
        trial.matched[i] = 1;
        continue;
      }
    }
    if (looksMasked(fact) && matcher.masked(cells[i]!)) trial.masked++;
  }
  trial.tried = i - trial.masked;
}

/** A column named for a number that is by definition another type's (驾驶证号): values of that type are its values. */
function adopt(trial: Trial, trials: readonly Trial[]): void {
  if (trial.hits > 0 || trial.header === undefined || trial.header.kind === 'hint') return;
  const source = trials.find(
    (other) => other.hits > 0 && carries(trial, other) && (other.header?.score ?? 0) < trial.header!.score,
  );
  if (source === undefined) return;
  trial.hits = source.hits;
  trial.tried = source.tried;
  trial.quality = source.quality;
  trial.matched.set(source.matched);
}

/** Lower end of the 80 % Wilson interval: how large the share surely is. */
export function wilson(hits: number, tried: number): number {
  if (tried === 0) return 0;
  const z = 1.28;
  const p = hits / tried;
  const spread = z * Math.sqrt((p * (1 - p)) / tried + (z * z) / (4 * tried * tried));
  return (p + (z * z) / (2 * tried) - spread) / (1 + (z * z) / tried);
}

function weigh(trial: Trial, sample: ColumnSample, traits: ColumnTraits): void {
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
      if (trial.header === undefined) return share >= 0.8 && trial.quality >= hits * 0.4 ? 0.7 : 0;
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
      return all && header >= CLEAR ? 0.5 : 0;
  }
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

function score(trial: Trial, header: HeaderReading, traits: ColumnTraits, misnamed: boolean): void {
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

/** Whether `a` names the column better than `b`. Both have values that match. */
function prefer(a: Trial, b: Trial): boolean {
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

function isProven(trial: Trial): boolean {
  return trial.rule.validators.length > 0 || trial.rule.parser !== undefined;
}

function carries(named: Trial, values: Trial): boolean {
  return SAME_NUMBER.some(([name, value]) => name.test(named.rule.id) && value.test(values.rule.id));
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

/** A type named by the header alone: its values are absent, masked, encrypted or fail their check. */
function declare(
  trials: readonly Trial[],
  traits: ColumnTraits,
  cells: readonly string[],
  facts: readonly CellFacts[],
): ColumnDecision | null {
  const masked = cells.filter((_, i) => looksMasked(facts[i]!));
  const isMasked = cells.length > 0 && masked.length >= cells.length * 0.5;
  const fits = new Map(
    isMasked ? trials.map((trial) => [trial, Math.round(maskFit(trial.rule, masked) * 4)]) : [],
  );
  const fit = (trial: Trial): number => fits.get(trial) ?? 0;
  const clear = trials
    .filter((trial) => (trial.header?.score ?? 0) >= CLEAR && trial.negative === undefined)
    .sort(
      (a, b) =>
        fit(b) - fit(a) || b.header!.score - a.header!.score || b.masked - a.masked || a.index - b.index,
    );
  const reveal = (trial: Trial, confidence: number, reason: string): ColumnDecision => {
    trial.likelihood = confidence;
    trial.why.push('declared', reason);
    return verdict(
      trial,
      clear.find((other) => other !== trial),
      trials,
      true,
    );
  };
  const [first] = clear;
  if (first !== undefined) {
    if (cells.length === 0) return reveal(first, DECLARED, 'empty');
    if (isMasked) return reveal(first, DECLARED, 'masked');
    if (traits.opaque) return reveal(first, DECLARED, 'encrypted');
    const formal = clear.find((trial) => fitsFormat(trial.rule, cells));
    if (formal !== undefined) return reveal(formal, DECLARED, 'unchecked');
    const columnOnly = clear.find(({ rule }) => rule.patterns.length === 0 && rule.parser === undefined);
    return columnOnly === undefined ? null : reveal(columnOnly, DECLARED, 'name-only');
  }
  // No name to go by: the mask itself must show the type.
  const shown = trials
    .filter(
      (trial) =>
        fit(trial) >= 3 &&
        trial.negative === undefined &&
        wilson(trial.masked, trial.masked + trial.tried) >= 0.6,
    )
    .reduce<Trial | undefined>(
      (best, next) => (best === undefined || fit(next) > fit(best) ? next : best),
      undefined,
    );
  return shown === undefined ? null : reveal(shown, shown.header === undefined ? MASKED : DECLARED, 'masked');
}

const formats = new WeakMap<Rule, RegExp | null>();

/** The values are written as the rule wants but fail its validators (made-up or mistyped numbers). */
function fitsFormat(rule: Rule, cells: readonly string[]): boolean {
  if (rule.validators.length === 0 || rule.patterns.length === 0) return false;
  let format = formats.get(rule);
  if (format === undefined) {
    format = compile(rule, 'u') ?? compile(rule, '');
    formats.set(rule, format);
  }
  if (format === null) return false;
  const some = cells.slice(0, 30);
  return some.filter((cell) => cell.length <= 100 && format.test(cell)).length >= some.length * 0.8;
}

function compile(rule: Rule, mode: string): RegExp | null {
  try {
    return new RegExp(`^(?:${rule.patterns.join('|')})$`, rule.ignoreCase ? `i${mode}` : mode);
  } catch {
    return null;
  }
}

function verdict(
  trial: Trial,
  runnerUp: Trial | undefined,
  trials: readonly Trial[],
  declaredOnly: boolean,
): ColumnDecision {
  const why: string[] = [];
  if (trial.header !== undefined) {
    why.push(trial.header.word.startsWith('comment:') ? trial.header.word : `column:${trial.header.word}`);
  }
  if (!declaredOnly) {
    why.push(`values:${Math.round(trial.share * 100)}%`);
    if (trial.class === 'strong' && trial.value === 0.7) why.push('mixed');
  }
  if (trial.negative !== undefined) why.push(`negative:${trial.negative}`);
  why.push(...trial.why);
  if (!declaredOnly && trial.header === undefined)
    why.push(...contradictions(trials.filter((other) => other !== trial)));
  return {
    rule: trial.rule,
    confidence: Math.min(1, trial.likelihood),
    why,
    share: trial.share,
    ...(runnerUp === undefined ? {} : { runnerUp: runnerUp.rule.infoType }),
    declaredOnly,
  };
}

/** Types the header names clearly but the values do not show. */
function contradictions(trials: readonly Trial[]): string[] {
  const clear = trials.filter(
    (trial) => (trial.header?.score ?? 0) >= CLEAR && trial.value === 0 && trial.tried > 0,
  );
  const best = clear.sort((a, b) => b.header!.score - a.header!.score)[0];
  return best === undefined ? [] : [`disagree:${best.rule.infoType}`];
}

function nothing(why: readonly string[]): ColumnDecision {
  return { rule: null, confidence: 0, why, share: 0, declaredOnly: false };
}
