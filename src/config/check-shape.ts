import type { ZodError, ZodType } from 'zod';
import { didYouMean } from '../lib/closest.js';
import type { Problem } from './problem.js';
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
          message: `not valid YAML: ${message}`,
          hint: '',
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
  const make = (at: YamlPath, key: boolean, code: string, message: string, hint: string): Problem => ({
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
        make([...path, key], true, 'unknown-key', `unknown key "${key}"`, didYouMean(key, knownKeys)),
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
          `unknown ${field} "${given}"`,
          didYouMean(given, values, `one of ${values.join(', ')}`),
        ),
      ];
    }
    case 'invalid_type': {
      const given = valueAt(source.data, path);
      const missing = given === undefined;
      const name = path.join('.');
      const hint =
        typeof given === 'number' && issue.expected === 'string'
          ? 'put it in quotes: YAML reads 0123 as a number'
          : '';
      return [
        make(
          path,
          false,
          missing ? 'missing-key' : 'wrong-type',
          missing ? `${name} is missing` : `${name} must be a ${issue.expected}`,
          hint,
        ),
      ];
    }
    default:
      return [make(path, false, 'wrong-value', `${path.join('.')} ${issue.message}`, '')];
  }
}

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
