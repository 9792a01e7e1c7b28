// Scans a folder with the fake parser host, for tests that end this process from outside: node scan-fake-host.mjs FOLDER HOST
import { runScan } from '../../dist/scan/pipeline.js';

const [folder, hostProgram] = process.argv.slice(2);
await runScan({ roots: [folder], rulesDirs: [], workers: 2, lane: { hostProgram } });
