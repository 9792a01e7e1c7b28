import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { type ByteSource, readRange } from './byte-source.js';
import { detectEncoding } from './encoding.js';
import type { Extractor } from './extractor.js';

/** Code pages by language driver (dBASE, FoxPro). Others are told by content. */
const DRIVERS: Readonly<Record<number, string>> = {
  19: 'shift_jis',
  38: 'ibm866',
  77: 'gb18030',
  78: 'euc-kr',
  79: 'big5',
  80: 'windows-874',
  101: 'ibm866',
  120: 'big5',
  121: 'euc-kr',
  122: 'gb18030',
  123: 'shift_jis',
  124: 'windows-874',
  134: 'euc-kr',
  201: 'windows-1251',
};
/** Rows at a time. */
const BATCH = 256 * 1024;
/** Bytes of text that is not ASCII by which the encoding is told, and how far it is looked for. */
const SAMPLE = 16 * 1024;
const SEARCHED = 16 << 20;
const LINE_END = Buffer.from('\n');

interface Field {
  readonly name: Uint8Array;
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

/** dBASE and FoxPro tables, deleted rows included: they stay in the file until it is packed. */
export const dbf: Extractor = {
  extract({ source }, out, { budget }) {
    const head = readRange(source, 0, 32);
    const start = head.readUInt16LE(8);
    const size = head.readUInt16LE(10);
    const fields = readFields(readRange(source, 32, start), size);
    if (fields.length === 0) {
      out.issue('malformed', 'a table without fields');
      return;
    }
    const text = fields.filter(({ type }) => type === 'C' || type === 'V');
    const decoder = new TextDecoder(DRIVERS[head[29]!] ?? tell(source, start, size, text));
    const names = fields.map(({ name }) => decoder.decode(name).replace(/\0.*$/s, '').trim());
    const table = out.table('', names);
    const whole = size * Math.max(1, Math.floor(BATCH / size));
    let line = 0;
    let deleted = 0;
    for (let at = start; at < source.size; at += whole) {
      budget.tick();
      const rows = readRange(source, at, at + whole);
      for (let row = 0; row + size <= rows.length; row += size) {
        const mark = rows[row]!;
        if (mark === 0x1a) return finish(deleted);
        if (mark === 0x2a) deleted++;
        line++;
        table.row(
          fields.map((field) =>
            cell(field, rows.subarray(row + field.at, row + field.at + field.length), decoder),
          ),
          line,
        );
      }
      if (rows.length < whole && rows.length % size > 1)
        out.issue('malformed', 'the table ends within a row');
    }
    finish(deleted);

    function finish(count: number): void {
      if (count > 0) out.fact('rows.deleted', count);
      if (line < head.readUInt32LE(4))
        out.issue('malformed', 'the table has fewer rows than its header says');
      if (fields.some(({ type }) => 'MGBP'.includes(type)))
        out.issue('unsupported-format', 'memo fields are kept in a file of their own');
    }
  },
};

function readFields(bytes: Buffer, size: number): Field[] {
  const fields: Field[] = [];
  let next = 1;
  for (let at = 0; at + 32 <= bytes.length && bytes[at] !== 0x0d; at += 32) {
    const type = String.fromCharCode(bytes[at + 11]!);
    // Long text fields keep the high byte of their length where numbers have their decimals.
    const length = type === 'C' ? bytes.readUInt16LE(at + 16) : bytes[at + 16]!;
    if (next + length > size) break;
    fields.push({ name: bytes.subarray(at, at + 11), type, at: next, length });
    next += length;
  }
  return fields;
}

/** By what the text fields hold: their driver says Western or nothing, as many programs write whatever they mean. */
function tell(source: ByteSource, start: number, size: number, fields: readonly Field[]): string {
  const parts: Buffer[] = [];
  let found = 0;
  for (let at = start; at < Math.min(source.size, start + SEARCHED) && found < SAMPLE; at += size) {
    const row = readRange(source, at, at + size);
    if (isAscii(row)) continue;
    for (const field of fields) {
      const text = row.subarray(field.at, field.at + field.length);
      if (isAscii(text)) continue;
      parts.push(text, LINE_END);
      found += text.length;
    }
  }
  const { encoding } = detectEncoding(Buffer.concat(parts), true);
  try {
    return new TextDecoder(encoding).encoding;
  } catch {
    return 'windows-1252';
  }
}

function cell({ type, length }: Field, bytes: Buffer, decoder: TextDecoder): string {
  switch (type) {
    case 'D':
    case 'N':
    case 'F': {
      const text = bytes
        .toString('latin1')
        .replace(/[\0 ]+$/, '')
        .trim();
      return type === 'D' && /^\d{8}$/.test(text)
        ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
        : text;
    }
    case 'L':
      return bytes.toString('latin1').trim();
    case 'I':
    case '+':
      return length === 4 ? String(bytes.readInt32LE(0)) : '';
    case 'O':
      return length === 8 ? String(bytes.readDoubleLE(0)) : '';
    case 'Y':
      return length === 8 ? String(Number(bytes.readBigInt64LE(0)) / 10_000) : '';
    case 'T':
    case '@':
      return length === 8 ? julian(bytes.readInt32LE(0), bytes.readInt32LE(4)) : '';
    case 'C':
    case 'V':
    case 'W':
      return decoder.decode(bytes).replace(/[\0 ]+$/, '');
    default:
      return '';
  }
}

/** Day of the Julian period and milliseconds. */
function julian(day: number, milliseconds: number): string {
  const time = (day - 2_440_588) * 86_400_000 + milliseconds;
  return day === 0 || Math.abs(time) > 8e15
    ? ''
    : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
