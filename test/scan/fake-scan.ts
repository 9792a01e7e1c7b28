import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Report } from '../../src/model/report.js';
import { runScan, type ScanEvents, type ScanOptions } from '../../src/scan/pipeline.js';

export const FAKE_SCANNER = new URL('./fake-scanner.mjs', import.meta.url).href;

export function fill(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${dir}/${name}`), { recursive: true });
    writeFileSync(`${dir}/${name}`, content);
  }
}

/** Scans with the fake scanner (fake-scanner.mjs), whose orders stand in the files, through real threads. */
export function fakeScan(
  dir: string,
  options: Partial<ScanOptions> & { readonly scanner?: object } = {},
  events?: ScanEvents,
): Promise<Report> {
  const { scanner = {}, ...rest } = options;
  return runScan(
    {
      roots: [dir],
      workers: 2,
      rulesDirs: [JSON.stringify(scanner)],
      lane: { scannerModule: FAKE_SCANNER, heapMb: 32, killGraceMs: 100 },
      ...rest,
    },
    events,
  );
}

/** `name: status reason …` of every asset, in listing order. */
export function outcomes(report: Report, dir: string): string[] {
  return report.assets.map(({ path, status, reasons }) => {
    return `${path.slice(dir.length + 1)}: ${[status, ...reasons].join(' ')}`;
  });
}
