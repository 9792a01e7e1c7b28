// Documents with the twelve people, by Pandoc, LibreOffice and python-docx: fixtures/containers/{text,table,slides,records}*
// and fixtures/documents/places.*
// Needs: pandoc, soffice (writer, impress), /usr/bin/python3 with python3-docx. The results are committed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEADER, LINES, PEOPLE } from './people.mjs';

const target = new URL('../../fixtures/containers/', import.meta.url).pathname;
mkdirSync(target, { recursive: true });
const room = mkdtempSync(join(tmpdir(), 'documents-'));
const run = (program, ...args) =>
  execFileSync(program, args, { cwd: room, stdio: ['ignore', 'ignore', 'inherit'] });
const keep = (from, to = from) => copyFileSync(join(room, from), join(target, to));

/** By LibreOffice: `format` = extension, or extension:filter. */
function office(file, format, to) {
  run(
    'soffice',
    `-env:UserInstallation=file://${room}/profile`,
    '--headless',
    '--convert-to',
    format,
    '--outdir',
    'out',
    file,
  );
  const extension = format.split(':')[0];
  keep(`out/${file.replace(/\.\w+$/, '')}.${extension}`, to ?? `${file.replace(/\.\w+$/, '')}.${extension}`);
}

const PLACES = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>标题之处</dc:title><meta:initial-creator>作者之处</meta:initial-creator><meta:user-defined meta:name="客户电话" meta:value-type="string">属性之处</meta:user-defined></office:meta>
<office:automatic-styles><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p>页眉之处</text:p></style:header><style:footer><text:p>页脚之处</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info><dc:creator>改者之处</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>删除之处</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>正文<text:span>之处</text:span><text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注之处</text:p></text:note-body></text:note> 接着<text:change text:change-id="c1"/></text:p>
<text:p>尾注前<text:note text:id="n2" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>尾注之处</text:p></text:note-body></text:note></text:p>
<text:p><office:annotation><dc:creator>批者之处</dc:creator><dc:date>2024-01-01T00:00:00</dc:date><text:p>批注之处</text:p></office:annotation>批注前</text:p>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>文本框之处</text:p></draw:text-box><svg:title>替代之处</svg:title></draw:frame>框前</text:p>
<text:p><text:span text:style-name="H">隐藏之处</text:span>隐前</text:p>
<text:p><text:a xlink:href="mailto:places@example.com">链接字</text:a></text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell><table:table-cell><text:p>手机</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>表格之处</text:p></table:table-cell><table:table-cell><table:table table:name="U"><table:table-column/><table:table-row><table:table-cell><text:p>内表之处</text:p></table:table-cell></table:table-row></table:table><text:p>外格</text:p></table:table-cell></table:table-row></table:table>
<text:p>末尾之处</text:p></office:text></office:body></office:document>`;

// Running text
writeFileSync(
  join(room, 'text.md'),
  LINES.map((line) => line.replaceAll('@', '\\@').replaceAll('_', '\\_')).join('\n\n'),
);
run('pandoc', 'text.md', '-o', 'text.odt');
for (const format of ['docx', 'doc', 'rtf', 'odt', 'fodt']) office('text.odt', format);
run('pandoc', 'text.md', '-o', 'text.epub', '--metadata', 'title=text');
keep('text.epub');
run('pandoc', 'text.md', '-s', '-o', 'text.html', '--metadata', 'title=text');
keep('text.html');
run('pandoc', 'text.md', '-t', 'rtf', '-s', '-o', 'pandoc.rtf');
keep('pandoc.rtf', 'text-pandoc.rtf');

// A table in a document
writeFileSync(join(room, 'people.json'), JSON.stringify([HEADER, ...PEOPLE]));
writeFileSync(
  join(room, 'table.py'),
  `import json, docx
rows = json.load(open('people.json'))
document = docx.Document()
table = document.add_table(rows=len(rows), cols=len(rows[0]))
for cells, values in zip(table.rows, rows):
    for cell, value in zip(cells.cells, values):
        cell.text = value
document.save('table.docx')
`,
);
run('/usr/bin/python3.11', 'table.py');
keep('table.docx');
for (const format of ['doc', 'rtf', 'odt', 'html']) office('table.docx', format);

// Every place of a document where text may stand, each with a mark of its own
mkdirSync(join(target, '../documents'), { recursive: true });
writeFileSync(join(room, 'places.fodt'), PLACES);
for (const format of ['docx', 'doc', 'rtf', 'odt'])
  office('places.fodt', format, `../documents/places.${format}`);

// Slides of three people each
const slides = [];
for (let i = 0; i < LINES.length; i += 3)
  slides.push(
    `# ${i / 3 + 1}\n\n${LINES.slice(i, i + 3)
      .map((line) => line.replaceAll('_', '\\_'))
      .join('\n\n')}`,
  );
writeFileSync(join(room, 'slides.md'), slides.join('\n\n'));
run('pandoc', 'slides.md', '-o', 'slides.pptx');
keep('slides.pptx', 'slides-pandoc.pptx');
for (const format of ['odp', 'ppt', 'fodp', 'pptx']) office('slides.pptx', format);

// Records and pages, by Python's own writers
writeFileSync(
  join(room, 'markup.py'),
  `import json, zipfile
import xml.etree.ElementTree as ET
rows = json.load(open('people.json'))
root = ET.Element('customers')
for row in rows[1:]:
    customer = ET.SubElement(root, 'customer')
    for name, value in zip(rows[0], row):
        ET.SubElement(customer, name).text = value
ET.indent(root)
ET.ElementTree(root).write('records.xml', encoding='utf-8', xml_declaration=True)
ET.ElementTree(root).write('records-gbk.xml', encoding='gbk', xml_declaration=True)
`,
);
run('python3', 'markup.py');
keep('records.xml');
keep('records-gbk.xml');
rmSync(room, { recursive: true });
