import { describe, expect, it } from 'vitest';
import { jsonReporter } from '../../src/reporters/json.js';
import { jsonlReporter } from '../../src/reporters/jsonl.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

const report = sampleReport({ assets: 50, findings: 70, names: HOSTILE_NAMES });

describe('json', () => {
  const parsed = JSON.parse(collect(jsonReporter, report));

  it('follows trawl.report/1', () => {
    expect(Object.keys(parsed)).toEqual([
      'schema',
      'scan',
      'summary',
      'assets',
      'findings',
      'violations',
      'issues',
    ]);
    expect(parsed.schema).toBe('trawl.report/1');
    expect(parsed.summary.findings).toEqual(report.summary.findings);
    expect(parsed.findings).toHaveLength(report.findings.length);
  });

  it('gives back every name exactly, lone surrogates included', () => {
    expect(parsed.assets.map((asset: { path: string }) => asset.path)).toEqual(
      report.assets.map((asset) => asset.path),
    );
    expect(parsed.scan).toEqual(report.scan);
    expect(parsed.issues).toEqual(report.issues);
  });

  it('flattens places: a character column in text, a column name in tables', () => {
    for (const finding of parsed.findings) {
      for (const occurrence of finding.occurrences) {
        expect(Object.keys(occurrence)).toEqual(
          finding.column === undefined
            ? ['line', 'column', 'start', 'end', 'evidence', 'fingerprint']
            : ['column', 'row', 'line', 'evidence', 'fingerprint'],
        );
      }
    }
  });

  it('is valid with nothing in it', () => {
    const empty = JSON.parse(collect(jsonReporter, sampleReport({ assets: 0, findings: 0 })));
    expect(empty).toMatchObject({ assets: [], findings: [], violations: [], issues: [] });
  });
});

describe('jsonl', () => {
  it('has one typed record per line and ends with the summary', () => {
    const lines = collect(jsonlReporter, report)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const count = (type: string) => lines.filter((line) => line.type === type).length;
    expect(lines[0]).toMatchObject({ type: 'scan', schema: 'trawl.report/1' });
    expect(lines.at(-1)).toEqual({ type: 'summary', ...report.summary });
    expect([count('asset'), count('finding'), count('violation'), count('issue')]).toEqual([
      report.assets.length,
      report.findings.length,
      report.violations.length,
      report.issues.length,
    ]);
  });
});
