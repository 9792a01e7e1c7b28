import { fingerprint } from '../../src/lib/fingerprint.js';
import { maskValue } from '../../src/lib/mask.js';
import type { Coverage } from '../../src/model/asset.js';
import type { ColumnReport, Finding, Occurrence } from '../../src/model/finding.js';
import type { IssueCode, ScanIssue } from '../../src/model/issue.js';
import type { AssetReport, Report } from '../../src/model/report.js';
import { TIERS, type Tier, tierRank, worstTier } from '../../src/model/tier.js';
import type { Violation } from '../../src/model/violation.js';

interface SampleType {
  readonly infoType: string;
  readonly tier: Tier;
  readonly zh: string;
  readonly en: string;
  readonly column: string;
  readonly value: (n: number) => string;
}

const digits = (n: number, length: number) =>
  String((n * 7919 + 104729) % 10 ** length).padStart(length, '0');

/** Shapes only: none of these passes the check of its type on purpose. */
const TYPES: readonly SampleType[] = [
  {
    infoType: 'cn.resident-id',
    tier: 'core',
    zh: '居民身份证号',
    en: 'PRC resident ID',
    column: '身份证号',
    value: (n) => `110101199001${digits(n, 2)}000X`,
  },
  {
    infoType: 'fin.card-unionpay',
    tier: 'core',
    zh: '银行卡号（银联）',
    en: 'UnionPay card',
    column: '银行卡号',
    value: (n) => `622202000000${digits(n, 4)}`,
  },
  {
    infoType: 'secret.login-password',
    tier: 'core',
    zh: '登录密码',
    en: 'Login password',
    column: '密码',
    value: (n) => `Pw${digits(n, 8)}`,
  },
  {
    infoType: 'cn.passport',
    tier: 'core',
    zh: '护照号',
    en: 'Passport',
    column: '护照',
    value: (n) => `E${digits(n, 8)}`,
  },
  {
    infoType: 'cn.mobile',
    tier: 'general',
    zh: '手机号',
    en: 'Mobile number',
    column: '联系电话',
    value: (n) => `1390000${digits(n, 4)}`,
  },
  {
    infoType: 'email',
    tier: 'general',
    zh: '电子邮箱',
    en: 'E-mail address',
    column: 'email',
    value: (n) => `user${n}@example.com`,
  },
  {
    infoType: 'cn.address',
    tier: 'general',
    zh: '详细地址',
    en: 'Postal address',
    column: '收货地址',
    value: (n) => `广东省深圳市示例区虚构路${n}号`,
  },
  {
    infoType: 'person.dob',
    tier: 'general',
    zh: '出生日期',
    en: 'Date of birth',
    column: '出生日期',
    value: (n) => `19${digits(n, 2)}-01-01`,
  },
  {
    infoType: 'cn.person-name',
    tier: 'basic',
    zh: '客户姓名',
    en: 'Person name',
    column: '姓名',
    value: (n) => `张${['三', '四', '五'][n % 3]}`,
  },
  {
    infoType: 'cn.company-name',
    tier: 'basic',
    zh: '公司名称',
    en: 'Company name',
    column: '单位',
    value: (n) => `深圳虚构${n}号科技有限公司`,
  },
];

const FOLDERS = [
  '/data/share/销售部/客户 名单',
  '/data/share/财务部/2025',
  '/data/share/财务部/2026',
  '/data/share/hr/archive',
  '/data/share/IT/backup',
  '/data/share/IT/logs',
  '/data/share/市场部',
  '/data/export/outbound',
];
const FILES = [
  '客户清单.csv',
  'members.jsonl',
  '订单导出-Q3.csv',
  'app.log',
  '联系人.txt',
  'dump.sql',
  'payroll.csv',
  'notes.md',
];
const REASONS: readonly (readonly string[])[] = [
  ['format', 'checksum', 'context:身份证'],
  ['format', 'column:sfzh', 'values:98%', 'density'],
  ['format', 'context:电话'],
  ['format', 'negative:订单号'],
];
const ISSUES: readonly IssueCode[] = [
  'encrypted',
  'permission-denied',
  'unsupported-format',
  'too-large',
  'limit-depth',
  'malformed',
  'symlink',
  'changed',
];

