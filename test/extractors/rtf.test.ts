import { expect, test } from 'vitest';
import { encode } from './encode.js';
import { extract } from './extract.js';

/** Text as \'xx escapes in that encoding. */
const escaped = (text: string, encoding: 'gb18030' | 'big5' = 'gb18030') =>
  [...encode(text, encoding)].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
const rtf = (body: string, head = '\\ansicpg936') =>
  Buffer.from(
    `{\\rtf1\\ansi${head}\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset134 SimSun;}{\\f2\\fcharset136 MingLiU;}}{\\stylesheet{\\s0 Normal;}}${body}}`,
    'latin1',
  );
const textOf = async (bytes: Buffer) => (await extract(bytes, 'a.rtf')).textOf('');

test('text in code pages, by the document or by the font', async () => {
  expect(await textOf(rtf(`${escaped('姓名：张三')}\\par ${escaped('手机')}: 13900001234\\par`))).toBe(
    '姓名：张三\n手机: 13900001234\n',
  );
  expect(await textOf(rtf(`\\f1 ${escaped('姓名')}{\\f2 ${escaped('姓名', 'big5')}}`, '\\ansicpg1252'))).toBe(
    '姓名姓名\n',
  );
  expect(await textOf(rtf(escaped('姓名：张三，地址：北京市朝阳区'), ''))).toBe(
    '姓名：张三，地址：北京市朝阳区\n',
  );
  expect(
    await textOf(Buffer.concat([rtf('').subarray(0, -1), encode('姓名', 'gb18030'), Buffer.from('\\par}')])),
  ).toBe('姓名\n');
});

test('Unicode characters, with what stands for them skipped', async () => {
  expect(await textOf(rtf("\\uc1\\u24352?\\u19977\\'3f 13900001234"))).toBe('张三 13900001234\n');
  expect(await textOf(rtf('\\uc2\\u24352??{\\uc0\\u19977}\\u-10179\\u-8704?'))).toContain('张三');
  expect(await textOf(rtf('a\\~b\\_c\\{d\\}\\\\e\\tab f'))).toBe('a b-c{d}\\e\tf\n');
});

test('tables are grids; a table in a cell comes out once', async () => {
  const cell = (text: string) => `\\pard\\intbl ${text}\\cell `;
  const found = await extract(
    rtf(
      `\\pard before\\par \\trowd\\cellx1\\cellx2 ${cell('name')}${cell('phone')}\\row ` +
        `\\trowd\\cellx1\\cellx2 ${cell('{\\b Zhang} San')}${cell('139{\\i 0000}1234')}{\\trowd\\cellx1\\cellx2 \\row}` +
        `\\trowd ${cell('x')}\\pard\\intbl\\itap2 inner\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1 outer\\cell \\row` +
        '\\pard after\\par',
    ),
    'a.rtf',
  );
  expect(found.textOf('')).toBe('before\nafter\n');
  expect(found.tables.map(({ part, rows }) => [part, rows])).toEqual([
    [
      'a.rtf!/table1',
      [
        ['name', 'phone'],
        ['Zhang San', '13900001234'],
        ['x', 'outer'],
      ],
    ],
    ['a.rtf!/table2', [['inner']]],
  ]);
});

test('headers, notes, comments, properties, variables, fields, deleted and hidden text', async () => {
  const found = await extract(
    rtf(
      '{\\info{\\author Li Si}{\\title Plan}}{\\*\\userprops{\\propname phone}\\proptype30{\\staticval 13900005555}}{\\*\\docvar {tel}{13900004444}}' +
        '{\\header top}{\\footerr bottom}body{\\footnote note}{\\*\\annotation remark} text\\par ' +
        '{\\field{\\*\\fldinst HYPERLINK "mailto:a@example.com"}{\\fldrslt write}}\\par tel 139{\\deleted 1}{\\revised 2}\\par {\\v hidden}\\par {\\*\\strange 13900003333}',
    ),
    'a.rtf',
  );
  expect(found.textOf('')).toBe('body text\nwrite\ntel 1392\nhidden\n');
  const texts = Object.fromEntries(found.texts.map(({ part, text }) => [part, text]));
  expect(texts).toMatchObject({
    'a.rtf!/properties': 'author: Li Si\ntitle: Plan\nphone: 13900005555\n',
    'a.rtf!/variables': 'tel: 13900004444\n',
    'a.rtf!/header': 'top\n',
    'a.rtf!/footer': 'bottom\n',
    'a.rtf!/footnotes': 'note\n',
    'a.rtf!/comments': 'remark\n',
    'a.rtf!/fields': 'HYPERLINK "mailto:a@example.com"\n',
    'a.rtf!/deleted': 'tel 1391\n',
    'a.rtf!/other': '13900003333\n',
  });
});

test('embedded files come out, written in hexadecimal or as they are', async () => {
  const csv = Buffer.from('a,b\n1,2\n');
  const zeroEnded = (text: string) => Buffer.from(`${text}\0`);
  const size = (bytes: Uint8Array) => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(bytes.length);
    return four;
  };
  const pack = Buffer.concat([
    Buffer.from([2, 0]),
    zeroEnded('list.csv'),
    zeroEnded('c:\\list.csv'),
    Buffer.from([0, 0, 3, 0]),
    size(zeroEnded('t')),
    zeroEnded('t'),
    size(csv),
    csv,
  ]);
  const kind = zeroEnded('Package');
  const object = Buffer.concat([
    Buffer.from([1, 5, 0, 0, 2, 0, 0, 0]),
    size(kind),
    kind,
    Buffer.alloc(8),
    size(pack),
    pack,
  ]);
  const found = await extract(
    rtf(
      `{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata ${object.toString('hex').replace(/(.{64})/g, '$1\r\n')}}{\\result shown}}`,
    ),
    'a.rtf',
  );
  expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
    ['a.rtf!/list.csv', 'a,b\n1,2\n'],
  ]);
  expect(found.textOf('')).toBe('shown\n');
  const binary = await extract(
    rtf(`{\\object{\\*\\objdata\\bin${csv.length} ${csv.toString('latin1')}}}`),
    'a.rtf',
  );
  expect(binary.files.map(({ bytes }) => bytes.toString())).toEqual(['a,b\n1,2\n']);
});

test('a million groups in groups', async () => {
  expect(await textOf(rtf(`${'{'.repeat(1_000_000)}13900001234`))).toBe('13900001234\n');
});
