import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { displayPath, safeJson } from '../lib/display-path.js';
import type { ColumnReport, Finding, Occurrence } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { TIERS, type Tier, tierRank } from '../model/tier.js';
import {
  countUnread,
  formatDuration,
  inBatches,
  innerPath,
  round,
  ruleCount,
  scanDuration,
} from './describe.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { fill, textsFor } from './texts/texts.js';

/**
 * One self-contained page: no network, no markup from data (rows travel as JSON and reach the page as text nodes), its
 * own script and style admitted by hash only. Both languages are inside; `lang` is the one shown first.
 */
export const htmlReporter: Reporter = {
  id: 'html',
  extension: 'html',
  mediaType: 'text/html; charset=utf-8',
  *render(report: Report, options: RenderOptions): Iterable<string> {
    const { style, script } = assets();
    const texts = textsFor(options.lang);
    const policy = [
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ].join('; ');
    const noscript = (['zh', 'en'] as const)
      .map((lang) => {
        const { tier, words } = textsFor(lang);
        return TIERS.map(
          (name) => `${tier[name]}: ${fill(words.findings, report.summary.findings[name])}`,
        ).join(' · ');
      })
      .join('<br>');
    yield `<!doctype html>
<html lang="${texts.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${texts.page.title}</title>
<style>${style}</style>
</head>
<body>
${BODY.replace('<!--noscript-->', `<noscript><p>${noscript}</p></noscript>`)}
<script type="application/json" id="report">`;
    for (const chunk of data(report, options)) yield chunk.replaceAll('<', '\\u003c');
    yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
  },
};

const section = (id: string, title: string, hint = '', extra = '') =>
  `<section id="${id}-section" aria-labelledby="${id}-title"><h2 id="${id}-title" data-text="${title}"></h2>${hint === '' ? '' : `<p class="hint" data-text="${hint}"></p>`}${extra}<div id="${id}"></div></section>`;

const BODY = [
  '<a class="skip" href="#findings-section" data-text="skipTo"></a>',
  '<div id="tools"></div>',
  '<header id="header"></header>',
  '<!--noscript-->',
  '<main>',
  section('tiers', 'overview'),
  section('violations', 'violations'),
  section('map', 'map', 'mapHint'),
  section('heat', 'heat', 'heatHint'),
  section('findings', 'findings', '', '<div id="filters" role="search"></div>'),
  section('columns', 'columns', 'columnsHint'),
  section('coverage', 'coverage', 'coverageHint'),
  section('method', 'method'),
  '</main>',
].join('\n');

/** In the order of their imports. */
const CLIENT = ['dom', 'model', 'squarify', 'words', 'treemap', 'heatmap', 'findings', 'sections', 'main'];

let cached: { readonly style: string; readonly script: string } | undefined;

