import { describe, expect, test } from 'vitest';
import type { PlacedRule } from '../../src/config/build-rules.js';
import { findSlowPatterns } from '../../src/config/redos.js';

/** A rule of the user with this one pattern; the rest does not matter here. */
function ruleWith(pattern: string, shipped = false): PlacedRule {
  return {
    rule: { id: 'acme.no', patterns: [pattern], ignoreCase: false } as unknown as PlacedRule['rule'],
    shipped,
    at: () => ({ file: 'acme.yaml', line: 7, column: 16 }),
  };
}

describe('patterns that can be made to run forever are refused, with the reason', () => {
  test.each([
    ['exponential', '(?:a+)+b', 'slow-pattern', 'exponential'],
    ['two quantifiers', 'x\\d+\\d+y', 'slow-pattern', 'two quantifiers compete for the same characters'],
    ['starting over', '[A-Z]+\\d', 'slow-pattern', 'the search starts over at every character of a long run'],
    ['bounded but nested', '(?:a{1,50}){1,50}b', 'slow-pattern', 'pattern took'],
    ['overlapping alternatives', '(?:a|aa|aaa|[ab]){1,60}c', 'slow-pattern', 'pattern took'],
    ['back-reference', '(\\d{3})-\\1', 'unsafe-pattern', 'back-reference \\1'],
    [
      'unbounded look-behind',
      '(?<=label.*)\\d{8}',
      'unsafe-pattern',
      'quantifier without an upper bound in .*',
    ],
  ])('%s', async (_, pattern, code, message) => {
    const [problem] = await findSlowPatterns([ruleWith(pattern)]);
    expect(problem).toMatchObject({ severity: 'error', code, rule: 'acme.no', line: 7 });
    expect(problem?.message.en).toContain(message);
    expect(problem?.hint?.zh).toMatch(/\p{Script=Han}/u);
  });

  test('ordinary unbounded patterns are not refused, unless they are to be shipped', async () => {
    expect(await findSlowPatterns([ruleWith('EMP-\\d+')])).toEqual([]);
    expect(await findSlowPatterns([ruleWith('EMP-\\d+', true)])).toMatchObject([{ code: 'unsafe-pattern' }]);
  });

  test('one bad pattern does not hide the next', async () => {
    const problems = await findSlowPatterns([
      ruleWith('(?:a{1,50}){1,50}b'),
      ruleWith('\\d{4}'),
      ruleWith('(a)\\1'),
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['slow-pattern', 'unsafe-pattern']);
  });
});
