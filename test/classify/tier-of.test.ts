import { beforeAll, describe, expect, test } from 'vitest';
import {
  escalationsFor,
  riskScore,
  severityOf,
  standardsFor,
  tierOf,
  tierOfScan,
} from '../../src/classify/tier-of.js';
import { loadRules } from '../../src/config/rules.js';
import type { TierTable } from '../../src/model/tier-table.js';

let table: TierTable;
beforeAll(async () => {
  table = (await loadRules()).tiers;
});

describe('tiers of infoTypes', () => {
  test.each([
    ['cn.resident-id', 'core'],
    ['fin.card-unionpay', 'core'],
    ['secret.transaction-password', 'core'],
    ['cn.mobile', 'general'],
    ['cn.address', 'general'],
    ['habit.consumption', 'general'],
    ['cn.person-name', 'basic'],
    ['cn.company-name', 'basic'],
    ['biz.record', 'basic'],
  ])('%s is %s', (infoType, tier) => expect(tierOf(table, infoType)).toBe(tier));

  test('an unknown infoType is a bug', () => expect(() => tierOf(table, 'no.such')).toThrow(RangeError));

  test('a scan has the tier of its most sensitive asset', () => {
    expect(tierOfScan([{ tier: 'basic' }, { tier: null }, { tier: 'general' }])).toBe('general');
    expect(tierOfScan([{ tier: null }])).toBeNull();
    expect(tierOfScan([])).toBeNull();
  });
});

describe('volumes', () => {
  test.each([
    ['core', 1, 'high'],
    ['core', 499, 'high'],
    ['core', 500, 'critical'],
    ['general', 1, 'low'],
    ['general', 50, 'medium'],
    ['general', 5000, 'critical'],
    ['basic', 4999, 'low'],
    ['basic', 50000, 'high'],
  ] as const)('%s, %i subjects: %s', (tier, subjects, severity) =>
    expect(severityOf(table, tier, subjects)).toBe(severity),
  );

  test('escalations count more sensitive data towards lower thresholds', () => {
    const ids = (core: number, general: number) =>
      escalationsFor(table, { core, general, basic: 0 }).map(({ id }) => id);
    expect(ids(9_999, 99_999)).toEqual([]);
    expect(ids(10_000, 0)).toEqual(['sensitive-export']);
    expect(ids(1_000_000, 0)).toEqual(['export-assessment', 'export-contract', 'sensitive-export']);
    expect(ids(0, 100_000)).toEqual(['export-contract']);
  });

  test('risk score: one ID weighs 1, ten 6.5, and each type is capped', () => {
    const ids = (count: number) => ({ infoType: 'cn.resident-id', tier: 'core' as const, count });
    expect(riskScore([ids(1)])).toBeCloseTo(1, 10);
    expect(riskScore([ids(10)])).toBeCloseTo(10 * (1 - 0.9 ** 10), 10);
    expect(riskScore([ids(5), ids(5)])).toBeCloseTo(riskScore([ids(10)]), 10);
    expect(riskScore([ids(100_000)])).toBeLessThanOrEqual(10);
    expect(riskScore([{ ...ids(1000), distinct: 1 }])).toBeCloseTo(1, 10);
  });

  test('standards are named beside the tier', () => {
    expect(standardsFor(table, 'cn.mobile')?.labels['JR/T 0171-2020']).toBe('C2');
    expect(standardsFor(table, 'secret.login-password')?.labels['JR/T 0197-2020']).toBe('4');
    for (const infoType of Object.keys(table.infoTypes))
      expect(standardsFor(table, infoType), infoType).toBeDefined();
  });
});
