// A scanner for tests of the pool: obeys orders in the file. "hang", "hang-regex", "oom", "exit", "throw", "throw-once",
// "exit-once", "slow N" (milliseconds), "findings N", "eio". Anything else: echo.
import { existsSync, readSync, writeFileSync } from 'node:fs';

export async function createAssetScanner(init) {
  const options = JSON.parse(init.rules.dirs[0] ?? '{}');
  if (options.startError) throw new Error(options.startError);
  if (options.startExit) process.exit(options.startExit);
  return { scan: (fd, asset, size) => scan(fd, asset, size) };
}

function scan(fd, asset, size) {
  const head = Buffer.alloc(Math.min(size, 256));
  const read = readSync(fd, head, 0, head.length, 0);
  const [order, argument] = head.toString('latin1', 0, read).split('\n', 1)[0].split(' ');
  if (order.endsWith('-once')) {
    const marker = `${asset.path}.marker`;
    if (existsSync(marker)) return answer(asset, size, 0);
    writeFileSync(marker, '');
  }
  switch (order) {
    case 'hang':
      for (;;);
    case 'hang-regex':
      /^(a+)+$/.test(`${'a'.repeat(60)}!`);
      break;
    case 'oom': {
      const kept = [];
      for (;;) kept.push(new Array(10_000).fill(kept.length).map(String));
    }
    case 'exit':
    case 'exit-once':
      return process.exit(3);
    case 'throw':
    case 'throw-once':
      throw new TypeError('quotes the data');
    case 'slow':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(argument));
      return answer(asset, size, 0);
    case 'findings':
      return answer(asset, size, Number(argument));
    case 'eio':
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
  }
  return answer(asset, size, 0);
}

function answer(asset, size, count) {
  const findings = Array.from({ length: count }, (_, i) => ({
    id: `${asset.id}-${i}`,
    asset: asset.path,
    part: '',
    infoType: 'TEST',
    tier: 'core',
    confidence: i % 2 ? 0.9 : 0.6,
    why: ['test'],
    count: 1,
    occurrences: [],
  }));
  return { asset: asset.id, bytes: size, status: 'complete', findings, columns: [], issues: [] };
}