export interface SampleOptions {
  readonly assets: number;
  readonly findings: number;
  /** Names to use for assets, parts and columns before the ordinary ones: hostile ones, for tests. */
  readonly names?: readonly string[];
  readonly clean?: boolean;
}

const KEY = Buffer.alloc(32, 7);

/** A synthetic report, the same for the same options. */
export function sampleReport({
  assets: assetCount,
  findings: findingCount,
  names = [],
  clean = false,
}: SampleOptions): Report {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * random() * items.length)]!;

  const paths = Array.from({ length: assetCount }, (_, n) => {
    const hostile = names[n];
    return hostile ?? `${pick(FOLDERS)}/${n < 8 ? '' : `${Math.floor(n / 8)}-`}${FILES[n % FILES.length]}`;
  });
  const statuses = paths.map(
    (_, n): Coverage => (clean || n % 9 < 7 ? 'complete' : n % 9 === 7 ? 'partial' : 'skipped'),
  );
  const issues: ScanIssue[] = paths.flatMap((asset, n): ScanIssue[] =>
    statuses[n] === 'complete'
      ? []
      : [
          {
            asset,
            part: n % 2 === 0 ? '' : (names[n] ?? '附件/inner.zip'),
            stage: 'extract',
            code: ISSUES[Math.floor(n / 9) % ISSUES.length]!,
            message: 'stopped after 104857600 bytes',
          },
        ],
  );

  const findings: Finding[] = [];
  for (let n = 0; n < findingCount && paths.length > 0; n++) {
    const at = n < names.length ? n : Math.floor(random() ** 1.7 * paths.length);
    if (statuses[at] === 'skipped') continue;
    const type = TYPES[n % 3 === 0 ? 4 + (n % 6) : Math.floor(random() * TYPES.length)]!;
    const table = n % 3 !== 2;
    const column = table ? (names[n] ?? type.column) : undefined;
    const count = 1 + Math.floor(random() ** 6 * 12000);
    const occurrences = Array.from({ length: Math.min(count, 5) }, (_, k): Occurrence => {
      const value = type.value(n * 31 + k);
      const evidence = {
        mask: maskValue(type.infoType, value),
        fingerprint: fingerprint(KEY, type.infoType, value),
        length: [...value].length,
      };
      const line = 2 + k * 7;
      return column === undefined
        ? {
            location: { kind: 'text', line, column: 8, start: line * 60, end: line * 60 + evidence.length },
            evidence,
          }
        : { location: { kind: 'cell', column, row: line - 1, line }, evidence };
    });
    findings.push({
      id: fingerprint(KEY, 'finding', `${n}`),
      asset: paths[at]!,
      part: n % 11 === 10 ? (names[n] ?? 'backup.zip!/q3.csv') : '',
      infoType: type.infoType,
      tier: type.tier,
      confidence: 0.5 + 0.5 * (1 - random() ** 2),
      why: REASONS[n % REASONS.length]!,
      count,
      ...(table ? { distinct: Math.max(1, Math.floor(count * 0.9)) } : {}),
      ...(column === undefined ? {} : { column }),
      occurrences,
    });
  }

  const byAsset = new Map<string, Finding[]>();
  for (const finding of findings)
    byAsset.set(finding.asset, [...(byAsset.get(finding.asset) ?? []).slice(0, 30), finding]);
  const assets = paths.map((path, n): AssetReport => {
    const found = byAsset.get(path) ?? [];
    const columns = found
      .filter((finding) => finding.column !== undefined)
      .slice(0, 4)
      .map(columnOf);
    return {
      id: `a${n}`,
      source: 'files',
      path,
      kind: 'file',
      bytes: Math.floor(10 ** (2 + random() * 6)),
      encoding: n % 5 === 0 ? 'gb18030' : 'utf-8',
      tier: found.reduce<Tier | null>((tier, finding) => worstTier(tier, finding.tier), null),
      status: statuses[n]!,
      reasons: issues
        .filter((issue) => issue.asset === path)
        .slice(0, 3)
        .map((issue) => issue.code),
      ...(columns.length === 0 ? {} : { columns }),
    };
  });
  const violations: Violation[] = findings
    .filter((finding) => finding.tier === 'core' && finding.column !== undefined)
    .slice(0, clean ? 0 : 3)
    .map((finding, n) => ({
      id: `v${n}`,
      clause: '4.2.1',
      check: 'storage.unencrypted',
      severity: (['critical', 'high', 'medium'] as const)[n % 3]!,
      asset: finding.asset,
      findings: [finding.id],
      observed: '文件、文件系统与卷均未加密',
      expected: '核心敏感资料加密存储',
      why: '核心敏感资料以明文存放',
      ...(n === 2 ? { undetermined: true } : {}),
      suggestedAction: '加密该文件或迁移至加密卷',
    }));
  const tierCount = (tier: Tier) => findings.filter((finding) => finding.tier === tier).length;
  const severityCount = (severity: Violation['severity']) =>
    violations.filter((violation) => violation.severity === severity).length;
  return {
    scan: {
      id: '20260131-0915-a1b2',
      started: '2026-01-31T09:15:00.000Z',
      finished: '2026-01-31T09:18:20.000Z',
      version: '0.1.0',
      rules: {
        packs: [
          { name: 'cn', version: '1.0.0', rules: 52 },
          { name: 'intl', version: '1.0.0', rules: 26 },
        ],
        hash: '5f2c9e0a',
      },
      options: {
        paths: names.length > 0 ? names.slice(0, 2) : ['/data/share', '/data/export'],
        minConfidence: 0.5,
      },
      host: 'scanner-01',
    },
    summary: {
      assets: {
        complete: statuses.filter((s) => s === 'complete').length,
        partial: statuses.filter((s) => s === 'partial').length,
        skipped: statuses.filter((s) => s === 'skipped').length,
      },
      bytes: assets.reduce((sum, asset) => sum + (asset.status === 'skipped' ? 0 : asset.bytes), 0),
      findings: { core: tierCount('core'), general: tierCount('general'), basic: tierCount('basic') },
      violations: {
        critical: severityCount('critical'),
        high: severityCount('high'),
        medium: severityCount('medium'),
        low: severityCount('low'),
      },
      tier: TIERS.find((tier) => tierCount(tier) > 0) ?? null,
    },
    assets,
    findings: findings.sort((a, b) => tierRank(a.tier) - tierRank(b.tier)),
    violations,
    issues,
    infoTypes: Object.fromEntries(TYPES.map(({ infoType, zh, en }) => [infoType, { zh, en }])),
  };
}

