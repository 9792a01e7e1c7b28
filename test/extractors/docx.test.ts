import { expect, test } from 'vitest';
import { extract } from './extract.js';
import { zipOf as makeZip } from './make-zip.js';

const NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="urn:wp" xmlns:wps="urn:wps" xmlns:v="urn:vml" xmlns:a="urn:a"';

const run = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...runs: string[]) =>
  `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>${runs.join('')}</w:p>`;
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;

/** A package around this body, and what else it shall hold. */
function docx(body: string, others: Record<string, string | Uint8Array> = {}): Buffer {
  return makeZip({
    '[Content_Types].xml': '<Types xmlns="t"/>',
    '_rels/.rels':
      '<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${NS}><w:body>${body}</w:body></w:document>`,
    ...others,
  });
}

test('runs of a paragraph are one text, however they are cut', async () => {
  const found = await extract(
    docx(paragraph(run('手机：139'), run('0000'), run('1234')) + paragraph(run('第二段'))),
    'a.docx',
  );
  expect(found.issues).toEqual([]);
  expect(found.textOf('')).toBe('手机：13900001234\n第二段\n');
});

test('tables are grids: spans keep their columns, tables in tables come out once', async () => {
  const inner = table(row(cell(paragraph(run('内1'))), cell(paragraph(run('内2')))));
  const body = table(
    row(cell(paragraph(run('客户名单')), '<w:gridSpan w:val="3"/>')),
    row(cell(paragraph(run('姓名'))), cell(paragraph(run('手机'))), cell(paragraph(run('备注')))),
    row(
      cell(paragraph(run('张三'))),
      cell(paragraph(run('139'), run('00001234'))),
      cell(paragraph(run('见')) + inner),
    ),
  );
  const found = await extract(docx(paragraph(run('前')) + body + paragraph(run('后'))), 'a.docx');
  expect(found.tables.map(({ part, columns, rows }) => ({ part, columns, rows }))).toEqual([
    {
      part: 'a.docx!/table1',
      columns: null,
      rows: [
        ['客户名单', '', ''],
        ['姓名', '手机', '备注'],
        ['张三', '13900001234', '见'],
      ],
    },
    { part: 'a.docx!/table2', columns: null, rows: [['内1', '内2']] },
  ]);
  expect(found.textOf('')).toBe('前\n后\n');
});

test('a cell of running text keeps its lines', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => paragraph(run(`第${i}行`)));
  const found = await extract(docx(table(row(cell(lines.join(''))))), 'a.docx');
  expect(found.tables).toEqual([]);
  expect(found.textOf('').split('\n').slice(0, 2)).toEqual(['第0行', '第1行']);
});

test('changes that are tracked: the text as it is, and as it was', async () => {
  const found = await extract(
    docx(
      paragraph(
        run('电话：1390000'),
        '<w:del w:author="李四"><w:r><w:delText>1234</w:delText></w:r></w:del>',
        '<w:ins w:author="王五"><w:r><w:t>5678</w:t></w:r></w:ins>',
      ) +
        paragraph('<w:moveFrom><w:r><w:t>搬走的</w:t></w:r></w:moveFrom>') +
        paragraph('<w:moveTo><w:r><w:t>搬来的</w:t></w:r></w:moveTo>'),
    ),
    'a.docx',
  );
  expect(found.textOf('')).toBe('电话：13900005678\n搬来的\n');
  expect(found.textOf('a.docx!/deleted')).toBe('电话：13900001234\n搬走的\n');
  expect(found.textOf('a.docx!/authors')).toContain('李四');
});

test('what was deleted from a cell stays in its column', async () => {
  const gone = paragraph('<w:del><w:r><w:delText>13900001234</w:delText></w:r></w:del>');
  const found = await extract(docx(table(row(cell(paragraph(run('手机')))), row(cell(gone)))), 'a.docx');
  expect(found.tables[0]!.rows).toEqual([['手机'], ['13900001234']]);
});

