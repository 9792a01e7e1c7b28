import { expect, test } from 'vitest';
import { encode } from './encode.js';
import { extract } from './extract.js';

const read = (xml: string, name = 'a.xml') => extract(Buffer.from(xml), name);
const tablesOf = async (xml: string) =>
  (await read(xml)).tables.map(({ part, columns, rows }) => [part, columns, rows]);

test('elements that repeat are records, with their children and attributes as columns', async () => {
  expect(
    await tablesOf(
      `<?xml version="1.0"?><root><meta>导出</meta><customers>
        <customer id="1"><name>张三</name><phone type="m">13900001234</phone><address><city>北京</city></address></customer>
        <customer id="2"><name>李四</name><phone>13900005678</phone></customer></customers></root>`,
    ),
  ).toEqual([
    [
      'a.xml!/root.customers.customer',
      ['id', 'name', 'phone.type', 'phone', 'address.city'],
      [
        ['1', '张三', 'm', '13900001234', '北京'],
        ['2', '李四', '', '13900005678', ''],
      ],
    ],
  ]);
});

test('values of one name continue the record; records in records are tables of their own; lists of leaves are lines or a column', async () => {
  expect(
    await tablesOf(
      '<r><c><n>张</n><p>1</p><p>2</p><o><i x="1"/><i x="2"/></o></c><c><n>李</n><o><i x="3"/></o></c></r>',
    ),
  ).toEqual([
    ['a.xml!/r.c.o.i', ['x'], [['1'], ['2'], ['3']]],
    [
      'a.xml!/r.c',
      ['n', 'p'],
      [
        ['张', '1'],
        ['', '2'],
        ['李', ''],
      ],
    ],
  ]);
  const leaves = await read(
    `<list>${Array.from({ length: 50 }, (_, i) => `<phone>${i}</phone>`).join('')}</list>`,
  );
  expect(leaves.tables[0]!.columns).toEqual(['phone']);
  expect(leaves.tables[0]!.rows).toHaveLength(50);
  expect((await read('<list><phone>1</phone><phone>2</phone></list>')).textOf('')).toBe(
    'phone: 1\nphone: 2\n',
  );
});

test('elements that say their name elsewhere', async () => {
  expect(
    await tablesOf(
      '<data><row><field name="姓名">张三</field><field name="手机">1</field></row><row><field name="姓名">李四</field></row></data>',
    ),
  ).toEqual([
    [
      'a.xml!/data.row',
      ['姓名', '手机'],
      [
        ['张三', '1'],
        ['李四', ''],
      ],
    ],
  ]);
  const plist =
    '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://x"><plist><array>';
  const found = await read(
    `${plist}<dict><key>phone</key><string>1</string></dict><dict><key>phone</key><string>2</string></dict></array></plist>`,
  );
  expect(found.issues).toEqual([]);
  expect(found.tables.map(({ columns, rows }) => [columns, rows])).toEqual([[['phone'], [['1'], ['2']]]]);
});

test('what does not repeat is lines of name and value; running text is not parted', async () => {
  const found = await read(
    '<config><db user="admin"><phone>13900001234</phone></db><note>请拨 139<b>0000</b>1234 联系</note><!-- 旧号 --></config>',
  );
  expect(found.textOf('')).toBe('user: admin\nphone: 13900001234\nnote: 请拨 13900001234 联系\n');
  expect(found.textOf('a.xml!/comments')).toBe('旧号\n');
});

test('documents one after the other, encodings, CDATA', async () => {
  const found = await read('<e><n>1</n></e>\n<e><n>2</n></e>\n');
  expect(found.tables.map(({ rows }) => rows)).toEqual([[['1'], ['2']]]);
  const gbk = Buffer.from(
    encode('<?xml version="1.0" encoding="GBK"?><a><姓名><![CDATA[张三]]></姓名></a>', 'gb18030'),
  );
  expect((await extract(gbk, 'a.xml')).textOf('')).toBe('姓名: 张三\n');
  expect(
    (
      await extract(
        Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-16"?><a><n>张三</n></a>', 'utf16le'),
        'a.xml',
      )
    ).textOf(''),
  ).toBe('n: 张三\n');
});

test('drawings and pages are read as such', async () => {
  const found = await read(
    '<?xml version="1.0"?><svg xmlns="s"><path d="M13900001234 0"/><text x="1">张<tspan>三</tspan></text></svg>',
    'a.svg',
  );
  expect(found.textOf('')).toBe('张三\n');
  expect(
    (
      await read('<?xml version="1.0"?><html xmlns="x"><head><title/></head><body><p>张三</p></body></html>')
    ).textOf(''),
  ).toBe('张三\n');
});

test('entities of its own are not expanded, nothing is fetched, the rest is read', async () => {
  const found = await read(
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r><n>张三 &b; &x; 13900001234</n></r>',
  );
  expect(found.issues.map(({ code, message }) => [code, message])).toEqual([
    ['malformed', 'XML with entities of its own (xml-dtd): they were not expanded'],
  ]);
  expect(found.textOf('')).toContain('13900001234');
  expect(found.textOf('')).not.toContain('lol');
  expect(found.textOf('')).not.toContain('root:');
});

test('a million levels, damage and cut ends: what can be read is', async () => {
  const deep = await read(`<?xml version="1.0"?>${'<a>'.repeat(1_000_000)}13900001234`);
  expect(deep.issues.map(({ code }) => code)).toContain('limit-depth');
  expect(deep.textOf('')).toContain('13900001234');
  const damaged = await read('<?xml version="1.0"?><r><n>张三</m><p>13900001234</p><q>');
  expect(damaged.issues.map(({ code }) => code)).toEqual(['malformed']);
  expect(damaged.textOf('')).toContain('13900001234');
});
