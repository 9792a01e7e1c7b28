import { checkRules } from '../config/check-rules.js';
import { describeProblem } from '../config/problem.js';
import { renderCatalogue } from '../config/rule-docs.js';
import { loadRules } from '../config/rules.js';
import { displayPath } from '../lib/display-path.js';
import { padEnd } from '../lib/width.js';
import type { Lang } from '../model/bilingual.js';
import type { Rule } from '../model/rule.js';
import { textsFor } from '../reporters/texts/texts.js';
import { runExamples } from '../scan/detect.js';
import { shelfNames } from '../scan/engine.js';
import { EXIT } from './exit-codes.js';
import { saveFile, writeOut } from './output.js';

interface RulesFlags {
  readonly rules?: readonly string[];
  readonly lang: Lang;
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

async function list(dirs: readonly string[], { lang, json }: RulesFlags): Promise<number> {
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
    tableLine(
      lang === 'zh' ? ['规则', '级别', '单独', '有标签', '名称'] : ['rule', 'tier', 'alone', 'label', 'name'],
    ),
    ...rows.map(({ id, tier, alone, labelled, name }) =>
      tableLine([id, textsFor(lang).tierShort[tier], alone?.toFixed(2) ?? '–', labelled.toFixed(2), name]),
    ),
    '',
    lang === 'zh'
      ? `${rows.length} 条规则，${ruleSet.packs.length} 个规则包，哈希 ${ruleSet.hash.slice(0, 12)}`
      : `${rows.length} rules, ${ruleSet.packs.length} packs, hash ${ruleSet.hash.slice(0, 12)}`,
  ]);
  return EXIT.clean;
}

const WIDTHS = [30, 9, 8, 8, 0];

function tableLine(cells: readonly string[]): string {
  return displayPath(cells.map((cell, index) => padEnd(cell, WIDTHS[index] ?? 0)).join(''));
}

/** Likelihood of a value without a label (null: never reported alone) and with a direct one. */
function likelihoods(rule: Rule): { alone: number | null; labelled: number } {
  const { prior, strength, needsContext } = rule.confidence;
  const alone = 1 - (1 - prior) * (1 - strength);
  return { alone: needsContext === true ? null : alone, labelled: 1 - (1 - alone) * 0.15 };
}

const SEVERITY = {
  error: { zh: '错误：', en: 'error: ' },
  warning: { zh: '警告：', en: 'warning: ' },
} as const;

async function check(dirs: readonly string[], { lang, json }: RulesFlags): Promise<number> {
  const problems = await checkRules({ dirs, known: shelfNames() });
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (json === true)
    await writeJson(
      problems.map((problem) => ({
        ...problem,
        message: problem.message[lang],
        hint: problem.hint?.[lang] ?? '',
      })),
    );
  else
    await writeLines([
      ...problems.map((problem) =>
        displayPath(
          `${SEVERITY[problem.severity][lang]}${describeProblem(problem, lang)}${problem.hint === undefined ? '' : ` — ${problem.hint[lang]}`}`,
        ),
      ),
      lang === 'zh' ? `${errors} 个错误，${warnings} 个警告` : `${errors} errors, ${warnings} warnings`,
    ]);
  return errors > 0 ? EXIT.usage : EXIT.clean;
}

async function test(dirs: readonly string[], { lang, json }: RulesFlags): Promise<number> {
  const outcomes = await runExamples(dirs);
  const failed = outcomes.filter(({ passed }) => !passed);
  if (json === true) await writeJson(failed);
  else
    await writeLines([
      ...failed.map(({ ruleId, kind, text, found }) =>
        displayPath(
          lang === 'zh'
            ? `失败 ${ruleId} ${kind === 'match' ? '没有找到' : '不应找到'}：${text}${found.length === 0 ? '' : ` — 找到 ${found.join('、')}`}`
            : `FAIL ${ruleId} ${kind === 'match' ? 'did not find' : 'found'}: ${text}${found.length === 0 ? '' : ` — found ${found.join(', ')}`}`,
        ),
      ),
      lang === 'zh'
        ? `${outcomes.length - failed.length} 个示例通过，${failed.length} 个失败`
        : `${outcomes.length - failed.length} examples passed, ${failed.length} failed`,
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
