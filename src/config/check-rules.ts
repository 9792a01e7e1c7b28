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

function lint({ rule, shipped, at }: PlacedRule): Problem[] {
  const problems: Problem[] = [];
  const warn = (path: readonly (string | number)[], code: string, message: string, hint: string) =>
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
      'has no anchors: nothing is ever found in running text',
      'add the shapes or literals it begins with, or labels: true',
    );
  } else if (inText && alone >= REPORTED && needsContext !== true && others.length === 0) {
    warn(
      ['anchors'],
      'label-anchor-only',
      `reports at ${alone.toFixed(2)} without a label, but is looked for only next to labels`,
      'add a shape, digits, groups or literals anchor',
    );
  }
  if (invalidLabelled !== undefined && !labels) {
    warn(
      ['confidence', 'invalidLabelled'],
      'no-label-anchor',
      'invalidLabelled never applies: exact shapes find valid values only',
      'add "labels: true" to anchors',
    );
  }
  if (needsContext === true && rule.context.words.length === 0 && inText) {
    warn(
      ['context'],
      'no-words',
      'needs context but has no context.words',
      'list the labels that stand before such values',
    );
  }
  for (const [index, anchor] of rule.anchors.entries()) {
    if ('literals' in anchor) {
      for (const literal of anchor.literals)
        if (COMMON.has(literal))
          warn(
            ['anchors', index],
            'common-literal',
            `literal "${literal}" is found everywhere`,
            'use a longer one',
          );
    }
    if ('digits' in anchor && anchor.prefixes === undefined && anchor.digits.some((length) => length < 8)) {
      warn(
        ['anchors', index],
        'common-digits',
        'digit runs shorter than 8 are found everywhere',
        'give prefixes or use labels: true',
      );
    }
  }
  if (labels) {
    for (const [index, word] of rule.context.words.entries()) {
      if (COMMON.has(word.toLowerCase()))
        warn(
          ['context', 'words', index],
          'common-literal',
          `label "${word}" is found everywhere`,
          'use a longer one',
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
          `has ${rule.examples[kind].length} examples.${kind}`,
          `at least ${wanted}`,
        );
    }
  }
  return problems;
}
