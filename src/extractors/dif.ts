import { TextDecoder } from 'node:util';
import { readRange } from './byte-source.js';
import { plainNumber } from './cell-number.js';
import { detectEncoding } from './encoding.js';
import type { Extractor } from './extractor.js';

/** Most bytes that are read as a whole. */
const LIMIT = 64 << 20;

/**
 * Data Interchange Format: after a header, two lines a cell ("type,number" and the text) and a mark for each row. By hand, since
 * the sheet library takes its text for Western whatever it is.
 */
export const dif: Extractor = {
  extract({ source }, out, { budget }) {
    if (source.size > LIMIT) {
      out.issue('too-large', `DIF files of more than ${LIMIT} bytes are not read`);
      return;
    }
    const lines = decodedText(readRange(source, 0, source.size)).split(/\r?\n|\r/);
    const table = out.table('', null);
    let row: string[] | undefined;
    for (let at = lines.indexOf('DATA') + 3; at + 1 < lines.length; at += 2) {
      if ((at & 0xfff) === 0) budget.tick();
      const [type, number = ''] = lines[at]!.split(',', 2);
      const text = lines[at + 1]!;
      if (type === '-1') {
        if (row !== undefined && row.length > 0) table.row(row);
        if (text === 'EOD') return;
        row = [];
      } else if (type === '1') row?.push(text.replace(/^"|"$/g, '').replaceAll('""', '"'));
      else {
        const { text: digits, rounded } = plainNumber(number.trim());
        if (rounded) table.rounded(row?.length ?? 0);
        row?.push(text === 'TRUE' || text === 'FALSE' ? text : digits);
      }
    }
    if (row !== undefined && row.length > 0) table.row(row);
    out.issue('malformed', 'ends before its end mark');
  },
};

/** Text whose code page nothing says. */
export function decodedText(bytes: Buffer): string {
  const { encoding, bomLength } = detectEncoding(bytes, true);
  try {
    return new TextDecoder(encoding).decode(bytes.subarray(bomLength));
  } catch {
    return bytes.toString('latin1');
  }
}
