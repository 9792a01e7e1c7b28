import type { Report } from '../../src/model/report.js';
import type { RenderOptions, Reporter } from '../../src/reporters/reporter.js';

export const PLAIN: RenderOptions = { lang: 'zh', colour: false, width: 120 };

export function collect(reporter: Reporter, report: Report, options: Partial<RenderOptions> = {}): string {
  return [...reporter.render(report, { ...PLAIN, ...options })].join('');
}

/** Controls but line feed, C1, format and bidi characters, separators, lone surrogates: none may stand raw in any output. */
export const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Cf}|\p{Cs}/u;
