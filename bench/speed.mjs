// Speed as ratios against ripgrep on generated corpora, page cache warm: whole processes, start-up included, in turn.
// `npm run bench [-- --size 200,1000] [--only sparse,csv]`, sizes in MB. Wall time, and processor time where GNU time is there.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from './lib/random.mjs';
import * as v from './lib/values.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const trawl = join(root, 'dist', 'cli', 'main.js');
const argument = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const sizes = argument('--size', '200,1000')
  .split(',')
  .map((size) => Number(size) * 1e6);
const runs = Number(argument('--runs', 5));
const only = argument('--only', '');
const corpus = argument('--corpus', join(tmpdir(), 'trawl-bench'));
mkdirSync(corpus, { recursive: true });

/** Ten of the patterns, tuned for ripgrep: no Unicode boundaries, large DFA, counting only, one thread. */
const PATTERNS = [
  '[1-6][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9Xx]',
  '1[3-9][0-9]{9}',
  '62[0-9]{14,17}',
  '4[0-9]{15}',
  '5[1-5][0-9]{14}',
  '0[1-9][0-9]{1,2}-[2-8][0-9]{6,7}',
  '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}',
  '91[0-9]{6}[0-9A-Z]{10}',
  '[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}',
  'AKIA[A-Z2-7]{16}',
];
const RIPGREP = [
  '--no-config',
  '--no-unicode',
  '--dfa-size-limit',
  '1G',
  '--regex-size-limit',
  '1G',
  '--count-matches',
  '-a',
  ...PATTERNS.flatMap((p) => ['-e', p]),
];

function fill(path, bytes, line) {
  if (existsSync(path) && statSync(path).size >= bytes) return path;
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes; ) {
    let block = '';
    while (block.length < 1 << 20) block += line();
    written += writeSync(file, block);
  }
  closeSync(file);
  return path;
}

const r = seeded(11);
const VERBS = [
  'created',
  'updated',
  'loaded',
  'cached',
  'queued',
  'dispatched',
  'verified',
  '已处理',
  '写入完成',
  '重试',
];
const MODULES = [
  'OrderService',
  'PaymentGateway',
  'InventoryWorker',
  'c.e.http.Filter',
  'scheduler',
  'k8s.probe',
];
function logLine() {
  const at = `2024-06-${r.pad(r.int(1, 28), 2)} ${r.pad(r.int(0, 23), 2)}:${r.pad(r.int(0, 59), 2)}:${r.pad(r.int(0, 59), 2)}.${r.digits(3)}`;
  const tail = r.chance(0.001) ? ` mobile=${v.mobile(r)}` : '';
  return `${at} ${r.pick(['INFO', 'DEBUG', 'WARN'])} [exec-${r.int(1, 32)}] ${r.pick(MODULES)} - item ${r.digits(6)} ${r.pick(VERBS)} in ${r.int(1, 900)} ms, shard=${r.int(0, 63)} status=${r.pick([200, 201, 404, 500])}${tail}\n`;
}
let rowNumber = 0;
function csvRow() {
  rowNumber++;
  return `${rowNumber},${v.personName(r)},${v.residentId(r)},${v.mobile(r)},${v.unionpay(r)},${v.email(r)},${v.address(r)},${r.int(10, 99999)}.${r.digits(2)},2024-0${r.int(1, 9)}-1${r.int(0, 9)}\n`;
}
const HEADER = '序号,客户姓名,身份证号,手机号,银行卡号,邮箱,收货地址,消费金额,下单日期\n';

