import { describe, expect, it } from 'vitest';
import { csvField, csvReporter } from '../../src/reporters/csv.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

/** A plain RFC 4180 reader. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (
    let match = pattern.exec(text);
    match !== null && pattern.lastIndex <= text.length;
    match = pattern.exec(text)
  ) {
    rows.at(-1)!.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
    if (pattern.lastIndex === text.length) break;
  }
  return rows.filter((row) => row.length > 1);
}

describe('csv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=1', "'\\x09'=1"],
    ['\0=1', "'\\x00=1"],
    ['＝1', "'＝1"],
    [' =1', "' =1"],
    ['"=1', '"\'""\'=1"'],
    ['a;=1', '"a;\'=1"'],
    ['a,=1', '"a,\'=1"'],
    ['plain', 'plain'],
    ['a-b', 'a-b'],
    ['x,"y"', '"x,""y"""'],
    [-3, '-3'],
    [undefined, ''],
  ])('writes %j as %s', (value, expected) => {
    expect(csvField(value)).toBe(expected);
  });

  it('parses back into equal rows, none of which starts a formula', () => {
    const report = sampleReport({ assets: 50, findings: 60, names: HOSTILE_NAMES });
    const [header, ...rows] = parseCsv(collect(csvReporter, report));
    expect(rows).toHaveLength(report.findings.length + report.violations.length + report.issues.length);
    for (const row of rows) {
      expect(row).toHaveLength(header!.length);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    }
    const assets = new Set(rows.map((row) => row[header!.indexOf('asset')]));
    expect(assets).toContain("'=cmd|' /C calc'!A0");
    expect(assets).toContain("'--help");
  });

  it('starts with a byte-order mark when asked', () => {
    expect(collect(csvReporter, sampleReport({ assets: 1, findings: 1 }), { bom: true }).charCodeAt(0)).toBe(
      0xfeff,
    );
    expect(collect(csvReporter, sampleReport({ assets: 1, findings: 1 }))).toMatch(/^record,tier/);
  });
});
