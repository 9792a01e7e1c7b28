import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, trawl } from './trawl.js';

const PACK = `pack: acme
version: "1.0"
rules:
  - id: acme.no
    tier: general
    name: { zh: 会员号, en: Member number }
    patterns: ['{W<}VIP-[0-9]{8}{W>}']
    anchors: [{ literals: ["vip-"] }]
    confidence: { prior: 0.7 }
    examples: { match: ["[[VIP-20240001]]"], miss: ["VIP-1"] }
`;

describe('trawl rules', () => {
  test('list: every rule, user packs included, in the language asked for', async () => {
    const cwd = folderWith({ 'packs/acme.yaml': PACK });
    const zh = await trawl(['rules', 'list', '--rules', 'packs', '--lang', 'zh'], { cwd });
    expect(zh.stdout).toMatch(/acme\.no +一般 +0\.70 +0\.95 +会员号\n/);
    const json = await trawl(['rules', 'list', '--rules', 'packs', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toContainEqual(
      expect.objectContaining({ id: 'acme.no', name: 'Member number', tier: 'general', alone: 0.7 }),
    );
  });

  test('check: shipped packs are sound; slips are listed with place and fix, in both languages', async () => {
    expect((await trawl(['rules', 'check'])).status).toBe(0);
    const cwd = folderWith({
      'slow.yaml': PACK.replace('{W<}VIP-[0-9]{8}{W>}', 'VIP-(?:[0-9]+)+x'),
      'anchor.yaml': PACK.replace('    anchors: [{ literals: ["vip-"] }]\n', '')
        .replace('pack: acme', 'pack: next')
        .replace('acme.no', 'next.no'),
    });
    const check = (...args: string[]) => trawl(['rules', 'check', '--rules', '.', ...args], { cwd });
    const en = await check();
    expect(en.status).toBe(2);
    expect(en.stdout).toMatch(/^warning: anchor\.yaml:4:5 rule next\.no: has no anchors: .+ — .+$/m);
    expect(en.stdout).toMatch(
      /^error: slow\.yaml:7:16 rule acme\.no: pattern can take exponential time.+ — .+$/m,
    );
    expect(en.stdout).toMatch(/\n1 errors, 1 warnings\n$/);
    const zh = await check('--lang', 'zh');
    expect(zh.stdout).toMatch(/^错误：slow\.yaml:7:16 规则 acme\.no: 该正则可能耗费指数级时间.+ — .+$/m);
    const json = JSON.parse((await check('--json')).stdout) as {
      file: string;
      message: string;
      hint: string;
    }[];
    expect(json.map(({ file, hint }) => [file, typeof hint])).toEqual([
      ['anchor.yaml', 'string'],
      ['slow.yaml', 'string'],
    ]);
  });

  test('test: a wrong example is named, and fails with status 1', async () => {
    const cwd = folderWith({ 'p.yaml': PACK.replace('VIP-1', 'VIP-20240002') });
    const { status, stdout } = await trawl(['rules', 'test', '--rules', 'p.yaml'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toMatch(/FAIL acme\.no found: VIP-20240002/);
  });

  test('docs: rules/README.md is what the program writes (npm run docs renews it)', async () => {
    const cwd = folderWith({});
    expect((await trawl(['rules', 'docs', '--output', 'README.md'], { cwd })).status).toBe(0);
    const written = readFileSync(join(cwd, 'README.md'), 'utf8');
    expect(written).toBe(readFileSync(resolve(import.meta.dirname, '../../rules/README.md'), 'utf8'));
    expect((await trawl(['rules', 'docs'], { env: { LC_ALL: 'zh_CN.UTF-8' } })).stdout).toBe(written);
  });
});
