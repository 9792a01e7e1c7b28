import type { Bilingual } from '../model/bilingual.js';
import type { KnownNames } from './build-rule.js';
import type { PlacedRule } from './build-rules.js';
import type { Problem } from './problem.js';
import { findSlowPatterns } from './redos.js';
import { readRules } from './rules.js';

/** From this likelihood on a finding is reported by default; below, only a label makes it so. */
const REPORTED = 0.5;
/** Shipped rules carry at least so many examples of each kind. */
const EXAMPLES = 4;
/** ASCII literals that start a large share of ordinary words or lines. */
const COMMON = new Set([
  'in',
  'id',
  'no',
  'is',
  'at',
  'to',
  'of',
  'the',
  'be',
  'de',
  'st',
  'co',
  're',
  'com',
  'www',
  'a.',
  'an',
  'as',
  'it',
  'or',
  'on',
  'name',
]);

/** Everything wrong with the shipped rules and those of `dirs`: errors (a pack would be refused) and warnings, in file order. */
export async function checkRules(
  options: { readonly dirs?: readonly string[]; readonly known?: KnownNames } = {},
): Promise<Problem[]> {
  const { built, problems } = await readRules(options.dirs ?? [], options.known ?? {});
  const found = [...problems, ...built.rules.flatMap(lint), ...(await findSlowPatterns(built.rules))];
  return found.sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : 0));
}

const LONGER: Bilingual = { en: 'use a longer one', zh: '请用更长的' };

function lint({ rule, shipped, at }: PlacedRule): Problem[] {
  const problems: Problem[] = [];
  const warn = (path: readonly (string | number)[], code: string, message: Bilingual, hint: Bilingual) =>
    problems.push({ severity: 'warning', ...at(...path), rule: rule.id, code, message, hint });

  const inText = rule.patterns.length > 0 || rule.parser !== undefined;
  const { prior, strength, needsContext, invalidLabelled } = rule.confidence;
  const alone = 1 - (1 - prior) * (1 - strength);
  const labels = rule.anchors.some((anchor) => 'labels' in anchor);
  const others = rule.anchors.filter((anchor) => !('labels' in anchor));
  if (inText && rule.anchors.length === 0) {
    warn(
      [],
      'no-anchor',
      { en: 'has no anchors: nothing is ever found in running text', zh: '没有 anchors：在文本中永远找不到' },
      {
        en: 'add the shapes or literals it begins with, or labels: true',
        zh: '加上其开头的 shape 或 literals，或 labels: true',
      },
    );
  } else if (inText && alone >= REPORTED && needsContext !== true && others.length === 0) {
    warn(
      ['anchors'],
      'label-anchor-only',
      {
        en: `reports at ${alone.toFixed(2)} without a label, but is looked for only next to labels`,
        zh: `无标签时可能性为 ${alone.toFixed(2)}，却只在标签旁查找`,
      },
      {
        en: 'add a shape, digits, groups or literals anchor',
        zh: '加上 shape、digits、groups 或 literals 锚点',
      },
    );
  }
  if (invalidLabelled !== undefined && !labels) {
    warn(
      ['confidence', 'invalidLabelled'],
      'no-label-anchor',
      {
        en: 'invalidLabelled never applies: exact shapes find valid values only',
        zh: 'invalidLabelled 不会生效：精确形状只会找到有效值',
      },
      { en: 'add "labels: true" to anchors', zh: '在 anchors 中加上 labels: true' },
    );
  }
  if (needsContext === true && rule.context.words.length === 0 && inText) {
    warn(
      ['context'],
      'no-words',
      { en: 'needs context but has no context.words', zh: '需要上下文，却没有 context.words' },
      { en: 'list the labels that stand before such values', zh: '列出此类值前面的标签' },
    );
  }
  for (const [index, anchor] of rule.anchors.entries()) {
    if ('literals' in anchor) {
      for (const literal of anchor.literals)
        if (COMMON.has(literal))
          warn(
            ['anchors', index],
            'common-literal',
            { en: `literal "${literal}" is found everywhere`, zh: `固定文本“${literal}”随处可见` },
            LONGER,
          );
    }
    if ('digits' in anchor && anchor.prefixes === undefined && anchor.digits.some((length) => length < 8)) {
      warn(
        ['anchors', index],
        'common-digits',
        { en: 'digit runs shorter than 8 are found everywhere', zh: '短于 8 位的数字随处可见' },
        { en: 'give prefixes or use labels: true', zh: '写出 prefixes，或用 labels: true' },
      );
    }
  }
  if (labels) {
    for (const [index, word] of rule.context.words.entries()) {
      if (COMMON.has(word.toLowerCase()))
        warn(
          ['context', 'words', index],
          'common-literal',
          { en: `label "${word}" is found everywhere`, zh: `标签“${word}”随处可见` },
          LONGER,
        );
    }
  }
  if (inText) {
    const wanted = shipped ? EXAMPLES : 1;
    for (const kind of ['match', 'miss'] as const) {
      if (rule.examples[kind].length < wanted)
        warn(
          ['examples'],
          'few-examples',
          {
            en: `has ${rule.examples[kind].length} examples.${kind}`,
            zh: `examples.${kind} 有 ${rule.examples[kind].length} 个`,
          },
          { en: `at least ${wanted}`, zh: `至少 ${wanted} 个` },
        );
    }
  }
  return problems;
}
