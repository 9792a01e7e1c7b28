import { describe, expect, it } from 'vitest';
import { FORMATS, loadReporter } from '../../src/reporters/index.js';
import { collect, UNSAFE } from './collect.js';
import { HOSTILE_NAMES, sampleReport } from './sample-report.js';

const reporters = await Promise.all(FORMATS.map(loadReporter));
const report = sampleReport({ assets: 60, findings: 80, names: HOSTILE_NAMES });

describe.each(reporters.map((reporter) => [reporter.id, reporter] as const))(
  'hostile names in %s',
  (id, reporter) => {
    it.each(['zh', 'en'] as const)('are inert (%s)', (lang) => {
      const text = collect(reporter, report, { lang });
      const checked = id === 'csv' ? text.replaceAll('\r\n', '\n') : text;
      expect(UNSAFE.exec(checked)?.[0].codePointAt(0)).toBeUndefined();
    });

    it('come in bounded chunks, the same each time', () => {
      const options = { lang: 'en', colour: false, width: 100 } as const;
      const big = sampleReport({ assets: 1500, findings: 3000 });
      const first = [...reporter.render(big, options)];
      expect(Math.max(...first.map((chunk) => chunk.length))).toBeLessThan(400_000);
      expect([...reporter.render(big, options)].join('')).toBe(first.join(''));
    });
  },
);
