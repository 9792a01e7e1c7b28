import CFB from 'cfb';
import * as codePages from 'xlsx/dist/cpexcel.full.mjs';
import * as XLSX from 'xlsx/xlsx.mjs';
import { formatNumber, numberKind } from './cell-number.js';
import type { ExtractContext, PartOutput } from './extractor.js';
import type { ZipArchive } from './zip-reader.js';

// Without these text of anything but Western code pages comes out wrong, and nothing says so.
XLSX.set_cptable(codePages);

/** Most bytes of a workbook (unpacked) that is read as a whole: it is in memory several times over. */
export const WORKBOOK_LIMIT = 64 << 20;

const OPTIONS = { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: true } as const;

const DATES: Readonly<Record<string, string>> = {
  CreatedDate: 'document.created',
  ModifiedDate: 'document.modified',
};
const IDLE = /^(?:Application|AppVersion|RevNumber|EditTime|LastPrinted|TotalTime|Language|ContentStatus)$/;

/** Old kinds of worksheets. Throws what the library throws. */
export function readSheets(bytes: Buffer, out: PartOutput, context: ExtractContext): void {
  write(XLSX.read(bytes, { ...OPTIONS, type: 'buffer' }), out, context);
}

/** The workbook in a compound file. Its properties are kept from the library, which can be made to read them for hours. */
export function readCompound(
  file: CFB.CFB$Container,
  out: PartOutput,
  context: ExtractContext,
  password?: string,
): void {
  const kept = file.FullPaths.flatMap((path, i) => (/SummaryInformation/i.test(path) ? [] : [i]));
  const workbook = {
    ...file,
    FullPaths: kept.map((i) => file.FullPaths[i]!),
    FileIndex: kept.map((i) => file.FileIndex[i]!),
  };
  const options = password === undefined ? OPTIONS : { ...OPTIONS, password };
  write(XLSX.parse_xlscfb(workbook, { ...options, type: 'buffer' }), out, context);
}

/** The sheets of a binary workbook (MS-XLSB). They are unpacked here, where it is counted, and not by the library. */
export async function readBinaryWorkbook(
  zip: ZipArchive,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  const parts = zip.entries.filter(
    ({ name, folder }) =>
      !folder && /^(?:\[content_types\]\.xml$|_rels\/|docprops\/|xl\/(?!media|embeddings|theme))/i.test(name),
  );
  const file = CFB.utils.cfb_new({ root: '' } as never);
  let size = 0;
  for (const entry of parts) {
    const room = WORKBOOK_LIMIT - size;
    try {
      const bytes = await zip.bytes(entry, room);
      size += bytes.length;
      CFB.utils.cfb_add(file, `/${entry.name}`, bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      out.issue('too-large', `binary workbooks of more than ${WORKBOOK_LIMIT} unpacked bytes are not read`);
      return;
    }
  }
  write(XLSX.parse_zip(file, { ...OPTIONS, type: 'buffer' }), out, context);
}

/** Cells as rows, notes, names and properties of what the library read. */
function write(book: XLSX.WorkBook, out: PartOutput, { budget }: ExtractContext): void {
  const about = book.Workbook ?? {};
  out.fact('sheet.hidden', (about.Sheets ?? []).filter(({ Hidden }) => (Hidden ?? 0) > 0).length);
  const epoch1904 = about.WBProps?.date1904 === true;
  if (book.SheetNames.length === 0) out.issue('malformed', 'a workbook without sheets');
  for (const name of book.SheetNames) {
    budget.entry();
    const sheet = book.Sheets[name];
    if (sheet === undefined) out.issue('malformed', 'a sheet that could not be read', name);
    else writeSheet(name, sheet, epoch1904, out, () => budget.tick());
  }
  for (const { Name, Ref, Comment = '' } of about.Names ?? [])
    out.text('names', `${Name} = ${Comment} ${Ref ?? ''}`);
  for (const [name, value] of Object.entries({ ...book.Props, ...book.Custprops })) {
    const fact = DATES[name];
    if (fact !== undefined) {
      const time = new Date(value instanceof Date ? value : String(value));
      if (time.getTime() > 0) out.fact(fact, time.toISOString());
    } else if (typeof value === 'string' && value !== '' && !IDLE.test(name))
      out.text('properties', `${name}: ${value}`);
  }
}

function writeSheet(
  name: string,
  sheet: XLSX.WorkSheet,
  epoch1904: boolean,
  out: PartOutput,
  tick: () => void,
): void {
  const table = out.table(name, null);
  const notes: string[] = [];
  const formulas: string[] = [];
  // Rows and cells without content are holes, which forEach passes over.
  (sheet['!data'] ?? []).forEach((row, r) => {
    if ((r & 0xff) === 0) tick();
    const cells: string[] = [];
    row?.forEach((cell, column) => {
      if (cell == null) return;
      const text = cellText(cell, epoch1904, () => table.rounded(column));
      if (text !== '') {
        while (cells.length < column) cells.push('');
        cells[column] = text;
      }
      for (const note of cell.c ?? []) if (note.t) notes.push(note.t);
      if (cell.f?.includes('"')) formulas.push(`=${cell.f}`);
      if (cell.l?.Target) notes.push(cell.l.Target);
    });
    if (cells.length > 0) table.row(cells, r + 1);
  });
  table.end();
  for (const note of notes) out.text(`${name}!/comments`, note);
  for (const formula of formulas) out.text(`${name}!/formulas`, formula);
}

function cellText(cell: XLSX.CellObject, epoch1904: boolean, rounded: () => void): string {
  switch (cell.t) {
    case 'n': {
      const number = formatNumber(
        String(cell.v ?? ''),
        numberKind(-1, typeof cell.z === 'string' ? cell.z : 'General'),
        epoch1904,
      );
      if (number.rounded) rounded();
      return number.text;
    }
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    case 'd':
      return cell.v instanceof Date
        ? cell.v.toISOString().slice(0, 19).replace('T', ' ')
        : String(cell.v ?? '');
    case 'e':
      return '';
    default:
      return String(cell.v ?? '');
  }
}
