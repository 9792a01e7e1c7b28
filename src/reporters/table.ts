import pc from 'picocolors';
import { displayPath } from '../lib/display-path.js';
import { padEnd, padStart, textWidth, truncateEnd, truncateMiddle, wrapText } from '../lib/width.js';
import type { Finding } from '../model/finding.js';
import type { IssueCode } from '../model/issue.js';
import type { TextLocation } from '../model/location.js';
import type { Report } from '../model/report.js';
import { TIERS, type Tier } from '../model/tier.js';
import {
  compareFindings,
  compareText,
  countUnread,
  formatBytes,
  formatConfidence,
  formatCount,
  formatDuration,
  formatTime,
  fullPath,
  innerPath,
  ruleCount,
  scanDuration,
  TIER_COLOUR,
} from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { type Band, bandOf, fill, infoTypeName, reasonText, type Texts, textsFor } from './texts/texts.js';

type Colours = ReturnType<typeof pc.createColors>;

interface Context {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly texts: Texts;
  readonly colours: Colours;
  readonly width: number;
}

/**
 * For the terminal. Findings grouped by asset first, then violations, then what was not read, and last — where the eye
 * rests when the command ends — the summary by tier.
 */
export const tableReporter: Reporter = {
  id: 'table',
  extension: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const context: Context = {
      report,
      options,
      texts: textsFor(options.lang),
      colours: pc.createColors(options.colour),
      width: Math.max(60, Math.min(options.width, 160)),
    };
    yield* findings(context);
    yield* violations(context);
    yield* coverage(context);
    yield* summary(context);
  },
};

/** Text from outside: safe to print and on one line. */
const clean = displayPath;

function* findings({ report, options, texts, colours, width }: Context): Generator<string> {
  const limit = options.limit ?? 40;
  const sorted = [...report.findings].sort(compareFindings);
  const shown = sorted.slice(0, limit);
  const byAsset = groupByAsset(shown);
  const rows = new Map(shown.map((finding) => [finding, row(finding, report, options, texts)]));
  const all = [...rows.values()];
  const widest = (pick: (cells: Row) => string, most: number) =>
    Math.min(most, Math.max(0, ...all.map((cells) => textWidth(pick(cells)))));
  const tier = widest((r) => r.tier, 12);
  const name = widest((r) => r.name, width < 70 ? 16 : 26);
  const likelihood = widest((r) => r.band, 16);
  const count = widest((r) => r.count, 12);
  const evidence = widest(
    (r) => r.evidence,
    Math.max(6, Math.min(26, width - tier - name - likelihood - count - 10)),
  );
  for (const [asset, group] of byAsset) {
    yield `${colours.bold(truncateMiddle(clean(asset), width))}\n`;
    for (const finding of group) {
      const cells = rows.get(finding)!;
      const paint = colours[TIER_COLOUR[finding.tier]];
      const fixed = [
        `  ${paint(padEnd(cells.tier, tier))}`,
        padEnd(truncateEnd(cells.name, name), name),
        padStart(cells.count, count),
        band(colours, bandOf(finding.confidence), padEnd(cells.band, likelihood)),
        padEnd(truncateEnd(cells.evidence, evidence), evidence),
      ].join('  ');
      const used = textWidth(fixed) + 2;
      const rest = [cells.where, cells.reasons].filter((text) => text !== '').join(' · ');
      // Too narrow for a sixth column: where and why go on a line of their own.
      yield width - used >= 24
        ? `${fixed}  ${colours.dim(truncateEnd(rest, width - used))}\n`
        : `${fixed.trimEnd()}\n${rest === '' ? '' : `      ${colours.dim(truncateEnd(rest, width - 6))}\n`}`;
    }
  }
  if (sorted.length > shown.length) {
    const assets = new Set(sorted.slice(limit).map((finding) => finding.asset)).size;
    const more = fill(texts.words.more, formatCount(sorted.length - shown.length), formatCount(assets));
    yield `${wrapText(more, width)
      .map((line) => colours.dim(line))
      .join('\n')}\n`;
  }
  if (sorted.length > 0) yield '\n';
}

interface Row {
  readonly tier: string;
  readonly name: string;
  readonly band: string;
  readonly count: string;
  readonly evidence: string;
  readonly where: string;
  readonly reasons: string;
}

function row(finding: Finding, report: Report, { lang }: RenderOptions, texts: Texts): Row {
  const first = finding.occurrences[0];
  const place = first?.location;
  const { words } = texts;
  const column = finding.column ?? (place !== undefined && place.kind !== 'text' ? place.column : undefined);
  const where = [
    clean(innerPath(finding.part)),
    column === undefined ? '' : `${words.column} ${clean(column)}`,
    column === undefined && place?.kind === 'text' ? textPlace(place, texts) : '',
  ];
  return {
    tier: texts.tierShort[finding.tier],
    name: clean(infoTypeName(report.infoTypes, finding.infoType, lang)),
    band: `${texts.band[bandOf(finding.confidence)]} ${formatConfidence(finding.confidence)}`,
    count: formatCount(finding.count),
    evidence: clean(first?.evidence.mask ?? ''),
    where: where.filter((text) => text !== '').join(' · '),
    reasons: finding.why.map((code) => clean(reasonText(texts, code))).join(words.comma),
  };
}

