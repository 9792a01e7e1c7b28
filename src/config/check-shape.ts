import type { ZodError, ZodType } from 'zod';
import { didYouMean } from '../lib/closest.js';
import type { Bilingual } from '../model/bilingual.js';
import type { Problem } from './problem.js';
import { inChinese } from './shape-messages.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

/** Checks a YAML file against its schema. On success `value` is set; else `problems` has one entry per slip. */
export function checkShape<T>(
  source: YamlSource,
  schema: ZodType<T>,
  knownKeys: readonly string[],
): { readonly value?: T; readonly problems: readonly Problem[] } {
  if (source.error !== undefined) {
    const { line, column, message } = source.error;
    return {
      problems: [
        {
          severity: 'error',
          file: source.file,
          line,
          column,
          code: 'yaml',
          message: { en: `not valid YAML: ${message}`, zh: `不是有效的 YAML：${message}` },
          hint: {
            en: 'mind indentation and quotes: values with ": " or " #" in them need quotes',
            zh: '请检查缩进与引号：含“: ”或“ #”的值需要加引号',
          },
        },
      ],
    };
  }
  const result = schema.safeParse(source.data);
  return result.success
    ? { value: result.data, problems: [] }
    : { problems: result.error.issues.flatMap((issue) => toProblems(source, issue, knownKeys)) };
}

type Issue = ZodError['issues'][number];

function toProblems(source: YamlSource, issue: Issue, knownKeys: readonly string[]): Problem[] {
  const path = issue.path as YamlPath;
  const rule = ruleAt(source.data, path);
  const make = (at: YamlPath, key: boolean, code: string, message: Bilingual, hint?: Bilingual): Problem => ({
    severity: 'error',
    file: source.file,
    ...source.at(at, key),
    ...(rule === undefined ? {} : { rule }),
    code,
    message,
    hint,
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        make(
          [...path, key],
          true,
          'unknown-key',
          { en: `unknown key "${key}"`, zh: `未知的键“${key}”` },
          didYouMean(key, knownKeys),
        ),
      );
    case 'invalid_value': {
      const given = String(valueAt(source.data, path));
      const values = issue.values.map(String);
      const field = String(path.findLast((segment) => typeof segment === 'string') ?? '');
      return [
        make(
          path,
          false,
          `unknown-${field}`,
          { en: `unknown ${field} "${given}"`, zh: `${field} 的值“${given}”未知` },
          didYouMean(given, values, {
            en: `one of ${values.join(', ')}`,
            zh: `可用：${values.join('、')}`,
          }),
        ),
      ];
    }
    case 'invalid_type': {
      const given = valueAt(source.data, path);
      const missing = given === undefined;
      const name = path.length === 0 ? source.file : path.join('.');
      const hint =
        typeof given === 'number' && issue.expected === 'string'
          ? { en: 'put it in quotes: YAML reads 0123 as a number', zh: '请加引号：YAML 会把 0123 读成数字' }
          : path.length === 0
            ? { en: 'start from the shipped example', zh: '可从随程序提供的示例改起' }
            : undefined;
      const kind = KINDS[issue.expected] ?? {
        en: `of type ${issue.expected}`,
        zh: ` ${issue.expected} 类型`,
      };
      return [
        make(
          path,
          false,
          missing ? 'missing-key' : 'wrong-type',
          missing
            ? { en: `${name} is missing`, zh: `缺少 ${name}` }
            : { en: `${name} must be ${kind.en}`, zh: `${name} 应为${kind.zh}` },
          hint,
        ),
      ];
    }
    default:
      return [
        make(path, false, 'wrong-value', {
          en: `${path.join('.')} ${issue.message}`,
          zh: `${path.join('.')} ${inChinese(issue.message)}`,
        }),
      ];
  }
}

const KINDS: Readonly<Record<string, Bilingual>> = {
  object: { en: 'keys with values', zh: '键与值' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'a string', zh: '字符串' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
};

/** The id of the rule a path leads into, for the message. */
function ruleAt(data: unknown, path: YamlPath): string | undefined {
  if (path[0] !== 'rules' || path.length < 2) return undefined;
  const rule = valueAt(data, path.slice(0, 2)) as { id?: unknown; extends?: unknown } | undefined;
  const name = rule?.id ?? rule?.extends;
  return typeof name === 'string' ? name : `#${Number(path[1]) + 1}`;
}

function valueAt(data: unknown, path: YamlPath): unknown {
  let value = data;
  for (const segment of path)
    value = (value as Record<string | number, unknown> | null | undefined)?.[segment];
  return value;
}
