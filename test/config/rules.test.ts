import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRules } from '../../src/config/check-rules.js';
import { describeProblem } from '../../src/config/problem.js';
import { renderCatalogue } from '../../src/config/rule-docs.js';
import { infoTypeNames, type LoadedRules, loadRules } from '../../src/config/rules.js';
import { SHELF } from './shelf.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
let loaded: LoadedRules;
beforeAll(async () => {
  loaded = await loadRules({ known: SHELF });
});

describe('the shipped rules', () => {
  test('have no problem and no warning: names, tiers, examples, anchors, linear patterns', async () => {
    expect((await checkRules({ known: SHELF })).map((problem) => describeProblem(problem, 'en'))).toEqual([]);
  });

  test('find every infoType of every tier', () => {
    const found = new Set(loaded.ruleSet.rules.map(({ infoType }) => infoType));
    expect([...found].sort()).toEqual(Object.keys(loaded.tiers.infoTypes).sort());
    expect(found.size).toBeGreaterThanOrEqual(120);
  });

  test('have unique ids and at least four examples of each kind', () => {
    const ids = loaded.ruleSet.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, examples } of loaded.ruleSet.rules) {
      expect([id, examples.match.length >= 4, examples.miss.length >= 4]).toEqual([id, true, true]);
    }
  });

  test('score as documented: resident ID .94/.99, mobile .68/.95, card .80/.97, passport .22/.88', () => {
    const likelihood = (id: string) => {
      const { prior, strength } = loaded.ruleSet.rules.find((rule) => rule.id === id)!.confidence;
      const rest = (1 - prior) * (1 - strength);
      return [(1 - rest).toFixed(2), (1 - rest * 0.15).toFixed(2)];
    };
    expect(likelihood('cn.resident-id')).toEqual(['0.94', '0.99']);
    expect(likelihood('cn.mobile')).toEqual(['0.68', '0.95']);
    expect(likelihood('fin.card-unionpay')).toEqual(['0.80', '0.97']);
    expect(likelihood('cn.passport')).toEqual(['0.22', '0.88']);
  });

  test('have names for people in both languages', () => {
    expect(infoTypeNames(loaded.ruleSet)['cn.mobile']).toEqual({
      zh: '手机号',
      en: 'Mainland mobile number',
    });
  });

  test('rules/README.md is up to date (vitest -u or "trawl rules docs" writes it)', async () => {
    await expect(renderCatalogue(loaded.ruleSet, loaded.tiers)).toMatchFileSnapshot(
      join(root, 'rules/README.md'),
    );
  });
});

describe('the compiled form', () => {
  test('plain JSON carries everything', () => {
    expect(JSON.parse(JSON.stringify(loaded))).toEqual(loaded);
  });

  const compiled = join(root, 'dist/rules/compiled.json');
  const sources = [
    join(root, 'rules/tiers.yaml'),
    ...['rules/packs', 'src/config'].flatMap((dir) =>
      readdirSync(join(root, dir)).map((name) => join(root, dir, name)),
    ),
  ];
  const fresh =
    existsSync(compiled) && sources.every((path) => statSync(path).mtimeMs <= statSync(compiled).mtimeMs);

  test.skipIf(!fresh)('what the build wrote equals what the YAML says', () => {
    expect(JSON.parse(readFileSync(compiled, 'utf8'))).toEqual(loaded);
  });

  test.skipIf(!fresh)('the built program reads it without yaml and zod', async () => {
    const built = (await import(pathToFileURL(join(root, 'dist/config/rules.js')).href)) as {
      loadRules: typeof loadRules;
    };
    const { ruleSet } = await built.loadRules();
    expect(ruleSet.hash).toBe(loaded.ruleSet.hash);
  });
});
