import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { AssetResult } from '../../src/scan/lane.js';
import { Outbox, PARCEL_FINDINGS, type Parcel } from '../../src/scan/wire.js';

function post() {
  const messages: Parcel[][] = [];
  const outbox = new Outbox({ postMessage: (message: Parcel[]) => void messages.push(message) });
  return { messages, outbox };
}

const resultOf = (findings: number): AssetResult => ({
  asset: 'a',
  bytes: 1,
  status: 'complete',
  findings: Array.from({ length: findings }, (_, i) => ({ id: `${i}` }) as Finding),
  columns: [],
  issues: [],
});

const findingsIn = (parcel: Parcel) =>
  'findings' in parcel ? parcel.findings.length : 'result' in parcel ? parcel.result.findings.length : 0;

describe('the outbox', () => {
  test('sends small results together', () => {
    const { messages, outbox } = post();
    for (let i = 0; i < 50; i++) outbox.result(i, resultOf(2));
    outbox.flush();
    outbox.flush();
    expect(messages.map((message) => message.length)).toEqual([50]);
  });

  test.each([0, 1, PARCEL_FINDINGS, PARCEL_FINDINGS + 1, 5 * PARCEL_FINDINGS + 7])(
    'splits %d findings',
    (count) => {
      const { messages, outbox } = post();
      outbox.result(0, resultOf(3));
      outbox.result(1, resultOf(count));
      outbox.flush();
      for (const message of messages)
        expect(message.reduce((sum, parcel) => sum + findingsIn(parcel), 0)).toBeLessThanOrEqual(
          PARCEL_FINDINGS,
        );
      const parcels = messages.flat().filter(({ index }) => index === 1);
      expect(parcels.reduce((sum, parcel) => sum + findingsIn(parcel), 0)).toBe(count);
      expect(parcels.map((parcel) => 'result' in parcel)).toEqual([
        ...Array(parcels.length - 1).fill(false),
        true,
      ]);
    },
  );

  test('tells the name of an error, never what it says', () => {
    const { messages, outbox } = post();
    outbox.threw(0, new TypeError('110101…'));
    outbox.threw(1, 'text');
    outbox.flush();
    expect(messages).toEqual([
      [
        { index: 0, threw: 'TypeError' },
        { index: 1, threw: 'string' },
      ],
    ]);
  });

  test('lets nothing wait long while the next asset is scanned', async () => {
    const { messages, outbox } = post();
    outbox.result(0, resultOf(0));
    outbox.tick();
    expect(messages).toHaveLength(0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    outbox.tick();
    expect(messages).toHaveLength(1);
  });
});
