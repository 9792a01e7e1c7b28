import { checkRules } from '../config/check-rules.js';
import { describeProblem } from '../config/problem.js';
import { renderCatalogue } from '../config/rule-docs.js';
import { loadRules } from '../config/rules.js';
import { displayPath } from '../lib/display-path.js';
import { padEnd } from '../lib/width.js';
import type { Rule } from '../model/rule.js';
import { runExamples } from '../scan/detect.js';
import { shelfNames } from '../scan/engine.js';
import { EXIT } from './exit-codes.js';
import { saveFile, writeOut } from './output.js';

interface RulesFlags {
  readonly rules?: readonly string[];
  readonly lang?: 'zh' | 'en';
  readonly json?: boolean;
  readonly output?: string;
}

/** `trawl rules list|check|test|docs`. */
export async function rulesCommand(
  name: 'list' | 'check' | 'test' | 'docs',
  flags: RulesFlags,
): Promise<number> {
  const dirs = flags.rules ?? [];
  switch (name) {
    case 'list':
      return list(dirs, flags);
    case 'check':
      return check(dirs, flags);
    case 'test':
      return test(dirs, flags);
    case 'docs':
      return docs(dirs, flags);
  }
}

async function list(dirs: readonly string[], { lang = 'zh', json }: RulesFlags): Promise<number> {
  const { ruleSet, tiers } = await loadRules({ dirs, known: shelfNames() });
  const rows = ruleSet.rules.map((rule) => ({
    id: rule.id,
    infoType: rule.infoType,
    name: rule.name[lang],
    tier: tiers.infoTypes[rule.infoType] ?? 'basic',
    pack: rule.pack,
    ...likelihoods(rule),
  }));
  if (json === true) {
    await writeJson(rows);
    return EXIT.clean;
  }
  await writeLines([
    `${padEnd('rule', 30)}${padEnd('tier', 9)}${padEnd('alone', 7)}${padEnd('label', 7)}name`,
    ...rows.map(
      (row) =>
        `${padEnd(row.id, 30)}${padEnd(row.tier, 9)}${padEnd(row.alone === null ? '–' : row.alone.toFixed(2), 7)}${padEnd(row.labelled.toFixed(2), 7)}${row.name}`,
    ),
    `\n${rows.length} rules, ${ruleSet.packs.length} packs, hash ${ruleSet.hash.slice(0, 12)}`,
  ]);
  return EXIT.clean;
}

/** Likelihood of a value without a label (null: never reported alone) and with a direct one. */
function likelihoods(rule: Rule): { alone: number | null; labelled: number } {
  const { prior, strength, needsContext } = rule.confidence;
  const alone = 1 - (1 - prior) * (1 - strength);
  return { alone: needsContext === true ? null : alone, labelled: 1 - (1 - alone) * 0.15 };
}

async function check(dirs: readonly string[], { json }: RulesFlags): Promise<number> {
  const problems = await checkRules({ dirs, known: shelfNames() });
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (json === true) await writeJson(problems);
  else
    await writeLines([
      ...problems.map((problem) =>
        displayPath(
          `${problem.severity}: ${describeProblem(problem)}${problem.hint === '' ? '' : ` — ${problem.hint}`}`,
        ),
      ),
      `${errors} errors, ${problems.length - errors} warnings`,
    ]);
  return errors > 0 ? EXIT.usage : EXIT.clean;
}

async function test(dirs: readonly string[], { json }: RulesFlags): Promise<number> {
  const outcomes = await runExamples(dirs);
  const failed = outcomes.filter(({ passed }) => !passed);
  if (json === true) await writeJson(failed);
  else
    await writeLines([
      ...failed.map(({ ruleId, kind, text, found }) =>
        displayPath(
          `FAIL ${ruleId} ${kind === 'match' ? 'did not find' : 'found'}: ${text}${found.length === 0 ? '' : ` — found ${found.join(', ')}`}`,
        ),
      ),
      `${outcomes.length - failed.length} examples passed, ${failed.length} failed`,
    ]);
  return failed.length > 0 ? EXIT.findings : EXIT.clean;
}

async function docs(dirs: readonly string[], { output }: RulesFlags): Promise<number> {
  const { ruleSet, tiers } = await loadRules({ dirs, known: shelfNames() });
  const page = renderCatalogue(ruleSet, tiers);
  if (output === undefined) await writeOut(page);
  else saveFile(output, [page]);
  return EXIT.clean;
}

async function writeLines(lines: readonly string[]): Promise<void> {
  await writeOut(`${lines.join('\n')}\n`);
}

async function writeJson(value: unknown): Promise<void> {
  await writeOut(`${JSON.stringify(value, null, 2)}\n`);
}