function columnOf(finding: Finding): ColumnReport {
  return {
    name: finding.column!,
    part: finding.part,
    infoType: finding.infoType,
    tier: finding.tier,
    confidence: finding.confidence,
    rows: Math.ceil(finding.count * 1.1),
    matched: finding.count,
    why: finding.why,
  };
}

/** Names that steer terminals, reorder text, break out of markup, links, strings or cells. Each holds a mark to look for. */
export const HOSTILE_NAMES: readonly string[] = [
  '/in/new\nline\r.csv',
  '/in/\u001b]52;c;ZXZpbA==\u0007osc.csv',
  '/in/\u001b[2J\u001b[31mred.txt',
  '/in/bell\u0007\u0000nul.txt',
  '/in/c1\u009b31m\u0085\u007f.txt',
  '/in/rtl\u202egnp.exe\u2066\u200b\ufeff.txt',
  '/in/<img src=x onerror=alert(1)>.txt',
  "/in/');alert(1);('.js",
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '-2+3+cmd|x',
  '\t=1+1',
  '/in/line\u2028sep\u2029.txt',
  '/in/]]>cdata.xml',
  '/in/```ticks```.md',
  '/in/</script><script>alert(1)</script>.html',
  '/in/<!--<script>.html',
  '/in/[click](javascript:alert(1)).md',
  `/in/{0}{{7*7}}${'${'}7*7}.txt`,
  '/in/lone\ud800surrogate.txt',
  '/in/a|b|c.txt',
  '/in/quote"semi;=1+1,comma.csv',
  '--help',
  'C:\\Users\\客户 名单.xlsx',
];
