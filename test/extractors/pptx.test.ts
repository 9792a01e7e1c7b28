import { expect, test } from 'vitest';
import { extract } from './extract.js';
import { zipOf as makeZip } from './make-zip.js';

const NS = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="a" xmlns:r="r"';
const text = (words: string) =>
  `<a:p><a:r><a:t>${words.slice(0, 2)}</a:t></a:r><a:r><a:t>${words.slice(2)}</a:t></a:r></a:p>`;
const slide = (content: string, attributes = '') =>
  `<p:sld ${NS} ${attributes}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="1" name="Rect" descr="图的说明"/></p:nvSpPr><p:txBody><a:bodyPr/><a:lstStyle/>${content}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
const relations = (...list: [id: string, type: string, target: string][]) =>
  `<Relationships xmlns="r">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`).join('')}</Relationships>`;

test('slides come in their order with page numbers, notes and comments; hidden and unlisted ones too', async () => {
  const cells = (...words: string[]) =>
    `<a:tr>${words.map((word) => `<a:tc><a:txBody>${text(word)}</a:txBody></a:tc>`).join('')}</a:tr>`;
  const found = await extract(
    makeZip({
      '_rels/.rels': relations(['r1', 'officeDocument', 'ppt/presentation.xml']),
      'ppt/presentation.xml': `<p:presentation ${NS}><p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId id="257" r:id="r1"/></p:sldIdLst></p:presentation>`,
      'ppt/_rels/presentation.xml.rels': relations(
        ['r1', 'slide', 'slides/slide1.xml'],
        ['r2', 'slide', 'slides/slide2.xml'],
      ),
      'ppt/slides/slide1.xml': slide(text('第二张的字'), 'show="0"'),
      'ppt/slides/slide2.xml': slide(
        `${text('第一张的字')}<a:tbl>${cells('姓名', '手机')}${cells('张三', '13900001234')}</a:tbl>`,
      ),
      'ppt/slides/slide9.xml': slide(text('没人列出的')),
      'ppt/slides/_rels/slide1.xml.rels': relations(
        ['r1', 'notesSlide', '../notesSlides/notesSlide1.xml'],
        ['r2', 'comments', '../comments/comment1.xml'],
        ['r3', 'slide', 'slide1.xml'],
      ),
      'ppt/notesSlides/notesSlide1.xml': `<p:notes ${NS}>${text('备注的字')}</p:notes>`,
      'ppt/comments/comment1.xml': `<p:cmLst ${NS}><p:cm><p:text>批注的字</p:text></p:cm></p:cmLst>`,
      'ppt/commentAuthors.xml': `<p:cmAuthorLst ${NS}><p:cmAuthor id="0" name="李四"/></p:cmAuthorLst>`,
      'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout ${NS}>${text('版式的字')}</p:sldLayout>`,
      'ppt/embeddings/x.csv': '姓名,手机\n张三,13900001234\n',
    }),
    'a.pptx',
  );
  expect(found.issues).toEqual([]);
  expect(found.texts.map(({ part, page, text }) => [part, page, text.trim()])).toEqual([
    ['', 1, '第一张的字'],
    ['a.pptx!/alt', 1, '图的说明'],
    ['', 2, '第二张的字'],
    ['a.pptx!/alt', 2, '图的说明'],
    ['a.pptx!/notes', 2, '备注的字'],
    ['a.pptx!/comments', 2, '批注的字'],
    ['', 3, '没人列出的'],
    ['a.pptx!/alt', 3, '图的说明'],
    ['a.pptx!/commentAuthors!authors', undefined, 'author: 李四'],
    ['a.pptx!/slideLayout1', undefined, '版式的字'],
  ]);
  expect(found.tables.map(({ part, rows }) => ({ part, rows }))).toEqual([
    {
      part: 'a.pptx!/slide1!table1',
      rows: [
        ['姓名', '手机'],
        ['张三', '13900001234'],
      ],
    },
  ]);
  expect(found.files.map(({ part }) => part)).toEqual(['a.pptx!/ppt/embeddings/x.csv']);
});
