import type { CellMatcher, ColumnDecision, ColumnSample } from './column.js';
import { prefer } from './contest.js';
import { declare } from './declared.js';
import { type Gate, gateOf } from './gate.js';
import { HeaderIndex, type HeaderReading } from './header.js';
import { score, weigh, weighFamilies } from './proof.js';
import { LOST_DIGITS, RoundedMatcher } from './rounded.js';
import { type ColumnTraits, readTraits } from './traits.js';
import { adopt, CLEAR, cellTable, runTrial, standsAlone, startTrial, type Trial } from './trial.js';
import { contradictions, nothing, verdict } from './verdict.js';

export interface DecideOptions {
  /** Name of the table, when it has one. */
  readonly table?: string;
  /** Labels that speak against every rule that does not opt out (RuleSet.negative). */
  readonly negative: readonly string[];
}

/** A column below this likelihood has no type. */
const REPORTED = 0.45;
/**
 * Decides the type of each column of one table from its name, its comment and its sampled values. Pure; one decision per
 * sample, same order. L = [1 - (1 - .9v)(1 - h)] x (1 - N): v = what the values prove, h = the header, N = counter-evidence.
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
  const cells = cellTable(traits.cells);
  const trials: Trial[] = [];
  const tried = sample.rounded === true ? matchers.map((matcher) => new RoundedMatcher(matcher)) : matchers;
  tried.forEach((matcher, index) => {
    const trial = startTrial(matcher.rule, index, header, cells.values.length);
    if (trial.class === 'weak' && trial.header === undefined && !standsAlone(trial.rule, header, traits))
      return;
    runTrial(trial, matcher, gates[index]!, cells);
    trials.push(trial);
  });
  for (const trial of trials) adopt(trial, trials);
  for (const trial of trials) weigh(trial, sample, traits);
  weighFamilies(trials, cells.values.length);
  const misnamed = trials.some(
    (trial) => (trial.header?.score ?? 0) >= CLEAR && trial.hits === 0 && trial.tried > 0,
  );
  for (const trial of trials) score(trial, header, traits, misnamed);
  for (const trial of trials) {
    const matcher = tried[trial.index];
    if (!(matcher instanceof RoundedMatcher) || matcher.restored < trial.hits * 0.5 || trial.hits === 0)
      continue;
    trial.likelihood *= LOST_DIGITS;
    trial.why.push('precision-lost');
  }

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
  const declared = declare(trials, traits, cells);
  if (declared !== null) return declared;
  const seen = trials.find((trial) => trial.hits > 0 && trial.class !== 'weak');
  if (!traits.constant || seen === undefined) return nothing(contradictions(trials));
  return { ...nothing(['constant']), runnerUp: seen.rule.infoType };
}