/** The page's own files, which ship beside this one; the modules become one script by dropping imports and exports. */
function assets(): { readonly style: string; readonly script: string } {
  if (cached === undefined) {
    const read = (name: string) =>
      readFileSync(new URL(`./html/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
    const modules = CLIENT.map((name) =>
      read(`client/${name}.js`)
        .replace(/^import [^;]*;\n/gm, '')
        .replace(/^export /gm, ''),
    );
    cached = {
      style: `\n${read('page.css')}`,
      script: `\n(() => {\n'use strict';\n${modules.join('\n')}})();\n`,
    };
  }
  return cached;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** Places listed per finding: fewer in large reports, or no browser would open the page. */
function placesShown(findings: number): number {
  return findings <= 2_000 ? 20 : findings <= 20_000 ? 5 : 2;
}

/** Everything the page shows, as compact rows; names already made fit to print. `html/client/model.js` reads it. */
function* data(report: Report, { lang }: RenderOptions): Generator<string> {
  const assetIndex = new Map<string, number>();
  const rows: [path: string, bytes: number, status: string][] = [];
  const indexOf = (path: string) => {
    let index = assetIndex.get(path);
    if (index === undefined) {
      index = rows.push([displayPath(path), 0, 'partial']) - 1;
      assetIndex.set(path, index);
    }
    return index;
  };
  for (const asset of report.assets) {
    const row = rows[indexOf(asset.path)]!;
    row[1] += asset.bytes;
    row[2] = asset.status;
  }
  for (const finding of report.findings) indexOf(finding.asset);
  const types = numbered<string>();
  const reasons = numbered<string>();
  const tierOf = new Map<string, Tier>();
  const note = (infoType: string, tier: Tier) => {
    types.of(infoType);
    if (tierRank(tier) < tierRank(tierOf.get(infoType) ?? null)) tierOf.set(infoType, tier);
  };
  for (const { infoType, tier } of report.findings) note(infoType, tier);
  const columns = report.assets.flatMap((asset) =>
    (asset.columns ?? []).map((column) => ({ asset: asset.path, column })),
  );
  for (const { column } of columns) {
    note(column.infoType, column.tier);
    if (column.runnerUp !== undefined) note(column.runnerUp, 'basic');
  }
  const { scan } = report;
  const text = (value: unknown) => displayPath(String(value ?? ''));
  const paths = scan.options.paths;
  const scope =
    Array.isArray(paths) && paths.length > 0
      ? paths
      : [...new Set(report.assets.map((asset) => asset.source))];
  const head = {
    lang,
    texts: { zh: textsFor('zh'), en: textsFor('en') },
    scan: {
      id: text(scan.id),
      started: text(scan.started),
      scope: scope.slice(0, 20).map(text).join('  '),
      duration: {
        zh: formatDuration(scanDuration(scan), 'zh'),
        en: formatDuration(scanDuration(scan), 'en'),
      },
      host: text(scan.host),
      version: text(scan.version),
      rules: ruleCount(scan),
      packs: scan.rules.packs.map((pack) => `${text(pack.name)} ${text(pack.version)}`).join(', '),
      interrupted: scan.interrupted === true,
    },
    summary: report.summary,
    unread: countUnread(report),
  };
  yield safeJson(head).slice(0, -1);
  yield ',\n"violations":[';
  yield* list(
    report.violations,
    ({ severity, clause, check, asset, observed, expected, why, undetermined, suggestedAction }) => ({
      severity,
      undetermined: undetermined === true,
      clause: text(clause),
      check: text(check),
      asset: text(asset),
      observed: text(observed),
      expected: text(expected),
      why: text(why),
      action: text(suggestedAction),
    }),
  );
  yield '],\n"assets":[';
  yield* list(rows, (row) => row);
  yield '],\n"findings":[';
  const most = placesShown(report.findings.length);
  yield* list(report.findings, (finding: Finding) => [
    indexOf(finding.asset),
    types.of(finding.infoType),
    tierRank(finding.tier),
    round(finding.confidence),
    finding.count,
    text(innerPath(finding.part)),
    finding.column === undefined ? null : text(finding.column),
    finding.distinct ?? null,
    finding.why.map((code) => reasons.of(text(code))),
    finding.occurrences.slice(0, most).map(place),
  ]);
  yield '],\n"columns":[';
  yield* list(columns, ({ asset, column }: { asset: string; column: ColumnReport }) => [
    indexOf(asset),
    text(innerPath(column.part)),
    text(column.name),
    types.of(column.infoType),
    tierRank(column.tier),
    round(column.confidence),
    column.rows,
    column.matched,
    column.runnerUp === undefined ? null : types.of(column.runnerUp),
  ]);
  yield '],\n"issues":[';
  yield* list(report.issues, ({ asset, part, stage, code, message }) => [
    text(asset),
    text(innerPath(part)),
    stage,
    code,
    text(message),
  ]);
  yield '],\n"types":';
  yield safeJson(
    types.all().map((id) => {
      const names = Object.hasOwn(report.infoTypes, id) ? report.infoTypes[id]! : { zh: id, en: id };
      return {
        id: text(id),
        zh: text(names.zh),
        en: text(names.en),
        tier: tierRank(tierOf.get(id) ?? 'basic'),
      };
    }),
  );
  yield `,\n"reasons":${safeJson(reasons.all())}}`;
}

function* list<T>(items: readonly T[], record: (item: T) => unknown): Generator<string> {
  yield* inBatches(items, 200, (item, index) => `${index === 0 ? '' : ','}\n${safeJson(record(item))}`);
}

/** `[place, mask, fingerprint]`; place is `[line, column, start, end, page]`, `[row, line]` or `[]` for a whole column. */
function place({ location, evidence }: Occurrence): unknown {
  const where =
    location.kind === 'text'
      ? [
          location.line,
          location.column ?? null,
          location.start ?? null,
          location.end ?? null,
          location.page ?? null,
        ]
      : location.kind === 'cell'
        ? [location.row, location.line ?? null]
        : [];
  return [where, displayPath(evidence.mask), evidence.fingerprint];
}

/** Gives every distinct value a number, in order of first use. */
function numbered<T>() {
  const numbers = new Map<T, number>();
  return {
    of(value: T): number {
      let number = numbers.get(value);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(value, number);
      }
      return number;
    },
    all: (): readonly T[] => [...numbers.keys()],
  };
}
