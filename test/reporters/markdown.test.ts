import { describe, expect, it } from 'vitest';
import { markdownReporter } from '../../src/reporters/markdown.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

describe('markdown', () => {
  const names = [...HOSTILE_NAMES, '- www.example.com', '# https://example.com'];
  const text = collect(markdownReporter, sampleReport({ assets: 60, findings: 80, names }), {
    lang: 'en',
    limit: 1000,
  });

  it('leaves nothing of a name that is markup', () => {
    expect(text).not.toMatch(/[<`[\]{}$@]|https?:|www\./);
  });

  it('keeps its table in shape', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect([3, 8]).toContain(row.match(/\|/g)!.length);
  });

  it('starts no second block within an item', () => {
    for (const line of text.split('\n').filter((each) => each.startsWith('- ')))
      expect(line).not.toMatch(/^- (?:[-+#>]|\d+\.)/);
  });
});
