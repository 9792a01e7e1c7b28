import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/lib/width.js';
import { tableReporter } from '../../src/reporters/table.js';
import { collect } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

describe('table', () => {
  const report = sampleReport({ assets: 40, findings: 60 });

  it.each([60, 80, 120, 200])('keeps every line within %i columns', (width) => {
    for (const lang of ['zh', 'en'] as const) {
      for (const sample of [report, sampleReport({ assets: 40, findings: 60, names: HOSTILE_NAMES })]) {
        for (const line of collect(tableReporter, sample, { lang, width }).split('\n')) {
          expect(textWidth(line), line).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  it('aligns columns by display width, not by characters', () => {
    const lines = collect(tableReporter, report, { width: 160 })
      .split('\n')
      .filter((line) => /^ {2}(核心|一般|基本) {2}/.test(line) && !line.includes('资料'));
    const positions = lines.map((line) => textWidth(line.slice(0, line.search(/确定|很可能|疑似/))));
    expect(lines.length).toBeGreaterThan(10);
    expect(new Set(positions).size).toBe(1);
  });

  it('colours only when asked, and then changes nothing else', () => {
    const plain = collect(tableReporter, report);
    const coloured = collect(tableReporter, report, { colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it('says what was not read and why, and ends with the verdict', () => {
    const text = collect(tableReporter, report);
    expect(text).toContain('哪些没有读到，为什么');
    expect(text).toContain('已加密，内容不可读');
    expect(text.slice(text.lastIndexOf('─'))).toMatch(/发现核心敏感资料.*结果不完整/);
    expect(collect(tableReporter, report, { lang: 'en', limit: 5 })).toMatch(/more findings in \d+ assets/);
  });

  it('does not call an empty or unread scope clean', () => {
    const nothing = sampleReport({ assets: 0, findings: 0 });
    expect(collect(tableReporter, nothing, { lang: 'en' })).toContain('Nothing was read');
    expect(
      collect(tableReporter, sampleReport({ assets: 3, findings: 0, clean: true }), { lang: 'en' }),
    ).toContain('No customer data found');
  });
});
