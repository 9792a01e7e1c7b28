import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LINES, PEOPLE } from '../../scripts/containers/people.mjs';
import { type ExtractOptions, extract } from './extract.js';
import { mutants } from './mutants.js';
import { onePage, pdfFile, stream } from './pdf-file.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const read = (path: string, options?: ExtractOptions) =>
  extract(readFileSync(join(FIXTURES, path)), path.slice(path.lastIndexOf('/') + 1), options);
const textOf = async (bytes: Buffer) => (await extract(bytes, 'a.pdf')).textOf('');

describe('text of pages', () => {
  test.each(['gbk-euc-h', 'gbk2k-h', 'unigb-ucs2-h', 'unigb-utf16-h'])(
    'fonts that are only named are read by the character map %s',
    async (name) => {
      const { texts, issues } = await read(`containers/cid-${name}.pdf`);
      expect(texts[0]).toMatchObject({ part: '', page: 1 });
      expect(texts[0]?.text.trimEnd().split('\n')).toEqual(LINES);
      expect(issues).toEqual([]);
    },
  );

  test('text that was broken to fit the page is one line again', async () => {
    const lines = (await read('containers/office-text.pdf')).textOf('').trimEnd().split('\n');
    expect(lines).toEqual(LINES);
  });

  test('rows of a table are lines, with cells that were broken', async () => {
    const lines = (await read('containers/office-table.pdf')).textOf('').trimEnd().split('\n');
    expect(lines.slice(2).map((line) => line.split(/\s+/))).toEqual(PEOPLE);
  });

  test('a number drawn digit by digit is one number', async () => {
    const digits = [...'6222021234567890123'].map(
      (digit, i) => `1 0 0 1 ${50 + 5.6 * i} 700 Tm (${digit}) Tj`,
    );
    expect(await textOf(onePage(`BT /F1 10 Tf ${digits.join(' ')} ET`))).toBe('6222021234567890123\n');
  });

  test('digits in boxes, a letter apart, are one number', async () => {
    const digits = [...'110101199003071234'].map((digit, i) => `1 0 0 1 ${50 + 9 * i} 700 Tm (${digit}) Tj`);
    expect(await textOf(onePage(`BT /F1 10 Tf ${digits.join(' ')} ET`))).toBe('110101199003071234\n');
  });

  test('label and value that are drawn apart stand on one line', async () => {
    const text = await textOf(
      onePage(
        'BT /F1 10 Tf 1 0 0 1 50 700 Tm (Phone:) Tj 1 0 0 1 50 680 Tm (Card:) Tj 1 0 0 1 150 700 Tm (13800001111) Tj 1 0 0 1 150 680 Tm (6222021234567890) Tj ET',
      ),
    );
    expect(text).toBe('Phone:\t13800001111\nCard:\t6222021234567890\n');
  });

  test('numbers side by side stay two', async () => {
    const text = await textOf(
      onePage('BT /F1 10 Tf 1 0 0 1 50 700 Tm (622202) Tj 1 0 0 1 91 700 Tm (138000) Tj ET'),
    );
    expect(text).toBe('622202\t138000\n');
  });

  test.each([90, 180, 270])('text turned by %d degrees reads the same', async (angle) => {
    const [cos, sin] = [
      Math.round(Math.cos((angle * Math.PI) / 180)),
      Math.round(Math.sin((angle * Math.PI) / 180)),
    ];
    const content = `q ${cos} ${sin} ${-sin} ${cos} 300 400 cm BT /F1 10 Tf 1 0 0 1 0 0 Tm (Phone: 138) Tj 1 0 0 1 60 0 Tm (00001111) Tj ET Q`;
    expect(await textOf(onePage(content, [], `/Rotate ${angle}`))).toMatch(/^Phone: 138.*00001111\n$/);
  });

  test('white text, invisible text and text of hidden layers are read', async () => {
    const content =
      'BT /F1 10 Tf 50 700 Td 1 1 1 rg (white) Tj 0 -20 Td 3 Tr (invisible) Tj 0 -20 Td 0 Tr /OC /L BDC (layer) Tj EMC ET';
    const bytes = pdfFile([
      '<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [6 0 R] /D <</OFF [6 0 R]>>>>>>',
      '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F1 5 0 R>> /Properties <</L 6 0 R>>>> /Contents 4 0 R>>',
      stream(content),
      '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
      '<</Type /OCG /Name (secret)>>',
    ]);
    expect(await textOf(bytes)).toBe('white\ninvisible\nlayer\n');
  });

  test('glyphs without a meaning are said to be unread, not read as rubbish', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `/uniE0${(i + 16).toString(16).toUpperCase()}`).join(
      ' ',
    );
    const bytes = onePage(
      'BT /F2 10 Tf 50 700 Td <0102030405060708090a0b0c0d0e0f101112> Tj ET',
      [
        `<</Type /Font /Subtype /Type1 /BaseFont /ABCDEF+X /FirstChar 1 /LastChar 20 /Widths [${'500 '.repeat(20)}] /FontDescriptor 7 0 R /Encoding <</Type /Encoding /Differences [1 ${names}]>>>>`,
        '<</Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 /FontBBox [0 0 500 500] /ItalicAngle 0 /Ascent 500 /Descent 0 /CapHeight 500 /StemV 50>>',
      ],
      '',
      '',
    ).toString('latin1');
    const { texts, issues, pictures } = await extract(
      Buffer.from(bytes.replace('/F1 5 0 R', '/F2 6 0 R'), 'latin1'),
      'a.pdf',
    );
    expect(texts.filter(({ part }) => part === '')).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['unsupported-encoding']);
    expect(pictures).toHaveLength(1);
  });
});

