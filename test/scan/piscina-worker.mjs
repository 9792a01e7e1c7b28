import { threadId } from 'node:worker_threads';

export default function run({ order, port, slot }) {
  if (slot) Atomics.store(slot, 0, 1);
  port?.postMessage('before');
  switch (order) {
    case 'hang':
      for (;;);
    case 'oom': {
      const kept = [];
      for (;;) kept.push(new Array(10_000).fill(kept.length).map(String));
    }
    case 'exit':
      return process.exit(3);
    case 'throw':
      throw new TypeError('task');
  }
  return threadId;
}
