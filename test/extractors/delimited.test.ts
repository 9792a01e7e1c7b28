import { describe, expect, it } from 'vitest';
import { sniffDelimited } from '../../src/extractors/delimited.js';
import { splitRow, UNIT_ROWS } from '../../src/extractors/rows.js';
import { columnKey } from '../../src/lib/column-name.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = new Set(
  [
    '姓名',
    '手机号',
    '身份证号',
    '电话',
    '地址',
    'name',
    'phone',
    'email',
    'mobile',
    'id',
    '金额',
    '客户名称',
    '卡号',
  ].map(columnKey),
);
const sniff = (text: string, named = false) => sniffDelimited(bytes(text), { words, named });

/** All data rows as a reader of the dialect sees them. */
function rows(text: string, named = false): string[][] {
  const head = bytes(text);
  const dialect = sniff(text, named);
  if (dialect === null) return [];
  const all: string[][] = [];
  for (let at = dialect.dataStart; at < head.length; ) {
    const { cells, next } = splitRow(head, dialect, at);
    all.push(cells);
    at = next;
  }
  return all;
}

const people = (delimiter: string, count = 6): string =>
  Array.from({ length: count }, (_, i) =>
    [`张三${i}`, `1380000000${i}`, `广东省深圳市福田路${i}号`].join(delimiter),
  ).join('\n');

describe('sniffDelimited finds tables', () => {
  it.each([
    ['comma', ',', 0x2c],
    ['tab', '\t', 0x09],
    ['semicolon', ';', 0x3b],
    ['pipe', '|', 0x7c],
    ['Hive', '\x01', 0x01],
  ])('%s, with and without a header', (_, delimiter, byte) => {
    const header = ['姓名', '手机号', '地址'].join(delimiter);
    const dialect = sniff(`${header}\n${people(delimiter)}\n`);
    expect(dialect).toMatchObject({
      delimiter: byte,
      quote: 0,
      columns: 3,
      header: ['姓名', '手机号', '地址'],
      dataLine: 2,
    });
    expect(sniff(`${people(delimiter)}\n`)).toMatchObject({
      delimiter: byte,
      columns: 3,
      header: null,
      dataStart: 0,
      dataLine: 1,
    });
  });

  it('skips titles, remarks and empty lines above the header', () => {
    const text = `客户信息表\n制表日期：2024-05-01\n\n姓名,手机号,地址\n${people(',')}\n`;
    const dialect = sniff(text);
    expect(dialect?.header).toEqual(['姓名', '手机号', '地址']);
    expect(dialect?.dataLine).toBe(5);
    expect(new TextDecoder().decode(bytes(text).subarray(dialect?.tableStart)).startsWith('姓名')).toBe(true);
    expect(
      sniff(`客户信息表,,\n制表人：李四,,制表日期：2024-05-01\n姓名,手机号,地址\n${people(',')}`)
        ?.header?.[0],
    ).toBe('姓名');
  });

  it('reads a row of labels under the names', () => {
    const dialect = sniff(`cust_name,mobile,addr\n客户姓名,手机号,联系地址\n${people(',')}`);
    expect(dialect?.header).toEqual(['cust_name', 'mobile', 'addr']);
    expect(dialect?.labels).toEqual(['客户姓名', '手机号', '联系地址']);
    expect(dialect?.dataLine).toBe(3);
  });

  it('knows a header by contrast when its words are unknown', () => {
    expect(sniff('foo,bar,baz\na,1,2.5\nb,2,3.5\nc,3,4.5\n')?.header).toEqual(['foo', 'bar', 'baz']);
  });

  it('takes quoted cells with delimiters and line ends', () => {
    const text =
      'name,phone,note\r\n"Li, Si",13800000001,"two\r\nlines"\r\n"Wang ""Da"" Wu",13800000002,ok\r\n';
    expect(sniff(text)).toMatchObject({ quote: 0x22, columns: 3 });
    expect(rows(text)).toEqual([
      ['Li, Si', '13800000001', 'two\r\nlines'],
      ['Wang "Da" Wu', '13800000002', 'ok'],
    ]);
  });

  it('is not taken in by stray quotes', () => {
    const text = `name,phone,id\n"Li Si,13800000001,1\nWang "Da" Wu,13800000002,2\n5" pipe,13800000003,3\nZhao,13800000004,4\n`;
    expect(sniff(text)?.quote).toBe(0);
    expect(rows(text)).toHaveLength(4);
    const closing = `name,phone,id\n"stray,13800000001,1\n"good",13800000002,2\n"good",13800000003,3\n`;
    expect(sniff(closing)?.quote).toBe(0);
  });

  it('reads sep= lines, byte order marks and CR line ends', () => {
    expect(sniff('sep=;\n姓名;手机号\n张三;13800000001\n')).toMatchObject({
      delimiter: 0x3b,
      header: ['姓名', '手机号'],
      dataLine: 3,
    });
    expect(sniff(`\ufeff姓名,手机号,地址\n${people(',')}`)?.header).toEqual(['姓名', '手机号', '地址']);
    expect(sniff(`姓名,手机号,地址\n${people(',')}`.replaceAll('\n', '\r'))).toMatchObject({
      terminator: 0x0d,
      columns: 3,
    });
  });

  it('reads what databases and Markdown draw', () => {
    const mysql =
      '+------+-------------+\n| name | phone       |\n+------+-------------+\n| 张三 | 13800000001 |\n| 李四 | 13800000002 |\n+------+-------------+\n';
    expect(sniff(mysql)).toMatchObject({ delimiter: 0x7c, header: ['', 'name', 'phone', ''], ruled: true });
    const psql =
      ' name |    phone    \n------+-------------\n 张三 | 13800000001\n 李四 | 13800000002\n(2 rows)\n';
    expect(sniff(psql)).toMatchObject({ delimiter: 0x7c, header: ['name', 'phone'], dataLine: 3 });
    const markdown =
      '# 名单\n\n| 姓名 | 手机号 |\n|:--|--:|\n| 张三 | 13800000001 |\n| 李四 | 13800000002 |\n';
    expect(sniff(markdown)?.header).toEqual(['', '姓名', '手机号', '']);
  });

  it('bears ragged rows and a total below', () => {
    const text = `姓名,手机号,地址,金额\n${Array.from({ length: 20 }, (_, i) => `张三,1380000000${i % 10},深圳${i % 7 === 0 ? '' : ',12.5'}`).join('\n')}\n合计,,,250`;
    expect(sniff(text)?.columns).toBe(4);
  });

  it('prefers the delimiter that leaves clean cells', () => {
    expect(sniff('a;1,5;2,5\nb;3,5;4,5\nc;5,5;6,5\n')?.delimiter).toBe(0x3b);
    expect(
      sniff('姓名\t手机号\t地址\n张三\t13800000001\t深圳,福田\n李四\t13800000002\t深圳,南山\n')?.delimiter,
    ).toBe(0x09);
  });

  it('asks less of a file named .csv', () => {
    expect(sniff('手机号\n13800000001\n13800000002\n', true)).toMatchObject({
      columns: 1,
      header: ['手机号'],
    });
    expect(sniff('手机号\n13800000001\n13800000002\n')).toBeNull();
    expect(sniff('姓名,手机号\n', true)?.header).toEqual(['姓名', '手机号']);
    expect(sniff('张三,13800000001\n', true)).toMatchObject({ columns: 2, header: null });
  });
});

