import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { HEADER, PEOPLE } from '../../scripts/containers/people.mjs';
import type { Finding } from '../../src/model/finding.js';
import type { Report } from '../../src/model/report.js';
import { runScan } from '../../src/scan/pipeline.js';
import { keptTempDir } from '../support/temp-dir.js';

/**
 * Container invariance: the same twelve people, put into every kind of file by other people's programs (scripts/containers),
 * are the same findings wherever they stand. Compared by keyed fingerprint, so that every single value must be right.
 */
const SHELF = join(import.meta.dirname, '../../fixtures/containers');
const TYPES = [
  'cn.person-name',
  'cn.resident-id',
  'cn.mobile',
  'fin.card-unionpay',
  'email',
  'cn.address',
] as const;
const KEY = '5f'.repeat(32);

const files = readdirSync(SHELF, { withFileTypes: true }).filter((each) => each.isFile());
const pictures = folder('pictures');
const closed = folder('closed');

function folder(name: string): string[] {
  try {
    return readdirSync(join(SHELF, name)).sort();
  } catch {
    return [];
  }
}

function scan(root: string, ocr = false): Promise<Report> {
  return runScan({ roots: [root], rulesDirs: [], keyHex: KEY, workers: 2, ocr });
}

/** Fingerprints by type of what was found in one asset, or in all. */
function values(findings: readonly Finding[], path?: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const type of TYPES) {
    const of = findings.filter(
      ({ infoType, asset }) => infoType === type && (path === undefined || asset === path),
    );
    found[type] = [
      ...new Set(of.flatMap(({ occurrences }) => occurrences.map(({ evidence }) => evidence.fingerprint))),
    ].sort();
  }
  return found;
}

describe('twelve people in every container', () => {
  let expected: Record<string, string[]>;
  let report: Report;
  beforeAll(async () => {
    const { path: folder, remove } = keptTempDir();
    const plain = join(folder, 'people.csv');
    writeFileSync(plain, [HEADER, ...PEOPLE].map((row) => `${row.join(',')}\n`).join(''));
    expected = values((await scan(plain)).findings);
    remove();
    report = await scan(SHELF);
  });

  test('the reference itself holds all twelve', () => {
    for (const type of TYPES) expect(expected[type], type).toHaveLength(PEOPLE.length);
  });

  test.each(files.map(({ name }) => name).sort())('%s', (name) => {
    const path = join(SHELF, name);
    const asset = report.assets.find((each) => each.path === path);
    expect([asset?.status, ...(asset?.reasons ?? [])]).toEqual(['complete']);
    expect(values(report.findings, path)).toEqual(expected);
  });

  // Its writer stored identity and card numbers as numbers: their last digits are lost, and that is said.
  test.each(folder('rounded'))('rounded/%s: what is left of cut numbers is still told', (name) => {
    const path = join(SHELF, 'rounded', name);
    const found = values(report.findings, path);
    for (const type of ['cn.person-name', 'cn.mobile', 'email', 'cn.address'])
      expect(found[type], type).toEqual(expected[type]);
    for (const type of ['cn.resident-id', 'fin.card-unionpay']) {
      const finding = report.findings.find(({ asset, infoType }) => asset === path && infoType === type);
      expect(finding?.count, type).toBe(PEOPLE.length);
      expect(finding?.why, type).toContain('precision-lost');
    }
  });

  test.each(closed)('closed/%s is skipped as encrypted, not silently', (name) => {
    const asset = report.assets.find(({ path }) => path === join(SHELF, 'closed', name));
    expect(asset?.status).not.toBe('complete');
    expect(asset?.reasons).toContain('encrypted');
  });

  test.each(pictures)('pictures/%s is not read without --ocr, and that is said', (name) => {
    const asset = report.assets.find(({ path }) => path === join(SHELF, 'pictures', name));
    expect(asset?.reasons).toContain('picture-text');
  });
});
