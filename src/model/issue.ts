/** Why something was not, or not fully, looked at. A closed list: a reason outside it is a bug. */
export const ISSUE_CODES = [
  'not-regular',
  'symlink',
  'outside-root',
  'alias',
  'permission-denied',
  'unlistable',
  'vanished',
  'changed',
  'pseudo-fs',
  'io-error',
  'path-too-long',
  'excluded',
  'too-large',
  'unsupported-format',
  'unsupported-encoding',
  'invalid-bytes',
  'malformed',
  'encrypted',
  'limit-time',
  'limit-findings',
  'limit-bytes',
  'limit-entries',
  'limit-depth',
  'limit-memory',
  'picture-text',
  'rule-failed',
  'worker-died',
  'poison',
  'interrupted',
  'sparse',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** Reasons that leave no stored data unread: nothing is stored there, it is read under another name, or it was asked for. */
export const NOTHING_UNREAD: ReadonlySet<IssueCode> = new Set([
  'alias',
  'symlink',
  'not-regular',
  'pseudo-fs',
  'excluded',
  'outside-root',
]);

export type IssueStage = 'list' | 'open' | 'read' | 'extract' | 'detect';

/**
 * What was *not* looked at. A silent skip reads as "clean"; it never is.
 * `message` is ours: it never quotes content, nor the message of a third-party parser.
 */
export interface ScanIssue {
  readonly asset: string;
  readonly part: string;
  readonly stage: IssueStage;
  readonly code: IssueCode;
  readonly message: string;
}
