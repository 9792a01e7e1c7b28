import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import { describe, expect, test } from 'vitest';
import { HEADER, PEOPLE } from '../../scripts/containers/people.mjs';
import { encode } from './encode.js';
import { extract } from './extract.js';
import { zipOf } from './make-zip.js';
import { survives } from './mutate.js';

const fixture = (path: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures', path));
const gbk = (text: string): Buffer => Buffer.from(encode(text, 'gb18030'));

test.each(['people.xls', 'people.ods', 'people.fods', 'people-2003.xml', 'people.slk', 'people.dif'])(
  '%s holds the twelve',
  async (name) => {
    const found = await extract(fixture(`containers/${name}`), name);
    expect(found.issues).toEqual([]);
    expect(found.tables.map(({ rows }) => rows)).toEqual([[HEADER, ...PEOPLE]]);
  },
);

describe('where data hides in xls and ods', () => {
  test.each(['xls', 'ods'])('hidden.%s', async (extension) => {
    const found = await extract(fixture(`workbooks/hidden.${extension}`), 'a');
    expect(found.issues).toEqual([]);
    expect(found.facts['sheet.hidden']).toBe(2);
    expect(found.tables.map(({ part, rows }) => [part, rows.length])).toEqual([
      ['a!/说明', 3],
      ['a!/隐藏', 1],
      ['a!/深藏', 13],
    ]);
    const texts = found.texts.map(({ text }) => text).join('');
    for (const planted of [
      '批注甲 13900000001',
      '页眉 13900000002',
      '页脚 13900000003',
      '13900000004',
      '13900000006',
      '公式13900000007',
      'link@example.com',
      '名称13900000008',
      '作者13900000009',
    ])
      expect(texts, planted).toContain(planted);
    expect(found.facts['document.created']).toContain('2024-05-06');
  });

  test.each(['xls', 'ods'])('formatted.%s', async (extension) => {
    const found = await extract(fixture(`workbooks/formatted.${extension}`), 'a');
    const [title, , header, first] = found.tables[0]!.rows;
    expect(title).toEqual(['2024年客户名册（内部资料）']);
    expect(header).toEqual([...HEADER, '出生日期', '有效']);
    const born = PEOPLE[0]![1]!.slice(6, 14);
    // LibreOffice keeps booleans as numbers in one of the two.
    expect(first!.slice(0, -1)).toEqual([...PEOPLE[0]!, born.replace(/(....)(..)(..)/, '$1-$2-$3')]);
    expect(found.texts.map(({ text }) => text).join('')).toContain('文本框13900000011');
  });
});

/** A BIFF record. */
function record(type: number, ...body: (number | Buffer)[]): Buffer {
  const bytes = Buffer.concat(body.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

test('a worksheet of Excel 2 in code page 936', async () => {
  const label = (column: number, text: string): Buffer => {
    const bytes = gbk(text);
    return record(0x04, 0, 0, column, 0, 0, 0, 0, bytes.length, bytes);
  };
  const sheet = Buffer.concat([
    record(0x09, 2, 0, 0x10, 0),
    record(0x42, 0xa8, 0x03),
    label(0, '姓名'),
    label(1, '张三丰13900000001'),
    record(0x0a),
  ]);
  const found = await extract(sheet, 'old.xls');
  expect(found.tables[0]?.rows).toEqual([['姓名', '张三丰13900000001']]);
});

test('an encrypted workbook is a fact', async () => {
  const file = CFB.utils.cfb_new();
  const stream = Buffer.concat([
    record(0x809, 0, 6, 5, 0, ...Buffer.alloc(12)),
    record(0x2f, 1, 0, 1, 0),
    Buffer.alloc(5000, 7),
  ]);
  CFB.utils.cfb_add(file, '/Workbook', stream);
  const found = await extract(CFB.write(file, { type: 'buffer' }) as Buffer, 'a.xls');
  expect(found.facts.encrypted).toBe('office');
  expect(found.issues.map(({ code }) => code)).toEqual(['encrypted']);
});

describe('OpenDocument', () => {
  const MIME = 'application/vnd.oasis.opendocument.spreadsheet';
  const ods = (body: string, more: Record<string, string> = {}): Buffer =>
    zipOf({
      mimetype: MIME,
      'content.xml': `<office:document-content>${body}</office:document-content>`,
      ...more,
    });

  test('repeated cells and rows stand where they are, however many are empty', async () => {
    const found = await extract(
      ods(
        '<table:table table:name="表"><table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="1.10105199003078E+17"><text:p>1.1E+17</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>张<text:span>三</text:span></text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
      ),
      'a.ods',
    );
    expect(found.issues).toEqual([]);
    expect(found.tables[0]).toMatchObject({
      rows: [['', '', '110105199003078000', '张三', '张三']],
      lines: [4],
      rounded: new Set([2]),
    });
  });
  test('rows repeated without end cost what they weigh', async () => {
    const row = `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>${'张三'.repeat(100)}</text:p></table:table-cell></table:table-row>`;
    const found = await extract(ods(`<table:table table:name="表">${row.repeat(3)}</table:table>`), 'a.ods', {
      limits: { ratioFrom: 1 << 20 },
    });
    expect(found.issues.map(({ code }) => code)).toEqual(['limit-bytes']);
  });
  test('encrypted documents are a fact', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const found = await extract(ods('', { 'META-INF/manifest.xml': manifest }), 'a.ods');
    expect(found.facts.encrypted).toBe('odf');
    expect(found.issues.map(({ code }) => code)).toEqual(['encrypted']);
  });
  test('document type declarations are refused', async () => {
    const found = await extract(
      zipOf({ mimetype: MIME, 'content.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
      'a.ods',
    );
    expect(found.issues.map(({ code }) => code)).toEqual(['malformed']);
  });
});

describe('dBASE', () => {
  /** A table of character fields of 20 bytes; rows of encoded cells. */
  function dbf(
    names: readonly Buffer[],
    rows: readonly (readonly Buffer[])[],
    driver = 0,
    marks = ' ',
  ): Buffer {
    const head = Buffer.alloc(32 + 32 * names.length + 1);
    head.set([3, 124, 1, 1]);
    head.writeUInt32LE(rows.length, 4);
    head.writeUInt16LE(head.length, 8);
    head.writeUInt16LE(1 + 20 * names.length, 10);
    head[29] = driver;
    names.forEach((name, i) => {
      name.copy(head, 32 + 32 * i);
      head.write('C', 32 + 32 * i + 11);
      head[32 + 32 * i + 16] = 20;
    });
    head[head.length - 1] = 0x0d;
    const body = rows.map((row, i) =>
      Buffer.concat([
        Buffer.from(marks[i] ?? ' '),
        ...row.map((cell) => Buffer.concat([cell, Buffer.alloc(20, ' ')]).subarray(0, 20)),
      ]),
    );
    return Buffer.concat([head, ...body, Buffer.from([0x1a])]);
  }
  const names = ['姓名', '手机号'];
  const rows = [
    ['张三', '13900000001'],
    ['李四光', '13900000002'],
    ['王小明', '13900000003'],
  ];

  test('written by LibreOffice', async () => {
    const found = await extract(fixture('containers/people.dbf'), 'people.dbf');
    expect(found.issues).toEqual([]);
    expect(found.tables[0]).toMatchObject({
      columns: ['XM', 'SFZH', 'SJH', 'YHKH', 'EMAIL', 'SHDZ'],
      rows: PEOPLE,
    });
  });
  test.each([
    ['GBK, as its driver says', 'gb18030', 0x4d],
    ['GBK, its driver says nothing', 'gb18030', 0],
    ['GBK, its driver says Western', 'gb18030', 0x03],
    ['UTF-8, its driver says nothing', 'utf-8', 0],
  ] as const)('in %s', async (_, encoding, driver) => {
    const as = (text: string): Buffer => Buffer.from(encode(text, encoding));
    const found = await extract(
      dbf(
        names.map(as),
        rows.map((row) => row.map(as)),
        driver,
      ),
      'a.dbf',
    );
    expect(found.issues).toEqual([]);
    expect(found.tables[0]).toMatchObject({ columns: names, rows });
  });
  test('deleted rows are read, missing ones are told', async () => {
    const table = dbf(
      names.map(gbk),
      rows.map((row) => row.map(gbk)),
      0x4d,
      ' * ',
    );
    const found = await extract(table, 'a.dbf');
    expect(found.tables[0]!.rows).toEqual(rows);
    expect(found.facts['rows.deleted']).toBe(1);
    const cut = await extract(table.subarray(0, table.length - 60), 'a.dbf');
    expect(cut.issues.map(({ code }) => code)).toContain('malformed');
    expect(cut.tables[0]!.rows).toEqual(rows.slice(0, 1));
  });
});

describe('spoilt worksheets end with content or a reason', () => {
  test.each([
    'containers/people.xls',
    'containers/people.ods',
    'containers/people.fods',
    'containers/people-2003.xml',
    'containers/people.dbf',
    'containers/people.dif',
    'containers/people.slk',
    'workbooks/hidden.xls',
    'workbooks/hidden.ods',
  ])('%s', async (path) => {
    await survives(fixture(path), 'a');
  });
});
