import { displayPath, safeJson } from '../lib/display-path.js';
import { fileUri } from '../lib/file-uri.js';
import type { Finding, Occurrence } from '../model/finding.js';
import { ISSUE_CODES, type ScanIssue } from '../model/issue.js';
import type { Report } from '../model/report.js';
import type { Tier } from '../model/tier.js';
import type { Severity, Violation } from '../model/violation.js';
import { formatConfidence, formatCount, inBatches, round } from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { bandOf, fill, infoTypeName, reasonText, type Texts, textsFor } from './texts/texts.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const TIER_LEVEL = { core: 'error', general: 'warning', basic: 'note' } as const satisfies Record<
  Tier,
  string
>;
const SEVERITY_LEVEL = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
} as const satisfies Record<Severity, string>;
/** What GitHub and others sort by, 0..10. */
const TIER_SEVERITY: Readonly<Record<Tier, string>> = { core: '9.0', general: '6.0', basic: '3.0' };

/** SARIF 2.1.0: one result per finding and violation; what was not read stands among the notifications of the invocation. */
export const sarifReporter: Reporter = {
  id: 'sarif',
  extension: 'sarif',
  mediaType: 'application/sarif+json',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const texts = textsFor(options.lang);
    const rules = ruleDescriptors(report, options, texts);
    const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
    yield `{"$schema":${safeJson(SCHEMA)},"version":"2.1.0","runs":[{\n"tool":{"driver":`;
    yield safeJson({
      name: 'Trawl',
      version: report.scan.version,
      rules,
      notifications: notificationDescriptors(report, texts),
    });
    yield `},\n"language":${safeJson(texts.locale)},"columnKind":"unicodeCodePoints",\n"automationDetails":${safeJson({ id: `trawl/${report.scan.id}` })},\n`;
    yield `"invocations":[{"executionSuccessful":${report.scan.interrupted !== true},`;
    yield `"startTimeUtc":${safeJson(report.scan.started)},"endTimeUtc":${safeJson(report.scan.finished)},"toolExecutionNotifications":[`;
    yield* inBatches(
      report.issues,
      200,
      (issue, index) => `${index === 0 ? '' : ','}\n${safeJson(notification(issue, texts))}`,
    );
    yield ']}],\n"results":[';
    yield* inBatches(
      report.findings,
      200,
      (finding, index) =>
        `${index === 0 ? '' : ','}\n${safeJson(findingResult(finding, report, options, texts, ruleIndex))}`,
    );
    const separator = report.findings.length > 0;
    yield* inBatches(
      report.violations,
      200,
      (violation, index) =>
        `${index > 0 || separator ? ',' : ''}\n${safeJson(violationResult(violation, texts, ruleIndex))}`,
    );
    yield '\n],\n"properties":';
    yield safeJson({ summary: report.summary, rulesHash: report.scan.rules.hash });
    yield '}]}\n';
  },
};

function ruleDescriptors(report: Report, { lang }: RenderOptions, texts: Texts) {
  const tiers = new Map<string, Tier>();
  for (const finding of report.findings)
    if (!tiers.has(finding.infoType)) tiers.set(finding.infoType, finding.tier);
  const ofTypes = [...tiers].map(([infoType, tier]) => {
    const name = infoTypeName(report.infoTypes, infoType, lang);
    const help = fill(texts.words.sarifHelp, texts.tier[tier], texts.tierHolds[tier]);
    return {
      id: infoType,
      shortDescription: message(name),
      fullDescription: message(fill(texts.words.sarifRule, name, texts.tier[tier])),
      help: { ...message(help), markdown: help },
      defaultConfiguration: { level: TIER_LEVEL[tier] as string },
      properties: {
        tags: ['customer-data', tier],
        'security-severity': TIER_SEVERITY[tier],
        precision: 'high',
      } as Record<string, unknown>,
    };
  });
  const checks = new Map(report.violations.map((violation) => [violation.check, violation]));
  const ofChecks = [...checks].map(([check, violation]) => ({
    id: `policy/${check}`,
    shortDescription: message(`${violation.clause} ${check}`),
    fullDescription: message(violation.why),
    help: { ...message(violation.expected), markdown: message(violation.expected).text },
    defaultConfiguration: { level: SEVERITY_LEVEL[violation.severity] as string },
    properties: { tags: ['customer-data', 'policy', `clause-${violation.clause}`] } as Record<
      string,
      unknown
    >,
  }));
  return [...ofTypes, ...ofChecks];
}

function notificationDescriptors(report: Report, texts: Texts) {
  const used = new Set(report.issues.map((issue) => issue.code));
  return ISSUE_CODES.filter((code) => used.has(code)).map((code) => ({
    id: code,
    shortDescription: message(texts.issue[code].what),
    help: message(texts.issue[code].todo),
  }));
}