test('text boxes come out once, hidden text, controls, fields, descriptions and links all come out', async () => {
  const box = `<w:txbxContent>${paragraph(run('框里的字'))}</w:txbxContent>`;
  const body =
    paragraph(
      run('锚点'),
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:docPr id="1" name="x" descr="照片：张三"/><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      run('之后'),
    ) +
    `<w:sdt><w:sdtPr><w:alias w:val="证件号"/></w:sdtPr><w:sdtContent>${paragraph(run('控件内容'))}</w:sdtContent></w:sdt>` +
    paragraph('<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的</w:t></w:r>') +
    paragraph(
      '<w:r><w:instrText>HYPERLINK "mailto:zhang</w:instrText></w:r><w:r><w:instrText>@example.com"</w:instrText></w:r>',
      run('写信'),
    ) +
    paragraph(
      '<w:r><mc:AlternateContent><mc:Choice Requires="new"/><mc:Fallback><w:t>只在后备里</w:t></mc:Fallback></mc:AlternateContent></w:r>',
    );
  const found = await extract(
    docx(body, {
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="r"><Relationship Id="r1" Type="http://x/hyperlink" Target="mailto:li%40example.com" TargetMode="External"/><Relationship Id="r2" Type="http://x/header" Target="document.xml"/></Relationships>',
    }),
    'a.docx',
  );
  expect(found.textOf('')).toBe('框里的字\n锚点之后\n控件内容\n隐藏的\n写信\n只在后备里\n');
  expect(found.textOf('a.docx!/alt')).toBe('照片：张三\n');
  expect(found.textOf('a.docx!/fields')).toContain('HYPERLINK "mailto:zhang@example.com"');
  expect(found.textOf('a.docx!/fields')).toContain('证件号');
  expect(found.textOf('a.docx!/links')).toBe('mailto:li@example.com\n');
});

test('every other part: headers, notes, comments, properties, variables, custom data, embedded files', async () => {
  const found = await extract(
    docx(paragraph(run('正文')), {
      'word/header1.xml': `<w:hdr ${NS}>${paragraph(run('页眉字'))}</w:hdr>`,
      'word/footer1.xml': `<w:ftr ${NS}>${paragraph(run('页脚字'))}</w:ftr>`,
      'word/footnotes.xml': `<w:footnotes ${NS}><w:footnote>${paragraph(run('脚注字'))}</w:footnote></w:footnotes>`,
      'word/endnotes.xml': `<w:endnotes ${NS}><w:endnote>${paragraph(run('尾注字'))}</w:endnote></w:endnotes>`,
      'word/comments.xml': `<w:comments ${NS}><w:comment w:author="赵六">${paragraph(run('批注字'))}</w:comment></w:comments>`,
      'word/glossary/document.xml': `<w:glossaryDocument ${NS}>${paragraph(run('词汇字'))}</w:glossaryDocument>`,
      'word/settings.xml': `<w:settings ${NS}><w:docVars><w:docVar w:name="phone" w:val="13900001234"/></w:docVars></w:settings>`,
      'word/charts/chart1.xml':
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:cat><c:strRef><c:f>Sheet1!$A$1</c:f><c:strCache><c:pt><c:v>图表字</c:v></c:pt></c:strCache></c:strRef></c:cat></c:chartSpace>',
      'word/diagrams/data1.xml':
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="a"><dgm:pt><dgm:t><a:p><a:r><a:t>图示字</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>',
      'word/diagrams/drawing1.xml':
        '<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" xmlns:a="a"><a:p><a:r><a:t>图示字</a:t></a:r></a:p></dsp:drawing>',
      'word/styles.xml': `<w:styles ${NS}><w:style w:styleId="样式"/></w:styles>`,
      'docProps/core.xml':
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="d"><dc:creator>孙七</dc:creator></cp:coreProperties>',
      'docProps/custom.xml':
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="v"><property name="客户电话"><vt:lpwstr>13900005555</vt:lpwstr></property></Properties>',
      'customXml/item2.xml': '<styles><手机>13900007777</手机></styles>',
      'customXml/item1.xml': '<客户><姓名>周八</姓名></客户>',
      'word/embeddings/data.csv': '姓名,手机\n吴九,13900006666\n',
      'word/afchunk.htm': '<html><body><p>块里的字</p></body></html>',
    }),
    'a.docx',
  );
  expect(found.issues).toEqual([]);
  const texts = Object.fromEntries(
    found.texts.map(({ part, text }) => [part.slice('a.docx!/'.length), text.trim()]),
  );
  expect(texts).toMatchObject({
    header1: '页眉字',
    footer1: '页脚字',
    footnotes: '脚注字',
    endnotes: '尾注字',
    comments: '批注字',
    'glossary-document': '词汇字',
    'settings!variables': 'phone: 13900001234',
    chart1: '图表字',
    data1: '图示字',
    'comments!authors': 'author: 赵六',
    item1: '姓名: 周八',
    item2: '手机: 13900007777',
  });
  expect(texts.properties).toContain('孙七');
  expect(texts.properties).toContain('客户电话: 13900005555');
  expect(found.textOf('a.docx!/word/afchunk.htm')).toBe('块里的字\n');
  expect(found.files.map(({ part }) => part)).toEqual(['a.docx!/word/embeddings/data.csv']);
  expect(JSON.stringify(found.texts).match(/图示字/g)).toHaveLength(1);
});
