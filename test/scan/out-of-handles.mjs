// Run with a low `ulimit -n`: takes every file handle there is, at the start or in the middle of a scan, and gives them
// back after half a second. Prints how the scan of the folder ended.
import { closeSync, openSync } from 'node:fs';
import { runScan } from '../../dist/scan/pipeline.js';

const [dir, when] = process.argv.slice(2);
const taken = [];
let hog;

function takeAll() {
  try {
    for (;;) taken.push(openSync('/dev/null'));
  } catch {
    // None left.
  }
}

function begin() {
  hog ??= setInterval(takeAll, 1);
  setTimeout(() => {
    clearInterval(hog);
    for (const fd of taken.splice(0)) closeSync(fd);
  }, 500);
}

if (when === 'start') begin();
const scannerModule = new URL('./fake-scanner.mjs', import.meta.url).href;
const report = await runScan(
  { roots: [dir], rulesDirs: [], workers: 2, lane: { scannerModule } },
  { onAsset: () => when === 'middle' && hog === undefined && begin() },
);
process.stdout.write(`${taken.length} ${JSON.stringify(report.summary.assets)}`);
