import { safeJson } from '../lib/display-path.js';
import type { ColumnReport, Finding } from '../model/finding.js';
import type { AssetReport, Report } from '../model/report.js';
import { flatOccurrence, inBatches, round } from './describe.js';
import type { Reporter } from './reporter.js';

export const REPORT_SCHEMA = 'trawl.report/1';

/** The stable machine format, one record per line within one JSON document. */
export const jsonReporter: Reporter = {
  id: 'json',
  extension: 'json',
  mediaType: 'application/json',
  *render(report: Report): Iterable<string> {
    yield `{"schema":${safeJson(REPORT_SCHEMA)},\n"scan":${safeJson(report.scan)},\n"summary":${safeJson(report.summary)},\n`;
    yield* array('assets', report.assets, assetRecord);
    yield ',\n';
    yield* array('findings', report.findings, findingRecord);
    yield ',\n';
    yield* array('violations', report.violations, (violation) => violation);
    yield ',\n';
    yield* array('issues', report.issues, (issue) => issue);
    yield '}\n';
  },
};

function* array<T>(name: string, items: readonly T[], record: (item: T) => unknown): Generator<string> {
  yield `"${name}":[`;
  yield* inBatches(items, 200, (item, index) => `${index === 0 ? '' : ','}\n${safeJson(record(item))}`);
  yield items.length === 0 ? ']' : '\n]';
}

export function assetRecord(asset: AssetReport): unknown {
  return asset.columns === undefined ? asset : { ...asset, columns: asset.columns.map(columnRecord) };
}

function columnRecord(column: ColumnReport): unknown {
  return { ...column, confidence: round(column.confidence) };
}

export function findingRecord(finding: Finding): unknown {
  return {
    ...finding,
    confidence: round(finding.confidence),
    occurrences: finding.occurrences.map(flatOccurrence),
  };
}
