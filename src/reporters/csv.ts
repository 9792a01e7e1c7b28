import { displayPath } from '../lib/display-path.js';
import type { Finding } from '../model/finding.js';
import type { ScanIssue } from '../model/issue.js';
import type { Report } from '../model/report.js';
import type { Violation } from '../model/violation.js';
import { inBatches, round } from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { bandOf, infoTypeName, reasonText, type Texts, textsFor } from './texts/texts.js';

const COLUMNS = [
  'record',
  'tier',
  'infoType',
  'name',
  'likelihood',
  'confidence',
  'asset',
  'part',
  'column',
  'line',
  'row',
  'page',
  'count',
  'distinct',
  'evidence',
  'fingerprint',
  'why',
  'code',
  'message',
  'id',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>;

/**
 * RFC 4180, one row per finding (line, row and evidence are those of its first place), violation and issue, told apart by
 * the first column. No cell can become a formula.
 */
export const csvReporter: Reporter = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const texts = textsFor(options.lang);
    yield `${options.bom === true ? '\ufeff' : ''}${COLUMNS.join(',')}\r\n`;
    yield* inBatches(report.findings, 200, (finding) => write(findingRow(finding, report, options, texts)));
    yield* inBatches(report.violations, 200, (violation) => write(violationRow(violation, texts)));
    yield* inBatches(report.issues, 200, (issue) => write(issueRow(issue, texts)));
  },
};

function findingRow(finding: Finding, report: Report, { lang }: RenderOptions, texts: Texts): Row {
  const first = finding.occurrences[0];
  const place = first?.location;
  return {
    record: 'finding',
    tier: finding.tier,
    infoType: finding.infoType,
    name: infoTypeName(report.infoTypes, finding.infoType, lang),
    likelihood: texts.band[bandOf(finding.confidence)],
    confidence: round(finding.confidence),
    asset: finding.asset,
    part: finding.part,
    column: finding.column ?? (place !== undefined && place.kind !== 'text' ? place.column : undefined),
    line: place !== undefined && place.kind !== 'column' ? place.line : undefined,
    row: place?.kind === 'cell' ? place.row : undefined,
    page: place?.kind === 'text' ? place.page : undefined,
    count: finding.count,
    distinct: finding.distinct,
    evidence: first?.evidence.mask,
    fingerprint: first?.evidence.fingerprint,
    why: finding.why.map((code) => reasonText(texts, code)).join('; '),
    id: finding.id,
  };
}

function violationRow(violation: Violation, texts: Texts): Row {
  return {
    record: 'violation',
    tier: texts.severity[violation.severity],
    asset: violation.asset,
    why: violation.why,
    code: `${violation.clause} ${violation.check}`,
    message: `${violation.undetermined === true ? `${texts.words.undetermined}: ` : ''}${violation.observed} / ${violation.expected}`,
    id: violation.id,
  };
}

function issueRow(issue: ScanIssue, texts: Texts): Row {
  return {
    record: 'issue',
    asset: issue.asset,
    part: issue.part,
    why: texts.issue[issue.code].what,
    code: issue.code,
    message: issue.message,
  };
}

function write(row: Row): string {
  return `${COLUMNS.map((column) => csvField(row[column])).join(',')}\r\n`;
}

/** What spreadsheet programs take as the start of a formula, full-width forms included. */
const FORMULA = '=+\\-@\\t\\r\\0＝＋－＠';
const AT_START = new RegExp(`^(?=[\\s"']*[${FORMULA}])`, 'u');
/** Programs set to another list separator split there, and some unquote twice. */
const AFTER_SEPARATOR = new RegExp(`([;,|\\t"])(?=\\s*[${FORMULA}])`, 'gu');

/** One field by RFC 4180. An apostrophe disarms whatever could start a formula; numbers pass as they are. */
export function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const disarmed = displayPath(value.replace(AFTER_SEPARATOR, "$1'").replace(AT_START, "'"));
  return /[",;|\r\n]/.test(disarmed) || disarmed !== disarmed.trim()
    ? `"${disarmed.replaceAll('"', '""')}"`
    : disarmed;
}