/** Rows are costly to make: 20,000 different ones, repeated. */
function repeated(make, count) {
  const list = Array.from({ length: count }, make);
  let i = 0;
  return () => list[i++ % count];
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const TIME = '/usr/bin/time';
const timed = existsSync(TIME);

/** Runs the commands in turn and returns the median seconds of each, by the clock and of the processor (user and system). */
function race(commands) {
  const times = commands.map(() => ({ wall: [], cpu: [] }));
  for (let run = -1; run < runs; run++) {
    commands.forEach((command, i) => {
      const start = process.hrtime.bigint();
      const [program, ...rest] = timed ? [TIME, '-f', '%U %S', ...command] : command;
      const result = spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
      const wall = Number(process.hrtime.bigint() - start) / 1e9;
      if (result.error !== undefined || result.status === 2)
        throw new Error(`${command.slice(0, 3).join(' ')}: ${result.error ?? result.stderr}`);
      if (run < 0) return;
      times[i].wall.push(wall);
      if (!timed) return;
      const used = result.stderr.toString().trim().split('\n').at(-1).split(' ');
      times[i].cpu.push(Number(used[0]) + Number(used[1]));
    });
  }
  return times.map(({ wall, cpu }) => ({ wall: median(wall), cpu: timed ? median(cpu) : undefined }));
}

const scan = (...args) => [
  process.execPath,
  trawl,
  'scan',
  '--no-progress',
  '--format',
  `json=${join(corpus, 'report.json')}`,
  ...args,
];
const rows = [];
/** `ratio` of two times says it in words. */
function report(name, ours, theirs, ratio, bytes) {
  const cell = ({ wall, cpu }) =>
    [
      `${wall.toFixed(2)} s`,
      ...(cpu === undefined ? [] : [`processor ${cpu.toFixed(2)} s`]),
      ...(bytes ? [`${(bytes / 1e6 / wall).toFixed(0)} MB/s`] : []),
    ].join(', ');
  const ratios = [ratio(ours.wall, theirs.wall)];
  if (ours.cpu !== undefined) ratios.push(`processor ${ratio(ours.cpu, theirs.cpu)}`);
  rows.push(`| ${name} | ${cell(ours)} | ${cell(theirs)} | ${ratios.join(', ')} |`);
  console.log(rows.at(-1));
}
/** How much faster ours is, and how much longer it takes. */
const faster = (what) => (ours, theirs) => `${(theirs / ours).toFixed(2)}× ${what}`;
const longer = (what) => (ours, theirs) => `${(ours / theirs).toFixed(2)}× ${what}`;
const wanted = (name) => only === '' || only.split(',').includes(name);

console.log(
  `Medians of ${runs} runs, ${cpus().length} processors, ${process.version}\n\n| case | trawl | reference | ratio |\n|---|---|---|---|`,
);

for (const size of wanted('sparse') ? sizes : []) {
  const path = fill(join(corpus, `sparse-${size / 1e6}.log`), size, repeated(logLine, 50000));
  const [ours, theirs] = race([scan('--workers', '1', path), ['rg', '-j1', ...RIPGREP, path]]);
  report(`sparse log, ${size / 1e6} MB, one worker`, ours, theirs, faster('ripgrep'), statSync(path).size);
}
for (const size of wanted('csv') ? sizes : []) {
  const rowsOf = repeated(csvRow, 20000);
  let first = true;
  const path = fill(join(corpus, `dense-${size / 1e6}.csv`), size, () => {
    const line = first ? HEADER + rowsOf() : rowsOf();
    first = false;
    return line;
  });
  const [ours, theirs] = race([scan('--workers', '1', path), ['rg', '-j1', ...RIPGREP, path]]);
  report(
    `dense customer CSV, ${size / 1e6} MB, one worker`,
    ours,
    theirs,
    faster('ripgrep'),
    statSync(path).size,
  );
}
if (wanted('two')) {
  const size = sizes[0];
  const folder = join(corpus, `many-${size / 1e6}`);
  mkdirSync(folder, { recursive: true });
  const line = repeated(logLine, 50000);
  for (let i = 0; i < 8; i++) fill(join(folder, `${i}.log`), size / 2, line);
  const [one, two] = race([scan('--workers', '1', folder), scan('--workers', '2', folder)]);
  report('eight logs, two workers against one', two, one, faster('one worker'));
}
if (wanted('small')) {
  const folder = join(corpus, 'small');
  if (!existsSync(folder) || readdirSync(folder).length < 500) {
    const line = repeated(logLine, 5000);
    for (let d = 0; d < 500; d++) {
      mkdirSync(join(folder, String(d)), { recursive: true });
      for (let f = 0; f < 100; f++)
        writeFileSync(
          join(folder, String(d), `${f}.txt`),
          line() + line() + line() + line() + line() + line() + line() + line(),
        );
    }
  }
  const [ours, theirs] = race([scan('--workers', '2', folder), ['rg', '-j2', ...RIPGREP, folder]]);
  report('50,000 small files, two workers', ours, theirs, longer('the time of rg -j2'));
}
if (wanted('start')) {
  const path = join(corpus, 'one.txt');
  writeFileSync(path, logLine());
  const [versionTime, scanTime, node] = race([
    [process.execPath, trawl, '--version'],
    scan(path),
    [process.execPath, '-e', '0'],
  ]);
  report('trawl --version', versionTime, node, longer('empty node'));
  report('trawl scan of one small file', scanTime, node, longer('empty node'));
}
if (wanted('line')) {
  const path = fill(join(corpus, 'lines-100.log'), 1e8, repeated(logLine, 50000));
  const single = fill(
    join(corpus, 'one-line-100.log'),
    1e8,
    repeated(() => logLine().replace('\n', ' '), 50000),
  );
  const [lines, one] = race([scan('--workers', '1', path), scan('--workers', '1', single)]);
  report('100 MB on one line against the same with lines', one, lines, longer('the time'));
}
if (wanted('memory')) {
  const path = fill(
    join(corpus, 'giant.log'),
    Number(argument('--giant', 5000)) * 1e6,
    repeated(logLine, 50000),
  );
  const result = spawnSync(TIME, ['-f', '%M', ...scan('--workers', '2', path)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  console.log(
    `| peak RSS, ${(statSync(path).size / 1e9).toFixed(1)} GB text file, two workers | ${(Number(result.stderr.toString().trim().split('\n').at(-1)) / 1024).toFixed(0)} MB | – | – |`,
  );
}
