import { TextDecoder } from 'node:util';
import { plainNumber } from './cell-number.js';
import { plainHeader } from './xlsx-sheet.js';

/** What a stream of BIFF records (MS-XLS, 2.4) holds beside its cells. */
export interface BiffAside {
  readonly encrypted: boolean;
  readonly texts: readonly { readonly part: string; readonly text: string }[];
}

const RECORD = {
  header: 0x14,
  footer: 0x15,
  filePass: 0x2f,
  continue: 0x3c,
  codePage: 0x42,
  externalRow: 0x5a,
  object: 0x5d,
  sheet: 0x85,
  pivotNumber: 0xc9,
  pivotString: 0xcd,
  textObject: 0x1b6,
  validation: 0x1be,
  bof: 0x809,
} as const;

const BIFF8 = 0x600;
/** Kind of a drawing object that is the box of a comment: comments come with their cells. */
const NOTE = 0x19;
const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
};

/** Headers and footers, text boxes, allowed values, cached cells of other workbooks, values of pivot caches. Never throws. */
export function readBiffAside(bytes: Buffer): BiffAside {
  const texts: { part: string; text: string }[] = [];
  const sheets = new Map<number, string>();
  let encrypted = false;
  let sheet = '';
  let version = BIFF8;
  let decoder = new TextDecoder('windows-1252');
  let object = 0;
  // A text box: characters still to come, in CONTINUE records.
  let boxLeft = 0;
  let box = '';
  const say = (part: string, text: string): void => {
    if (text.trim() !== '') texts.push({ part: sheet === '' ? part : `${sheet}!/${part}`, text });
  };
  for (let at = 0; at + 4 <= bytes.length; ) {
    const type = bytes.readUInt16LE(at);
    const body = bytes.subarray(at + 4, at + 4 + bytes.readUInt16LE(at + 2));
    switch (type) {
      case RECORD.bof:
        if (sheets.has(at)) sheet = sheets.get(at)!;
        if (body.length >= 2 && at === 0) version = body.readUInt16LE(0);
        break;
      case RECORD.codePage:
        if (body.length >= 2) decoder = new TextDecoder(CODE_PAGES[body.readUInt16LE(0)] ?? 'windows-1252');
        break;
      case RECORD.filePass:
        encrypted = true;
        return { encrypted, texts };
      case RECORD.sheet:
        if (body.length > 8)
          sheets.set(
            body.readUInt32LE(0),
            version === BIFF8
              ? string(body, 7, body[6]!).text
              : decoder.decode(body.subarray(7, 7 + body[6]!)),
          );
        break;
      case RECORD.header:
      case RECORD.footer: {
        if (body.length < 2) break;
        const code =
          version === BIFF8
            ? string(body, 2, body.readUInt16LE(0)).text
            : decoder.decode(body.subarray(1, 1 + body[0]!));
        say(type === RECORD.header ? 'header' : 'footer', plainHeader(code));
        break;
      }
      case RECORD.object:
        object = body.length >= 6 ? body.readUInt16LE(4) : 0;
        break;
      case RECORD.textObject:
        boxLeft = body.length >= 12 && object !== NOTE ? body.readUInt16LE(10) : 0;
        box = '';
        break;
      case RECORD.continue:
        if (boxLeft > 0) {
          const part = string(body, 0, boxLeft).text;
          box += part;
          boxLeft = part.length === 0 ? 0 : boxLeft - part.length;
          if (boxLeft <= 0) say('drawing', box);
        }
        break;
      case RECORD.externalRow:
        say('external', externalRow(body));
        break;
      case RECORD.pivotString:
        if (body.length > 3) say('pivot', string(body, 2, body.readUInt16LE(0)).text);
        break;
      case RECORD.pivotNumber:
        if (body.length === 8) say('pivot', plainNumber(String(body.readDoubleLE(0))).text);
        break;
      case RECORD.validation:
        for (const text of validation(body)) say('hints', text);
    }
    at += 4 + body.length;
  }
  return { encrypted, texts };
}

/** Characters behind a byte that says whether they are two bytes each. */
function string(body: Buffer, at: number, length: number): { text: string; next: number } {
  const wide = ((body[at] ?? 0) & 1) === 1;
  const next = at + 1 + (wide ? 2 * length : length);
  return { text: body.toString(wide ? 'utf16le' : 'latin1', at + 1, next), next };
}

/** Cached cells of a row in another workbook. */
function externalRow(body: Buffer): string {
  const cells: string[] = [];
  for (let at = 4; at < body.length; ) {
    const kind = body[at]!;
    if (kind === 2 && at + 3 < body.length) {
      const { text, next } = string(body, at + 3, body.readUInt16LE(at + 1));
      cells.push(text);
      at = next;
      continue;
    }
    if (kind === 1 && at + 9 <= body.length) cells.push(plainNumber(String(body.readDoubleLE(at + 1))).text);
    at += 9;
  }
  return cells.join('  ');
}

/** Titles and texts of the hints, and the list of allowed values where it is written out. */
function validation(body: Buffer): string[] {
  const texts: string[] = [];
  let at = 4;
  for (let i = 0; i < 4 && at + 3 <= body.length; i++) {
    const { text, next } = string(body, at + 2, body.readUInt16LE(at));
    texts.push(text.replaceAll('\0', ''));
    at = next;
  }
  // A formula that is one string: its items are parted by NUL.
  if (body[at + 4] === 0x17) texts.push(string(body, at + 6, body[at + 5] ?? 0).text.replaceAll('\0', '\n'));
  return texts;
}
