import { describe, expect, it } from 'vitest';
import { createProgress, type Progress, progressLine } from '../../src/cli/progress.js';
import { textWidth } from '../../src/lib/width.js';
import { HOSTILE_NAMES } from '../reporters/sample-report.js';

const half: Progress = {
  assetsDone: 50,
  assetsListed: 100,
  listingDone: true,
  bytesDone: 5 << 20,
  bytesListed: 10 << 20,
  findings: 12,
  current: '/data/客户 名单.csv',
};

describe('progressLine', () => {
  it('shows share, rate, findings and time left', () => {
    expect(progressLine(half, 10_000, 'en')).toBe(
      '50 % · 10 s left · 50/100 assets · 512 KB/s · 12 findings',
    );
    expect(progressLine(half, 10_000, 'zh')).toBe('50 % · 约剩 10 秒 · 50/100 个对象 · 512 KB/s · 12 项发现');
  });

  it('promises no end while listing goes on, and no 100 % before the end', () => {
    const listing = progressLine({ ...half, listingDone: false, bytesDone: 10 << 20 }, 1000, 'en');
    expect(listing).toBe('still counting · 50 assets · 10.0 MB/s · 12 findings');
    expect(progressLine({ ...half, assetsDone: 100 }, 1000, 'en')).toContain('100 %');
  });

  it('never exceeds the width, whatever the names', () => {
    for (const width of [10, 39, 79, 119, 200]) {
      for (const current of [...HOSTILE_NAMES, '长'.repeat(300)]) {
        const line = progressLine({ ...half, current }, 1000, 'zh', width);
        expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    }
  });
});

describe('createProgress', () => {
  function record(tty: boolean) {
    let now = 0;
    const written: string[] = [];
    const line = createProgress(
      { write: (text: string) => written.push(text), columns: 80 },
      { tty, lang: 'en', clock: () => now },
    );
    return { line, written, at: (time: number) => (now = time) };
  }

  it('draws over itself on a terminal, at most ten times a second, and leaves nothing behind', () => {
    const { line, written, at } = record(true);
    for (let time = 0; time < 1000; time += 10) {
      at(time);
      line.update(half);
    }
    expect(written.length).toBe(10);
    expect(written.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n'))).toBe(true);
    line.done();
    line.done();
    line.update(half);
    expect(written.at(-1)).toBe('\r\u001b[2K');
    expect(written.length).toBe(11);
  });

  it('writes plain lines elsewhere, rarely, and the last state at the end', () => {
    const { line, written, at } = record(false);
    at(5_000);
    line.update(half);
    expect(written).toEqual([]);
    at(10_000);
    line.update(half);
    at(11_000);
    line.update({ ...half, assetsDone: 100 });
    line.done();
    expect(written.map((text) => text.slice(0, 5))).toEqual(['50 % ', '100 %']);
    expect(written.join('')).not.toContain('\u001b');
  });
});
