import { crc32, deflateSync } from 'node:zlib';
import { type Hostile, P, P2 } from './hostile.js';
import { zipOf } from './write-zip.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const ID = P.trim().slice(-18);

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
const rels = (type: string, target: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

function docx(document: string): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipOf([
    {
      name: '[Content_Types].xml',
      data: `${TYPES}<Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    },
    { name: '_rels/.rels', data: rels('officeDocument', 'word/document.xml') },
    { name: 'word/document.xml', data: document },
  ]);
}

const word = (body: string, dtd = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${dtd}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

function xlsx(sheet: string, strings = `<si><t>x</t></si>`): Buffer {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return zipOf([
    {
      name: '[Content_Types].xml',
      data: `${TYPES}<Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${main}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${main}.sharedStrings+xml"/></Types>`,
    },
    { name: '_rels/.rels', data: rels('officeDocument', 'xl/workbook.xml') },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?><workbook xmlns="${ns}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: rels('worksheet', 'worksheets/sheet1.xml') },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<?xml version="1.0"?><worksheet xmlns="${ns}">${sheet}</worksheet>`,
    },
    { name: 'xl/sharedStrings.xml', data: `<?xml version="1.0"?><sst xmlns="${ns}">${strings}</sst>` },
  ]);
}

const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Nine entities, each ten times the one before. */
const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`;
/** Its content must never be seen. */
const external = (canary: string) =>
  `<!DOCTYPE x [<!ENTITY e SYSTEM "file://${canary}"><!ENTITY h SYSTEM "http://127.0.0.1:9/${'x'}">]>`;

function pdf(objects: readonly string[], trailer: string): Buffer {
  let body = '%PDF-1.7\n';
  const places: number[] = [];
  objects.forEach((object, i) => {
    places.push(body.length);
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  const xref = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  return latin(
    `${body}trailer\n<</Size ${objects.length + 1} ${trailer.replace('XREF', String(xref))}>>\nstartxref\n${xref}\n%%EOF\n`,
  );
}

const stream = (text: string, extra = '') => `<</Length ${text.length}${extra}>>\nstream\n${text}\nendstream`;

function png(width: number, height: number, chunks: readonly (readonly [string, Buffer])[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const all: (readonly [string, Buffer])[] = [
    ['IHDR', head],
    ...chunks,
    ['IDAT', deflateSync(Buffer.alloc(1000))],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    ...all.flatMap(([type, data]) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(data.length);
      const crc = Buffer.alloc(4);
      crc.writeUInt32BE(crc32(Buffer.concat([latin(type), data])));
      return [size, latin(type), data, crc];
    }),
  ]);
}

/** A compound file whose allocation table sends its directory round in a circle. */
function fatLoop(): Buffer {
  const bytes = Buffer.alloc(512 * 4);
  bytes.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(0xfffffffe, 60);
  bytes.writeUInt32LE(0xfffffffe, 68);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  bytes.fill(0xff, 512, 1024);
  bytes.writeUInt32LE(0xfffffffd, 512);
  bytes.writeUInt32LE(2, 516);
  bytes.writeUInt32LE(1, 520);
  return bytes;
}

function nestedMail(times: number): Buffer {
  let inner = `Subject: last\nContent-Type: text/plain; charset=utf-8\n\n${P}`;
  for (let i = 0; i < times; i++)
    inner = `Subject: ${i}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n${inner}`;
  return Buffer.from(`From: a@example.com\nTo: b@example.com\n${inner}`);
}

/** Documents that want more than they should. `canary` = a file whose content must never show. */
export function documents(canary: string): Hostile[] {
  const any = ['complete', 'partial', 'skipped'] as const;
  return [
    {
      name: 'plain.docx',
      bytes: () => docx(word(paragraph(P.trim()))),
      status: ['complete'],
      reasons: [],
      finds: 1,
      needs: ['docx'],
    },
    {
      name: 'laughs.docx',
      bytes: () => docx(word(paragraph('&a9;') + paragraph(P.trim()), LAUGHS)),
      status: any,
      finds: 0,
    },
    {
      name: 'external.docx',
      bytes: () => docx(word(paragraph('&e;&h;'), external(canary))),
      status: any,
      finds: 0,
    },
    { name: 'deep.docx', bytes: () => docx(word(`${'<w:p>'.repeat(100_000)}${P}`)), status: any, finds: 0 },
    {
      name: 'bomb.docx',
      bytes: () => docx(word(paragraph(' '.repeat(200 << 20)))),
      status: any,
      finds: 0,
      large: true,
    },
    {
      name: 'laughs.xml',
      bytes: () => Buffer.from(`<?xml version="1.0"?>${LAUGHS}<x>&a9;</x>`),
      status: any,
      finds: 0,
    },
    {
      name: 'external.xml',
      bytes: () => Buffer.from(`<?xml version="1.0"?>${external(canary)}<x>&e;&h;</x>`),
      status: any,
      finds: 0,
    },
    {
      name: 'external.svg',
      bytes: () =>
        Buffer.from(
          `<?xml version="1.0"?>${external(canary)}<svg xmlns="http://www.w3.org/2000/svg"><text>&e;</text><image href="http://127.0.0.1:9/"/></svg>`,
        ),
      status: any,
      finds: 0,
    },
    {
      name: 'deep.xml',
      bytes: () => Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(500_000)}`),
      status: any,
      finds: 0,
    },
    {
      name: 'dimension.xlsx',
      bytes: () =>
        xlsx(
          `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">${inline('A1', P.trim())}${inline('XFD1', 'x')}</row><row r="1048576">${inline('A1048576', P2.trim())}</row></sheetData>`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
      needs: ['xlsx'],
    },
    {
      name: 'string-index.xlsx',
      bytes: () =>
        xlsx(
          `<sheetData><row r="1"><c r="A1" t="s"><v>999999999</v></c><c r="B1" t="s"><v>-1</v></c>${inline('C1', P.trim())}</row></sheetData>`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
      needs: ['xlsx'],
    },
    {
      name: 'merges.xlsx',
      bytes: () =>
        xlsx(
          `<sheetData><row r="1">${inline('A1', P.trim())}</row></sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(200)}</mergeCells>`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
      needs: ['xlsx'],
    },
    {
      name: 'rows-out-of-order.xlsx',
      bytes: () =>
        xlsx(
          `<sheetData><row r="999999999"><c r="ZZZZZ9" t="inlineStr"><is><t>x</t></is></c></row><row r="1">${inline('A1', P.trim())}</row></sheetData>`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
      needs: ['xlsx'],
    },
    {
      name: 'pages-loop.pdf',
      bytes: () =>
        pdf(
          ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 9999999/Kids[2 0 R 2 0 R]>>'],
          '/Root 1 0 R',
        ),
      status: any,
      finds: 0,
    },
    {
      name: 'prev-loop.pdf',
      bytes: () =>
        pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 0/Kids[]>>'], '/Root 1 0 R/Prev XREF'),
      status: any,
      finds: 0,
    },
    {
      name: 'text.pdf',
      bytes: () =>
        pdf(
          [
            '<</Type/Catalog/Pages 2 0 R>>',
            '<</Type/Pages/Count 1/Kids[3 0 R]>>',
            '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
            stream(`BT /F 12 Tf 50 500 Td (ID card: ${ID}) Tj ET`),
            '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
          ],
          '/Root 1 0 R',
        ),
      status: ['complete'],
      reasons: [],
      finds: 1,
      needs: ['pdf'],
    },
    {
      name: 'closed.pdf',
      bytes: () =>
        pdf(
          [
            '<</Type/Catalog/Pages 2 0 R>>',
            '<</Type/Pages/Count 0/Kids[]>>',
            `<</Filter/Standard/V 5/R 6/Length 256/P -4/O<${'41'.repeat(48)}>/U<${'42'.repeat(48)}>/OE<${'43'.repeat(32)}>/UE<${'44'.repeat(32)}>/Perms<${'45'.repeat(16)}>/CF<</StdCF<</CFM/AESV3/Length 32/AuthEvent/DocOpen>>>>/StmF/StdCF/StrF/StdCF>>`,
          ],
          '/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]',
        ),
      status: ['partial', 'skipped'],
      reasons: ['encrypted', 'unsupported-format', 'malformed'],
      finds: 0,
    },
    {
      name: 'stream-length.pdf',
      bytes: () =>
        pdf(
          [
            '<</Type/Catalog/Pages 2 0 R>>',
            '<</Type/Pages/Count 1/Kids[3 0 R]>>',
            '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
            '<</Length 99999999999/Filter[/FlateDecode/FlateDecode/ASCIIHexDecode/LZWDecode]>>\nstream\nxx\nendstream',
          ],
          '/Root 1 0 R',
        ),
      status: any,
      finds: 0,
    },
    {
      name: 'forms.pdf',
      bytes: () =>
        pdf(
          [
            '<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA 3 0 R/Fields[4 0 R]>>>>',
            '<</Type/Pages/Count 0/Kids[]>>',
            stream(`<?xml version="1.0"?>${external(canary)}<x>&e;</x>`),
            '<</FT/Tx/T(a)/Kids[4 0 R]/Parent 4 0 R>>',
          ],
          '/Root 1 0 R',
        ),
      status: any,
      finds: 0,
    },
    { name: 'giant.png', bytes: () => png(65_535, 65_535), status: any, finds: 0 },
    {
      name: 'text-bomb.png',
      bytes: () =>
        png(1, 1, [['zTXt', Buffer.concat([latin('Comment\0\0'), deflateSync(Buffer.alloc(100 << 20))])]]),
      status: any,
      finds: 0,
      large: true,
    },
    { name: 'nested.eml', bytes: () => nestedMail(1000), status: ['partial', 'complete'], finds: 0 },
    {
      name: 'headers.eml',
      bytes: () => Buffer.from(`From: a@example.com\n${'X-A: b\n'.repeat(300_000)}\n${P}`),
      status: ['complete', 'partial'],
      finds: 1,
    },
    {
      name: 'boundaries.eml',
      bytes: () =>
        Buffer.from(
          `From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(20_000)}--b\nContent-Type: text/plain; charset=utf-8\n\n${P}\n--b--\n`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
    },
    { name: 'fat-loop.doc', bytes: fatLoop, status: ['partial', 'skipped'], finds: 0 },
    {
      name: 'zero-sub-header.asf',
      bytes: () =>
        Buffer.concat([
          Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'),
          Buffer.alloc(8, 0),
          Buffer.alloc(31),
        ]),
      status: any,
      finds: 0,
    },
    {
      name: 'deep.rtf',
      bytes: () => Buffer.from(`{\\rtf1 ${'{'.repeat(200_000)} ID card: ${ID}`),
      status: any,
      finds: 0,
    },
    {
      name: 'binary.rtf',
      bytes: () => Buffer.from(`{\\rtf1\\ansi ID card: ${ID}\\par{\\pict\\bin999999999999 xx}}`),
      status: ['complete', 'partial'],
      finds: 1,
    },
    {
      name: 'entities.html',
      bytes: () =>
        Buffer.from(
          `<!doctype html><meta charset=utf-8><p>${P.trim().replace(/\d/g, (d) => `&#x${(0x30 + Number(d)).toString(16)};`)}</p><script src="http://127.0.0.1:9/"></script>`,
        ),
      status: ['complete', 'partial'],
      finds: 1,
      needs: ['html'],
    },
    {
      name: 'deep.html',
      bytes: () => Buffer.from(`<!doctype html><meta charset=utf-8>${'<div>'.repeat(200_000)}${P}`),
      status: ['complete', 'partial'],
      finds: 1,
    },
  ];
}