describe('sniffDelimited leaves other texts alone', () => {
  it.each([
    [
      'prose',
      'Dear Mr. Li, thank you for your letter, which we received.\nWe have read it, and we agree, mostly.\nPlease call, or write, soon.\n',
    ],
    ['short prose', 'Hello, world\nGoodbye, moon\nThanks, all\n'],
    ['Chinese prose', '客户张三，电话13800000001，已回访。\n客户李四，电话13800000002，未接听。\n'],
    ['one line', '张三,13800000001,深圳'],
    [
      'a Java log',
      Array.from(
        { length: 20 },
        (_, i) => `2024-05-01 10:00:0${i % 10},123 INFO  [main] com.example.App - user ${i} did it`,
      ).join('\n'),
    ],
    [
      'a piped log',
      Array.from({ length: 20 }, (_, i) => `2024-05-01 10:00:0${i % 10} | INFO | main | user ${i} done`).join(
        '\n',
      ),
    ],
    [
      'an access log',
      Array.from(
        { length: 20 },
        (_, i) =>
          `1.2.3.${i} - - [01/May/2024:10:00:00 +0800] "GET /a/${i} HTTP/1.1" 200 12 "-" "Mozilla/5.0 (X11; Linux)"`,
      ).join('\n'),
    ],
    ['JSON lines', Array.from({ length: 9 }, (_, i) => `{"a":${i},"b":"x","c":[1,2]}`).join('\n')],
    ['SQL', `INSERT INTO t VALUES\n${Array.from({ length: 9 }, (_, i) => `(${i},'a','b'),`).join('\n')}`],
    ['code', 'int a = 1;\nint b = 2;\nint c = 3;\nreturn a;\n'],
    ['indented code', 'def f():\n\tx = g(1, 2)\n\treturn x\n\ndef h():\n\ty = g(3, 4)\n\treturn y\n'],
    ['XML', '<a>\n<b x="1, 2">1,2</b>\n<b x="3, 4">3,4</b>\n</a>\n'],
    ['an ini file', '[db]\nhost=1.2.3.4\nport=3306\nuser=root\n'],
    ['a form', '姓名: 张三\n电话: 13800000001\n地址: 深圳市福田区\n'],
    ['nothing', ''],
    ['a poem', '床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n'],
    ['a bulleted list', '- apples, pears\n- plums, cherries\n- nuts, seeds\n'],
  ])('%s', (_, text) => expect(sniff(text)).toBeNull());
});

describe('splitRow', () => {
  it('reads the byte form of records', () => {
    const row = bytes('张三\x1f"138"\x1f\x1eLi\x1f1\x1f2\x1e');
    const first = splitRow(row, UNIT_ROWS, 0);
    expect(first.cells).toEqual(['张三', '"138"', '']);
    expect(splitRow(row, UNIT_ROWS, first.next).cells).toEqual(['Li', '1', '2']);
  });

  it('ends at an unclosed quote of 10 MB in good time', () => {
    const big = new Uint8Array(10_000_000).fill(0x61);
    big[0] = 0x22;
    for (let i = 100; i < big.length; i += 100) big[i] = 0x0a;
    const started = performance.now();
    let count = 0;
    for (let at = 0; at < big.length; count++)
      at = splitRow(big, { delimiter: 0x2c, quote: 0x22, terminator: 0x0a }, at).next;
    expect(count).toBe(100_000);
    expect(performance.now() - started).toBeLessThan(120_000);
  });

  it('sniffs 64 KB fast', () => {
    const text = `姓名,手机号,地址\n${people(',', 1400)}`;
    const head = bytes(text).subarray(0, 65_536);
    sniffDelimited(head, { words });
    const started = performance.now();
    for (let i = 0; i < 20; i++) sniffDelimited(head, { words });
    if (process.env.TRAWL_TIMES)
      process.stdout.write(`sniff: ${((performance.now() - started) / 20).toFixed(2)} ms\n`);
  });
});
