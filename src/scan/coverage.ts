import { NOTHING_UNREAD } from '../model/issue.js';
import type { Report } from '../model/report.js';

/** True when everything in scope was read to its end: what `--strict` asks for. */
export function wasFullyRead(report: Report): boolean {
  return report.scan.interrupted !== true && report.issues.every(({ code }) => NOTHING_UNREAD.has(code));
}
