import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../support/temp-dir.js';
import { FAKE_SCANNER, fakeScan, fill } from './fake-scan.js';

describe('findings', () => {
  test('of one asset may be many: none is lost between messages', async () => {
    const dir = tempDir();
    fill(dir, { many: 'findings 4321', few: 'findings 3' });
    const report = await fakeScan(dir);
    expect(report.findings).toHaveLength(4324);
    expect(new Set(report.findings.map(({ id }) => id)).size).toBe(4324);
    expect(report.summary).toMatchObject({ findings: { core: 4324, general: 0, basic: 0 }, tier: 'core' });
  });

  test('below the confidence asked for are dropped', async () => {
    const dir = tempDir();
    fill(dir, { f: 'findings 10' });
    const report = await fakeScan(dir, { minConfidence: 0.8 });
    expect(report.findings).toHaveLength(5);
  });
});

describe('an engine that does not start', () => {
  test('fails the scan, with its reason', async () => {
    const dir = tempDir();
    fill(dir, { f: 'x' });
    await expect(fakeScan(dir, { scanner: { startError: 'no rules' } })).rejects.toThrow(/no rules/);
  });

  test('fails the scan when its threads end', async () => {
    const dir = tempDir();
    fill(dir, { f: 'x', g: 'x' });
    await expect(fakeScan(dir, { scanner: { startExit: 7 } })).rejects.toThrow(/end before they begin/);
  });

  test('fails the scan when it is not there', async () => {
    const dir = tempDir();
    fill(dir, { f: 'x' });
    const lane = { scannerModule: `${FAKE_SCANNER}.missing` };
    await expect(fakeScan(dir, { lane })).rejects.toThrow(/does not start/);
  });
});

test.each(['start', 'middle'])('running out of file handles at the %s is a pause, not an error', (when) => {
  const dir = tempDir();
  for (let i = 0; i < 20; i++)
    fill(dir, Object.fromEntries(Array.from({ length: 20 }, (_, j) => [`d${i}/f${j}`, 'slow 2'])));
  const script = new URL('./out-of-handles.mjs', import.meta.url).pathname;
  const command = 'ulimit -n 60; exec "$0" "$@"';
  const out = execFileSync('bash', ['-c', command, process.execPath, script, dir, when], {
    encoding: 'utf8',
  });
  expect(out).toBe('0 {"complete":400,"partial":0,"skipped":0}');
});
