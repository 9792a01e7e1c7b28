import { didYouMean } from '../lib/closest.js';
import type { Bilingual } from '../model/bilingual.js';
import type { Anchor, Rule, RuleExample } from '../model/rule.js';
import { expandMacros, MACROS } from './macros.js';
import type { RawAnchor, RawRule } from './rule-schema.js';
import type { YamlPath } from './yaml-source.js';

/** Names a rule may use. A list that is absent is not checked (the build step has no shelves at hand). */
export interface KnownNames {
  readonly validators?: readonly string[];
  readonly parsers?: readonly string[];
}

export type Fail = (path: YamlPath, code: string, message: Bilingual, hint?: Bilingual) => void;

/** Checks one resolved rule and gives it its type; undefined when `fail` was called for it. */
export function buildRule(
  id: string,
  pack: string,
  raw: RawRule,
  known: KnownNames,
  fail: Fail,
): Rule | undefined {
  let sound = true;
  const refuse: Fail = (path, code, message, hint) => {
    sound = false;
    fail(path, code, message, hint);
  };

  if (raw.name === undefined)
    refuse(
      [],
      'missing-key',
      { en: 'name is missing', zh: '缺少 name' },
      { en: 'name: { zh: ..., en: ... }', zh: '写作 name: { zh: ..., en: ... }' },
    );
  if (raw.confidence?.prior === undefined)
    refuse(
      ['confidence'],
      'missing-key',
      { en: 'confidence.prior is missing', zh: '缺少 confidence.prior' },
      { en: 'how much the bare format proves, 0..1', zh: '仅凭格式有多大把握，0 到 1' },
    );
  const columns = raw.context?.columns ?? [];
  if (raw.patterns !== undefined && raw.parser !== undefined)
    refuse(
      ['parser'],
      'wrong-value',
      { en: 'has both patterns and a parser', zh: '同时写了 patterns 与 parser' },
      { en: 'keep one', zh: '只留其一' },
    );
  const columnOnly = (raw.patterns ?? []).length === 0 && raw.parser === undefined;
  if (columnOnly && columns.length === 0)
    refuse(
      [],
      'missing-key',
      {
        en: 'has neither patterns, parser nor context.columns',
        zh: '既无 patterns、parser，也无 context.columns',
      },
      { en: 'nothing could ever be found', zh: '这样的规则什么也找不到' },
    );

  const patterns: string[] = [];
  for (const [index, pattern] of (raw.patterns ?? []).entries()) {
    const expanded = expandMacros(pattern);
    if ('unknown' in expanded) {
      refuse(
        ['patterns', index],
        'unknown-macro',
        { en: `unknown macro "{${expanded.unknown}}"`, zh: `未知的宏“{${expanded.unknown}}”` },
        didYouMean(expanded.unknown, Object.keys(MACROS), {
          en: `known: ${Object.keys(MACROS).join(' ')}; write "\\{" for a brace`,
          zh: `可用：${Object.keys(MACROS).join(' ')}；普通花括号写作“\\{”`,
        }),
      );
      continue;
    }
    try {
      const regex = new RegExp(expanded.source, raw.ignoreCase === true ? 'i' : '');
      if (regex.test(''))
        refuse(
          ['patterns', index],
          'bad-pattern',
          { en: 'pattern matches the empty string', zh: '该正则可匹配空字符串' },
          { en: 'at least one character must be required', zh: '至少要求一个字符' },
        );
      else patterns.push(expanded.source);
    } catch (error) {
      const reason = (error as Error).message.replace(/^Invalid regular expression: /, '');
      refuse(['patterns', index], 'bad-pattern', {
        en: `bad regular expression: ${reason}`,
        zh: `正则表达式有误：${reason}`,
      });
    }
  }

  for (const [index, name] of (raw.validators ?? []).entries()) {
    if (known.validators !== undefined && !known.validators.includes(name)) {
      refuse(
        ['validators', index],
        'unknown-validator',
        { en: `unknown validator "${name}"`, zh: `未知的校验器“${name}”` },
        didYouMean(name, known.validators, {
          en: 'rules/README.md lists those there are',
          zh: '可用的校验器见 rules/README.md',
        }),
      );
    }
  }
  if (raw.parser !== undefined && known.parsers !== undefined && !known.parsers.includes(raw.parser)) {
    refuse(
      ['parser'],
      'unknown-parser',
      { en: `unknown parser "${raw.parser}"`, zh: `未知的解析器“${raw.parser}”` },
      didYouMean(raw.parser, known.parsers, {
        en: `one of ${known.parsers.join(', ')}`,
        zh: `可用：${known.parsers.join('、')}`,
      }),
    );
  }

  const words = raw.context?.words ?? [];
  const anchors = (raw.anchors ?? []).map((anchor, index) =>
    buildAnchor(anchor, words, (code, message, hint) => refuse(['anchors', index], code, message, hint)),
  );

  const examples = { match: buildExamples(raw, 'match'), miss: buildExamples(raw, 'miss') };
  if (!columnOnly) {
    for (const kind of ['match', 'miss'] as const) {
      if (examples[kind].length === 0)
        refuse(
          ['examples'],
          'missing-examples',
          { en: `has no examples.${kind}`, zh: `缺少 examples.${kind}` },
          kind === 'match'
            ? {
                en: 'texts with [[...]] around what must be found',
                zh: '写出文本，并用 [[...]] 标出应找到的部分',
              }
            : { en: 'texts in which nothing must be found', zh: '写出不应找到任何内容的文本' },
        );
    }
    for (const [index, example] of examples.match.entries()) {
      if (!marksOneSpan(example.text)) {
        refuse(['examples', 'match', index], 'bad-example', {
          en: 'a match example marks exactly one span with [[...]]',
          zh: 'match 示例须恰好用 [[...]] 标出一处',
        });
      }
    }
  }
  if (!sound || raw.name === undefined || raw.confidence?.prior === undefined) return undefined;

  const { prior, strength = 0, invalidLabelled, needsContext } = raw.confidence;
  const strip = raw.strip ?? '';
  return {
    id,
    infoType: raw.infoType ?? id,
    pack,
    name: raw.name,
    patterns,
    ignoreCase: raw.ignoreCase ?? false,
    ...(raw.parser === undefined ? {} : { parser: raw.parser }),
    anchors,
    validators: raw.validators ?? [],
    strip,
    confidence: {
      prior,
      strength,
      ...(invalidLabelled === undefined ? {} : { invalidLabelled }),
      ...(needsContext === undefined ? {} : { needsContext }),
    },
    columnClass: raw.columnClass ?? 'weak',
    context: {
      words: unique(words),
      columns: unique(columns.map(normaliseColumnName)),
      hints: unique((raw.context?.hints ?? []).map(normaliseColumnName)),
      negative: unique(raw.context?.negative ?? []),
      globalNegative: raw.context?.globalNegative ?? true,
    },
    placeholders: unique(
      (raw.placeholders ?? []).map((value) => [...value].filter((char) => !strip.includes(char)).join('')),
    ),
    examples,
    references: raw.references ?? [],
  };
}

