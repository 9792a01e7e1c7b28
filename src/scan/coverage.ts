import type { IssueCode } from '../model/issue.js';
import type { Report } from '../model/report.js';

/** Reasons that leave no stored data unread: nothing is stored there, it is read under another name, or it was asked for. */
const OUT_OF_SCOPE: ReadonlySet<IssueCode> = new Set([
  'alias',
  'symlink',
  'not-regular',
  'pseudo-fs',
  'excluded',
  'outside-root',
]);

/** True when everything in scope was read to its end: what `--strict` asks for. */
export function wasFullyRead(report: Report): boolean {
  return report.scan.interrupted !== true && report.issues.every(({ code }) => OUT_OF_SCOPE.has(code));
}
