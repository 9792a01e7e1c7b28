import type { RecordSink } from '../../src/extractors/record-writer.js';
import { splitRow, UNIT_ROWS } from '../../src/extractors/rows.js';

export interface Collected {
  /** Tables by part: the final columns, and every row with its line as an object without empty cells. */
  tables: Record<string, { columns: readonly string[]; rows: (Record<string, string> & { line: number })[] }>;
  text: string;
  textLines: number[];
  largest: number;
}

/** A sink that keeps everything, for small sources. */
export function collector(): { sink: RecordSink; result: Collected } {
  const result: Collected = { tables: {}, text: '', textLines: [], largest: 0 };
  const sink: RecordSink = {
    rows(table, bytes, lines) {
      result.largest = Math.max(result.largest, bytes.length);
      result.tables[table.part] ??= { columns: table.columns, rows: [] };
      let at = 0;
      for (const line of lines) {
        const { cells, next } = splitRow(bytes, UNIT_ROWS, at);
        at = next;
        const filled = cells.flatMap((cell, i) =>
          cell === '' ? [] : [[table.columns[i] ?? `#${i}`, cell] as const],
        );
        result.tables[table.part]!.rows.push({ ...Object.fromEntries(filled), line } as Record<
          string,
          string
        > & { line: number });
      }
      if (at !== bytes.length) throw new Error('rows and lines disagree');
    },
    text(bytes, lines) {
      result.largest = Math.max(result.largest, bytes.length);
      result.text += Buffer.from(bytes).toString('utf8');
      result.textLines.push(...lines);
    },
  };
  return { sink, result };
}