describe('beside the pages', () => {
  test('form fields, with their names', async () => {
    const lines = (await read('containers/form.pdf')).textOf('form.pdf!/form').split('\n');
    expect(lines).toContain(`手机号: ${PEOPLE[0]?.[2]}`);
    expect(lines).toHaveLength(12 * 6 + 1);
  });

  test('notes, links, bookmarks, properties and attached files', async () => {
    const found = await read('metadata/annotated.pdf');
    const [first, second, third] = PEOPLE;
    expect(found.textOf('annotated.pdf!/annotations')).toContain(`手机号：${first?.[2]}`);
    expect(found.textOf('annotated.pdf!/annotations')).toContain(`身份证号：${second?.[1]}`);
    expect(found.textOf('annotated.pdf!/annotations')).toContain(`mailto:${third?.[4]}`);
    expect(found.textOf('annotated.pdf!/bookmarks')).toContain(first?.[0]);
    expect(found.textOf('annotated.pdf!/properties')).toContain(`Title: 合同 ${second?.[0]}`);
    expect(found.files.map(({ part }) => part)).toEqual(['annotated.pdf!/名单.csv']);
    expect(found.facts['document.created']).toBe('2024-01-31T01:30:00.000Z');
  });

  test('an XFA form is read, its external entities are not', async () => {
    const xfa = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
      <xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/">
      <subform name="f" layout="tb"><pageSet><pageArea><contentArea w="500pt" h="700pt"/><medium short="600pt" long="800pt"/></pageArea></pageSet>
      <draw w="300pt" h="20pt"><value><text>Phone 13800001111 &e;</text></value></draw></subform></template></xdp:xdp>`;
    const bytes = pdfFile([
      '<</Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm <</Fields [] /XFA 4 0 R>>>>',
      '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]>>',
      stream(xfa),
    ]);
    const { texts } = await extract(bytes, 'a.pdf');
    const all = texts.map(({ text }) => text).join('');
    expect(all).toContain('13800001111');
    expect(all).not.toContain(readFileSync('/etc/hostname', 'utf8').trim());
  });
});

describe('closed and scanned', () => {
  test("the owner's restrictions alone keep nobody out", async () => {
    const found = await read('containers/encrypted-owner.pdf');
    expect(found.textOf('').trimEnd().split('\n')).toEqual(LINES);
    expect(found.facts.encrypted).toBeUndefined();
  });

  test('a password of the user is told, and used where it is given', async () => {
    const closed = await read('containers/closed/encrypted-user.pdf');
    expect([closed.facts.encrypted, closed.issues.map(({ code }) => code)]).toEqual(['pdf', ['encrypted']]);
    const open = await read('containers/closed/encrypted-user.pdf', { passwords: ['falsch', 'geheim'] });
    expect(open.textOf('').trimEnd().split('\n')).toEqual(LINES);
    expect([open.facts.encrypted, open.issues]).toEqual(['pdf', []]);
  });

  test('pages that are pictures are announced, without being decoded', async () => {
    const { pictures, texts } = await read('containers/pictures/scan.pdf');
    expect(pictures.map(({ part }) => part)).toEqual(['scan.pdf!/page 1', 'scan.pdf!/page 2']);
    expect(texts).toEqual([]);
  });

  test('a large picture beside text is announced, a small one is not', async () => {
    const withImage = (width: number, height: number) =>
      onePage(
        'BT /F1 10 Tf 50 700 Td (A page with more than a few words on it.) Tj ET q 200 0 0 100 50 400 cm /I Do Q',
        [
          stream(
            deflateSync(Buffer.alloc(width * height, 200)),
            `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
          ),
        ],
        '',
        '/XObject <</I 6 0 R>>',
      );
    expect((await extract(withImage(400, 300), 'a.pdf')).pictures).toHaveLength(1);
    expect((await extract(withImage(40, 30), 'a.pdf')).pictures).toEqual([]);
  });
});

