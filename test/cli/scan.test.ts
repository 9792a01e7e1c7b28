import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/reporters/index.js';
import { folderWith, ID_LINE, MAIN, outcomeOf, PHONE_LINE, start, trawl } from './trawl.js';

interface JsonReport {
  readonly scan: { readonly interrupted?: boolean };
  readonly summary: { readonly assets: Record<'complete' | 'partial' | 'skipped', number> };
  readonly assets: readonly {
    path: string;
    status: string;
    reasons: string[];
    columns?: { part: string }[];
  }[];
  readonly findings: readonly {
    asset: string;
    part: string;
    infoType: string;
    count: number;
    occurrences: unknown[];
  }[];
  readonly issues: readonly { asset: string; code: string }[];
}

async function scan(cwd: string, ...args: string[]): Promise<JsonReport & { status: number | null }> {
  const { status, stdout, stderr } = await trawl(['scan', '--format', 'json', ...args], { cwd });
  expect(stdout, stderr).not.toBe('');
  return { ...(JSON.parse(stdout) as JsonReport), status };
}

const share = () =>
  folderWith({
    'a.txt': PHONE_LINE.repeat(3),
    'id.txt': ID_LINE,
    'logs/app.log': PHONE_LINE,
    'clean.txt': 'nothing here\n',
  });
const paths = (report: JsonReport) => report.assets.map(({ path }) => path);

