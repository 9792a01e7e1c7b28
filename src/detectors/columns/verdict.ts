import type { ColumnDecision } from './column.js';
import { CLEAR, type Trial } from './trial.js';

export function verdict(
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
export function contradictions(trials: readonly Trial[]): string[] {
  const clear = trials.filter(
    (trial) => (trial.header?.score ?? 0) >= CLEAR && trial.value === 0 && trial.tried > 0,
  );
  const best = clear.sort((a, b) => b.header!.score - a.header!.score)[0];
  return best === undefined ? [] : [`disagree:${best.rule.infoType}`];
}

export function nothing(why: readonly string[]): ColumnDecision {
  return { rule: null, confidence: 0, why, share: 0, declaredOnly: false };
}