function textPlace({ line, page }: TextLocation, { page: words }: Texts): string {
  return page === undefined ? fill(words.line, line) : fill(words.pageNumber, page);
}

function groupByAsset(sorted: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of sorted) {
    const group = groups.get(finding.asset);
    if (group === undefined) groups.set(finding.asset, [finding]);
    else group.push(finding);
  }
  return groups;
}

function band(colours: Colours, likelihood: Band, text: string): string {
  return likelihood === 'certain' ? colours.bold(text) : likelihood === 'likely' ? text : colours.dim(text);
}

function* violations({ report, options, texts, colours, width }: Context): Generator<string> {
  if (report.violations.length === 0) return;
  yield `${colours.bold(texts.words.violations)}\n`;
  const order = ['critical', 'high', 'medium', 'low'];
  const sorted = [...report.violations].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const limit = options.limit ?? 40;
  for (const violation of sorted.slice(0, limit)) {
    const paint =
      violation.severity === 'critical' || violation.severity === 'high' ? colours.red : colours.yellow;
    const unsure = violation.undetermined === true ? `${texts.words.undetermined}: ` : '';
    const head = `  ${paint(padEnd(texts.severity[violation.severity], 8))}  ${clean(violation.clause)} ${clean(violation.check)}  `;
    yield `${head}${truncateMiddle(clean(violation.asset), Math.max(12, width - textWidth(head)))}\n`;
    yield `      ${colours.dim(truncateEnd(`${unsure}${clean(violation.why)}`, width - 6))}\n`;
  }
  if (sorted.length > limit) yield `  ${fill(texts.words.moreIssues, formatCount(sorted.length - limit))}\n`;
  yield '\n';
}

/** Examples shown per reason. */
const EXAMPLES = 3;

function* coverage({ report, texts, colours, width }: Context): Generator<string> {
  const { words } = texts;
  if (report.issues.length === 0) return;
  yield `${colours.bold(words.notRead)}\n`;
  const byCode = new Map<IssueCode, string[]>();
  for (const issue of report.issues) {
    const places = byCode.get(issue.code);
    const place = fullPath(issue.asset, issue.part);
    if (places === undefined) byCode.set(issue.code, [place]);
    else places.push(place);
  }
  for (const [code, places] of [...byCode].sort((a, b) => b[1].length - a[1].length)) {
    const { what, todo } = texts.issue[code];
    yield `  ${colours.yellow(padStart(formatCount(places.length), 5))}  ${truncateEnd(what, width - 9)}\n`;
    yield `         ${colours.dim(truncateEnd(todo, width - 9))}\n`;
    for (const place of places.slice(0, EXAMPLES))
      yield `         ${truncateMiddle(clean(place), width - 9)}\n`;
    if (places.length > EXAMPLES)
      yield `         ${colours.dim(fill(words.moreIssues, formatCount(places.length - EXAMPLES)))}\n`;
  }
  yield '\n';
}

const VERDICT: Readonly<Record<Tier, 'verdictCore' | 'verdictGeneral' | 'verdictBasic'>> = {
  core: 'verdictCore',
  general: 'verdictGeneral',
  basic: 'verdictBasic',
};

function* summary({ report, options, texts, colours, width }: Context): Generator<string> {
  const { words } = texts;
  const { scan } = report;
  const { assets, bytes } = report.summary;
  const read = assets.complete + assets.partial;
  const unread = countUnread(report);
  yield `${colours.dim('─'.repeat(width))}\n`;
  const tier = report.summary.tier;
  const verdict =
    tier === null ? (read === 0 ? words.nothingRead : words.verdictClean) : words[VERDICT[tier]];
  const sound = unread === 0 && read > 0;
  const paint = tier === null ? (sound ? colours.green : colours.yellow) : colours[TIER_COLOUR[tier]];
  const incomplete = unread === 0 ? '' : fill(words.verdictIncomplete, formatCount(unread));
  const gap = textWidth(verdict) + textWidth(incomplete) + 2 <= width ? '  ' : '\n';
  yield `${paint(colours.bold(verdict))}${incomplete === '' ? '' : gap + colours.yellow(incomplete)}\n`;
  if (scan.interrupted === true) yield `${colours.red(words.interrupted)}\n`;
  if (report.findings.length > 0) {
    yield* tierTable(report, read, texts, colours, width);
    yield* startWith(report, texts, colours, width);
  }
  const statuses = (['complete', 'partial', 'skipped'] as const).map(
    (status) => `${texts.coverage[status]} ${formatCount(assets[status])}`,
  );
  yield `  ${colours.dim(truncateEnd(`${fill(words.scanned, formatCount(read + assets.skipped), formatBytes(bytes))} · ${statuses.join(' · ')}`, width - 2))}\n`;
  if (report.violations.length > 0) {
    const { violations: found } = report.summary;
    const severities = (['critical', 'high', 'medium', 'low'] as const).filter(
      (severity) => found[severity] > 0,
    );
    yield `  ${words.violations}: ${severities.map((severity) => `${texts.severity[severity]} ${formatCount(found[severity])}`).join(' · ')}\n`;
  }
  const facts = [
    fill(words.finished, formatTime(scan.finished), formatDuration(scanDuration(scan), options.lang)),
    fill(words.rules, formatCount(ruleCount(scan))),
    `Trawl ${clean(scan.version)}`,
  ];
  for (const line of wrapText(facts.join(' · '), width - 2)) yield `  ${colours.dim(line)}\n`;
}

