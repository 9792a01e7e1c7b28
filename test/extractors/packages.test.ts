import { expect, test } from 'vitest';
import { extract } from './extract.js';
import { zipOf as makeZip } from './make-zip.js';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const code = (x: number, y: number, text: string) =>
  `<ofd:TextObject ID="1" Boundary="${x} ${y} ${4 * text.length} 5" Size="4"><ofd:TextCode X="0" Y="3" DeltaX="g ${text.length - 1} 4">${text}</ofd:TextCode></ofd:TextObject>`;

test('OFD: text by place, pages in their order, templates, annotations, descriptions, attachments', async () => {
  const page = (content: string) =>
    `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${content}</ofd:Layer></ofd:Content></ofd:Page>`;
  const found = await extract(
    makeZip({
      'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocInfo><ofd:Author>李四</ofd:Author></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_1/Content.xml"/><ofd:Page ID="2" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
      'Doc_0/Pages/Page_0/Content.xml': page(code(10, 10, '第二页')),
      'Doc_0/Pages/Page_1/Content.xml': page(
        code(50, 20, '13900001234') +
          code(10, 20.2, '手机：') +
          code(10, 40, '张') +
          code(14, 40, '三') +
          code(10, 60, '甲') +
          code(90, 60, '乙'),
      ),
      'Doc_0/Tpls/Tpl_0/Content.xml': page(code(0, 0, '购买方')),
      'Doc_0/Annots/Page_0/Annotation.xml': `<ofd:PageAnnot ${NS}><ofd:Annot><ofd:Appearance>${code(0, 0, '批注')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
      'Doc_0/Attachs/original.csv': '姓名,手机\n张三,13900001234\n',
      'Doc_0/Signs/Sign_0/SignedValue.dat': Buffer.from([0, 1, 2, 3]),
    }),
    'a.ofd',
  );
  expect(found.issues).toEqual([]);
  expect(found.texts.map(({ part, page: number, text }) => [part, number, text])).toEqual([
    ['', 1, '手机：\t13900001234\n张三\n甲\t乙\n'],
    ['', 2, '第二页\n'],
    ['a.ofd!/properties', undefined, 'Author: 李四\nDocRoot: Doc_0/Document.xml\n'],
    ['a.ofd!/templates', undefined, '购买方\n'],
    ['a.ofd!/annotations', undefined, '批注\n'],
  ]);
  expect(found.files.map(({ part }) => part)).toEqual(['a.ofd!/Doc_0/Attachs/original.csv']);
});

test('Visio: text of shapes, their data and links, comments', async () => {
  const found = await extract(
    makeZip({
      '[Content_Types].xml': '<Types/>',
      'visio/pages/page1.xml':
        '<PageContents xmlns="http://schemas.microsoft.com/office/visio/2012/main"><Shapes><Shape ID="1"><Cell N="PinX" V="13900001234"/><Section N="Property"><Row N="phone"><Cell N="Label" V="电话"/><Cell N="Value" V="13900005678"/></Row></Section><Section N="Hyperlink"><Row><Cell N="Address" V="mailto:a@example.com"/></Row></Section><Text><cp IX="0"/>姓名：<cp IX="1"/>张三</Text></Shape></Shapes></PageContents>',
      'visio/comments.xml':
        '<Comments xmlns="http://schemas.microsoft.com/office/visio/2012/main"><CommentEntry>批注</CommentEntry></Comments>',
    }),
    'a.vsdx',
  );
  expect(found.issues).toEqual([]);
  expect(found.texts.map(({ part, text }) => [part, text])).toEqual([
    ['', '姓名：张三\n'],
    ['a.vsdx!/data', '电话: 13900005678\n'],
    ['a.vsdx!/links', 'mailto:a@example.com\n'],
    ['a.vsdx!/comments', '批注\n'],
  ]);
});

test('EPUB: chapters in the order of the spine, description, what is closed', async () => {
  const chapter = (text: string) =>
    `<?xml version="1.0"?><html xmlns="x"><head><title/></head><body><p>${text}</p></body></html>`;
  const found = await extract(
    makeZip({
      mimetype: 'application/epub+zip',
      'META-INF/encryption.xml':
        '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/c.xhtml"/></CipherData></EncryptedData></encryption>',
      'OEBPS/a.xhtml': chapter('第二章'),
      'OEBPS/b.xhtml': chapter('第一章'),
      'OEBPS/c.xhtml': Buffer.from([1, 2, 3, 4, 5]),
      'OEBPS/d.xhtml': chapter('不在目录'),
      'OEBPS/content.opf':
        '<package><metadata><dc:creator>作者甲</dc:creator></metadata><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>',
    }),
    'a.epub',
  );
  expect(found.texts.map(({ part, page, text }) => [part, page, text])).toEqual([
    ['a.epub!/properties', undefined, 'creator: 作者甲\n'],
    ['', 1, '第一章\n'],
    ['', 2, '第二章\n'],
    ['', undefined, '不在目录\n'],
  ]);
  expect(found.issues.map(({ part, code: issue }) => [part, issue])).toEqual([
    ['a.epub!/OEBPS/c.xhtml', 'encrypted'],
  ]);
});

test('OpenDocument presentations: pages, notes, forms; encrypted ones say so', async () => {
  const content = `<office:document-content xmlns:office="o" xmlns:draw="d" xmlns:text="t" xmlns:presentation="p" xmlns:form="f" office:version="1.2"><office:body><office:presentation>
    <draw:page><draw:frame><draw:text-box><text:p>第一<text:span>页</text:span></text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>讲稿</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
    <draw:page><form:text form:name="手机" form:current-value="13900001234"/><draw:frame><draw:text-box><text:p>第二页<text:s text:c="2"/>字<text:line-break/>下一行</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document-content>`;
  const mimetype = 'application/vnd.oasis.opendocument.presentation';
  const found = await extract(makeZip({ mimetype, 'content.xml': content }), 'a.odp');
  expect(found.issues).toEqual([]);
  expect(found.texts.map(({ part, page, text }) => [part, page, text])).toEqual([
    ['', 1, '第一页\n'],
    ['a.odp!/notes', 1, '讲稿\n'],
    ['', 2, '第二页  字\n下一行\n'],
    ['a.odp!/fields', 2, '手机: 13900001234\n'],
  ]);
  const closed = await extract(
    makeZip({
      mimetype,
      'META-INF/manifest.xml':
        '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
      'content.xml': Buffer.from([9, 8, 7]),
    }),
    'a.odp',
  );
  expect(closed.issues.map(({ code: issue }) => issue)).toEqual(['encrypted']);
});

test('hostile packages: entities, bombs, deep markup, missing and circular parts', async () => {
  const word = (body: string, head = '') =>
    makeZip({
      'word/document.xml': `<?xml version="1.0"?>${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    });
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const laughs = await extract(
    word(
      p('13900001234 &b; &x;'),
      '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
    'a.docx',
  );
  expect(laughs.issues.map(({ code: issue }) => issue)).toEqual(['malformed']);
  expect(laughs.textOf('')).toContain('13900001234');
  expect(laughs.textOf('')).not.toMatch(/lol|root:/);
  const bomb = await extract(word(p('x'.repeat(30_000_000))), 'a.docx', { limits: { bytes: 1 << 20 } });
  expect(bomb.issues.map(({ code: issue }) => issue)).toContain('limit-bytes');
  const deep = await extract(word(`${'<w:tbl><w:tr><w:tc>'.repeat(100_000)}${p('13900001234')}`), 'a.docx');
  expect(deep.issues.map(({ code: issue }) => issue)).toContain('limit-depth');
  const wide = await extract(
    word(`<w:tbl><w:tr>${`<w:tc>${p('13900001234')}</w:tc>`.repeat(3000)}</w:tr></w:tbl>`),
    'a.docx',
  );
  expect(JSON.stringify([wide.texts, wide.tables]).split('13900001234')).toHaveLength(3001);
});
