import { UserError } from '../lib/user-error.js';
import type { Bilingual, Lang } from '../model/bilingual.js';

/** Something wrong in a rules folder, with where it stands and how to put it right. */
export interface Problem {
  /** `error`: the pack is refused. `warning`: it works, but `rules check` speaks of it. */
  readonly severity: 'error' | 'warning';
  /** File name as given to the loader (relative to its folder). */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly rule?: string;
  readonly code: string;
  readonly message: Bilingual;
  readonly hint?: Bilingual | undefined;
}

/** `identity-cn.yaml:42:7 rule cn.resident-id: unknown validator "resident_id"`. */
export function describeProblem(problem: Problem, lang: Lang): string {
  const rule = problem.rule === undefined ? '' : ` ${lang === 'zh' ? '规则' : 'rule'} ${problem.rule}`;
  return `${problem.file}:${problem.line}:${problem.column}${rule}: ${problem.message[lang]}`;
}

/** The first error as a UserError; says how many more there are. */
export function toUserError(problems: readonly Problem[]): UserError {
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  if (first === undefined) throw new RangeError('no problem to report');
  const more = problems.filter((problem) => problem.severity === 'error').length - 1;
  const hint = (lang: Lang, others: string, separator: string) =>
    [first.hint?.[lang], more > 0 ? others : undefined].filter((part) => part !== undefined).join(separator);
  const text = { zh: describeProblem(first, 'zh'), en: describeProblem(first, 'en') };
  const hints = {
    zh: hint('zh', `另有 ${more} 处：运行 trawl rules check 查看`, '；'),
    en: hint('en', `${more} more: run "trawl rules check"`, '; '),
  };
  return new UserError(`rules.${first.code}`, text, hints.en === '' ? undefined : hints);
}