const SHARE_BAR = 20;

/** How much of each tier there is, under headings; where there is room, the share of the assets read that hold it. */
function* tierTable(
  report: Report,
  read: number,
  { tier: names, words }: Texts,
  colours: Colours,
  width: number,
): Generator<string> {
  const rows = TIERS.map((tier) => ({ tier, ...tierStats(report, tier) }));
  const numbers = [
    [words.sumFindings, ...rows.map(({ findings: found }) => formatCount(found))],
    [words.sumValues, ...rows.map(({ values }) => formatCount(values))],
    [words.sumAssets, ...rows.map(({ assets }) => formatCount(assets))],
  ].map((cells) => {
    const widest = Math.max(...cells.map(textWidth));
    return cells.map((cell) => padStart(cell, widest));
  });
  const nameWidth = Math.max(...TIERS.map((tier) => textWidth(names[tier])));
  const line = (name: string, index: number) =>
    [name, ...numbers.map((cells) => cells[index] ?? '')].join('  ');
  const head = line(' '.repeat(nameWidth), 0);
  const withShare = textWidth(head) + SHARE_BAR + 11 <= width;
  yield `  ${colours.dim(withShare ? `${head}   ${words.sumShare}` : head)}\n`;
  for (const [index, { tier, assets, findings: found }] of rows.entries()) {
    const paint = found === 0 ? colours.dim : colours[TIER_COLOUR[tier]];
    const text = line(paint(padEnd(names[tier], nameWidth)), index + 1);
    yield `  ${withShare ? `${text}   ${shareBar(assets, read, paint)}` : text}\n`;
  }
}

/** Linear, and never empty nor full unless the share is. */
function shareBar(part: number, whole: number, paint: (text: string) => string): string {
  const share = whole === 0 ? 0 : Math.min(1, part / whole);
  const full = part === 0 ? 0 : Math.max(1, Math.floor(share * SHARE_BAR));
  const percent = part === 0 ? '0' : share * 100 < 1 ? '<1' : String(Math.floor(share * 100));
  return `${paint('█'.repeat(full))}${'░'.repeat(SHARE_BAR - full)} ${padStart(percent, 3)} %`;
}

/** Assets named at the end, where the eye rests. */
const WORST = 3;

/** The assets that hold most of the worst, when there are more than can be taken in at a glance. */
function* startWith(
  report: Report,
  { tierShort, words }: Texts,
  colours: Colours,
  width: number,
): Generator<string> {
  const byAsset = groupByAsset(report.findings);
  if (byAsset.size <= WORST) return;
  const rank = [...byAsset]
    .map(([asset, found]) => {
      const values = Object.fromEntries(
        TIERS.map((tier) => [
          tier,
          found.reduce((sum, each) => sum + (each.tier === tier ? each.count : 0), 0),
        ]),
      ) as Record<Tier, number>;
      return { asset, values };
    })
    .sort((a, b) => {
      const tier = TIERS.find((name) => a.values[name] !== b.values[name]);
      return tier === undefined ? compareText(a.asset, b.asset) : b.values[tier] - a.values[tier];
    });
  yield `  ${words.startWith}\n`;
  for (const { asset, values } of rank.slice(0, WORST)) {
    const tiers = TIERS.filter((tier) => values[tier] > 0);
    const counts = tiers.map((tier) => `${tierShort[tier]} ${formatCount(values[tier])}`).join(' · ');
    const path = truncateMiddle(clean(asset), Math.max(12, width - textWidth(counts) - 6));
    yield `    ${path}  ${colours.dim(counts)}\n`;
  }
}

function tierStats(report: Report, tier: Tier): { findings: number; values: number; assets: number } {
  const found = report.findings.filter((finding) => finding.tier === tier);
  return {
    findings: found.length,
    values: found.reduce((sum, finding) => sum + finding.count, 0),
    assets: new Set(found.map((finding) => finding.asset)).size,
  };
}
