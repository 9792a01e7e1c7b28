import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import { BATCH_ASSETS, BATCH_BYTES, BatchQueue } from '../../src/scan/batch-queue.js';

const asset = (id: number, size: number): DataAsset => ({
  id: `${id}`,
  source: 'files',
  kind: 'file',
  path: '',
  size,
  facts: {},
});

test('every asset leaves once, in batches within both bounds', () => {
  const sizes = fc.array(fc.oneof(fc.nat(1000), fc.nat(2 * BATCH_BYTES)), { maxLength: 300 });
  fc.assert(
    fc.property(sizes, (all) => {
      const queue = new BatchQueue();
      for (const [id, size] of all.entries()) queue.add(asset(id, size));
      const out: DataAsset[] = [];
      for (let batch = queue.take(true); batch !== undefined; batch = queue.take(true)) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(BATCH_ASSETS);
        const bytes = batch.reduce((sum, { size }) => sum + size!, 0);
        if (batch.length > 1) expect(bytes).toBeLessThanOrEqual(BATCH_BYTES);
        out.push(...batch);
      }
      expect(queue.isEmpty).toBe(true);
      expect(out.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual([...all.keys()]);
    }),
    { numRuns: 50 },
  );
});

test('a batch being filled leaves only when asked for, one put back leaves first', () => {
  const queue = new BatchQueue();
  queue.add(asset(1, 1));
  expect(queue.take(false)).toBeUndefined();
  queue.add(asset(2, BATCH_BYTES));
  queue.again([asset(3, 1), asset(4, 1)]);
  queue.again([]);
  const ids = [queue.take(false), queue.take(false), queue.take(false), queue.take(true)];
  expect(ids.map((batch) => batch?.map(({ id }) => id))).toEqual([['3', '4'], ['2'], undefined, ['1']]);
});

test('clearing gives back everything', () => {
  const queue = new BatchQueue();
  for (let id = 0; id < 100; id++) queue.add(asset(id, 1));
  expect(queue.clear()).toHaveLength(100);
  expect(queue.isEmpty).toBe(true);
});
