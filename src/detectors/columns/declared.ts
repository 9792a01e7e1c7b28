import type { Rule } from '../../model/rule.js';
import type { ColumnDecision } from './column.js';
import { looksMasked } from './gate.js';
import { maskFit } from './mask.js';
import { wilson } from './proof.js';
import type { ColumnTraits } from './traits.js';
import { type CellTable, CLEAR, type Trial } from './trial.js';
import { verdict } from './verdict.js';

/** Most a header can prove when the values prove nothing. */
const DECLARED = 0.6;
/** Likelihood of a column of masked values under a header that says nothing. */
const MASKED = 0.5;

/** A type named by the header alone: its values are absent, masked, encrypted or fail their check. */
export function declare(
  trials: readonly Trial[],
  traits: ColumnTraits,
  table: CellTable,
): ColumnDecision | null {
  const cells = table.values;
  const masked = cells.filter((_, i) => looksMasked(table.kinds[table.kind[i]!]!));
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
