import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { fileUri } from '../../src/lib/file-uri.js';
import { sarifReporter } from '../../src/reporters/sarif.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

/**
 * The schema as SchemaStore publishes it for 2.1.0. It is draft 4, of which it uses nothing that draft 7 reads differently
 * but `id`; its pattern for `language` has a stray bracket, which the OASIS errata corrected.
 */
function sarifValidator() {
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
  schema.definitions.run.properties.language.pattern = '^[a-zA-Z]{2}(-[a-zA-Z]{2})?$';
  const uri = (text: string) => /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(text);
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: {
      uri: (text: string) => uri(text) && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text),
      'uri-reference': uri,
      'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    },
  });
  return ajv.compile(schema);
}

const validate = sarifValidator();

describe('sarif', () => {
  it.each([
    ['an ordinary report', sampleReport({ assets: 40, findings: 60 })],
    ['hostile names', sampleReport({ assets: 40, findings: 60, names: HOSTILE_NAMES })],
    ['nothing found', sampleReport({ assets: 3, findings: 0, clean: true })],
    ['nothing at all', sampleReport({ assets: 0, findings: 0 })],
  ])('is valid for %s', (_, report) => {
    for (const lang of ['zh', 'en'] as const) {
      const log = JSON.parse(collect(sarifReporter, report, { lang }));
      validate(log);
      expect(validate.errors).toBeNull();
      expect(log.runs[0].results).toHaveLength(report.findings.length + report.violations.length);
      expect(log.runs[0].invocations[0].toolExecutionNotifications).toHaveLength(report.issues.length);
    }
  });

  it('would notice an invalid log', () => {
    expect(
      validate({
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'fatal', message: {} }] }],
      }),
    ).toBe(false);
  });

  it('maps tiers to levels and describes every rule', () => {
    const report = sampleReport({ assets: 40, findings: 60 });
    const run = JSON.parse(collect(sarifReporter, report)).runs[0];
    const level = { core: 'error', general: 'warning', basic: 'note' };
    for (const result of run.results) {
      const rule = run.tool.driver.rules[result.ruleIndex];
      expect(rule.id).toBe(result.ruleId);
      expect(rule.help.text.length).toBeGreaterThan(5);
      if (result.properties.tier !== undefined)
        expect(result.level).toBe(level[result.properties.tier as keyof typeof level]);
    }
  });

  it('keeps fingerprints when lines move', () => {
    const report = sampleReport({ assets: 10, findings: 10 });
    const moved = {
      ...report,
      findings: report.findings.map((finding) => ({
        ...finding,
        occurrences: finding.occurrences.map(({ location, evidence }) => ({
          evidence,
          location:
            location.kind === 'text'
              ? {
                  ...location,
                  line: location.line + 9,
                  start: (location.start ?? 0) + 99,
                  end: (location.end ?? 0) + 99,
                }
              : location,
        })),
      })),
    };
    const prints = (text: string) =>
      JSON.parse(text).runs[0].results.map(
        (result: { partialFingerprints: unknown }) => result.partialFingerprints,
      );
    expect(prints(collect(sarifReporter, moved))).toEqual(prints(collect(sarifReporter, report)));
  });

  it('has no links, placeholders or markup in messages', () => {
    const text = collect(sarifReporter, sampleReport({ assets: 40, findings: 60, names: HOSTILE_NAMES }));
    const messages = [...text.matchAll(/"message":\{"text":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]!);
    expect(messages.length).toBeGreaterThan(50);
    for (const message of messages) expect(message).not.toMatch(/[[\]{}<>`]/);
  });
});

describe('fileUri', () => {
  it.each([
    ['客户/a b.csv', '%E5%AE%A2%E6%88%B7/a%20b.csv'],
    ['/data/100%.txt', 'file:///data/100%25.txt'],
    ['C:\\x\\a b.csv', 'file:///C:/x/a%20b.csv'],
    ['a:b', 'a%3Ab'],
    ['postgres://h/db/表', 'postgres://h/db/%E8%A1%A8'],
    ["/in/');alert(1)", 'file:///in/%27%29%3Balert%281%29'],
    ['/in/\ud800x', 'file:///in/%EF%BF%BDx'],
    ['/in/\nx?#', 'file:///in/%0Ax%3F%23'],
  ])('%j -> %s', (path, uri) => {
    expect(fileUri(path)).toBe(uri);
  });
});
