import { describe, expect, it } from 'vitest';
import { runExamples } from '../../src/scan/detect.js';

const outcomes = await runExamples([]);
const byRule = group();

function group(): Map<string, typeof outcomes> {
  const map = new Map<string, typeof outcomes>();
  for (const outcome of outcomes) map.set(outcome.ruleId, [...(map.get(outcome.ruleId) ?? []), outcome]);
  return map;
}

describe('every example of every shipped rule, through the whole engine', () => {
  it.each([...byRule.keys()])('%s', (ruleId) => {
    const failed = (byRule.get(ruleId) ?? []).filter(({ passed }) => !passed);
    expect(
      failed.map(({ kind, text, found }) => `${kind}: ${text} — found ${found.join(', ') || 'nothing'}`),
    ).toEqual([]);
  });

  it('covers enough to mean something', () => {
    expect(outcomes.filter(({ kind }) => kind === 'match').length).toBeGreaterThan(300);
    expect(outcomes.filter(({ kind }) => kind === 'miss').length).toBeGreaterThan(300);
  });
});
