import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkRules } from '../../src/config/check-rules.js';
import { describeProblem } from '../../src/config/problem.js';
import { loadRules } from '../../src/config/rules.js';
import { UserError } from '../../src/lib/user-error.js';
import { SHELF } from './shelf.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trawl-rules-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const load = (text: string) => loadRules({ dirs: [folderWith({ 'acme.yaml': text })], known: SHELF });

async function slip(text: string): Promise<{ code: string; line: string }> {
  try {
    await load(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { code } = error as UserError;
    return { code, line: (error as UserError).line('en').replace(/^.*acme\.yaml/, 'acme.yaml') };
  }
  throw new Error('was accepted');
}

/** A sound pack of one rule; the changes are applied to its text. */
function packWith(...changes: readonly (readonly [string, string])[]): string {
  const sound = `pack: acme
version: "1.0"
rules:
  - id: acme.member-no
    tier: general
    name: { zh: 会员号, en: Member number }
    patterns: ['{W<}AC\\d{8}{W>}']
    anchors: [{ labels: true }]
    validators: [luhn]
    confidence: { prior: 0.2, strength: 0.4 }
    context: { words: [会员号], columns: [Member_No] }
    examples:
      match: ["会员号：[[AC12345674]]"]
      miss: ["会员号 AC12345675"]
`;
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, sound);
}

describe('a pack of the user', () => {
  test('is added to the shipped ones, with its tier', async () => {
    const { ruleSet, tiers } = await load(packWith());
    const rule = ruleSet.rules.at(-1);
    expect(rule).toMatchObject({
      id: 'acme.member-no',
      infoType: 'acme.member-no',
      pack: 'acme',
      columnClass: 'weak',
    });
    expect(rule?.context.columns).toEqual(['memberno']);
    expect(tiers.infoTypes['acme.member-no']).toBe('general');
    expect(ruleSet.packs.at(-1)).toEqual({ name: 'acme', version: '1.0', rules: 1 });
  });

  test('changes the hash, and only what can change a result does', async () => {
    const shipped = await loadRules();
    const one = await load(packWith());
    const renamed = await load(packWith(['会员号, en: Member number', '会员号码, en: Member no']));
    const stronger = await load(packWith(['strength: 0.4', 'strength: 0.5']));
    expect(one.ruleSet.hash).not.toBe(shipped.ruleSet.hash);
    expect(renamed.ruleSet.hash).toBe(one.ruleSet.hash);
    expect(stronger.ruleSet.hash).not.toBe(one.ruleSet.hash);
  });

  test('can change a shipped rule, field by field', async () => {
    const shipped = (await loadRules()).ruleSet.rules.find(({ id }) => id === 'cn.mobile')!;
    const { ruleSet } = await load(
      'pack: acme\nversion: "1"\nrules:\n  - extends: cn.mobile\n    confidence: { prior: 0.1 }\n    context: { words: [$base, 会员手机] }\n',
    );
    const rules = ruleSet.rules.filter(({ id }) => id === 'cn.mobile');
    expect(rules).toHaveLength(1);
    expect(rules[0]?.confidence).toEqual({ ...shipped.confidence, prior: 0.1 });
    expect(rules[0]?.context.words).toEqual([...shipped.context.words, '会员手机']);
    expect(rules[0]?.patterns).toEqual(shipped.patterns);
  });

  test('can derive a rule of its own, disable others and move tiers', async () => {
    const { ruleSet, tiers } = await load(
      `pack: acme\nversion: "1"\ndisable: [us.ssn]\ntiers: { cn.service-phone: general }\nrules:\n  - extends: cn.mobile\n    id: acme.hotline\n`,
    );
    const ids = ruleSet.rules.map(({ id }) => id);
    expect(ids).toContain('cn.mobile');
    expect(ids).not.toContain('us.ssn');
    expect(ruleSet.rules.find(({ id }) => id === 'acme.hotline')?.infoType).toBe('cn.mobile');
    expect(tiers.infoTypes['cn.service-phone']).toBe('general');
  });

  test('may add negative words in a _common.yaml of its own', async () => {
    const dir = folderWith({ '_common.yaml': 'negative: [桌号]\n', 'acme.yaml': packWith() });
    const { ruleSet } = await loadRules({ dirs: [dir], known: SHELF });
    expect(ruleSet.negative).toContain('桌号');
    expect(ruleSet.negative).toContain('订单号');
  });

  test('drops the ~ of secret-shaped examples only where the rule says so', async () => {
    const tilde = packWith(
      ['    examples:', '    tilde: true\n    examples:'],
      ['AC12345675', 'AC~12345675'],
    );
    const { ruleSet } = await load(tilde);
    expect(ruleSet.rules.at(-1)?.examples.miss[0]?.text).toBe('会员号 AC12345675');
  });

  test('the pack shown in the README loads', async () => {
    const readme = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8');
    const shown = /```yaml\n(.*?)```/s.exec(readme)![1]!;
    const { ruleSet } = await load(shown);
    expect(ruleSet.rules.some(({ id }) => id === 'acme.member-no')).toBe(true);
  });
});

