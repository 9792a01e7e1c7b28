import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/options.js';
import { renewReadme } from '../../src/cli/reference.js';
import { textWidth } from '../../src/lib/width.js';
import { folderWith, PHONE_LINE, trawl } from './trawl.js';

const ROOT = resolve(import.meta.dirname, '../..');

describe('help', () => {
  test.each([
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ] as const)('the tables of %s are those of the program (npm run docs renews them)', (name, lang) => {
    const text = readFileSync(join(ROOT, name), 'utf8');
    expect(renewReadme(text, lang)).toBe(text);
  });

  test('every option is told in both languages, and each of them in one', () => {
    for (const { means, options } of COMMANDS) {
      for (const text of [means, ...options.map((option) => option.means)]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test.each([
    [['--lang', 'zh'], {}, '用法：'],
    [[], { LC_ALL: 'zh_CN.UTF-8' }, '用法：'],
    [['--lang=en'], { LC_ALL: 'zh_CN.UTF-8' }, 'Usage:'],
    [[], { LC_ALL: 'C' }, 'Usage:'],
  ])('speaks the language asked for, else that of the locale: %j %j', async (args, env, title) => {
    const { status, stdout } = await trawl(['scan', '--help', ...args], { env });
    expect(status).toBe(0);
    expect(stdout.startsWith(title)).toBe(true);
    expect(/Options:|Commands:|Arguments:/.test(stdout)).toBe(title === 'Usage:');
    expect(stdout).toContain('--timeout-per-asset');
    for (const line of stdout.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(80);
  });

  test('without a command: help, and the status of a slip', async () => {
    const { status, stdout, stderr } = await trawl([]);
    expect(status).toBe(2);
    expect(stdout + stderr).toContain('trawl scan /srv/share');
  });

  test('prints the version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await trawl(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('slips end with status 2 and one line that says what to do', () => {
  const pack = (change: (text: string) => string) =>
    change(`pack: acme
version: "1.0"
rules:
  - id: acme.no
    tier: general
    name: { zh: 会员号, en: Member number }
    patterns: ['{W<}VIP-[0-9]{8}{W>}']
    anchors: [{ literals: ["vip-"] }]
    validators: [luhn]
    confidence: { prior: 0.7 }
    examples: { match: ["[[VIP-20240001]]"], miss: ["VIP-1"] }
`);
  const files = {
    'a.txt': PHONE_LINE,
    'broken.yaml': 'scan:\n  workers: [1\n',
    'unknown-key.yaml': 'scan:\n  wrokers: 1\n',
    'list.yaml': '- a\n',
    'gone.yaml': 'sources:\n  - { name: share, kind: files, paths: [nowhere] }\n',
    'tier.yaml': pack((text) => text.replace('tier: general', 'tier: genral')),
    'validator.yaml': pack((text) => text.replace('[luhn]', '[lunh]')),
    'slow.yaml': pack((text) => text.replace('{W<}VIP-[0-9]{8}{W>}', 'VIP-([0-9]+)+x')),
    'syntax.yaml': 'pack: acme\nrules: [\n',
  };
  const cases: [args: string[], en: RegExp, zh: RegExp][] = [
    [['scan', '.', '--formt', 'json'], /unknown option '--formt'.*--format/, /未知的选项“--formt”.*--format/],
    [['scna', '.'], /unknown command 'scna'.*scan/, /未知的命令“scna”.*scan/],
    [['rules', 'chek'], /unknown command 'chek'.*check/, /未知的命令“chek”.*check/],
    [['scan', '.', '--workers'], /'--workers <n>' argument missing/, /“--workers <数>”缺少值/],
    [['scan', '.', '--workers', '0'], /--workers.*"0".*1 to 1024/, /--workers.*“0”.*1 到 1024/],
    [['scan', '.', '--min-confidence', '2'], /--min-confidence.*0 to 1/, /--min-confidence.*0 到 1/],
    [['scan', '.', '--max-file-size', 'big'], /--max-file-size.*500M/, /--max-file-size.*500M/],
    [['scan', '.', '--timeout-per-asset', '-1'], /--timeout-per-asset/, /--timeout-per-asset/],
    [['scan', '.', '--fail-on', 'cor'], /--fail-on.*did you mean "core"/, /--fail-on.*是否想写“core”/],
    [['scan', '.', '--format', 'jsn'], /format "jsn".*did you mean "json"/, /格式“jsn”.*“json”/],
    [['scan', '.', '--format', 'json='], /names no file/, /没有写文件名/],
    [
      ['scan', '.', '--format', 'json', '--format', 'csv'],
      /only one report.*csv=FILE/,
      /只能有一个报告.*csv=/,
    ],
    [['scan', '.', '--format', 'json=x', '--format', 'csv=./x'], /two reports.*\.\/x/, /两个报告.*\.\/x/],
    [['scan', '.', '--format', 'json=a.txt/x'], /cannot write a.txt\/x \(ENOTDIR\)/, /无法写入 a.txt\/x/],
    [['scan', '.', '--format', 'json=.'], /cannot write \. .*folder/, /无法写入 .*目录/],
    [['scan', 'nowhere'], /no such file or folder: nowhere/, /没有这个文件或目录：nowhere/],
    [['scan', '~/x'], /~\/x.*shell/, /~\/x.*shell/],
    [['scan', ''], /no such file or folder: ""/, /没有这个文件或目录：""/],
    [['scan'], /nothing to scan.*trawl scan \/srv\/share/, /没有要扫描的内容.*trawl scan \/srv\/share/],
    [['scan', '.', '--source', 'x'], /paths and --source/, /路径与 --source/],
    [
      ['scan', '--config', 'gone.yaml', '--source', 'shar'],
      /"shar".*did you mean "share"/,
      /“shar”.*“share”/,
    ],
    [
      ['scan', '--config', 'gone.yaml'],
      /source "share".*nowhere.*its own folder/,
      /数据源“share”.*nowhere.*所在的目录/,
    ],
    [['scan', '.', '--config', 'none.yaml'], /cannot read none.yaml \(ENOENT\)/, /无法读取 none.yaml/],
    [
      ['scan', '.', '--config', 'broken.yaml'],
      /broken.yaml:\d+:\d+: not valid YAML/,
      /broken.yaml:\d+:\d+: 不是有效的 YAML/,
    ],
    [
      ['scan', '.', '--config', 'unknown-key.yaml'],
      /unknown-key.yaml:2:3: unknown key "wrokers".*"workers"/,
      /unknown-key.yaml:2:3: 未知的键“wrokers”.*“workers”/,
    ],
    [
      ['scan', '.', '--config', 'list.yaml'],
      /list.yaml:1:1: list.yaml must be keys with values/,
      /list.yaml 应为键与值/,
    ],
    [['scan', '.', '--include', '{a'], /"\{a" is not a path pattern/, /“\{a”不是有效的路径通配/],
    [['scan', '.', '--rules', 'none'], /rules folder not found: none/, /没有这个规则目录：none/],
    [
      ['scan', '.', '--rules', 'tier.yaml'],
      /tier.yaml:5:11 rule acme.no: unknown tier "genral".*"general"/,
      /tier.yaml:5:11 规则 acme.no: tier 的值“genral”未知.*“general”/,
    ],
    [
      ['scan', '.', '--rules', 'validator.yaml'],
      /validator.yaml:9:18 rule acme.no: unknown validator "lunh".*"luhn"/,
      /validator.yaml:9:18 规则 acme.no: 未知的校验器“lunh”.*“luhn”/,
    ],
    [
      ['scan', '.', '--rules', 'slow.yaml'],
      /slow.yaml:7:16 rule acme.no: pattern can take exponential time.*bound the quantifiers/,
      /slow.yaml:7:16 规则 acme.no: 该正则可能耗费指数级时间.*设上限/,
    ],
    [
      ['scan', '.', '--rules', 'syntax.yaml'],
      /syntax.yaml:\d+:\d+: not valid YAML/,
      /syntax.yaml:\d+:\d+: 不是有效的 YAML/,
    ],
    [['detect', 'nowhere.txt'], /cannot read nowhere.txt \(ENOENT\)/, /无法读取 nowhere.txt/],
    [['detect', '.'], /cannot read \. \(EISDIR\)/, /无法读取 \./],
    [['detect', 'a.txt', 'b.txt'], /too many arguments/, /参数过多/],
    [['rules', 'docs', '--output', 'a.txt/x'], /cannot write a.txt\/x/, /无法写入 a.txt\/x/],
    [
      ['scan', 'no\n\u001b[31m\u202esuch'],
      /no\\x0a\\x1b\[31m\\u\{202e\}such/,
      /no\\x0a\\x1b\[31m\\u\{202e\}such/,
    ],
  ];
  test.concurrent.each(cases)('%j', async (args, en, zh) => {
    const cwd = folderWith(files);
    for (const [lang, expected] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      const { status, stdout, stderr } = await trawl([...args, '--lang', lang], { cwd });
      expect(stderr).toMatch(expected);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^trawl: [^\n]+ — [^\n]+\n$/);
    }
  });
});
