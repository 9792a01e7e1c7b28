import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExpandLimits } from '../../src/extractors/budget.js';
import { EXTRACTORS } from '../../src/extractors/index.js';
import { ISSUE_CODES } from '../../src/model/issue.js';
import type { AssetReport, Report } from '../../src/model/report.js';
import { runScan } from '../../src/scan/pipeline.js';
import { keptTempDir, tempDir } from '../support/temp-dir.js';
import { corpus } from './corpus.js';
import { type Hostile, P3 } from './hostile.js';
import { plantTree } from './tree.js';

const canaries = keptTempDir();
const CANARY = join(canaries.path, 'canary.txt');
writeFileSync(CANARY, P3);
const INPUTS = corpus(CANARY);
/** Kinds of a package have no name of their own on the shelf: their files tell. */
const ready = ({ needs = [] }: Hostile) =>
  needs.every(
    (format) =>
      format in EXTRACTORS || existsSync(new URL(`../../src/extractors/${format}.ts`, import.meta.url)),
  );

interface Outcome {
  readonly asset: AssetReport;
  /** Identity numbers found. */
  readonly finds: number;
}

async function scan(
  inputs: readonly Hostile[],
  dir: string,
  expand: Partial<ExpandLimits> = {},
): Promise<Map<string, Outcome>> {
  for (const { name, bytes } of inputs) writeFileSync(join(dir, name), bytes());
  const report = await runScan({ roots: [dir], workers: 2, rulesDirs: [], timeoutPerAsset: 60_000, expand });
  return outcomes(report, dir);
}

function outcomes(report: Report, dir: string): Map<string, Outcome> {
  return new Map(
    report.assets.map((asset) => {
      const found = report.findings.filter(
        (each) => each.asset === asset.path && each.infoType === 'cn.resident-id',
      );
      const prints = new Set(
        found.flatMap(({ occurrences }) => occurrences.map(({ evidence }) => evidence.fingerprint)),
      );
      return [asset.path.slice(dir.length + 1), { asset, finds: prints.size }];
    }),
  );
}

describe('the hostile corpus', () => {
  const folder = keptTempDir();
  let found: Map<string, Outcome>;
  let before: string[];
  beforeAll(async () => {
    before = readdirSync(tmpdir());
    found = await scan(INPUTS, folder.path);
  }, 600_000);
  afterAll(() => {
    folder.remove();
    canaries.remove();
  });

  test('every input ends once, with reasons of the closed list where it was not read whole', () => {
    expect([...found.keys()].sort()).toEqual(INPUTS.map(({ name }) => name).sort());
    for (const { asset } of found.values()) {
      expect(asset.reasons.filter((code) => !(ISSUE_CODES as readonly string[]).includes(code))).toEqual([]);
      expect(asset.status === 'complete').toBe(asset.reasons.length === 0);
    }
  });

  test.each(INPUTS.map((input) => [input.name, ready(input) ? '' : ' (no extractor yet)', input] as const))(
    '%s%s',
    (name, _, input) => {
      const { asset, finds } = found.get(name)!;
      // Until its format is on the shelf, an end with a reason is all there can be.
      if (!ready(input)) return;
      expect(input.status).toContain(asset.status);
      if (input.reasons !== undefined && input.reasons.length === 0) expect(asset.reasons).toEqual([]);
      else if (input.reasons !== undefined)
        expect(input.reasons.some((code) => asset.reasons.includes(code))).toBe(true);
      expect(finds).toBeGreaterThanOrEqual(input.finds);
    },
  );

  test('nothing reached outside, and nothing is left behind', () => {
    expect(
      readdirSync(tmpdir()).filter((name) => !before.includes(name) && /slipped|7z|zip/.test(name)),
    ).toEqual([]);
  });
});

describe('with a limit lowered to next to nothing', () => {
  const limits: readonly Partial<ExpandLimits>[] = [
    { depth: 1 },
    { entries: 1 },
    { bytes: 1 },
    { ratio: 1, ratioFrom: 1 },
    { time: 1 },
    { depth: 1, entries: 1, bytes: 1, ratio: 1, ratioFrom: 1, time: 1 },
  ];
  test.each(limits)('%o: nothing that holds a person is called complete and clean', async (expand) => {
    const inputs = INPUTS.filter((input) => input.finds > 0 && input.large === undefined && ready(input));
    const found = await scan(inputs, tempDir(), expand);
    const clean = [...found].filter(([, { asset, finds }]) => asset.status === 'complete' && finds === 0);
    expect(clean.map(([name]) => name)).toEqual([]);
  });
});

test('a hostile folder is walked to its end, and nothing outside of it is read', async () => {
  const dir = tempDir();
  const expected = plantTree(dir, tempDir());
  const report = await runScan({ roots: [dir], workers: 2, rulesDirs: [] });
  const found = outcomes(report, dir);
  const lines = [...found].map(([name, { asset, finds }]) => [
    name,
    [asset.status, ...asset.reasons].join(' '),
    finds,
  ]);
  expect(lines.sort()).toEqual([...expected].sort());
});
