import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PoisonList } from '../../src/scan/poison.js';
import { tempDir } from '../support/temp-dir.js';
import { fakeScan, fill, outcomes } from './fake-scan.js';

/** The fault in the midst of innocents that share its batch. */
function amidInnocents(fault: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < 30; i++) files[`i${i}`.padEnd(4, '0')] = 'innocent';
  return { ...files, i15x: fault };
}

describe('a file that is too much for its thread', () => {
  test.each([
    ['hang', 'partial limit-time'],
    ['hang-regex', 'partial limit-time'],
    ['oom', 'skipped poison'],
    ['exit', 'skipped poison'],
    ['throw', 'skipped poison'],
    ['throw-once', 'complete'],
    ['exit-once', 'complete'],
    ['eio', 'partial io-error'],
  ])('%s: ends as %s, its neighbours complete', async (fault, outcome) => {
    const dir = tempDir();
    fill(dir, amidInnocents(fault));
    const report = await fakeScan(dir, { timeoutPerAsset: outcome.endsWith('time') ? 400 : 20_000 });
    const expected = Object.keys(amidInnocents(fault))
      .sort()
      .map((name) => `${name}: ${name === 'i15x' ? outcome : 'complete'}`);
    expect(outcomes(report, dir).filter((line) => !line.includes('.marker'))).toEqual(expected);
    for (const issue of report.issues) expect(issue).toMatchObject({ asset: `${dir}/i15x`, part: '' });
    expect(JSON.stringify(report)).not.toContain('quotes the data');
  });

  test('many of them: the scan ends, each has its outcome, nobody else has', async () => {
    const dir = tempDir();
    const files: Record<string, string> = {};
    const faults = ['hang', 'exit', 'throw'];
    for (let i = 0; i < 120; i++) files[`f${i}`] = i % 20 === 7 ? faults[Math.floor(i / 20) % 3]! : 'slow 1';
    fill(dir, files);
    const report = await fakeScan(dir, { timeoutPerAsset: 300 });
    expect(report.summary.assets).toEqual({ complete: 114, partial: 2, skipped: 4 });
    for (const asset of report.assets) {
      const fault = files[asset.path.slice(dir.length + 1)];
      const reasons = fault === 'hang' ? ['limit-time'] : fault === 'slow 1' ? [] : ['poison'];
      expect(asset.reasons, asset.path).toEqual(reasons);
    }
  });

  test('a slow file within its budget is left alone, and so are those waiting behind it', async () => {
    const dir = tempDir();
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`f${i}`, 'slow 120']));
    fill(dir, files);
    // The batch takes far longer than one file may.
    const report = await fakeScan(dir, { timeoutPerAsset: 400, workers: 1 });
    expect(report.summary.assets).toEqual({ complete: 8, partial: 0, skipped: 0 });
  });

  test('poison is remembered for the next scan of the same process', async () => {
    const dir = tempDir();
    fill(dir, { bad: 'exit', good: 'x' });
    const poison = new PoisonList();
    await fakeScan(dir, { poison });
    fill(dir, { new: 'x' });
    const report = await fakeScan(dir, { poison });
    expect(outcomes(report, dir)).toEqual(['bad: skipped poison', 'good: complete', 'new: complete']);
    expect(report.issues[0]!.message).toMatch(/before/);
    fill(dir, { bad: 'changed since' });
    expect(outcomes(await fakeScan(dir, { poison }), dir)[0]).toBe('bad: complete');
  });

  test('ended threads leave no handles behind that add up', async () => {
    const dir = tempDir();
    fill(dir, Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`f${i}`, 'hang'])));
    const handles = () => readdirSync('/proc/self/fd').length;
    // Threads end a little after their scan; what leaks never goes.
    const settled = async (limit: number) => {
      for (let i = 0; i < 100 && handles() > limit; i++) await pause(50);
      return handles();
    };
    const idle = handles();
    await fakeScan(dir, { timeoutPerAsset: 1 });
    const before = await settled(idle);
    for (let i = 0; i < 8; i++) await fakeScan(dir, { timeoutPerAsset: 1 });
    expect(await settled(before + 1)).toBeLessThanOrEqual(before + 1);
  });
});
