// `npm run demo`: scans the synthetic company share in fixtures/demo, prints the summary and writes the HTML report.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lang = /zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh' : 'en';
const result = spawnSync(
  process.execPath,
  [
    join(root, 'dist/cli/main.js'),
    'scan',
    'fixtures/demo',
    '--format',
    'table',
    '--format',
    'html=demo-report.html',
    '--lang',
    lang,
  ],
  { cwd: root, stdio: 'inherit' },
);
if (result.status === 0) console.log(`\nHTML report: ${join(root, 'demo-report.html')}`);
process.exitCode = result.status ?? 1;
