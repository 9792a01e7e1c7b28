import { describe, expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import { DEFAULT_LIMITS, timeBudget } from '../../src/scan/budgets.js';
import { START_LIMIT_MS, Watch } from '../../src/scan/watchdog.js';
import { newSlot, SLOT_CURRENT } from '../../src/scan/wire.js';

const asset = (size: number): DataAsset => ({
  id: `${size}`,
  source: 'f',
  kind: 'file',
  path: 'p',
  size,
  facts: {},
});
const limits = { ...DEFAULT_LIMITS, timePerAsset: 1000 };

test('a budget grows by a second for each 20 MB', () => {
  expect(timeBudget(DEFAULT_LIMITS, 0)).toBe(120_000);
  expect(timeBudget(limits, 200 << 20)).toBe(11_000);
});

describe('a watch', () => {
  const begin = () => {
    const slot = newSlot();
    const watch = new Watch(slot, [asset(0), asset(20 << 20)], 0);
    return { watch, start: (number: number) => Atomics.store(slot, SLOT_CURRENT, number) };
  };

  test('runs from when an asset is seen in flight, not from when its batch was sent', () => {
    const { watch, start } = begin();
    expect(watch.isOverdue(limits, 100, 50_000)).toBe(false);
    start(1);
    expect(watch.isOverdue(limits, 100, 55_000)).toBe(false);
    expect(watch.isOverdue(limits, 100, 56_100)).toBe(false);
    expect(watch.isOverdue(limits, 100, 56_101)).toBe(true);
    expect(watch.current?.id).toBe('0');
  });

  test('starts anew with each asset, with its own budget', () => {
    const { watch, start } = begin();
    start(1);
    watch.isOverdue(limits, 100, 0);
    start(2);
    expect(watch.isOverdue(limits, 100, 1200)).toBe(false);
    expect(watch.isOverdue(limits, 100, 3300)).toBe(false);
    expect(watch.isOverdue(limits, 100, 3301)).toBe(true);
  });

  test('a thread that never begins is overdue in the end', () => {
    const { watch } = begin();
    expect(watch.isOverdue(limits, 100, START_LIMIT_MS)).toBe(false);
    expect(watch.isOverdue(limits, 100, START_LIMIT_MS + 1)).toBe(true);
    expect(watch.current).toBeUndefined();
  });
});
