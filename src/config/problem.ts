import { UserError } from '../lib/user-error.js';

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
  readonly message: string;
  readonly hint: string;
}

/** `identity-cn.yaml:42:7 rule cn.resident-id: unknown validator "resident_id"`. */
export function describeProblem(problem: Problem): string {
  const rule = problem.rule === undefined ? '' : ` rule ${problem.rule}`;
  return `${problem.file}:${problem.line}:${problem.column}${rule}: ${problem.message}`;
}

/** The first error as a UserError; says how many more there are. */
export function toUserError(problems: readonly Problem[]): UserError {
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  if (first === undefined) throw new RangeError('no problem to report');
  const more = problems.filter((problem) => problem.severity === 'error').length - 1;
  const hint = [first.hint, more > 0 ? `${more} more: run "trawl rules check"` : ''].filter(
    (part) => part !== '',
  );
  return new UserError(`rules.${first.code}`, describeProblem(first), hint.join('; '));
}
