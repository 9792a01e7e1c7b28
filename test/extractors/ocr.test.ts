import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PEOPLE } from '../../scripts/containers/people.mjs';
import { missingForOcr } from '../../src/extractors/ocr.js';
import { recognisedLines } from '../../src/extractors/ocr-text.js';
import { extract } from './extract.js';
import { onePage } from './pdf-file.js';

/** Words on one line of 20 pixels: [left, width, text]. */
const line = (...words: readonly (readonly [number, number, string])[]) =>
  recognisedLines(
    words.map(([left, width, text]) => `5\t1\t1\t1\t1\t1\t${left}\t0\t${width}\t20\t90\t${text}`).join('\n'),
  );

describe('lines out of recognised words', () => {
  test('words of Chinese stand together, labels get their colon back', () => {
    expect(line([0, 20, '姓'], [24, 20, '名'], [50, 5, ':'], [60, 20, '张'], [84, 40, '俊杰'])).toEqual([
      '姓名：张俊杰',
    ]);
    expect(line([0, 60, '手机号'], [64, 5, ';'], [74, 120, '13800001111'])).toEqual(['手机号：13800001111']);
  });

  test('columns are parted, numbers are not run together', () => {
    expect(line([0, 40, '张三'], [100, 120, '13800001111'])).toEqual(['张三\t13800001111']);
    expect(line([0, 60, '622202'], [70, 60, '138000'])).toEqual(['622202 138000']);
    expect(line([0, 60, '622202'], [62, 60, '138000'])).toEqual(['622202138000']);
  });

  test('the signs of addresses are put right, words with G are left', () => {
    expect(line([0, 200, 'hr313G163.com'])).toEqual(['hr313@163.com']);
    expect(line([0, 200, 'a.b©foxmaiLcom'])).toEqual(['a.b@foxmail.com']);
    expect(line([0, 200, '5G.com'], [240, 100, 'www.LG.com'])).toEqual(['5G.com\twww.LG.com']);
  });
});

describe.skipIf(missingForOcr().length > 0)('recognition', () => {
  const FIXTURES = join(import.meta.dirname, '../../fixtures/containers/pictures');
  const read = (name: string) => extract(readFileSync(join(FIXTURES, name)), name, { ocr: true });

  test.each(['people-turned.png', 'people.tiff'])(
    'numbers of %s come out as they are',
    async (name) => {
      const { textOf, issues } = await read(name);
      for (const [, resident, mobile, card] of PEOPLE.slice(0, 4)) {
        for (const value of [resident, mobile, card]) expect(textOf('')).toContain(value);
      }
      expect(issues).toEqual([]);
    },
    60_000,
  );

  test('scanned pages of a PDF, by page', async () => {
    const { texts, issues } = await read('scan.pdf');
    expect(texts.map(({ page }) => page)).toEqual([1, 2]);
    const all = texts.map(({ text }) => text).join('');
    for (const [, resident, mobile, card] of PEOPLE.slice(0, 8)) {
      for (const value of [resident, mobile, card]) expect(all).toContain(value);
    }
    expect(issues).toEqual([]);
  }, 60_000);

  test('what cannot be recognised is said, in the pass that was to', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i} 0 m ${i} 9 l S`).join(' ');
    const drawn = await extract(onePage(lines), 'a.pdf', { ocr: true });
    expect(drawn.issues.map(({ code, part }) => [code, part])).toEqual([['picture-text', 'a.pdf!/page 1']]);
    const cut = await extract(readFileSync(join(FIXTURES, 'people.png')).subarray(0, 4000), 'a.png', {
      ocr: true,
    });
    expect(cut.issues.map(({ code }) => code)).toEqual(['picture-text']);
  });
});
