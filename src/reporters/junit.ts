import { displayPath } from '../lib/display-path.js';
import type { Finding } from '../model/finding.js';
import type { ScanIssue } from '../model/issue.js';
import type { AssetReport, Report } from '../model/report.js';
import type { Violation } from '../model/violation.js';
import { formatConfidence, formatCount, fullPath, inBatches, innerPath, scanDuration } from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { bandOf, fill, infoTypeName, reasonText, type Texts, textsFor } from './texts/texts.js';

/** For CI servers: one test case per asset; findings and violations are failures, an asset not fully read is an error or skipped. */
export const junitReporter: Reporter = {
  id: 'junit',
  extension: 'xml',
  mediaType: 'application/xml',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const texts = textsFor(options.lang);
    const findings = groupBy(report.findings);
    const violations = groupBy(report.violations);
    const issues = groupBy(report.issues);
    const known = new Set(report.assets.map((asset) => asset.path));
    const strays = [...new Set([...findings.keys(), ...violations.keys(), ...issues.keys()])].filter(
      (path) => !known.has(path),
    );
    const cases: Pick<AssetReport, 'path' | 'status'>[] = [
      ...report.assets,
      ...strays.map((path) => ({ path, status: 'partial' as const })),
    ];
    const failed = cases.filter(({ path }) => findings.has(path) || violations.has(path)).length;
    const skipped = cases.filter(
      ({ path, status }) => status === 'skipped' && !findings.has(path) && !violations.has(path),
    ).length;
    const seconds = Math.max(0, scanDuration(report.scan) / 1000 || 0).toFixed(3);
    const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${seconds}"`;
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="trawl" ${counts}>\n<testsuite name="${xml(texts.words.title)}" timestamp="${xml(report.scan.started)}" ${counts}>\n`;
    yield* inBatches(cases, 100, ({ path, status }) => {
      const failure = failures(findings.get(path) ?? [], violations.get(path) ?? [], report, options, texts);
      const notes = (issues.get(path) ?? []).map((issue) => issueLine(issue, texts));
      const skip =
        status === 'skipped' && failure === ''
          ? `<skipped message="${xml(notes[0] ?? texts.coverage.skipped)}"/>`
          : '';
      const output = notes.length === 0 ? '' : `<system-out>${notes.map(xml).join('\n')}</system-out>`;
      return `<testcase classname="trawl" name="${xml(path)}">${failure}${skip}${output}</testcase>\n`;
    });
    yield '</testsuite>\n</testsuites>\n';
  },
};

function groupBy<T extends { readonly asset: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.asset);
    if (group === undefined) groups.set(item.asset, [item]);
    else group.push(item);
  }
  return groups;
}

function failures(
  findings: readonly Finding[],
  violations: readonly Violation[],
  report: Report,
  { lang }: RenderOptions,
  texts: Texts,
): string {
  if (findings.length + violations.length === 0) return '';
  const lines = [
    ...findings.map((finding) => {
      const name = infoTypeName(report.infoTypes, finding.infoType, lang);
      const why = finding.why.map((code) => reasonText(texts, code)).join(texts.words.comma);
      const place = [innerPath(finding.part), finding.column ?? ''].filter((text) => text !== '').join(' ');
      const likelihood = `${texts.band[bandOf(finding.confidence)]} ${formatConfidence(finding.confidence)}`;
      const head = fill(
        texts.words.sarifFinding,
        name,
        texts.tier[finding.tier],
        formatCount(finding.count),
        likelihood,
        why,
      );
      return `${head} ${place} ${finding.occurrences[0]?.evidence.mask ?? ''}`.trimEnd();
    }),
    ...violations.map((violation) => `${violation.clause} ${violation.check}: ${violation.why}`),
  ];
  const type = violations.length > 0 ? violations[0]!.check : findings[0]!.infoType;
  return `<failure type="${xml(type)}" message="${xml(lines[0]!)}">${lines.map(xml).join('\n')}</failure>`;
}

function issueLine(issue: ScanIssue, texts: Texts): string {
  return `${fullPath(issue.asset, issue.part)}: ${texts.issue[issue.code].what}`;
}

/** Names and sentences as XML text: nothing XML 1.0 forbids, nothing that is markup. */
function xml(text: string): string {
  const ENTITIES: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return displayPath(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
