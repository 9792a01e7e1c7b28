// Mutates every fixture and lets the extractors loose on it, in processes that can be killed: `npm run fuzz -- --mutants 10000`.
// A mutant must end with content or an issue. A crash or a hang is a bug; nothing at all may be right (a picture that now says
// it is a few pixels wide, a page that ends inside a tag), but not often: such mutants are listed, and 1 % of them is too much.
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutant } from './fuzz/mutant.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    limit: { type: 'string', default: '30' },
  },
});
const [mutants, seed, limit] = [values.mutants, values.seed, values.limit].map(Number);
const corpus = join(root, 'fixtures', 'containers');
const seeds = readdirSync(corpus, { recursive: true })
  .map(String)
  .filter((name) => statSync(join(corpus, name)).isFile() && name.includes(values.only))
  .sort()
  .map((name) => ({ name, bytes: readFileSync(join(corpus, name)) }));
if (seeds.length === 0) throw new Error('no fixtures');

const bad = [];
const ends = {};
let next = 0;
let slowest = { ms: 0 };

async function work() {
  let child;
  while (next < mutants) {
    const number = next++;
    child ??= fork(join(root, 'scripts', 'fuzz', 'worker.mjs'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=512'],
    });
    const { name, bytes, splice } = pick(number);
    const end = await once(child, { name, bytes: mutant(bytes, splice, seed * 1_000_003 + number) });
    ends[end.end] = (ends[end.end] ?? 0) + 1;
    if (end.ms > slowest.ms) slowest = { ms: end.ms, name, number };
    if (['crash', 'hang', 'nothing', 'threw'].includes(end.end)) {
      bad.push({ number, name, ...end });
      if (values.keep !== undefined) {
        mkdirSync(values.keep, { recursive: true });
        writeFileSync(
          join(values.keep, `${number}-${name.replaceAll('/', '-')}`),
          mutant(bytes, splice, seed * 1_000_003 + number),
        );
      }
    }
    if (end.end === 'crash' || end.end === 'hang') child = undefined;
  }
  child?.kill();
}

/** Every fixture has its turn, and another one to take pieces from. */
function pick(number) {
  const one = seeds[number % seeds.length];
  return { ...one, splice: seeds[(number * 7 + 3) % seeds.length].bytes };
}

function once(child, task) {
  return new Promise((resolve) => {
    const since = performance.now();
    const done = (end) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve({ ...end, ms: Math.round(performance.now() - since) });
    };
    const timer = setTimeout(() => {
      child.removeAllListeners();
      child.kill('SIGKILL');
      done({ end: 'hang' });
    }, limit * 1000);
    child.once('message', done);
    child.once('exit', (code, signal) => done({ end: 'crash', code, signal }));
    child.send({ name: task.name, bytes: task.bytes.toString('base64') });
  });
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
console.log(`${mutants} mutants of ${seeds.length} fixtures (seed ${seed}):`, ends);
console.log(`slowest: ${slowest.ms} ms (${slowest.name}, number ${slowest.number})`);
for (const each of bad) console.log(each.end === 'nothing' ? 'silent' : 'BAD', JSON.stringify(each));
const silent = ends.nothing ?? 0;
process.exitCode = bad.length === silent && silent <= mutants / 100 ? 0 : 1;
