import type { RuleSet } from '../model/rule.js';

/** One example of a rule, ready to run. `start`/`end` are UTF-16 offsets of the span that must be found; a miss has neither. */
export interface ExampleCase {
  readonly ruleId: string;
  readonly infoType: string;
  readonly kind: 'match' | 'miss';
  readonly text: string;
  readonly start?: number;
  readonly end?: number;
  /** Why a miss must be missed. */
  readonly why?: string;
}

/** Every example of every rule, `[[ ]]` resolved (`~` was dropped when the pack was loaded). */
export function exampleCases(ruleSet: RuleSet): ExampleCase[] {
  return ruleSet.rules.flatMap(({ id: ruleId, infoType, examples }) => [
    ...examples.match.map(({ text }): ExampleCase => {
      const start = text.indexOf('[[');
      const end = text.indexOf(']]') - 2;
      return { ruleId, infoType, kind: 'match', text: text.replace('[[', '').replace(']]', ''), start, end };
    }),
    ...examples.miss.map(
      ({ text, why }): ExampleCase => ({
        ruleId,
        infoType,
        kind: 'miss',
        text,
        ...(why === undefined ? {} : { why }),
      }),
    ),
  ]);
}
