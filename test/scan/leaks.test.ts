import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCases } from '../../src/config/examples.js';
import { loadRules } from '../../src/config/rules.js';
import { shelfNames } from '../../src/scan/engine.js';
import { keptTempDir } from '../support/temp-dir.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const FORMATS = ['table', 'json', 'jsonl', 'csv', 'sarif', 'html', 'markdown', 'junit'];
/** Shorter ones stand in other words by chance. */
const SHORTEST = 7;

const { path: dir, remove } = keptTempDir();
afterAll(remove);
/** Every value of every rule's examples, by the text that holds it. */
const canaries: { value: string; text: string }[] = [];
/** The forms of all values, by their first bytes. */
const needles = new Map<string, { form: string; value: string }[]>();
/** Everything a scan wrote, by where. */
const outputs = new Map<string, Buffer>();

beforeAll(async () => {
  const { ruleSet } = await loadRules({ dirs: [], known: shelfNames() });
  for (const { kind, text, start, end } of exampleCases(ruleSet)) {
    const value = kind === 'match' ? text.slice(start, end) : '';
    if (value.length >= SHORTEST) canaries.push({ value, text });
  }
  const share = join(dir, 'share');
  plant(share);
  for (const { value } of canaries) {
    for (const form of forms(value)) {
      const head = form.slice(0, SHORTEST);
      needles.set(head, [...(needles.get(head) ?? []), { form, value }]);
    }
  }
  for (const [lang, formats] of Object.entries({ zh: FORMATS, en: ['table', 'html', 'markdown'] })) {
    const out = join(dir, `out-${lang}`);
    const tmp = join(dir, `tmp-${lang}`);
    mkdirSync(out);
    mkdirSync(tmp);
    const files = formats.flatMap((format) => ['--format', `${format}=${join(out, format)}`]);
    const run = spawnSync(
      process.execPath,
      [MAIN, 'scan', share, '--lang', lang, '--min-confidence', '0.1', '--format', 'table', ...files],
      { cwd: out, env: { ...process.env, TMPDIR: tmp }, maxBuffer: 1 << 28 },
    );
    expect(run.status, run.stderr.toString()).toBe(0);
    outputs.set(`${lang} stdout`, run.stdout).set(`${lang} stderr`, run.stderr);
    for (const name of readdirSync(out)) outputs.set(`${lang} ${name}`, readFileSync(join(out, name)));
    for (const name of readdirSync(tmp, { recursive: true }) as string[])
      outputs.set(`${lang} tmp/${name}`, Buffer.from(name));
  }
}, 60_000);

function plant(share: string): void {
  mkdirSync(share);
  const put = (name: string, content: string | Buffer) => writeFileSync(join(share, name), content);
  const text = canaries.map((canary) => canary.text).join('\n');
  put('text.txt', text);
  put('text.utf16', Buffer.from(`\ufeff${text}`, 'utf16le'));
  put('text.bin', Buffer.concat([Buffer.from(text), Buffer.alloc(64, 0xff), Buffer.alloc(8192)]));
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  put(
    'cells.csv',
    `编号,值,说明\n${canaries.map((c, i) => `${i},${quote(c.value)},${quote(c.text)}`).join('\n')}`,
  );
  put(
    'records.jsonl',
    canaries.map((c, i) => JSON.stringify({ i, value: c.value, note: c.text })).join('\n'),
  );
  // Broken in the middle of a value.
  put('broken.jsonl', canaries.map((c) => `{"note":${JSON.stringify(c.text).slice(0, -1)}`).join('\n'));
  put('broken.json', `[{"note":"${canaries.map((c) => c.value).join('","')}`);
  put(
    'dump.sql',
    canaries.map((c) => `INSERT INTO t (v) VALUES ('${c.value.replaceAll("'", "''")}');`).join('\n'),
  );
  const numbers = canaries
    .map((c) => c.value)
    .filter((value) => /^[\w.@-]+$/.test(value) && isTelling(value))
    .filter((_, i) => i % 4 === 0);
  put(
    'keys.json',
    JSON.stringify(Object.fromEntries(numbers.map((n) => [n, { [n]: n, [`手机${n}`]: '13900001234' }]))),
  );
  put(
    'keys.jsonl',
    numbers.map((n) => JSON.stringify({ [n]: n, [`身份证号_${n}`]: '11010519491231002X' })).join('\n'),
  );
  put(
    'header.csv',
    `${numbers.map((n) => `手机_${n}`).join(',')}\n${numbers.map(() => '13900001234').join(',')}\n`.repeat(3),
  );
  put(
    'tables.sql',
    numbers.map((n) => `INSERT INTO \`t_${n}\` (\`手机${n}\`) VALUES ('13900001234');`).join('\n'),
  );
  put(
    'context.txt',
    numbers.map((n) => `手机_${n}: 13900001234\n"sfzh_${n}": "11010519491231002X"`).join('\n'),
  );
}

/** A number of a person or an address: names of columns and tables are not supposed to hold them, but do. */
function isTelling(value: string): boolean {
  return value.replace(/\D/g, '').length >= 9 || value.includes('@');
}

/** How a value may stand in an output, as latin1 of its bytes. */
function forms(value: string): string[] {
  const utf8 = Buffer.from(value);
  const base64 = [0, 1, 2].map((shift) =>
    // Whatever stands before or behind, the groups in the middle are the same.
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(4, -4),
  );
  const utf16 = Buffer.from(value, 'utf16le');
  const hex = utf8.toString('hex');
  const bytes = [utf8, utf16, Buffer.from(utf16).swap16()].map((form) => form.toString('latin1'));
  return [...bytes, hex, hex.toUpperCase(), encodeURIComponent(value), ...base64].filter(
    (form) => form.length >= SHORTEST,
  );
}

function leaksIn(output: Buffer): string[] {
  const text = output.toString('latin1');
  const leaks = new Set<string>();
  for (let i = 0; i + SHORTEST <= text.length; i++) {
    for (const { form, value } of needles.get(text.slice(i, i + SHORTEST)) ?? [])
      if (text.startsWith(form, i)) leaks.add(value);
  }
  return [...leaks];
}

describe('no value leaves a scan', () => {
  it('plants values of nearly every type', () => {
    expect(canaries.length).toBeGreaterThan(300);
    const report = JSON.parse(String(outputs.get('zh json'))) as { findings: { infoType: string }[] };
    expect(new Set(report.findings.map(({ infoType }) => infoType)).size).toBeGreaterThan(60);
  });

  it.each([...FORMATS, 'stdout', 'stderr'])('%s', (output) => {
    for (const lang of ['zh', 'en'])
      expect(leaksIn(outputs.get(`${lang} ${output}`) ?? Buffer.of())).toEqual([]);
  });

  it('leaves nothing in the temporary folder', () => {
    expect([...outputs.keys()].filter((key) => key.includes('tmp/'))).toEqual([]);
  });
});
