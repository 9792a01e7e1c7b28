import { readRange } from './byte-source.js';
import { formatNumber, type NumberKind, numberKind } from './cell-number.js';
import { decodedText } from './dif.js';
import type { Extractor } from './extractor.js';

const LIMIT = 64 << 20;
const COLUMNS = 16_384;

/**
 * Symbolic link files: one record a line, "C;Y2;X1;K"text"" for a cell. By hand, since the sheet library can be made to build
 * rows without end.
 */
export const sylk: Extractor = {
  extract({ source }, out, { budget }) {
    if (source.size > LIMIT) {
      out.issue('too-large', `SYLK files of more than ${LIMIT} bytes are not read`);
      return;
    }
    const table = out.table('', null);
    const formats: (NumberKind | undefined)[] = [];
    let kind: NumberKind | undefined;
    let row = 1;
    let column = 1;
    let cells: string[] = [];
    let ended = false;
    const moveTo = (next: number): void => {
      if (next === row) return;
      if (cells.length > 0) table.row(cells, row);
      cells = [];
      row = next;
    };
    for (const line of decodedText(readRange(source, 0, source.size)).split(/\r?\n|\r/)) {
      budget.tick();
      // A doubled semicolon is one in the text.
      const [type = '', ...fields] = line.replaceAll(';;', '\0').split(';');
      const field = (letter: string): string | undefined =>
        fields
          .find((each) => each.startsWith(letter))
          ?.slice(1)
          .replaceAll('\0', ';');
      if (type === 'E') ended = true;
      else if (type === 'P') formats.push(numberKind(-1, field('P') ?? ''));
      else if (type === 'C' || type === 'F') {
        moveTo(place(field('Y'), row));
        column = place(field('X'), column);
        if (type === 'F') {
          kind = formats[Number(field('P') ?? -1)];
          continue;
        }
        const value = field('K');
        if (value === undefined || column > COLUMNS) continue;
        if (column - cells.length > 64) budget.expand(column - cells.length);
        while (cells.length < column - 1) cells.push('');
        if (value.startsWith('"')) cells[column - 1] = value.replace(/^"|"$/g, '');
        else {
          const { text, rounded } = formatNumber(value, kind);
          if (rounded) table.rounded(column - 1);
          cells[column - 1] = text;
        }
        kind = undefined;
      }
    }
    if (cells.length > 0) table.row(cells, row);
    if (!ended) out.issue('malformed', 'ends before its end mark');
  },
};

function place(number: string | undefined, last: number): number {
  const at = Math.floor(Number(number));
  return at >= 1 && at < 0x7fff_ffff ? at : last;
}
