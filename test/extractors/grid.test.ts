import { describe, expect, test } from 'vitest';
import { gridLine, readGrid } from '../../src/extractors/grid.js';
import { columnKey } from '../../src/lib/column-name.js';

const words = new Set(
  [
    '姓名',
    '手机',
    '手机号',
    '身份证号',
    '电话',
    '联系电话',
    '地址',
    '住址',
    '邮箱',
    '性别',
    '出生日期',
    '银行卡号',
    'name',
    'phone',
    'mobile',
    'email',
    '公司',
    '金额',
  ].map(columnKey),
);
const bytes = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => `${row.join('\x1f')}\x1e`).join(''));
const grid = (rows: readonly (readonly string[])[]) => readGrid(bytes(rows), words);
const people = (count: number): string[][] =>
  Array.from({ length: count }, (_, i) => [
    `张三${'甲乙丙丁戊'[i % 5]}`,
    `1390000000${i % 10}`,
    `北京市朝阳区建国路${i}号`,
  ]);
/** The first cell of the first data row. */
function firstData(rows: readonly (readonly string[])[]): string | undefined {
  const found = grid(rows);
  return bytes(rows).subarray(found.dataStart).toString().split('\x1f')[0];
}

describe('a table', () => {
  test('with its header on top', () => {
    const rows = [['姓名', '手机号', '地址'], ...people(5)];
    expect(grid(rows)).toMatchObject({
      kind: 'table',
      titleRows: 0,
      headerRows: 1,
      columns: ['姓名', '手机号', '地址'],
      hits: 3,
    });
    expect(firstData(rows)).toBe('张三甲');
  });
  test('under title rows and remarks', () => {
    const rows = [
      ['2024年客户名册'],
      ['部门：销售部', '', '日期：2024-01-01'],
      ['姓名', '手机号', '地址'],
      ...people(5),
    ];
    expect(grid(rows)).toMatchObject({
      kind: 'table',
      titleRows: 2,
      headerRows: 1,
      columns: ['姓名', '手机号', '地址'],
    });
  });
  test('whose header is merged over two rows', () => {
    const rows = [
      ['客户表'],
      ['姓名', '联系方式', '', '备注'],
      ['', '手机', '邮箱', ''],
      ...people(5).map(([name, phone], i) => [name!, phone!, `a${i}@qq.com`, '无']),
    ];
    expect(grid(rows)).toMatchObject({
      kind: 'table',
      titleRows: 1,
      headerRows: 2,
      columns: ['姓名', '手机', '邮箱', '备注'],
      comments: ['', '联系方式', '联系方式', ''],
    });
  });
  test('with a row of groups over the names', () => {
    const rows = [
      ['基本信息', '', '账户', ''],
      ['姓名', '手机号', '银行卡号', '地址'],
      ...people(4).map((row) => [...row, 'x']),
    ];
    expect(grid(rows)).toMatchObject({
      titleRows: 0,
      headerRows: 2,
      columns: ['姓名', '手机号', '银行卡号', '地址'],
      comments: ['基本信息', '基本信息', '账户', '账户'],
    });
  });
  test('with field names and their labels', () => {
    const rows = [['cust_name', 'cust_mobile', 'addr_detail'], ['姓名', '手机号', '地址'], ...people(5)];
    expect(grid(rows)).toMatchObject({
      headerRows: 2,
      columns: ['cust_name', 'cust_mobile', 'addr_detail'],
      comments: ['姓名', '手机号', '地址'],
    });
  });
  test('whose header no dictionary knows', () => {
    const rows = [['甲项', '乙项', '丙项'], ...people(6)];
    expect(grid(rows)).toMatchObject({
      kind: 'table',
      headerRows: 1,
      columns: ['甲项', '乙项', '丙项'],
      hits: 0,
    });
  });
  test('without a header', () => {
    expect(grid(people(6))).toMatchObject({
      kind: 'table',
      titleRows: 0,
      headerRows: 0,
      dataStart: 0,
      columns: [],
    });
    expect(grid([['名册'], ...people(6)])).toMatchObject({ kind: 'table', titleRows: 1, headerRows: 0 });
  });
  test('that starts in the third column, with cells left out at the ends of its rows', () => {
    const rows = [
      ['', '', '姓名', '手机号', '备注'],
      ...people(6).map(([name, phone], i) => ['', '', name!, phone!, ...(i === 3 ? ['急'] : [])]),
    ];
    expect(grid(rows)).toMatchObject({ headerRows: 1, columns: ['', '', '姓名', '手机号', '备注'] });
  });
  test('of one column', () => {
    expect(grid([['手机号'], ['13900000001'], ['13900000002']])).toMatchObject({
      kind: 'table',
      columns: ['手机号'],
    });
  });
  test('with nothing but a header: a template', () => {
    expect(grid([['姓名', '手机号', '地址']])).toMatchObject({ kind: 'table', headerRows: 1, hits: 3 });
  });
  test('with a single row of data', () => {
    expect(
      grid([
        ['姓名', '手机号'],
        ['张三', '13900000001'],
      ]),
    ).toMatchObject({ kind: 'table', headerRows: 1 });
  });
  test('of dictionary words: a list of fields has no header of them', () => {
    const rows = [
      ['序号', '字段', '说明'],
      ['1', 'name', '姓名'],
      ['2', 'phone', '电话'],
      ['3', 'email', '邮箱'],
    ];
    expect(grid(rows).columns).not.toEqual(['1', 'name', '姓名']);
  });
});

describe('no table', () => {
  test.each([
    [
      'label and value side by side',
      [
        ['姓名', '张三'],
        ['手机', '13900000001'],
        ['住址', '北京市朝阳区建国路1号'],
      ],
    ],
    [
      'two pairs a row',
      [
        ['客户登记表'],
        ['姓名', '张三', '性别', '男'],
        ['手机', '13900000001', '邮箱', 'a@qq.com'],
        ['住址', '北京市朝阳区建国路1号'],
      ],
    ],
    [
      'records side by side',
      [
        ['姓名', '张三', '李四', '王五'],
        ['手机', '13900000001', '13900000002', '13900000003'],
        ['邮箱', 'a@qq.com', 'b@qq.com', 'c@qq.com'],
      ],
    ],
    [
      'lines of text',
      [
        ['会议纪要'],
        ['参会人：张三、李四，地点：三楼会议室'],
        ['张三：客户李四的手机是13900000001，请回电'],
        ['散会'],
      ],
    ],
    ['nothing', []],
  ])('%s', (_, rows) => {
    expect(grid(rows as string[][]).kind).toBe('cells');
  });
});

test('labels are tied to their values in a line of text', () => {
  expect(gridLine(['姓名', '张三', '', '手机', '13900000001'], words)).toBe('姓名：张三  手机：13900000001');
  expect(gridLine(['姓名：', '张三', '备注'], words)).toBe('姓名：  张三  备注');
  expect(gridLine(['', ''], words)).toBe('');
});

test('a row that is cut at the end of the head does no harm', () => {
  const head = bytes([['姓名', '手机号', '地址'], ...people(20)]);
  for (let end = 0; end < head.length; end += 7)
    expect(() => readGrid(head.subarray(0, end), words)).not.toThrow();
  expect(readGrid(head.subarray(0, 300), words).columns).toEqual(['姓名', '手机号', '地址']);
});
