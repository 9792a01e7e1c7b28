import { safeJson } from '../lib/display-path.js';
import type { Report } from '../model/report.js';
import { inBatches } from './describe.js';
import { assetRecord, findingRecord, REPORT_SCHEMA } from './json.js';
import type { Reporter } from './reporter.js';

/**
 * The records of the JSON format, one per line, each with its `type`: first `scan`, then every `asset`, `finding`,
 * `violation` and `issue`, last `summary`. A file without its summary line was cut off.
 */
export const jsonlReporter: Reporter = {
  id: 'jsonl',
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  *render(report: Report): Iterable<string> {
    yield line('scan', { schema: REPORT_SCHEMA, ...report.scan });
    yield* inBatches(report.assets, 200, (asset) => line('asset', assetRecord(asset)));
    yield* inBatches(report.findings, 200, (finding) => line('finding', findingRecord(finding)));
    yield* inBatches(report.violations, 200, (violation) => line('violation', violation));
    yield* inBatches(report.issues, 200, (issue) => line('issue', issue));
    yield line('summary', report.summary);
  },
};

function line(type: string, record: unknown): string {
  return `${safeJson({ type, ...(record as object) })}\n`;
}
