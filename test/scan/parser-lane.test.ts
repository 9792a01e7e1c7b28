import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import type { Report } from '../../src/model/report.js';
import { runScan, type ScanOptions } from '../../src/scan/pipeline.js';
import { findSandbox } from '../../src/scan/sandbox.js';
import { tempDir } from '../support/temp-dir.js';
import { fill, outcomes } from './fake-scan.js';

const FAKE_HOST = fileURLToPath(new URL('./fake-host.mjs', import.meta.url));
/** What makes a file one for the parser lane. */
const ZIP = 'PK\x03\x04 order in the name';

async function scan(
  names: readonly string[],
  options: Partial<ScanOptions> = {},
): Promise<{ report: Report; lines: string[]; facts: Record<string, DataAsset['facts']> }> {
  const dir = tempDir();
  fill(dir, Object.fromEntries(names.map((name) => [name, name.endsWith('.txt') ? 'innocent' : ZIP])));
  const facts: Record<string, DataAsset['facts']> = {};
  const report = await runScan(
    {
      roots: [dir],
      workers: 2,
      rulesDirs: [],
      timeoutPerAsset: 20_000,
      ...options,
      lane: { hostProgram: FAKE_HOST, killGraceMs: 200, ...options.lane },
    },
    {
      onAsset: (_, __, asset) => {
        facts[asset.path.slice(dir.length + 1)] = asset.facts;
      },
    },
  );
  return { report, lines: outcomes(report, dir), facts };
}

describe('a document that is too much for its parser', () => {
  test.each([
    ['exit', 'partial worker-died'],
    ['abort', 'partial worker-died'],
    ['oom', 'partial worker-died'],
    ['buffers', 'partial limit-memory'],
    ['toolong', 'partial worker-died'],
    ['unknown', 'partial worker-died'],
    ['nonsense', 'partial malformed'],
    ['code', 'partial malformed'],
    ['unended', 'complete'],
    ['hoard', 'partial limit-bytes'],
  ])('%s: ends as %s, its neighbours complete', async (fault, outcome) => {
    const names = ['ok1.zip', 'ok2.zip', `${fault}.zip`, 'ok3.zip', 'plain.txt'];
    const { report, lines } = await scan(names, {
      lane: { hostLimits: { residentBytes: 250e6, heapMb: 64, scratchBytes: 4 << 20 } },
    });
    expect(lines).toEqual(
      [...names].sort().map((name) => `${name}: ${name === `${fault}.zip` ? outcome : 'complete'}`),
    );
    expect(report.findings.filter(({ infoType }) => infoType === 'cn.resident-id')).toHaveLength(3);
  });

  test('hang: is ended at its time, and what came before is kept', async () => {
    const { report, lines } = await scan(['hang.zip', 'ok.zip'], { timeoutPerAsset: 4_000 });
    expect(lines).toEqual(['hang.zip: partial limit-time', 'ok.zip: complete']);
    expect(report.findings.map(({ infoType }) => infoType).sort()).toEqual(['cn.mobile', 'cn.resident-id']);
  });

  test('what failed once is tried again in a fresh host, and findings count once', async () => {
    const { report } = await scan(['exit.zip']);
    expect(report.findings.map(({ infoType, count }) => [infoType, count])).toEqual([['cn.mobile', 1]]);
  });

  test('many of them: each has its outcome, and nobody else', async () => {
    const faults = ['exit', 'abort', 'nonsense'];
    const names = Array.from({ length: 60 }, (_, i) =>
      i % 12 === 5 ? `${faults[Math.floor(i / 12) % 3]}${i}.zip` : `slow${i}.zip`,
    );
    const { lines } = await scan(names);
    for (const line of lines) {
      if (line.startsWith('slow')) expect(line).toMatch(/: complete$/);
      else if (line.startsWith('nonsense')) expect(line).toMatch(/: partial malformed$/);
      else expect(line).toMatch(/: partial worker-died$/);
    }
    expect(lines).toHaveLength(60);
  });
});

test('an interrupted scan ends, and says what was not read', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 1_500);
  const { lines } = await scan(['hang1.zip', 'hang2.zip', 'ok1.zip', 'ok2.zip', 'ok3.zip'], {
    signal: stop.signal,
    workers: 1,
  });
  expect(lines.every((line) => /: (?:complete|(?:partial|skipped) interrupted)$/.test(line))).toBe(true);
  expect(lines.filter((line) => line.includes('interrupted')).length).toBeGreaterThan(0);
});

test('the last byte of an asset can be read, and nothing behind it', async () => {
  const { facts } = await scan(['last.zip']);
  expect(facts['last.zip']).toMatchObject({ last: Buffer.from('e').toString('hex') });
});

test('a host cannot read, write, start or reach anything, and knows nothing of its surroundings', async () => {
  const missing = findSandbox().protections.filter(({ active }) => !active);
  expect(missing, 'tests run where every protection can be had').toEqual([]);
  const { facts } = await scan(['prison.zip']);
  expect(facts['prison.zip']).toMatchObject({
    read: 'ERR_ACCESS_DENIED',
    write: 'ERR_ACCESS_DENIED',
    spawn: 'ERR_ACCESS_DENIED',
    net: 'ENETUNREACH',
    env: '',
  });
});

test('hosts end with the program, even when it is killed and they hang, and leave nothing behind', async () => {
  const dir = tempDir();
  const temp = tempDir();
  fill(dir, { 'hang1.zip': ZIP, 'putaside.zip': ZIP });
  const script = fileURLToPath(new URL('./scan-fake-host.mjs', import.meta.url));
  const scan = spawn(process.execPath, [script, dir, FAKE_HOST], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temp },
  });
  const hosts = await waitFor(() => {
    const found = childrenOf(scan);
    return found.length === 2 && readdirSync(`/proc/${scan.pid}/fd`).length > 0 ? found : undefined;
  });
  await pause(500);
  scan.kill('SIGKILL');
  await waitFor(() => (hosts.every((pid) => !isAlive(pid)) ? true : undefined));
  expect(readdirSync(temp)).toEqual([]);
});

function childrenOf({ pid }: ChildProcess): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => statOf(each)?.parent === pid && isHost(each));
}

function isHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('fake-host');
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  return !['Z', undefined].includes(statOf(pid)?.state);
}

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

async function waitFor<T>(look: () => T | undefined): Promise<T> {
  for (let i = 0; i < 600; i++) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
  throw new Error('waited in vain');
}
