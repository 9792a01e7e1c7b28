import { beforeAll, describe, expect, test } from 'vitest';
import { exampleCases } from '../src/config/examples.js';
import { type LoadedRules, loadRules } from '../src/config/rules.js';

let loaded: LoadedRules;
beforeAll(async () => {
  loaded = await loadRules();
});

/** The 1:1 part of what detection does to text first. */
function fold(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u3000\u00a0]/g, ' ')
    .replaceAll(/[\u2010-\u2015\u2212\ufe63]/g, '-');
}

describe('every rule is right about its own examples, as far as its patterns go', () => {
  test('the marked span of each match is what a pattern finds', () => {
    const wrong: string[] = [];
    for (const { ruleId, kind, text, start, end } of exampleCases(loaded.ruleSet)) {
      const rule = loaded.ruleSet.rules.find(({ id }) => id === ruleId)!;
      if (kind === 'miss' || rule.parser !== undefined) continue;
      const spans = rule.patterns.flatMap((source) =>
        [...fold(text).matchAll(new RegExp(source, rule.ignoreCase ? 'gid' : 'gd'))].map(
          ({ indices }) => indices!.slice(1).find((group) => group !== undefined) ?? indices![0]!,
        ),
      );
      if (!spans.some(([from, to]) => from === start && to === end)) wrong.push(`${ruleId}: ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  test('no example keeps its marks or its ~', () => {
    for (const { text } of exampleCases(loaded.ruleSet)) expect(text).not.toMatch(/\[\[|\]\]|⟦|⟧|~/);
  });

  test('no whole example of a match is also a miss of the same rule', () => {
    const misses = new Set(
      exampleCases(loaded.ruleSet).flatMap(({ kind, ruleId, text }) =>
        kind === 'miss' ? [`${ruleId} ${text}`] : [],
      ),
    );
    for (const { kind, ruleId, text } of exampleCases(loaded.ruleSet))
      if (kind === 'match') expect(misses).not.toContain(`${ruleId} ${text}`);
  });
});
