import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HEADER, PEOPLE } from '../../scripts/containers/people.mjs';
import { type Extracted, type ExtractOptions, extract } from './extract.js';
import { zipOf } from './make-zip.js';
import { survives } from './mutate.js';

const fixture = (path: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures', path));
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relations(...targets: (readonly [type: string, target: string, mode?: string])[]): string {
  const list = targets.map(
    ([type, target, mode], i) =>
      `<Relationship Id="r${i + 1}" Type="${REL}/${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

/** A package with these parts; one sheet of these rows unless there are parts of that name. */
function book(rows: string, parts: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns:r="${REL}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  });
}
const read = (
  rows: string,
  parts: Readonly<Record<string, string | Buffer>> = {},
  options: ExtractOptions = {},
): Promise<Extracted> => extract(book(rows, parts), 'a.xlsx', options);
const codes = ({ issues }: Extracted): string[] => issues.map(({ code }) => code);

test.each(['people.xlsx', 'people.xltx', 'people.xlsb'])('%s holds the twelve', async (name) => {
  const found = await extract(fixture(`containers/${name}`), name);
  expect(found.issues).toEqual([]);
  expect(found.tables.map(({ rows }) => rows)).toEqual([[HEADER, ...PEOPLE]]);
  expect(found.tables[0]!.lines).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
});

describe('where data hides', () => {
  test('hidden sheets, comments, headers, lists, hints, links, formulas, names, properties', async () => {
    const found = await extract(fixture('workbooks/hidden.xlsx'), 'a.xlsx');
    expect(found.issues).toEqual([]);
    expect(found.facts).toMatchObject({ 'sheet.hidden': 2, 'document.created': '2024-05-06T07:08:09Z' });
    const sheet = 'a.xlsx!/说明!/';
    expect(found.textOf(`${sheet}comments`)).toContain('批注甲 13900000001');
    expect(found.textOf(`${sheet}header`)).toBe('页眉 13900000002\n');
    expect(found.textOf(`${sheet}footer`)).toBe('页脚 13900000003\n');
    expect(found.textOf(`${sheet}lists`)).toBe('列表甲13900000004\n列表乙13900000005\n');
    expect(found.textOf(`${sheet}hints`)).toContain('提示 13900000006');
    expect(found.textOf(`${sheet}formulas`)).toContain('公式13900000007');
    expect(found.textOf(`${sheet}links`)).toBe('mailto:link@example.com\n');
    expect(found.textOf('a.xlsx!/names')).toContain('名称13900000008');
    expect(found.textOf('a.xlsx!/properties')).toContain('作者13900000009');
    expect(found.tables.map(({ part, rows }) => [part, rows.length])).toEqual([
      ['a.xlsx!/说明', 2],
      ['a.xlsx!/隐藏', 1],
      ['a.xlsx!/深藏', 13],
    ]);
  });

  test('titles, rich text, numbers, dates and booleans as people see them; text boxes', async () => {
    const found = await extract(fixture('workbooks/formatted.xlsx'), 'a.xlsx');
    const [title, groups, header, first] = found.tables[0]!.rows;
    expect(title).toEqual(['2024年客户名册（内部资料）']);
    expect(groups).toEqual(['基本信息', '', '', '账户与联系']);
    expect(header).toEqual([...HEADER, '出生日期', '有效']);
    const born = PEOPLE[0]![1]!.slice(6, 14);
    expect(first).toEqual([...PEOPLE[0]!, born.replace(/(....)(..)(..)/, '$1-$2-$3'), 'TRUE']);
    expect(found.textOf('a.xlsx!/名册!/drawing')).toBe('文本框13900000011\n');
    expect(found.textOf('a.xlsx!/properties')).toContain('属性13900000012');
  });

  test('threaded comments and who wrote them', async () => {
    const found = await read('', {
      'xl/worksheets/_rels/sheet1.xml.rels': relations([
        'threadedComment',
        '../threadedComments/threadedComment1.xml',
      ]),
      'xl/threadedComments/threadedComment1.xml':
        '<ThreadedComments><threadedComment ref="A1" personId="{1}"><text>请联系13900000001</text></threadedComment></ThreadedComments>',
      'xl/persons/person.xml':
        '<personList><person displayName="张三" userId="zhang@example.com"/></personList>',
    });
    expect(found.textOf('a.xlsx!/表!/comments')).toBe('请联系13900000001\n');
    expect(found.textOf('a.xlsx!/comments')).toBe('张三\nzhang@example.com\n');
  });

  test('cached cells of other workbooks', async () => {
    const found = await read('', {
      'xl/externalLinks/externalLink1.xml':
        '<externalLink><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>张三</v></cell><cell r="B1"><v>13900000001</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
    });
    expect(found.tables.find(({ part }) => part === 'a.xlsx!/externalLink1')?.rows).toEqual([
      ['张三', '13900000001'],
    ]);
  });

  test('records of pivot caches, and values that outlived theirs', async () => {
    const found = await read('', {
      'xl/pivotCache/pivotCacheDefinition1.xml':
        '<pivotCacheDefinition><cacheFields><cacheField name="姓名"><sharedItems><s v="张三"/><s v="李四"/></sharedItems></cacheField><cacheField name="手机"><sharedItems containsNumber="1"/></cacheField></cacheFields></pivotCacheDefinition>',
      'xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels': relations([
        'pivotCacheRecords',
        'pivotCacheRecords1.xml',
      ]),
      'xl/pivotCache/pivotCacheRecords1.xml':
        '<pivotCacheRecords><r><x v="0"/><n v="13900000001"/></r></pivotCacheRecords>',
    });
    const cache = found.tables.find(({ part }) => part === 'a.xlsx!/pivotCacheDefinition1');
    expect(cache?.columns).toEqual(['姓名', '手机']);
    expect(cache?.rows).toEqual([
      ['张三', '13900000001'],
      ['李四', ''],
    ]);
  });

  test('texts and sheets that nothing refers to any more', async () => {
    const found = await read('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
      'xl/sharedStrings.xml': '<sst><si><t>在</t></si><si><t>旧13900000001</t></si></sst>',
      'xl/worksheets/sheet9.xml':
        '<worksheet><sheetData><row r="1"><c r="A1"><v>13900000002</v></c></row></sheetData></worksheet>',
    });
    expect(found.textOf('a.xlsx!/strings')).toBe('旧13900000001\n');
    expect(found.tables.find(({ part }) => part === 'a.xlsx!/sheet9')?.rows).toEqual([['13900000002']]);
  });

  test('charts, connections, embedded files', async () => {
    const found = await read('', {
      'xl/charts/chart1.xml':
        '<c:chartSpace xmlns:c="c"><c:cat><c:strCache><c:pt><c:v>张三13900000001</c:v></c:pt></c:strCache></c:cat></c:chartSpace>',
      'xl/connections.xml':
        '<connections><connection name="q" description=""><dbPr connection="Server=db;Password=x" command="select 1"/></connection></connections>',
      'xl/embeddings/note.txt': '嵌入13900000003',
    });
    expect(found.textOf('a.xlsx!/chart')).toBe('张三13900000001\n');
    expect(found.textOf('a.xlsx!/connections')).toContain('Password=x');
    expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
      ['a.xlsx!/xl/embeddings/note.txt', '嵌入13900000003'],
    ]);
  });
});

describe('cells', () => {
  test('of every type, wherever the writer leaves out addresses', async () => {
    const found = await read(
      '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c><c t="str"><f>A1</f><v>结果</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-02T00:00:00</v></c><c><v>1.3800138E10</v></c></row>' +
        '<row r="5"><c r="C5" t="s"><v>1</v></c></row>',
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><r><t>身份证_x000D_</t></r><r><rPr/><t xml:space="preserve"> 号</t></r></si></sst>',
      },
    );
    expect(found.issues).toEqual([]);
    expect(found.tables[0]!.rows).toEqual([
      ['東京', '张三', '结果', 'TRUE', '#N/A', '2024-01-02', '13800138000'],
      ['', '', '身份证  号'],
    ]);
    expect(found.tables[0]!.lines).toEqual([1, 5]);
  });

  test('numbers that lost their digits are told, by column', async () => {
    const found = await read(
      '<row><c r="B1"><v>1.10105199003078E+17</v></c><c r="C1"><v>13900000001</v></c></row>',
    );
    expect(found.tables[0]!.rows).toEqual([['', '110105199003078000', '13900000001']]);
    expect([...found.tables[0]!.rounded]).toEqual([1]);
  });

  test('dates by their format, also in the calendar of 1904', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const rows = '<row><c s="0"><v>36526</v></c><c s="1"><v>36526</v></c><c s="2"><v>36526.5</v></c></row>';
    expect((await read(rows, { 'xl/styles.xml': styles })).tables[0]!.rows).toEqual([
      ['36526', '2000-01-01', '2000-01-01 12:00:00'],
    ]);
    const workbook = `<workbook xmlns:r="${REL}"><workbookPr date1904="1"/><sheets><sheet name="表" r:id="r1"/></sheets></workbook>`;
    expect(
      (await read(rows, { 'xl/styles.xml': styles, 'xl/workbook.xml': workbook })).tables[0]!.rows[0]![1],
    ).toBe('2004-01-02');
  });

  test('of documents in another prefix, and in UTF-16', async () => {
    const sheet =
      '<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>张三</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const found = await read('', { 'xl/worksheets/sheet1.xml': Buffer.from(`\ufeff${sheet}`, 'utf16le') });
    expect(found.issues).toEqual([]);
    expect(found.tables[0]!.rows).toEqual([['张三']]);
  });
});

describe('hostile workbooks', () => {
  test('document type declarations are refused', async () => {
    const bomb = `<!DOCTYPE sst [<!ENTITY a "13900000001"><!ENTITY b "${'&a;'.repeat(10)}">]><sst><si><t>&b;</t></si></sst>`;
    const found = await read('<row><c t="s"><v>0</v></c><c><v>13900000002</v></c></row>', {
      'xl/sharedStrings.xml': bomb,
    });
    expect(codes(found)).toContain('malformed');
    expect(found.tables[0]!.rows[0]!.at(-1)).toBe('13900000002');
  });
  test('a string index that is not there', async () => {
    const found = await read(
      '<row><c t="s"><v>99999999999</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c><c><v>1</v></c></row>',
    );
    expect(found.tables[0]!.rows).toEqual([['', '', '', '1']]);
    expect(codes(found)).toEqual(['malformed']);
  });
  test('the last cell there is', async () => {
    const found = await read(
      '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row><row r="9999999999"><c r="ZZZZZ1"><v>8</v></c></row>',
    );
    expect(found.tables[0]!.rows.map((row) => [row.length, row.at(-1)])).toEqual([
      [16_384, '7'],
      [1, '8'],
    ]);
    expect(found.tables[0]!.lines).toEqual([1_048_576, 1_048_577]);
  });
  test('rows that are wide for nothing cost what they weigh', async () => {
    const found = await read(
      '<row><c r="XFD1"><v>1</v></c></row>'.repeat(6000),
      {},
      { limits: { ratioFrom: 1 << 20, ratio: 100 } },
    );
    expect(codes(found)).toEqual(['limit-bytes']);
  });
  test('a bomb of a sheet', async () => {
    const found = await read(
      `<row><c><v>13900000001</v></c></row>${' '.repeat(40 << 20)}`,
      {},
      { limits: { ratioFrom: 1 << 20 } },
    );
    expect(codes(found)).toEqual(['limit-bytes']);
    expect(found.tables[0]!.rows).toEqual([['13900000001']]);
  });
  test('a text without an end', async () => {
    const found = await read(`<row><c t="inlineStr"><is><t>${'x'.repeat(40 << 20)}`);
    expect(codes(found)).toEqual(['limit-bytes']);
  });
  test('a million relations, a million sheets', async () => {
    const limits = { entries: 1000 };
    const sheets = `<workbook><sheets>${'<sheet name="x"/>'.repeat(2000)}</sheets></workbook>`;
    expect(codes(await read('', { 'xl/workbook.xml': sheets }, { limits }))).toEqual(['limit-entries']);
    const rels = relations(...Array.from({ length: 2000 }, () => ['worksheet', 'x.xml'] as const));
    expect(codes(await read('', { 'xl/_rels/workbook.xml.rels': rels }, { limits }))).toEqual([
      'limit-entries',
    ]);
  });
  test('elements a thousand deep', async () => {
    expect(codes(await read('<a>'.repeat(1000)))).toEqual(['limit-depth']);
  });
  test('relations in a circle, parts that are missing', async () => {
    const circle = await read('<row><c><v>1</v></c></row>', {
      'xl/worksheets/_rels/sheet1.xml.rels': relations(
        ['drawing', '../drawings/drawing1.xml'],
        ['x', 'sheet1.xml'],
      ),
      'xl/drawings/drawing1.xml': '<wsDr/>',
      'xl/drawings/_rels/drawing1.xml.rels': relations(
        ['drawing', 'drawing1.xml'],
        ['x', '../worksheets/sheet1.xml'],
      ),
    });
    expect(circle.issues).toEqual([]);
    const missing = await read('', {
      'xl/_rels/workbook.xml.rels': relations(['worksheet', '../../../../etc/passwd']),
    });
    expect(codes(missing)).toEqual(['malformed']);
    expect(codes(await extract(zipOf({ 'xl/x.txt': 'a', '_rels/.rels': 'x' }), 'a.xlsx'))).toContain(
      'malformed',
    );
  });
});

describe('spoilt workbooks end with content or a reason', () => {
  test.each([
    'containers/people.xlsx',
    'containers/people.xlsb',
    'workbooks/hidden.xlsx',
    'workbooks/formatted.xlsx',
  ])('%s', async (path) => {
    await survives(fixture(path), 'a.xlsx');
  });
});