describe('options of trawl scan', () => {
  test('paths: folders, files, several, relative and absolute, given twice or inside one another', async () => {
    const cwd = share();
    expect(paths(await scan(cwd, '.'))).toEqual(['a.txt', 'clean.txt', 'id.txt', 'logs/app.log']);
    expect(paths(await scan(cwd, 'a.txt', './a.txt'))).toEqual(['a.txt']);
    expect(paths(await scan(cwd, 'logs/', '.')).sort()).toEqual([
      'a.txt',
      'clean.txt',
      'id.txt',
      'logs/app.log',
    ]);
    expect(paths(await scan('/', join(cwd, 'logs')))).toEqual([join(cwd, 'logs/app.log')]);
  });

  test('a root that is a link is followed, links below it are reported and cost nothing', async () => {
    const cwd = share();
    symlinkSync('logs', join(cwd, 'link'));
    expect(paths(await scan(cwd, 'link', '--strict'))).toEqual(['link/app.log']);
    const whole = await scan(cwd, '.', '--strict');
    expect(whole.issues.map(({ asset, code }) => [asset, code])).toEqual([['link', 'symlink']]);
    expect(whole.status).toBe(0);
  });

  test('--include and --exclude, --max-file-size, --max-occurrences, --min-confidence, --workers', async () => {
    const cwd = share();
    expect(paths(await scan(cwd, '.', '--include', '*.txt', '--exclude', 'id*'))).toEqual([
      'a.txt',
      'clean.txt',
    ]);
    const small = await scan(cwd, '.', '--max-file-size', '30', '--strict');
    expect(small.issues.map(({ asset, code }) => [asset, code])).toContainEqual(['a.txt', 'too-large']);
    expect(small.status).toBe(3);
    const one = await scan(
      cwd,
      'a.txt',
      '--max-occurrences',
      '1',
      '--workers',
      '1',
      '--timeout-per-asset',
      '9',
    );
    expect(one.findings.map(({ count, occurrences }) => [count, occurrences.length])).toEqual([[3, 1]]);
    expect(
      (await scan(cwd, '.', '--min-confidence', '0.98')).findings.map(({ infoType }) => infoType),
    ).toEqual(['cn.resident-id']);
  });

  test('--config and --source: paths and rules from the folder of the file, options win', async () => {
    const cwd = folderWith({
      'conf/trawl.yaml': `
sources:
  - { name: logs, kind: files, paths: [../logs], exclude: ["*.tmp"] }
  - { name: notes, kind: files, paths: [../notes] }
rules: [packs]
report: { failOn: general, strict: true }
`,
      'conf/packs/acme.yaml': `
pack: acme
version: "1.0"
rules:
  - id: acme.no
    tier: general
    name: { zh: 会员号, en: Member number }
    patterns: ['{W<}VIP-[0-9]{8}{W>}']
    anchors: [{ literals: ["vip-"] }]
    confidence: { prior: 0.7 }
    examples: { match: ["[[VIP-20240001]]"], miss: ["VIP-1"] }
`,
      'logs/a.log': 'VIP-20240001\n',
      'logs/b.tmp': PHONE_LINE,
      'notes/n.txt': PHONE_LINE,
    });
    const logs = await scan(cwd, '--config', 'conf/trawl.yaml', '--source', 'logs');
    expect(logs.findings.map(({ asset, infoType }) => [asset, infoType])).toEqual([
      ['logs/a.log', 'acme.no'],
    ]);
    expect(logs.status).toBe(1);
    expect(paths(await scan(cwd, '--config', 'conf/trawl.yaml')).sort()).toEqual([
      'logs/a.log',
      'notes/n.txt',
    ]);
    const given = await scan(cwd, 'notes', '--config', 'conf/trawl.yaml', '--fail-on', 'core');
    expect([paths(given), given.status]).toEqual([['notes/n.txt'], 0]);
    const packs = await scan(cwd, 'logs', '--rules', 'conf/packs');
    expect(packs.findings.map(({ infoType }) => infoType).sort()).toEqual(['acme.no', 'cn.mobile']);
  });

  test('--lang and the locale choose the language of the report, --no-progress keeps standard error empty', async () => {
    const cwd = share();
    const zh = await trawl(['scan', '.', '--no-progress'], { cwd, env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(zh.stdout).toContain('发现核心敏感资料');
    expect(zh.stderr).toBe('');
    expect((await trawl(['--lang', 'zh', 'scan', '.'], { cwd })).stdout).toContain('发现核心敏感资料');
    const en = await trawl(['scan', '.', '--lang', 'en'], { cwd, env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(en.stdout).toContain('Core sensitive data found');
    expect(en.stderr).toMatch(/^100 % · 4\/4 assets · .*findings\n$/);
  });

  test('on a terminal: colours and a bar that leaves nothing behind, unless --no-color, NO_COLOR, --no-progress', async () => {
    const cwd = share();
    const onTerminal = (args: string, env: Record<string, string> = {}) =>
      execFileSync('script', ['-qec', `'${process.execPath}' '${MAIN}' scan . ${args}`, '/dev/null'], {
        cwd,
        env: { PATH: process.env.PATH ?? '', TERM: 'xterm', ...env },
        encoding: 'utf8',
      });
    const coloured = onTerminal('--no-progress');
    expect(coloured).toContain('\u001b[31m');
    for (const plain of [
      onTerminal('--no-progress --no-color'),
      onTerminal('--no-progress', { NO_COLOR: '1' }),
    ])
      expect(plain).not.toContain('\u001b');
    expect(onTerminal('--no-color')).toMatch(/\r\u001b\[2K(?:[^\u001b]*\r\u001b\[2K)*[^\u001b]*$/);
  });
});

describe('reports', () => {
  test('every format into its own file, whole and for its owner alone, and nothing else left behind', async () => {
    const cwd = folderWith({ 'in/a.txt': ID_LINE, 'out/json': 'old' });
    const args = FORMATS.flatMap((format) => ['--format', `${format}=out/${format}`]);
    const { status, stdout } = await trawl(['scan', 'in', ...args, '--format', 'json=new/deep/x.json'], {
      cwd,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual([...FORMATS].sort());
    for (const file of [...FORMATS.map((format) => `out/${format}`), 'new/deep/x.json']) {
      expect(statSync(join(cwd, file)).mode & 0o777, file).toBe(0o600);
      const text = readFileSync(join(cwd, file), 'utf8');
      expect(text, file).toMatch(/cn\.resident-id|PRC resident ID/);
      expect(text, file).not.toContain('11010519491231002X');
    }
    expect(JSON.parse(readFileSync(join(cwd, 'out/json'), 'utf8'))).toMatchObject({
      schema: 'trawl.report/1',
    });
  });

  test('are written through links and into what is no regular file, which is not replaced', async () => {
    const cwd = folderWith({ 'in/a.txt': ID_LINE, 'real.json': 'old' });
    symlinkSync('real.json', join(cwd, 'link.json'));
    const { status } = await trawl(
      ['scan', 'in', '--format', 'json=link.json', '--format', 'csv=/dev/null'],
      { cwd },
    );
    expect(status).toBe(0);
    expect(readlinkSync(join(cwd, 'link.json'))).toBe('real.json');
    expect(readFileSync(join(cwd, 'real.json'), 'utf8')).toContain('trawl.report/1');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('name parts after their file: folder + part is a full path', async () => {
    const cwd = folderWith({
      'd/dump.sql': `CREATE TABLE customers (id int, mobile varchar(20));\nINSERT INTO customers (id, mobile) VALUES ${Array.from({ length: 30 }, (_, n) => `(${n}, '1390000${1000 + n}')`).join(', ')};\n`,
      'd/export.json': JSON.stringify({
        data: { users: Array.from({ length: 30 }, (_, n) => ({ mobile: `1390000${1000 + n}` })) },
      }),
      'd/list.json': JSON.stringify(Array.from({ length: 30 }, (_, n) => ({ mobile: `1390000${1000 + n}` }))),
    });
    const report = await scan(cwd, 'd');
    const parts = (asset: string) =>
      new Set([
        ...report.findings.filter((each) => each.asset === asset).map(({ part }) => part),
        ...(report.assets.find(({ path }) => path === asset)?.columns ?? []).map(({ part }) => part),
      ]);
    expect([...parts('d/dump.sql')]).toEqual(['dump.sql!/customers']);
    expect([...parts('d/export.json')]).toEqual(['export.json!/$.data.users[]']);
    expect([...parts('d/list.json')]).toEqual(['']);
    const markdown = await trawl(['scan', 'd', '--format', 'markdown'], { cwd });
    expect(markdown.stdout).toContain('d/dump.sql!/customers');
    expect(markdown.stdout).not.toContain('dump.sql!/dump.sql');
  });
});

describe('exit status', () => {
  test('1 at or above --fail-on, which wins over 3; 0 below it', async () => {
    const cwd = folderWith({
      'a.txt': PHONE_LINE,
      'b.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]),
    });
    const status = async (...args: string[]) => (await scan(cwd, '.', ...args)).status;
    expect(await status()).toBe(0);
    expect(await status('--fail-on', 'core')).toBe(0);
    expect(await status('--fail-on', 'general')).toBe(1);
    expect(await status('--fail-on', 'basic')).toBe(1);
    expect(await status('--strict')).toBe(3);
    expect(await status('--strict', '--fail-on', 'general')).toBe(1);
  });

  test('nothing to read is said aloud, and with --strict is no success', async () => {
    const cwd = folderWith({
      'full/a.txt': 'x\n',
      'binary/b': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]),
    });
    mkdirSync(join(cwd, 'empty'));
    const run = (...args: string[]) => trawl(['scan', ...args, '--no-progress'], { cwd });
    const empty = await run('empty');
    expect(empty.status).toBe(0);
    expect(empty.stderr).toMatch(/^trawl: nothing to scan below empty: [^\n]+\n$/);
    expect((await run('empty', '--strict')).status).toBe(3);
    expect(await run('full/a.txt', 'empty', '--strict')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('below empty') as string,
    });
    expect((await run('full', '--exclude', '*', '--strict', '--lang', 'zh')).stderr).toContain(
      'full 下没有可扫描的内容',
    );
    expect(await run('binary')).toMatchObject({
      status: 0,
      stderr: 'trawl: nothing in scope could be read; the report says why\n',
    });
    expect((await run('full', '--strict')).stderr).toBe('');
  });

  test('130 after Ctrl-C, with a report of what was done', async () => {
    const cwd = folderWith({ 'a.txt': PHONE_LINE });
    // Slow to read: an address in every line.
    const line =
      '收件人：王小明，地址：江苏省苏州市工业园区星湖街328号创意产业园5栋402室，电话：13900001234\n';
    writeFileSync(join(cwd, 'z.txt'), line.repeat(400_000));
    const child = start(['scan', '.', '--format', 'json', '--format', 'csv=out.csv', '--workers', '1'], {
      cwd,
    });
    const outcome = outcomeOf(child);
    while (child.exitCode === null && !opened(child.pid ?? 0).includes(join(cwd, 'z.txt'))) await sleep(5);
    child.kill('SIGINT');
    const { status, stdout } = await outcome;
    expect(status).toBe(130);
    const report = JSON.parse(stdout) as JsonReport;
    expect(report.scan.interrupted).toBe(true);
    expect(paths(report)).toEqual(['a.txt', 'z.txt']);
    expect(report.assets[1]?.reasons).toEqual(['interrupted']);
    expect(report.issues.map(({ code }) => code)).toContain('interrupted');
    expect(existsSync(join(cwd, 'out.csv'))).toBe(true);
  });

  test.each([
    ['scan', ['scan', '.', '--format', 'jsonl', '--no-progress']],
    ['detect', ['detect', 'big.txt']],
  ])('a reader that leaves (| head) ends %s quietly', async (_, args) => {
    const names = Array.from({ length: 400 }, (_each, n) => [`${'长名'.repeat(30)}${n}.txt`, PHONE_LINE]);
    const cwd = folderWith({ ...Object.fromEntries(names), 'big.txt': PHONE_LINE.repeat(20_000) });
    const script = 'set -o pipefail; "$@" | head -n 1; echo "$?"';
    const shell = spawn('bash', ['-c', script, 'bash', process.execPath, MAIN, ...args], { cwd });
    const { stdout, stderr } = await outcomeOf(shell);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
  });
});

/** What is forbidden to others is not to root. */
const asOther =
  process.getuid?.() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
const otherCanRun = spawnSync(asOther[0] ?? 'true', [...asOther.slice(1), 'test', '-r', MAIN]).status === 0;

test.skipIf(!otherCanRun)('what may not be read, listed or entered is told, never a crash', async () => {
  const cwd = folderWith({ 'open/a.txt': PHONE_LINE, 'secret.txt': ID_LINE, 'locked/x.txt': ID_LINE });
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, 'secret.txt'), 0);
  chmodSync(join(cwd, 'locked'), 0);
  const run = async (...args: string[]) => {
    const [command = '', ...rest] = [...asOther, process.execPath, MAIN, ...args];
    return outcomeOf(spawn(command, rest, { cwd, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' } }));
  };
  const whole = await run('scan', '.', '--strict', '--format', 'json');
  expect(whole.status).toBe(3);
  const { issues } = JSON.parse(whole.stdout) as JsonReport;
  expect(issues.map(({ asset, code }) => [asset, code]).sort()).toEqual([
    ['locked', 'unlistable'],
    ['secret.txt', 'permission-denied'],
  ]);
  const table = await run('scan', '.', '--no-progress');
  expect(table.stdout).toContain('incomplete: 2 not fully read');
  expect((await run('scan', 'locked/x.txt', 'secret.txt', '--strict', '--no-progress')).stderr).toBe(
    'trawl: nothing in scope could be read; the report says why\n',
  );
  for (const args of [
    ['--format', 'json=locked/r.json'],
    ['--rules', 'locked'],
    ['--rules', 'secret.txt'],
    ['--config', 'secret.txt'],
  ]) {
    const { status, stderr } = await run('scan', 'open', ...args);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^trawl: cannot [^\n]+ \(EACCES\) — [^\n]+\n$/),
    ]);
  }
  chmodSync(join(cwd, 'locked'), 0o755);
});

test('a bug of ours is no finding: status 70, and not a word of what its message may quote', async () => {
  const cwd = folderWith({ 'a.txt': PHONE_LINE });
  const broken = `import os from 'node:os'; import m from 'node:module';
    os.hostname = () => { throw new TypeError('x\\n    at ' + (13900001233 + 1)); }; m.syncBuiltinESMExports();`;
  const { status, stdout, stderr } = await trawl(['scan', '.', '--no-progress', '--lang', 'zh'], {
    cwd,
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(broken)}` },
  });
  expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
  expect(stderr).toMatch(/^trawl: 程序内部错误：[^\n]+ \(TypeError\)\n {4}at /);
  expect(stderr).not.toContain('13900001234');
});

test('names with line ends, escapes, bidi controls and bytes that are no UTF-8 reach no terminal raw', async () => {
  const cwd = folderWith({
    'line\nbreak.txt': ID_LINE,
    'red\u001b[31m.txt': ID_LINE,
    'a\u202egpj.txt': ID_LINE,
  });
  writeFileSync(
    Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]), Buffer.from('.txt')]),
    ID_LINE,
  );
  writeFileSync(Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from([0xff, 0xfe, 0x41])]), ID_LINE);
  const { stdout, stderr } = await trawl(['scan', '.'], { cwd });
  for (const name of [
    'line\\x0abreak.txt',
    'red\\x1b[31m.txt',
    'a\\u{202e}gpj.txt',
    '姓名.txt',
    '\\xff\\xfeA',
  ])
    expect(stdout).toContain(name);
  expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  const report = await scan(cwd, '.');
  expect(paths(report)).toContain('line\nbreak.txt');
  expect(report.summary.assets).toEqual({ complete: 5, partial: 0, skipped: 0 });
});

function opened(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
  } catch {
    return [];
  }
}
