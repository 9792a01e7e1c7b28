import { describe, expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import type { Finding } from '../../src/model/finding.js';
import { Accounting, worstTierFound } from '../../src/scan/accounting.js';
import { type AssetResult, unread } from '../../src/scan/lane.js';

const asset = (id: string): DataAsset => ({
  id,
  source: 'files',
  kind: 'file',
  path: `/${id}`,
  size: 10,
  facts: {},
});
const finding = (tier: Finding['tier'], confidence = 0.9) => ({ tier, confidence }) as Finding;
const result = (id: string, more: Partial<AssetResult> = {}): AssetResult => ({
  asset: id,
  bytes: 10,
  status: 'complete',
  findings: [],
  columns: [],
  issues: [],
  ...more,
});
const books = () => new Accounting(0.5, worstTierFound);
const skipped = (id: string) => unread(asset(id), 'skipped', 'open', 'vanished', 'gone');

describe('the books', () => {
  test('balance, in listing order', () => {
    const it = books();
    for (const id of ['a', 'b', 'c']) it.list(asset(id));
    it.note({ asset: '/dir', part: '', stage: 'list', code: 'unlistable', message: 'no' });
    it.settle(asset('c'), skipped('c'));
    it.settle(asset('b'), result('b', { findings: [finding('basic'), finding('core', 0.4)] }));
    it.settle(asset('a'), result('a', { findings: [finding('general')] }));
    const closed = it.close();
    expect(closed.assets.map(({ path, status, reasons, tier }) => [path, status, reasons, tier])).toEqual([
      ['/a', 'complete', [], 'general'],
      ['/b', 'complete', [], 'basic'],
      ['/c', 'skipped', ['vanished'], null],
    ]);
    expect(closed.findings.map(({ tier }) => tier)).toEqual(['general', 'basic']);
    expect(closed.issues.map(({ code }) => code)).toEqual(['vanished', 'unlistable']);
    expect(closed.settled).toEqual({ complete: 2, partial: 0, skipped: 1 });
    expect([it.bytesListed, it.bytesDone, it.bytesRead, it.findings]).toEqual([30, 30, 20, 2]);
  });

  test('do not close while an asset is open', () => {
    const it = books();
    it.list(asset('a'));
    expect(() => it.close()).toThrow(/1 assets listed, 0 settled/);
  });

  test('refuse what was settled before, never listed, or listed twice', () => {
    const it = books();
    expect(() => it.settle(asset('a'), result('a'))).toThrow(/not listed/);
    it.list(asset('a'));
    expect(() => it.list(asset('a'))).toThrow(/twice/);
    expect(() => it.settle(asset('a'), result('b'))).toThrow(/not listed/);
    it.settle(asset('a'), result('a'));
    expect(() => it.settle(asset('a'), result('a'))).toThrow(/not listed/);
  });

  test('take no status without its reason, and no reason as complete', () => {
    const it = books();
    for (const id of ['a', 'b']) it.list(asset(id));
    expect(() => it.settle(asset('a'), result('a', { status: 'partial' }))).toThrow(/without a reason/);
    const { report } = it.settle(asset('b'), result('b', { issues: skipped('b').issues }));
    expect(report).toMatchObject({ status: 'partial', reasons: ['vanished'] });
  });
});
