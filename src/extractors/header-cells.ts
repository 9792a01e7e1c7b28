import { nameKeys, parseColumnName } from '../lib/column-name.js';

/** What a cell looks like: enough to tell values from names of columns. */
export type Kind = 'empty' | 'number' | 'date' | 'code' | 'email' | 'text';

export function kindOf(cell: string): Kind {
  if (cell === '') return 'empty';
  if (/^[-+¥￥$€]?\d[\d,]*(?:\.\d+)?%?$/.test(cell)) return 'number';
  if (/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(cell) || /^\d{1,2}[:/]\d{2}(?:[:/]\d{2,4})?$/.test(cell))
    return 'date';
  if (/^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(cell)) return 'email';
  if (/^[\x21-\x7e]{4,40}$/.test(cell) && /\d{2}/.test(cell)) return 'code';
  if (/^[-+\d() ]{7,24}$/.test(cell)) return 'code';
  return 'text';
}

/** What nearly all cells of a column look like; `text` where they differ. */
export function columnKind(data: readonly { readonly cells: readonly string[] }[], column: number): Kind {
  const counts = new Map<Kind, number>();
  let filled = 0;
  for (const row of data) {
    const kind = kindOf(row.cells[column] ?? '');
    if (kind === 'empty') continue;
    filled++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (filled === 0 || filled < data.length * 0.1) return 'text';
  const numeric = (counts.get('number') ?? 0) + (counts.get('code') ?? 0);
  if (numeric >= filled * 0.8) return 'number';
  for (const kind of ['date', 'email'] as const) if ((counts.get(kind) ?? 0) >= filled * 0.8) return kind;
  return 'text';
}

/** Could name a column: words, no values. */
export function isName(cell: string): boolean {
  const kind = kindOf(cell);
  return kind === 'text' || (kind === 'code' && /^[A-Za-z_][\w.-]*$/.test(cell) && !/\d{4}/.test(cell));
}

/** The cell, or the head of it (客户手机号, cust_mobile), is a word of the dictionary. */
export function isHeaderWord(cell: string, words: ReadonlySet<string>): boolean {
  if (cell.length > 40) return false;
  const { text, starts } = parseColumnName(cell);
  return starts.some((start) => {
    const end = text.slice(start);
    return (start === 0 || end.length > 1) && nameKeys(end).some((key) => words.has(key));
  });
}
