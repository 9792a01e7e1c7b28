// Makes the worksheet fixtures with LibreOffice, and one each with openpyxl: `node scripts/containers/sheets.mjs`.
// The binary workbook is SheetJS's own: no free program here writes that format.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { HEADER, PEOPLE } from './people.mjs';

const target = new URL('../../fixtures/containers/', import.meta.url).pathname;
const workbooks = new URL('../../fixtures/workbooks/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'sheets-'));

function source(header) {
  const csv = [header, ...PEOPLE].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');
  writeFileSync(join(folder, 'people.csv'), `${csv}\r\n`);
}

/** Every column as text (2): as numbers the long ones would lose digits. */
const asText = `CSV:44,34,76,1,${HEADER.map((_, i) => `${i + 1}/2`).join('/')}`;

function convert(filter, name) {
  execFileSync('soffice', [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    `--infilter=${asText}`,
    '--convert-to',
    filter,
    '--outdir',
    folder,
    join(folder, 'people.csv'),
  ]);
  renameSync(join(folder, `people.${filter.split(':')[0]}`), join(target, name));
}

source(HEADER);
convert('xlsx', 'people.xlsx');
convert('xltx:Calc MS Excel 2007 XML Template', 'people.xltx');
convert('xls:MS Excel 97', 'people.xls');
convert('ods', 'people.ods');
convert('fods:OpenDocument Spreadsheet Flat XML', 'people.fods');
convert('xml:MS Excel 2003 XML', 'people-2003.xml');
convert('slk:SYLK', 'people.slk');
convert('dif:DIF:76', 'people.dif');
// 67 = GBK in LibreOffice's list of encodings; it writes field names in ASCII only.
source(['XM', 'SFZH', 'SJH', 'YHKH', 'EMAIL', 'SHDZ']);
convert('dbf:dBase:67', 'people.dbf');

execFileSync('/usr/bin/python3', [new URL('workbook.py', import.meta.url).pathname, workbooks], {
  input: JSON.stringify([HEADER, ...PEOPLE]),
});

// The same hiding places as old Excel and OpenDocument keep them.
for (const name of ['hidden', 'formatted'])
  for (const filter of ['xls:MS Excel 97', 'ods'])
    execFileSync('soffice', [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      filter,
      '--outdir',
      workbooks,
      join(workbooks, `${name}.xlsx`),
    ]);

const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([HEADER, ...PEOPLE]), '客户');
writeFileSync(join(target, 'people.xlsb'), XLSX.write(book, { bookType: 'xlsb', type: 'buffer' }));
rmSync(folder, { recursive: true });