function notification(issue: ScanIssue, texts: Texts) {
  const { what, todo } = texts.issue[issue.code];
  return {
    descriptor: { id: issue.code },
    level: issue.code === 'excluded' || issue.code === 'alias' ? 'note' : 'warning',
    message: message(
      `${texts.stage[issue.stage]}: ${what}. ${todo}${issue.message === '' ? '' : ` (${issue.message})`}`,
    ),
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: fileUri(issue.asset) } },
        ...logical(issue.part, undefined),
      },
    ],
  };
}

function findingResult(
  finding: Finding,
  report: Report,
  { lang }: RenderOptions,
  texts: Texts,
  ruleIndex: ReadonlyMap<string, number>,
) {
  const [first, ...others] = finding.occurrences;
  return {
    ruleId: finding.infoType,
    ruleIndex: ruleIndex.get(finding.infoType),
    level: TIER_LEVEL[finding.tier],
    message: message(
      fill(
        texts.words.sarifFinding,
        infoTypeName(report.infoTypes, finding.infoType, lang),
        texts.tier[finding.tier],
        formatCount(finding.count),
        `${texts.band[bandOf(finding.confidence)]} ${formatConfidence(finding.confidence)}`,
        finding.why.map((code) => reasonText(texts, code)).join(texts.words.comma),
      ),
    ),
    locations: [location(finding, first)],
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map((occurrence, index) => ({
            id: index + 1,
            ...location(finding, occurrence),
          })),
        }),
    partialFingerprints: { 'trawlFinding/v1': finding.id },
    occurrenceCount: Math.max(1, finding.count),
    rank: round(finding.confidence) * 100,
    properties: {
      tier: finding.tier,
      confidence: round(finding.confidence),
      distinct: finding.distinct,
      why: finding.why,
    },
  };
}

function location(finding: Finding, occurrence: Occurrence | undefined) {
  const place = occurrence?.location;
  const column = finding.column ?? (place !== undefined && place.kind !== 'text' ? place.column : undefined);
  return {
    physicalLocation: { artifactLocation: { uri: fileUri(finding.asset) }, ...region(finding, occurrence) },
    ...logical(finding.part, column),
  };
}

function region(finding: Finding, occurrence: Occurrence | undefined) {
  if (occurrence === undefined || occurrence.location.kind === 'column') return {};
  const place = occurrence.location;
  const snippet = { snippet: { text: displayPath(occurrence.evidence.mask) } };
  if (place.kind === 'cell')
    return place.line === undefined ? {} : { region: { startLine: place.line, ...snippet } };
  const { line, column, start, end } = place;
  const columns =
    column === undefined ? {} : { startColumn: column, endColumn: column + occurrence.evidence.length };
  // Offsets count in the part's own bytes; only without a part are those the bytes of the file.
  const bytes =
    finding.part === '' && start !== undefined && end !== undefined
      ? { byteOffset: start, byteLength: end - start }
      : {};
  return { region: { startLine: line, ...columns, ...bytes, ...snippet } };
}

/** Members of archives and columns of tables have no place of their own in a file: they are logical locations. */
function logical(part: string, column: string | undefined) {
  const names = [
    ...(part === '' ? [] : [{ name: displayPath(part), kind: 'module' }]),
    ...(column === undefined
      ? []
      : [
          {
            name: displayPath(column),
            fullyQualifiedName: displayPath(part === '' ? column : `${part}!/${column}`),
            kind: 'member',
          },
        ]),
  ];
  return names.length === 0 ? {} : { logicalLocations: names };
}

function violationResult(violation: Violation, texts: Texts, ruleIndex: ReadonlyMap<string, number>) {
  const { observed, expected } = texts.words;
  const unsure = violation.undetermined === true ? ` (${texts.words.undetermined})` : '';
  return {
    ruleId: `policy/${violation.check}`,
    ruleIndex: ruleIndex.get(`policy/${violation.check}`),
    level: SEVERITY_LEVEL[violation.severity],
    message: message(
      `${violation.clause} ${violation.why}${unsure}. ${observed}: ${violation.observed}. ${expected}: ${violation.expected}.`,
    ),
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(violation.asset) } } }],
    partialFingerprints: { 'trawlViolation/v1': violation.id },
    properties: { severity: violation.severity, clause: violation.clause, findings: violation.findings },
  };
}

/** Brackets would read as embedded links, braces as placeholders (SARIF 3.11.5, 3.11.6): full-width forms take their place. */
function message(text: string): { readonly text: string } {
  const FULL: Readonly<Record<string, string>> = {
    '[': '［',
    ']': '］',
    '{': '｛',
    '}': '｝',
    '<': '＜',
    '>': '＞',
    '`': 'ˋ',
  };
  return { text: displayPath(text).replace(/[[\]{}<>`]/g, (c) => FULL[c]!) };
}
