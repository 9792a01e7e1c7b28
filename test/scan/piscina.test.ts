import { writeFileSync } from 'node:fs';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina, version } from 'piscina';
import { expect, onTestFinished, test } from 'vitest';
import { tempDir } from '../support/temp-dir.js';

// What src/scan/fast-lane.ts relies on. A new version of Piscina has to pass this before the pin in package.json moves.

const THREADS = 2;

function newPool(filename = new URL('./piscina-worker.mjs', import.meta.url).href) {
  const pool = new Piscina<object, number>({
    filename,
    minThreads: THREADS,
    maxThreads: THREADS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  });
  onTestFinished(() => pool.destroy());
  return pool;
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error) => error,
  );
const newSlot = () => new Int32Array(new SharedArrayBuffer(4));

test('the pinned version', () => expect(version).toBe('5.3.2'));

test('an abort ends the hung thread and only that one; a successor takes its place', async () => {
  const pool = newPool();
  for (let round = 0; round < 4; round++) {
    const slot = newSlot();
    const end = new AbortController();
    const hung = failure(pool.run({ order: 'hang', slot }, { signal: end.signal }));
    const neighbour = pool.run({}, { signal: new AbortController().signal });
    await until(() => Atomics.load(slot, 0) === 1);
    end.abort();
    expect((await hung)?.name).toBe('AbortError');
    expect(await neighbour).toBeGreaterThan(0);
    expect(pool.threads).toHaveLength(THREADS);
    await until(() => pool.idleThreads === THREADS);
  }
});

test('a task given only when a thread is free starts at once: nothing is ever queued', async () => {
  const pool = newPool();
  const slots = Array.from({ length: 20 }, newSlot);
  const tasks: Promise<number>[] = [];
  for (const slot of slots) {
    await until(() => pool.idleThreads > 0);
    tasks.push(pool.run({ slot }, { signal: new AbortController().signal }));
    expect(pool.queueSize).toBe(0);
  }
  await Promise.all(tasks);
  await until(() => slots.every((slot) => Atomics.load(slot, 0) === 1));
});

test('with every thread busy none counts as free; a successor is announced just before it counts', async () => {
  const pool = newPool();
  const ends = Array.from({ length: THREADS }, () => new AbortController());
  const tasks = ends.map((end) => failure(pool.run({ order: 'hang' }, { signal: end.signal })));
  expect(pool.idleThreads).toBe(0);
  await until(() => pool.threads.every(({ threadId }) => threadId > 0));
  const freeWhenAnnounced: number[] = [];
  const freeAfterwards = new Promise<number>((resolve) => {
    pool.once('workerCreate', () => {
      freeWhenAnnounced.push(pool.idleThreads);
      setImmediate(() => resolve(pool.idleThreads));
    });
  });
  for (const end of ends) end.abort();
  await Promise.all(tasks);
  expect(pool.idleThreads).toBe(0);
  expect(await freeAfterwards).toBeGreaterThan(0);
  expect(freeWhenAnnounced).toEqual([0]);
});

test('an aborted task that had not begun does not run', async () => {
  const pool = newPool();
  const ends = Array.from({ length: THREADS }, () => new AbortController());
  for (const end of ends) void failure(pool.run({ order: 'hang' }, { signal: end.signal }));
  const slot = newSlot();
  const early = new AbortController();
  const queued = failure(pool.run({ slot }, { signal: early.signal }));
  early.abort();
  expect((await queued)?.name).toBe('AbortError');
  for (const end of ends) end.abort();
  await until(() => pool.idleThreads === THREADS);
  await pool.run({});
  expect(Atomics.load(slot, 0)).toBe(0);
});

test.each([
  ['oom', /memory/i],
  ['exit', /exited with code: 3/],
  ['throw', /task/],
])('%s is reported for its own task, and the pool lives on', async (order, message) => {
  const pool = newPool();
  const slot = newSlot();
  const end = new AbortController();
  const neighbour = failure(pool.run({ order: 'hang', slot }, { signal: end.signal }));
  await until(() => Atomics.load(slot, 0) === 1);
  const failed = await failure(pool.run({ order }, { signal: new AbortController().signal }));
  expect(failed?.message).toMatch(message);
  await until(() => pool.idleThreads === 1);
  expect(await pool.run({}, { signal: new AbortController().signal })).toBeGreaterThan(0);
  end.abort();
  expect((await neighbour)?.name).toBe('AbortError');
});

test.each(['exit', 'oom', 'hang'])('what a thread posted before %s can still be read', async (order) => {
  const pool = newPool();
  const { port1, port2 } = new MessageChannel();
  const slot = newSlot();
  const end = new AbortController();
  const task = failure(pool.run({ order, port: port2, slot }, { transferList: [port2], signal: end.signal }));
  await until(() => Atomics.load(slot, 0) === 1);
  if (order === 'hang') setTimeout(() => end.abort(), 50);
  await task;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(receiveMessageOnPort(port1)?.message).toBe('before');
  port1.close();
});

test('a thread that cannot load its program is reported, as an error of the pool or of its task', async () => {
  const pool = newPool('file:///no/such/module.mjs');
  const reports: unknown[] = [];
  pool.on('error', (error) => reports.push(error));
  reports.push(await failure(pool.run({}, { signal: new AbortController().signal })));
  expect(reports.length).toBeGreaterThan(0);
  expect(reports.every((report) => report instanceof Error)).toBe(true);
});

test('threads that exit while they load are not replaced, and nothing says so', async () => {
  const program = `${tempDir()}/exits.mjs`;
  writeFileSync(program, 'process.exit(7)');
  const pool = newPool(program);
  pool.on('error', () => expect.unreachable());
  await until(() => pool.threads.length < THREADS);
});
