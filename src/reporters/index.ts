import { csvReporter } from './csv.js';
import { htmlReporter } from './html.js';
import { jsonReporter } from './json.js';
import { jsonlReporter } from './jsonl.js';
import { junitReporter } from './junit.js';
import { markdownReporter } from './markdown.js';
import type { Reporter } from './reporter.js';
import { sarifReporter } from './sarif.js';
import { tableReporter } from './table.js';

/** Every output format, in the order the help lists them. */
export const reporters: readonly Reporter[] = [
  tableReporter,
  jsonReporter,
  jsonlReporter,
  sarifReporter,
  htmlReporter,
  csvReporter,
  junitReporter,
  markdownReporter,
];

export function findReporter(id: string): Reporter | undefined {
  return reporters.find((reporter) => reporter.id === id);
}
