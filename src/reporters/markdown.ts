import { displayPath } from '../lib/display-path.js';
import type { Report } from '../model/report.js';
import { TIERS } from '../model/tier.js';
import {
  compareFindings,
  countUnread,
  formatBytes,
  formatConfidence,
  formatCount,
  formatTime,
  fullPath,
} from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { bandOf, fill, infoTypeName, reasonText, textsFor } from './texts/texts.js';

/** For pull requests and job summaries: overview, the worst findings, what was not read. */
export const markdownReporter: Reporter = {
  id: 'markdown',
  extension: 'md',
  mediaType: 'text/markdown; charset=utf-8',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const texts = textsFor(options.lang);
    const { words } = texts;
    const limit = options.limit ?? 40;
    const { assets, bytes, findings } = report.summary;
    const unread = countUnread(report);
    yield `## ${words.title}\n\n`;
    yield `${formatTime(report.scan.finished)} · ${fill(words.scanned, formatCount(assets.complete + assets.partial + assets.skipped), formatBytes(bytes))}\n\n`;
    if (unread > 0) yield `**${fill(words.verdictIncomplete, formatCount(unread))}**\n\n`;
    yield `| ${words.tier} | ${words.count} |\n| --- | ---: |\n`;
    for (const tier of TIERS) yield `| ${texts.tier[tier]} | ${formatCount(findings[tier])} |\n`;
    const sorted = [...report.findings].sort(compareFindings);
    if (sorted.length > 0) {
      yield `\n| ${[words.tier, words.type, words.where, words.count, words.likelihood, words.evidence, words.because].join(' | ')} |\n| --- | --- | --- | ---: | --- | --- | --- |\n`;
    }
    for (const finding of sorted.slice(0, limit)) {
      const cells = [
        texts.tierShort[finding.tier],
        infoTypeName(report.infoTypes, finding.infoType, options.lang),
        fullPath(finding.asset, finding.part) + (finding.column === undefined ? '' : ` · ${finding.column}`),
        formatCount(finding.count),
        `${texts.band[bandOf(finding.confidence)]} ${formatConfidence(finding.confidence)}`,
        finding.occurrences[0]?.evidence.mask ?? '',
        finding.why.map((code) => reasonText(texts, code)).join(words.comma),
      ];
      yield `| ${cells.map(inert).join(' | ')} |\n`;
    }
    if (sorted.length > limit) {
      const others = new Set(sorted.slice(limit).map((finding) => finding.asset)).size;
      yield `\n${fill(words.more, formatCount(sorted.length - limit), formatCount(others))}\n`;
    }
    if (report.violations.length > 0) yield `\n### ${words.violations}\n\n`;
    for (const violation of report.violations.slice(0, limit)) {
      yield `- ${texts.severity[violation.severity]} · ${inert(`${violation.clause} ${violation.check} · ${violation.asset}: ${violation.why}`)}\n`;
    }
    if (report.violations.length > limit)
      yield `- ${fill(words.moreIssues, formatCount(report.violations.length - limit))}\n`;
    yield `\n### ${words.notRead}\n\n`;
    if (report.issues.length === 0) yield `${words.notReadNone}\n`;
    for (const issue of report.issues.slice(0, limit)) {
      yield `- ${inertAtStart(fullPath(issue.asset, issue.part))} — ${texts.issue[issue.code].what}\n`;
    }
    if (report.issues.length > limit)
      yield `- ${fill(words.moreIssues, formatCount(report.issues.length - limit))}\n`;
  },
};

/**
 * Characters that are markup within a line of Markdown, HTML or a template become character references; so do those that
 * make a link of an address.
 */
function inert(text: string): string {
  return displayPath(text).replace(/[&<>|`*_[\]{}~\\$@:]|(?<=www)\./gi, reference);
}

/** For the start of a line or list item: nothing begins a block. */
function inertAtStart(text: string): string {
  return inert(text).replace(/^[-+#=\d]/, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
