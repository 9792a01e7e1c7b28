// Measures what the scanner finds in generated sentences and tables whose answers are known. `npm run bench:quality`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from './lib/random.mjs';
import { registers } from './lib/registers.mjs';
import { prose, sentences } from './lib/sentences.mjs';
import { tables } from './lib/tables.mjs';
import { luhnResidentId } from './lib/values.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const trawl = join(root, 'dist', 'cli', 'main.js');
const seed = Number(process.env.SEED ?? 7);
const verbose = process.argv.includes('--verbose');
const work = mkdtempSync(join(tmpdir(), 'trawl-quality-'));

/** Types that say the same of a span: the corpus marks one, the scanner may name the other. */
const SAME = {
  'fin.card-unionpay': ['fin.card-intl'],
  'fin.card-intl': ['fin.card-unionpay'],
  'cn.bank-account': ['fin.card-unionpay', 'fin.card-intl'],
  'cn.uscc': ['cn.tax-id'],
};

function detect(items) {
  const input = items.map(({ id, text }) => JSON.stringify({ id, text })).join('\n');
  const result = spawnSync(process.execPath, [trawl, 'detect', '--jsonl', '-'], {
    input,
    maxBuffer: 1 << 30,
  });
  if (result.status !== 0) throw new Error(result.stderr.toString());
  return new Map(
    result.stdout
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ id, matches }) => [id, matches]),
  );
}

function scoreText(items, answers) {
  const table = new Map();
  const row = (type) => table.get(type) ?? table.set(type, { found: 0, missed: 0, wrong: 0 }).get(type);
  for (const item of items) {
    const matches = answers.get(item.id).map((m) => ({ ...m, used: false }));
    for (const span of item.spans) {
      const hit = matches.find(
        (m) =>
          !m.used &&
          (m.infoType === span.infoType || SAME[span.infoType]?.includes(m.infoType)) &&
          m.start < span.end &&
          span.start < m.end &&
          overlap(m, span) >= 0.7,
      );
      if (span.optional) {
        for (const m of matches) if (m.start < span.end && span.start < m.end) m.used = true;
      } else if (hit === undefined) {
        row(span.infoType).missed++;
        if (verbose)
          console.log(
            `MISS ${span.infoType}: ${item.text}`,
            JSON.stringify(matches.map((m) => [m.infoType, m.text])),
          );
      } else {
        hit.used = true;
        row(span.infoType).found++;
      }
    }
    for (const match of matches) {
      // An order number under its own label is a business record by definition; the corpus does not mark them.
      if (match.used || item.loose || match.infoType === 'biz.record') continue;
      row(match.infoType).wrong++;
      if (verbose) console.log(`WRONG ${match.infoType} "${match.text}" (${match.confidence}): ${item.text}`);
    }
  }
  return table;
}

function overlap(a, b) {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common / Math.max(a.end - a.start, b.end - b.start);
}

function print(title, table) {
  console.log(`\n### ${title}\n\n| infoType | values | precision | recall |\n|---|---:|---:|---:|`);
  for (const [type, { found, missed, wrong }] of [...table].sort()) {
    const precision = found + wrong === 0 ? 1 : found / (found + wrong);
    const recall = found + missed === 0 ? null : found / (found + missed);
    console.log(
      `| ${type} | ${found + missed} | ${precision.toFixed(3)} | ${recall === null ? '–' : recall.toFixed(3)} |`,
    );
  }
}

function scanFolder(folder) {
  const output = join(work, `report-${Math.random().toString(36).slice(2)}.json`);
  const result = spawnSync(
    process.execPath,
    [trawl, 'scan', folder, '--no-progress', '--format', `json=${output}`],
    { maxBuffer: 1 << 30 },
  );
  if (result.status !== 0) throw new Error(result.stderr.toString());
  return JSON.parse(execFileSync('cat', [output], { maxBuffer: 1 << 30 }).toString());
}

function scoreTables(list, report) {
  const result = { header: { right: 0, all: 0 }, none: { right: 0, all: 0 } };
  for (const table of list) {
    const asset = report.assets.find((a) => a.path.endsWith(`/${table.name}`) || a.path === table.name);
    const named = new Map((asset?.columns ?? []).map((c) => [c.name, c]));
    for (const column of table.columns) {
      const got = named.get(column.name)?.infoType ?? null;
      const side = table.headerless ? result.none : result.header;
      side.all++;
      const right =
        got === column.infoType ||
        (column.infoType !== null && SAME[column.infoType]?.includes(got)) ||
        (column.infoType === null && (got === null || got === 'biz.record'));
      if (right) side.right++;
      else if (verbose)
        console.log(
          `COLUMN ${table.name} "${column.name}" is ${column.infoType ?? column.decoy}, said ${got}`,
        );
    }
  }
  return result;
}

try {
  const items = sentences(seeded(seed), 2400);
  print(`Sentences (${items.length}, seed ${seed})`, scoreText(items, detect(items)));

  const running = prose(seeded(seed + 1), 1200);
  print(`Names in running prose without a label (${running.length})`, scoreText(running, detect(running)));

  const written = registers(seeded(seed + 4), 3);
  print(
    `Sentences written by hand in many registers (${written.length})`,
    scoreText(written, detect(written)),
  );

  const r = seeded(seed + 2);
  const both = Array.from({ length: 1000 }, (_, i) => ({
    id: `l${i}`,
    text: i % 2 ? `卡号 ${luhnResidentId(r)}` : luhnResidentId(r),
  }));
  const cards = [...detect(both).values()].flat().filter((m) => m.infoType.startsWith('fin.card')).length;
  console.log(`\nResident IDs that also pass Luhn: ${both.length}, reported as a bank card: ${cards}`);

  const list = tables(seeded(seed + 3), 90);
  const folder = join(work, 'tables');
  mkdirSync(folder);
  for (const table of list) writeFileSync(join(folder, table.name), table.text);
  const { header, none } = scoreTables(list, scanFolder(folder));
  console.log(`\n### Column types (${list.length} tables)\n\n| | columns | accuracy |\n|---|---:|---:|`);
  console.log(
    `| with headers (some misleading) | ${header.all} | ${(header.right / header.all).toFixed(3)} |`,
  );
  console.log(`| without headers | ${none.all} | ${(none.right / none.all).toFixed(3)} |`);

  const report = scanFolder(join(root, 'node_modules'));
  const core = report.findings.filter((f) => f.tier === 'core');
  const sum = (list) => list.reduce((total, f) => total + f.count, 0);
  const inTests = sum(core.filter((f) => /(?:^|\/)tests?\//.test(f.asset)));
  const megabytes = report.summary.bytes / 1e6;
  const outside = sum(core) - inTests;
  const rate = ((outside / megabytes) * 100).toFixed(2);
  console.log(
    `\nCore values in node_modules (${megabytes.toFixed(0)} MB): ${outside} outside of test folders = ${rate} per 100 MB;`,
  );
  console.log(`${inTests} inside, where validators are tested with numbers that are valid.`);
  if (verbose)
    for (const f of core)
      console.log(
        f.asset,
        f.infoType,
        f.count,
        f.confidence,
        f.why.join(' '),
        f.occurrences[0]?.line ?? f.occurrences[0]?.row,
      );
} finally {
  rmSync(work, { recursive: true, force: true });
}
