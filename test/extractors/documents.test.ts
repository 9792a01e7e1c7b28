import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HEADER, PEOPLE } from '../../scripts/containers/people.mjs';
import { extract } from './extract.js';
import { mutants } from './mutate.js';

const folder = join(import.meta.dirname, '../../fixtures/containers');
const files = readdirSync(folder).filter(
  (name) => /^(?:text|table|slides|records)[.-]/.test(name) && !/\.(?:eml|txt)$/.test(name),
);

test.each(files)('%s: every value of the twelve people, once', async (name) => {
  const found = await extract(readFileSync(join(folder, name)), name);
  // Pictures are another extractor's.
  expect(found.issues.filter(({ part }) => !/\.jpeg$/.test(part))).toEqual([]);
  const all = [
    ...found.texts.map(({ text }) => text),
    ...found.tables.flatMap(({ rows }) => rows.map((row) => row.join('\t'))),
  ].join('\n');
  for (const person of PEOPLE) {
    // A value that stands in its line with the label of another must not be parted from its own.
    for (const value of person) expect(all.split(value)).toHaveLength(2);
  }
  if (!/^(?:table|records)/.test(name)) return;
  const table = found.tables.find(({ rows }) => rows.length >= PEOPLE.length)!;
  const rows = table.columns === null ? table.rows : [[...table.columns], ...table.rows];
  expect(rows).toEqual([HEADER, ...PEOPLE]);
});

/** Made by scripts/containers/documents.mjs: a mark in every place of a document where text may stand. */
const PLACES = '正文 页眉 页脚 脚注 尾注 批注 文本框 隐藏 删除 表格 内表 末尾 标题 作者 属性'
  .split(' ')
  .map((word) => `${word}之处`)
  .concat('mailto:places@example.com');

test.each(['docx', 'doc', 'rtf', 'odt'])('%s: text comes out of every place, once', async (format) => {
  const name = `places.${format}`;
  const found = await extract(readFileSync(join(folder, '../documents', name)), name);
  expect(found.issues).toEqual([]);
  const all = JSON.stringify([found.texts, found.tables]);
  for (const place of PLACES) expect([place, all.includes(place)]).toEqual([place, true]);
  for (const place of ['页眉', '文本框', '内表', '隐藏']) expect(all.split(`${place}之处`)).toHaveLength(2);
  expect(found.tables[0]!.rows[0]).toEqual(['姓名', '手机']);
  expect(found.textOf('')).not.toContain('删除之处');
});

test.each(files)(
  '%s: damaged in sixty ways it ends with content or a reason',
  async (name) => {
    const bytes = readFileSync(join(folder, name));
    for (const mutant of mutants(bytes, 60)) {
      const found = await extract(mutant, name, { limits: { time: 20_000 } });
      const content = found.texts.length + found.tables.length + found.files.length;
      // Markup that is cut off before its body holds nothing.
      if (mutant.length > 0 && (!name.endsWith('.html') || mutant.includes('<body')))
        expect(content + found.issues.length).toBeGreaterThan(0);
    }
  },
  60_000,
);