describe('a slip is one line with file, line, column and what to do', () => {
  const rule = 'rule acme.member-no';
  test.each([
    [
      'unknown validator',
      ['[luhn]', '[resident_id]'],
      'rules.unknown-validator',
      `acme.yaml:9:18 ${rule}: unknown validator "resident_id" — did you mean "resident-id"?`,
    ],
    [
      'unknown key',
      ['validators:', 'validator:'],
      'rules.unknown-key',
      `acme.yaml:9:5 ${rule}: unknown key "validator" — did you mean "validators"?`,
    ],
    [
      'unknown tier',
      ['tier: general', 'tier: secret'],
      'rules.unknown-tier',
      `acme.yaml:5:11 ${rule}: unknown tier "secret" — one of core, general, basic`,
    ],
    [
      'no tier',
      ['    tier: general\n', ''],
      'rules.unknown-tier',
      `acme.yaml:4:5 ${rule}: infoType "acme.member-no" has no tier — add "tier: core", "tier: general" or "tier: basic" to the rule`,
    ],
    [
      'unknown shape',
      ['{ labels: true }', '{ shape: mobil }'],
      'rules.unknown-shape',
      `acme.yaml:8:24 ${rule}: unknown shape "mobil" — did you mean "mobile"?`,
    ],
    [
      'two kinds of anchor',
      ['{ labels: true }', '{ labels: true, groups: [3, 4] }'],
      'rules.wrong-value',
      `acme.yaml:8:15 ${rule}: rules.0.anchors.0 needs exactly one of shape, digits, groups, literals, labels`,
    ],
    [
      'short literal',
      ['{ labels: true }', '{ literals: [a] }'],
      'rules.bad-anchor',
      `acme.yaml:8:15 ${rule}: literal "a" is too short — a literal of one character would stop the scan everywhere; use at least two`,
    ],
    [
      'macro typo',
      ['{W<}', '{w<}'],
      'rules.unknown-macro',
      `acme.yaml:7:16 ${rule}: unknown macro "{w<}" — did you mean "W<"?`,
    ],
    [
      'bad regex',
      ['AC\\d{8}', 'AC(\\d{8}'],
      'rules.bad-pattern',
      `acme.yaml:7:16 ${rule}: bad regular expression: `,
    ],
    [
      'empty match',
      ['{W<}AC\\d{8}{W>}', '\\d{0,8}'],
      'rules.bad-pattern',
      `acme.yaml:7:16 ${rule}: pattern matches the empty string`,
    ],
    [
      'unmarked example',
      ['[[AC12345674]]', 'AC12345674'],
      'rules.bad-example',
      `acme.yaml:13:15 ${rule}: a match example marks exactly one span with [[...]]`,
    ],
    [
      'missing examples',
      ['miss: ["会员号 AC12345675"]', 'miss: []'],
      'rules.missing-examples',
      `acme.yaml:13:7 ${rule}: has no examples.miss — texts in which nothing must be found`,
    ],
    [
      'duplicate id',
      ['id: acme.member-no', 'id: cn.mobile'],
      'rules.duplicate-rule',
      'acme.yaml:4:9 rule cn.mobile: duplicate rule id, first used at contact.yaml:',
    ],
    [
      'number for string',
      ['version: "1.0"', 'version: 1.0'],
      'rules.wrong-type',
      'acme.yaml:2:10: version must be a string — put it in quotes: YAML reads 0123 as a number',
    ],
    [
      'unknown list',
      ['[会员号]', '[$phone-word]'],
      'rules.unknown-list',
      `acme.yaml:11:23 ${rule}: unknown list "$phone-word" — did you mean "phone-words"?`,
    ],
    [
      'unknown parser',
      ["patterns: ['{W<}AC\\d{8}{W>}']", 'parser: cn_adress'],
      'rules.unknown-parser',
      `acme.yaml:7:13 ${rule}: unknown parser "cn_adress" — did you mean "cn-address"?`,
    ],
    [
      'likelihood above 1',
      ['prior: 0.2', 'prior: 20'],
      'rules.wrong-value',
      `acme.yaml:10:26 ${rule}: rules.0.confidence.prior must be 0..1`,
    ],
    ['not YAML', ['pack: acme', 'pack: [acme'], 'rules.yaml', 'acme.yaml:'],
  ] as const)('%s', async (_, change, code, line) => {
    const found = await slip(packWith(change));
    expect(found.line).toContain(line);
    expect(found.code).toBe(code);
  });

  test('unknown rule in extends and disable', async () => {
    expect((await slip('pack: acme\nversion: "1"\nrules:\n  - extends: cn.mobil\n')).line).toContain(
      'acme.yaml:4:14 rule cn.mobil: extends the unknown rule "cn.mobil" — did you mean "cn.mobile"?',
    );
    expect((await slip('pack: acme\nversion: "1"\ndisable: [cn.mobil]\n')).line).toContain(
      'unknown rule "cn.mobil" in disable — did you mean "cn.mobile"?',
    );
  });

  test('says how many more there are', async () => {
    expect((await slip(packWith(['[luhn]', '[lun, lhn]']))).line).toContain(
      '1 more: run "trawl rules check"',
    );
  });

  test('an alias bomb and a folder without packs are refused', async () => {
    const bomb = `pack: acme\nversion: "1"\nlists:\n  a: &a [x]\n${'bcdefghij'
      .split('')
      .map((name, i) => `  ${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[i]}`).join(', ')}]\n`)
      .join('')}`;
    expect((await slip(bomb)).code).toBe('rules.yaml');
    await expect(loadRules({ dirs: [folderWith({})] })).rejects.toMatchObject({ code: 'rules.no-packs' });
    await expect(loadRules({ dirs: ['/nowhere/at/all'] })).rejects.toMatchObject({ code: 'rules.no-folder' });
  });

  test('checkRules lists them all, with warnings', async () => {
    const dir = folderWith({
      'acme.yaml': packWith(['[luhn]', '[lun]'], ['tier: general', 'tire: general']),
      'next.yaml': packWith(['pack: acme', 'pack: next'], ['anchors: [{ labels: true }]', 'anchors: []']),
    });
    const problems = (await checkRules({ dirs: [dir], known: SHELF })).map((problem) => [
      problem.severity,
      describeProblem(problem, 'en').replace(dir, ''),
    ]);
    expect(problems).toEqual([
      ['error', '/acme.yaml:5:5 rule acme.member-no: unknown key "tire"'],
      [
        'warning',
        '/next.yaml:4:5 rule acme.member-no: has no anchors: nothing is ever found in running text',
      ],
    ]);
  });
});
