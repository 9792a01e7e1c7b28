import type { Reporter } from './reporter.js';

/** Every output format, in the order the help lists them. Each is loaded when it is asked for. */
const SHELF: Readonly<Record<string, () => Promise<Reporter>>> = {
  table: async () => (await import('./table.js')).tableReporter,
  json: async () => (await import('./json.js')).jsonReporter,
  jsonl: async () => (await import('./jsonl.js')).jsonlReporter,
  csv: async () => (await import('./csv.js')).csvReporter,
  sarif: async () => (await import('./sarif.js')).sarifReporter,
  html: async () => (await import('./html.js')).htmlReporter,
  markdown: async () => (await import('./markdown.js')).markdownReporter,
  junit: async () => (await import('./junit.js')).junitReporter,
};

/** The words after `--format`. */
export const FORMATS: readonly string[] = Object.keys(SHELF);

/** The reporter of a format. Throws for a word that is not in FORMATS. */
export async function loadReporter(format: string): Promise<Reporter> {
  const load = Object.hasOwn(SHELF, format) ? SHELF[format] : undefined;
  if (load === undefined) throw new Error(`no reporter: ${format}`);
  return load();
}
