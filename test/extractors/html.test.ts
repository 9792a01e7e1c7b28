import { expect, test } from 'vitest';
import { encode } from './encode.js';
import { extract } from './extract.js';

const page = (body: string) =>
  Buffer.from(
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>客户</title></head><body>${body}</body></html>`,
  );

test('blocks are lines, what stands in the line is not parted, entities are characters', async () => {
  const found = await extract(
    page(
      '<p>姓名：<b>张</b><i>三</i></p><div>手机：139<span>0000</span>1234<br>地址&#65306;&#x5317;京</div><ul><li>一</li><li>二</li></ul>',
    ),
    'a.html',
  );
  expect(found.textOf('')).toBe('客户\n姓名：张三\n手机：13900001234\n地址：北京\n一\n二\n');
  expect(found.issues).toEqual([]);
});

test('tables are grids, also in tables and without end tags', async () => {
  const found = await extract(
    page(
      '<table><tr><th>姓名<th>手机<tr><td>张三<td>13900001234<tr><td colspan=2>合计</table><table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>',
    ),
    'a.html',
  );
  expect(found.tables.map(({ part, rows }) => [part, rows])).toEqual([
    [
      'a.html!/table1',
      [
        ['姓名', '手机'],
        ['张三', '13900001234'],
        ['合计', ''],
      ],
    ],
    ['a.html!/table3', [['内']]],
    ['a.html!/table2', [['外']]],
  ]);
});

test('data in attributes, forms, comments and scripts', async () => {
  const found = await extract(
    page(
      '<a href="mailto:zhang%40example.com">写信</a><form><label>手机</label><input type="text" value="13900001234"><input type="hidden" name="idcard" value="110101199003071234"></form>' +
        '<img alt="张三的照片" src="data:text/csv;base64,YSxiCjEsMgo="><div data-phone="13900005678"></div><!-- 旧地址：北京 -->' +
        '<script type="application/ld+json">{"name":"李四"}</script><script>window.__STATE__ = {"phone":"13900009999"};</script><script>var x = 1; // 王五\n</script><style>p{}</style>',
    ),
    'a.html',
  );
  expect(found.textOf('')).toContain('手机 13900001234');
  expect(found.textOf('a.html!/links')).toBe('mailto:zhang@example.com\n');
  expect(found.textOf('a.html!/attributes')).toBe(
    'idcard: 110101199003071234\n张三的照片\nphone: 13900005678\n',
  );
  expect(found.textOf('a.html!/comments')).toBe('旧地址：北京\n');
  expect(found.textOf('a.html!/scripts')).toContain('王五');
  expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
    ['a.html!/data1', 'a,b\n1,2\n'],
    ['a.html!/script1.json', '{"name":"李四"}'],
    ['a.html!/script2.json', '{"phone":"13900009999"}'],
  ]);
});

test('the encoding is the declared one, unless the bytes are clearly of another', async () => {
  const body = (charset: string) =>
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><p>姓名：张三</p></body></html>`;
  expect((await extract(encode(body('gb2312'), 'gb18030'), 'a.html')).textOf('')).toBe('姓名：张三\n');
  expect((await extract(Buffer.from(body('gb2312')), 'a.html')).textOf('')).toBe('姓名：张三\n');
  expect((await extract(Buffer.from(`\uFEFF${body('utf-16')}`, 'utf16le'), 'a.html')).textOf('')).toBe(
    '姓名：张三\n',
  );
});

test('a page that is called a workbook, or begins with its table, is a page', async () => {
  const found = await extract(
    Buffer.from('<table border="1"><tr><td>姓名</td><td>手机</td></tr></table>'),
    '导出.xls',
  );
  expect(found.tables.map(({ rows }) => rows)).toEqual([[['姓名', '手机']]]);
});

test.each([
  '# 标题\n\n<br>\n张三 <b>13900001234</b>\n',
  '<13>Oct 11 22:14:15 host su: failed\n',
  'if (a<b) { return "<html>"; }\n',
  '<张三> 说: 你好\n',
])('what merely contains tags stays text: %j', async (content) => {
  const found = await extract(Buffer.from(content), 'a.txt');
  expect(found.files.map(({ bytes }) => bytes.toString())).toEqual([content]);
});

test('a million levels do not overflow', async () => {
  const found = await extract(page(`${'<div>'.repeat(1_000_000)}13900001234`), 'a.html');
  expect(found.textOf('')).toContain('13900001234');
  const tables = await extract(page(`${'<table><tr><td>x'.repeat(20_000)}13900001234`), 'a.html');
  expect(JSON.stringify([tables.tables, tables.texts])).toContain('13900001234');
});
