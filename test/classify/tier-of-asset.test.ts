import { beforeAll, describe, expect, test } from 'vitest';
import { tierOf } from '../../src/classify/tier-of.js';
import { describeReason, tierOfAsset } from '../../src/classify/tier-of-asset.js';
import { loadRules } from '../../src/config/rules.js';
import type { ColumnReport, Finding } from '../../src/model/finding.js';
import type { TierTable } from '../../src/model/tier-table.js';

let table: TierTable;
beforeAll(async () => {
  table = (await loadRules()).tiers;
});

const column = (infoType: string, name = infoType, part = ''): ColumnReport => ({
  name,
  part,
  infoType,
  tier: tierOf(table, infoType),
  confidence: 0.9,
  rows: 100,
  matched: 100,
  why: [],
});

const inText = (infoType: string, ...lines: number[]): Finding => ({
  id: infoType,
  asset: 'a',
  part: '',
  infoType,
  tier: tierOf(table, infoType),
  confidence: 0.9,
  why: [],
  count: lines.length,
  occurrences: lines.map((line) => ({
    location: { kind: 'text', line, column: 1, start: 0, end: 1 },
    evidence: { mask: '*', fingerprint: '0', length: 1 },
  })),
});

const combinations = (result: ReturnType<typeof tierOfAsset>) =>
  result.reasons.flatMap((reason) => (reason.kind === 'combination' ? [reason.id] : []));

describe('tier of an asset', () => {
  test('nothing found: no tier', () => {
    expect(tierOfAsset(table, [])).toEqual({ tier: null, reasons: [], raised: {} });
  });

  test('at least the tier of what it holds', () => {
    const result = tierOfAsset(table, [], [column('cn.company-name'), column('cn.mobile')]);
    expect(result.tier).toBe('general');
    expect(result.reasons[0]).toEqual({ kind: 'infoType', tier: 'general', infoType: 'cn.mobile' });
    expect(result.raised).toEqual({});
  });

  test('a name beside contact data is more than a name', () => {
    const result = tierOfAsset(table, [], [column('cn.person-name'), column('cn.mobile')]);
    expect(result.tier).toBe('general');
    expect(combinations(result)).toContain('identified-customer');
    expect(result.raised).toEqual({ 'cn.person-name': 'general' });
  });

  test('a name beside business records raises the whole from basic to general', () => {
    const result = tierOfAsset(table, [], [column('cn.person-name'), column('biz.record')]);
    expect(result.tier).toBe('general');
    expect(result.raised).toEqual({ 'cn.person-name': 'general', 'biz.record': 'general' });
    expect(describeReason(result.reasons[0]!, 'en')).toBe(
      'general: name and business records together show what a given person does (biz.record + cn.person-name)',
    );
  });

  test('a name beside an ID number, and a bank code beside an account, are core', () => {
    expect(tierOfAsset(table, [], [column('cn.person-name'), column('cn.resident-id')]).raised).toEqual({
      'cn.person-name': 'core',
    });
    expect(tierOfAsset(table, [], [column('cn.bank-account'), column('cn.cnaps')]).raised).toEqual({
      'cn.cnaps': 'core',
    });
  });

  test('a trajectory needs a person and ten positions', () => {
    const positions = (count: number) => ({ ...inText('geo.coordinates', 1), count });
    expect(tierOfAsset(table, [positions(9), inText('cn.mobile', 90)]).tier).toBe('general');
    expect(tierOfAsset(table, [positions(10)]).tier).toBe('general');
    expect(tierOfAsset(table, [positions(10), inText('cn.mobile', 90)]).tier).toBe('core');
  });

  test('a consumption profile needs two columns', () => {
    const one = [column('cn.mobile'), column('habit.consumption', 'amount')];
    expect(combinations(tierOfAsset(table, [], one))).not.toContain('consumption-profile');
    expect(combinations(tierOfAsset(table, [], [...one, column('habit.consumption', 'category')]))).toContain(
      'consumption-profile',
    );
  });

  test('in text, a row is a few lines', () => {
    expect(
      combinations(tierOfAsset(table, [inText('cn.person-name', 10), inText('cn.mobile', 13)])),
    ).toContain('identified-customer');
    expect(
      combinations(tierOfAsset(table, [inText('cn.person-name', 10), inText('cn.mobile', 14)])),
    ).not.toContain('identified-customer');
  });

  test('columns of different parts are not in one row', () => {
    const apart = [column('cn.person-name', 'xm', 'a.xlsx!/1'), column('biz.record', 'htbh', 'a.xlsx!/2')];
    expect(tierOfAsset(table, [], apart).tier).toBe('basic');
  });

  test('a finding of a column and its report are one thing, and one thing plays one role', () => {
    const finding: Finding = { ...inText('habit.consumption'), column: 'amount', count: 5 };
    const result = tierOfAsset(
      table,
      [finding],
      [column('habit.consumption', 'amount'), column('cn.mobile')],
    );
    expect(combinations(result)).not.toContain('consumption-profile');
  });

  test('a tier given by a finding of an unknown infoType is kept', () => {
    expect(
      tierOfAsset(table, [{ ...inText('cn.mobile', 1), infoType: 'gone.type', tier: 'core' }]).tier,
    ).toBe('core');
  });
});