describe('hostile', () => {
  const loops: [string, Buffer][] = [
    [
      'page tree',
      pdfFile(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000>>']),
    ],
    [
      'previous cross-reference',
      Buffer.from(
        onePage('BT /F1 10 Tf 50 700 Td (13800001111) Tj ET')
          .toString('latin1')
          .replace(/(\/Root 1 0 R) /, '$1 /Prev 9 '),
        'latin1',
      ),
    ],
    [
      'two billion pages',
      pdfFile(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [] /Count 2147483647>>']),
    ],
    [
      'page of absurd size',
      onePage('BT /F1 10 Tf 50 700 Td (13800001111) Tj ET', [], '/MediaBox [0 0 1e30 1e30]'),
    ],
    [
      'form that draws itself',
      onePage(
        '/X Do',
        [
          stream(
            '/X Do',
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>',
          ),
        ],
        '',
        '/XObject <</X 6 0 R>>',
      ),
    ],
    ['nothing but a header', Buffer.from('%PDF-1.7\n')],
    ['cut off in the middle', onePage('BT /F1 10 Tf 50 700 Td (13800001111) Tj ET').subarray(0, 400)],
  ];
  test.each(loops)('%s: ends, with what is there or a reason', async (_, bytes) => {
    const { texts, issues } = await extract(bytes, 'a.pdf', { limits: { time: 10_000 } });
    expect(texts.length + issues.length).toBeGreaterThan(0);
  });

  test('places beyond all numbers end as well', async () => {
    const content =
      'BT /F1 1e30 Tf 1e300 0 0 1e300 1e308 1e308 Tm (a) Tj (b) Tj 1 0 0 1 50 700 Tm /F1 9 Tf (here) Tj ET';
    expect(await textOf(onePage(content))).toContain('here');
  });

  test('code in the matrix of a font is not run', async () => {
    const marked = globalThis as { trawlPdfCode?: boolean };
    const bytes = onePage('BT /F2 10 Tf 50 700 Td (a) Tj ET', [
      '<</Type /Font /Subtype /Type1 /BaseFont /X /FontMatrix [1 0 0 1 0 (0\\); globalThis.trawlPdfCode = true; //)] /FirstChar 97 /LastChar 97 /Widths [500]>>',
    ]).toString('latin1');
    await extract(Buffer.from(bytes.replace('/F1 5 0 R', '/F2 6 0 R'), 'latin1'), 'a.pdf');
    expect(marked.trawlPdfCode).toBeUndefined();
  });

  test('a page that is damaged costs that page alone', async () => {
    const bytes = pdfFile([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Kids [3 0 R 9 0 R 4 0 R] /Count 3>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F1 6 0 R>>>> /Contents 5 0 R>>',
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F1 6 0 R>>>> /Contents 5 0 R>>',
      stream('BT /F1 10 Tf 50 700 Td (13800001111) Tj ET'),
      '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ]);
    const { texts, issues } = await extract(bytes, 'a.pdf');
    expect(texts.map(({ page }) => page)).toContain(1);
    expect(issues.map(({ code }) => code)).toEqual(['malformed']);
  });

  test.each([
    'containers/cid-gbk-euc-h.pdf',
    'containers/form.pdf',
    'metadata/annotated.pdf',
    'containers/cid-table.pdf',
  ])(
    'mutants of %s end with content or a reason',
    async (path) => {
      for (const bytes of mutants(readFileSync(join(FIXTURES, path)), 60)) {
        const { texts, issues, files } = await extract(bytes, 'a.pdf', { limits: { time: 5_000 } });
        if (bytes.length > 0) expect(texts.length + issues.length + files.length).toBeGreaterThan(0);
      }
    },
    60_000,
  );
});