function buildAnchor(
  raw: RawAnchor,
  words: readonly string[],
  refuse: (code: string, message: Bilingual, hint?: Bilingual) => void,
): Anchor {
  if (raw.shape !== undefined)
    return {
      shape: raw.shape,
      ...(raw.lengths === undefined ? {} : { lengths: expandLengths(raw.lengths) }),
    };
  if (raw.digits !== undefined)
    return {
      digits: expandLengths(raw.digits),
      ...(raw.prefixes === undefined ? {} : { prefixes: raw.prefixes }),
    };
  if (raw.groups !== undefined) return { groups: raw.groups };
  if (raw.literals !== undefined) {
    const short = raw.literals.find((literal) => [...literal].length < 2);
    if (short !== undefined)
      refuse(
        'bad-anchor',
        { en: `literal "${short}" is too short`, zh: `固定文本“${short}”太短` },
        {
          en: 'a literal of one character would stop the scan everywhere; use at least two',
          zh: '单个字符会使扫描处处停顿；至少写两个字符',
        },
      );
    return { literals: unique(raw.literals.map((literal) => literal.toLowerCase())) };
  }
  if (!words.some((word) => [...word].length >= 2))
    refuse(
      'bad-anchor',
      { en: 'labels: true needs context.words', zh: 'labels: true 须配合 context.words' },
      { en: 'give words of at least two characters', zh: '写出至少两个字符的词' },
    );
  return { labels: true };
}

function expandLengths(items: readonly (number | string)[]): number[] {
  const lengths = items.flatMap((item) => {
    if (typeof item === 'number') return [item];
    const [from = 0, to = 0] = item.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
  return [...new Set(lengths)].sort((a, b) => a - b);
}

function buildExamples(raw: RawRule, kind: 'match' | 'miss'): RuleExample[] {
  const clean = (text: string) => (raw.tilde === true ? text.replaceAll('~', '') : text);
  return (raw.examples?.[kind] ?? []).map((example) =>
    typeof example === 'string'
      ? { text: clean(example) }
      : { text: clean(example.text), ...(example.why === undefined ? {} : { why: example.why }) },
  );
}

function marksOneSpan(text: string): boolean {
  const parts = text.split(/\[\[|\]\]/);
  return parts.length === 3 && parts[1] !== '' && text.indexOf('[[') < text.indexOf(']]');
}

/** Lower case, without separators, brackets or marks: `Cust_Mobile*` -> `custmobile`. */
export function normaliseColumnName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-.·:：*()（）[\]【】/\\]/g, '');
}

export function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
