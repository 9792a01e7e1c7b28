import { describe, expect, test } from 'vitest';
import { tableShape } from '../../src/extractors/sqlite-schema.js';
import { extract } from './extract.js';
import { mutants } from './mutants.js';
import { container, HEADER, LINES, PEOPLE } from './people.js';

describe('databases of SQLite', () => {
  test('a plain table', async () => {
    const found = await extract(container('people.sqlite'), 'people.sqlite');
    expect(found.issues).toEqual([]);
    expect(found.tables).toMatchObject([{ part: 'people.sqlite!/客户', columns: HEADER, rows: PEOPLE }]);
  });

  test('odd ones: UTF-16, chains of pages, generated columns, no rowid, names that are SQL, views without end', async () => {
    const found = await extract(container('../databases/odd.sqlite'), 'odd.sqlite');
    expect(found.issues).toEqual([]);
    const rows = (name: string) => found.tables.find(({ part }) => part === `odd.sqlite!/${name}`);
    const customers = rows('客户')!;
    expect(customers.columns).toEqual(['id', ...HEADER, '备注', '附件']);
    expect(customers.rows.map((row) => row.slice(0, 7))).toEqual(
      PEOPLE.map((row, i) => [String(i * 1000 + 7), ...row]),
    );
    expect(customers.rows[0]![8]).toContain('王小明签收');
    expect(customers.rows[1]![7]).toBe(`${PEOPLE[1]![4]};`);
    const members = rows('会员')!;
    expect(members.columns).toEqual(['等级', '卡号', '备注']);
    expect(members.rows).toHaveLength(500 - 71);
    expect(members.rows).toContainEqual(['0', '6222000000000000', '金卡']);
    const long = found.files.find(({ part }) => part === "odd.sqlite!/x';drop table t;--/b/1");
    expect(long?.bytes.toString('utf16le')).toBe(`${'长'.repeat(40_000)}尾`);
    expect(rows('numbers')?.rows).toEqual([['9007199254740993', '1.5', '-9223372036854775807', '']]);
    expect(rows('搜索_content')?.rows[0]?.[1]).toBe('全文检索中的李雷 13912345678');
    expect(found.tables.some(({ part }) => part.includes('endless'))).toBe(false);
    expect(found.textOf('odd.sqlite!/文件/内容/1')).toContain(LINES[3]!);
  });

  test('rows that are only in the write-ahead log', async () => {
    const found = await extract(container('people.sqlite-wal'), 'a-wal');
    expect(found.issues).toEqual([]);
    expect(found.tables.flatMap(({ rows }) => rows)).toEqual(expect.arrayContaining(PEOPLE));
  });

  test.each(['people.sqlite', '../databases/odd.sqlite', 'people.sqlite-wal'])(
    'damaged: %s',
    async (name) => {
      for (const mutant of mutants(container(name), 80)) {
        const found = await extract(mutant, name);
        const content = found.tables.length + found.files.length + found.issues.length + found.texts.length;
        expect(content > 0 || mutant.length === 0).toBe(true);
      }
    },
  );

  test('a tree whose pages point at each other, and a length that lies', async () => {
    const bytes = container('people.sqlite');
    const loop = Buffer.from(bytes);
    for (let at = 1024; at < loop.length; at += 1024) {
      loop[at] = 5;
      loop.writeUInt32BE(2, at + 8);
    }
    const found = await extract(loop, 'a.db');
    expect(found.issues.map(({ code }) => code)).toEqual(['malformed']);
    const cut = await extract(bytes.subarray(0, 1500), 'a.db');
    expect(cut.issues.map(({ code }) => code)).toEqual(['malformed']);
  });
});

test('columns of tables as people write them', () => {
  expect(
    tableShape('CREATE TABLE t(a, "b c" INT, [d,e] VARCHAR(10,2) DEFAULT (1,2), `f` TEXT -- 手机号, x\n, g)'),
  ).toEqual({
    columns: ['a', 'b c', 'd,e', 'f', 'g'],
    rowidColumn: -1,
  });
  expect(
    tableShape(
      'create table t (id integer primary key autoincrement, constraint c unique(id), check (id > 0))',
    ),
  ).toEqual({
    columns: ['id'],
    rowidColumn: 0,
  });
  expect(tableShape('CREATE TABLE t (a INTEGER, b, PRIMARY KEY(a))')).toEqual({
    columns: ['a', 'b'],
    rowidColumn: 0,
  });
  expect(tableShape('CREATE TABLE t (a INT PRIMARY KEY)')).toEqual({ columns: ['a'], rowidColumn: -1 });
  expect(tableShape('CREATE TABLE t (x, k PRIMARY KEY, y) WITHOUT ROWID')?.columns).toEqual(['k', 'x', 'y']);
  expect(tableShape('nonsense')).toBeUndefined();
});
