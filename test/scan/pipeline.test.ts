import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AssetReport } from '../../src/model/report.js';
import { wasFullyRead } from '../../src/scan/coverage.js';
import type { Progress } from '../../src/scan/pipeline.js';
import { tempDir } from '../support/temp-dir.js';
import { fakeScan, fill, outcomes } from './fake-scan.js';

describe('a scan', () => {
  test('accounts for everything in a hostile tree, in listing order', async () => {
    const dir = tempDir();
    fill(dir, { 'a.txt': 'x', 'big.bin': 'y'.repeat(2000), 'sub/deep/c': 'z', empty: '', '.hidden': 'h' });
    execFileSync('mkfifo', [`${dir}/fifo`]);
    symlinkSync('.', `${dir}/loop`);
    linkSync(`${dir}/a.txt`, `${dir}/alias`);
    writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff, 0xfe])]), 'bytes');
    execFileSync('truncate', ['-s', '20G', `${dir}/holes`]);
    const report = await fakeScan(dir, { maxFileSize: 30 * 2 ** 30 });
    expect(outcomes(report, dir)).toEqual([
      '.hidden: complete',
      'a.txt: complete',
      'alias: skipped alias',
      'big.bin: complete',
      'empty: complete',
      'fifo: skipped not-regular',
      'holes: skipped sparse',
      'loop: skipped symlink',
      '\\xff\\xfe: complete',
      'sub/deep/c: complete',
    ]);
    expect(report.summary).toMatchObject({ assets: { complete: 6, partial: 0, skipped: 4 }, bytes: 2008 });
    expect(report.issues.map(({ code }) => code)).toEqual(['alias', 'not-regular', 'sparse', 'symlink']);
    expect(wasFullyRead(report)).toBe(false);
    const { issues } = await fakeScan(dir, { maxFileSize: 1000 });
    expect(issues.map(({ code }) => code)).toEqual([
      'alias',
      'too-large',
      'not-regular',
      'too-large',
      'symlink',
    ]);
  });

  test('of one folder reads everything there is, under every split into batches', async () => {
    const dir = tempDir();
    const files: Record<string, string> = {};
    for (let i = 0; i < 500; i++) files[`f${i}`] = i % 100 === 0 ? 'x'.repeat(3 << 20) : `${i}`;
    fill(dir, files);
    const report = await fakeScan(dir);
    expect(report.summary.assets).toEqual({ complete: 500, partial: 0, skipped: 0 });
    expect(report.summary.bytes).toBe(Object.values(files).join('').length);
    expect(wasFullyRead(report)).toBe(true);
    expect(report.assets.map(({ path }) => path)).toEqual(
      Object.keys(files)
        .sort()
        .map((name) => `${dir}/${name}`),
    );
  });

  test('of nothing gives an empty report', async () => {
    const report = await fakeScan(tempDir());
    expect(report).toMatchObject({ assets: [], findings: [], issues: [], summary: { bytes: 0, tier: null } });
    expect(report.scan).toMatchObject({ version: expect.stringMatching(/^\d/) });
    expect('interrupted' in report.scan).toBe(false);
  });

  test.each([
    ['shrinks', (path: string) => truncateSync(path, 8)],
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['is removed', (path: string) => unlinkSync(path)],
  ])('marks a file that %s while it is read', async (_, change) => {
    const dir = tempDir();
    fill(dir, { f: 'slow 300' });
    let changed = false;
    const report = await fakeScan(
      dir,
      {},
      {
        onProgress({ current }) {
          if (current === undefined || changed) return;
          changed = true;
          change(`${dir}/f`);
        },
      },
    );
    expect(outcomes(report, dir)).toEqual(['f: partial changed']);
    expect(wasFullyRead(report)).toBe(false);
  });

  test('marks files that vanish before their turn', async () => {
    const dir = tempDir();
    fill(dir, { a: 'slow 300', b: 'x' });
    let done = false;
    const report = await fakeScan(
      dir,
      { workers: 1 },
      {
        onProgress() {
          if (!done) unlinkSync(`${dir}/b`);
          done = true;
        },
      },
    );
    expect(outcomes(report, dir)).toEqual(['a: complete', 'b: skipped vanished']);
  });

  test('reports each asset as it ends, and its progress', async () => {
    const dir = tempDir();
    fill(dir, { a: 'findings 2', b: 'slow 250', c: 'x' });
    symlinkSync('a', `${dir}/d`);
    const seen: AssetReport[] = [];
    const progress: Progress[] = [];
    await fakeScan(
      dir,
      {},
      {
        onAsset: (report, findings, asset) => {
          expect(asset.facts.mode).toBeTypeOf('number');
          expect(findings).toHaveLength(report.path.endsWith('/a') ? 2 : 0);
          seen.push(report);
        },
        onProgress: (now) => progress.push(now),
      },
    );
    expect(seen).toHaveLength(4);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({
      assetsDone: 4,
      assetsListed: 4,
      listingDone: true,
      bytesDone: progress.at(-1)!.bytesListed,
      bytesListed: 'findings 2slow 250x'.length + 1,
      findings: 2,
    });
    expect(progress.some(({ current }) => current?.endsWith('/b'))).toBe(true);
  });

  test('leaves the tier of an asset to the caller', async () => {
    const dir = tempDir();
    fill(dir, { a: 'findings 2', b: 'x' });
    const report = await fakeScan(dir, { tierOfAsset: (findings) => (findings.length ? 'basic' : null) });
    expect(report.assets.map(({ tier }) => tier)).toEqual(['basic', null]);
    expect(report.summary.tier).toBe('basic');
  });
});

describe('an interrupted scan', () => {
  test('reports what was done and what was not', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/sub`);
    fill(dir, { a: 'x', b: 'slow 300', c: 'x', 'sub/d': 'x' });
    const stop = new AbortController();
    const report = await fakeScan(
      dir,
      { workers: 1, signal: stop.signal },
      {
        onProgress: ({ current }) => current?.endsWith('/b') && stop.abort(),
      },
    );
    // What was in flight ended in time; what waited behind it was not begun.
    expect(outcomes(report, dir)).toEqual([
      'a: complete',
      'b: complete',
      'c: skipped interrupted',
      'sub/d: skipped interrupted',
    ]);
    expect(report.scan.interrupted).toBe(true);
    expect(wasFullyRead(report)).toBe(false);
    expect(report.issues.at(-1)!.code).toBe('interrupted');
  });

  test('does not wait for what does not end', async () => {
    const dir = tempDir();
    fill(dir, { a: 'hang', b: 'x' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const report = await fakeScan(dir, { workers: 1, signal: stop.signal });
    expect(outcomes(report, dir)).toEqual(['a: skipped interrupted', 'b: skipped interrupted']);
  });

  test('may be interrupted before it begins', async () => {
    const dir = tempDir();
    fill(dir, { a: 'x' });
    const report = await fakeScan(dir, { signal: AbortSignal.abort() });
    expect(report.assets).toEqual([]);
    expect(report.scan.interrupted).toBe(true);
    expect(report.issues.map(({ code }) => code)).toEqual(['interrupted']);
  });

  test('stops a long listing', async () => {
    const dir = tempDir();
    fill(dir, Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}`, 'slow 5'])));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 2500);
    const { summary, assets } = await fakeScan(dir, { signal: stop.signal });
    expect(assets.length).toBeLessThan(3000);
    expect(summary.assets.complete).toBeGreaterThan(0);
    expect(summary.assets.complete + summary.assets.skipped).toBe(assets.length);
  });
});
