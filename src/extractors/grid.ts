import { nameKeys, parseColumnName } from '../lib/column-name.js';
import { columnKind, isHeaderWord, isName, kindOf } from './header-cells.js';
import { splitRow, UNIT_ROWS } from './rows.js';

/** What a grid of cells (a worksheet, a table in a document) turns out to be. */
export interface Grid {
  /**
   * `table`: rows of records, judged by column. `cells`: a form, notes, a page made of cells; to be read row by row as lines of
   * text (`gridLine`), since a label stands beside its value and not above it.
   */
  readonly kind: 'table' | 'cells';
  /** Leading rows that are titles: to be read as lines of text. */
  readonly titleRows: number;
  /** Rows of the header, 0 to 2, behind the titles. */
  readonly headerRows: number;
  /** Where the first row of data starts in the bytes given (behind titles and header). */
  readonly dataStart: number;
  /** Names by column, '' where there is none; empty when the table has no header. A name merged over several columns belongs to each. */
  readonly columns: readonly string[];
  /** What a second row of the header says of each column: the group it is in, or its label in words. Empty when there is none. */
  readonly comments: readonly string[];
  /**
   * How many columns are named by words of the dictionary. Where it is 2 or more behind a blank row in the midst of a sheet, a new
   * table begins there.
   */
  readonly hits: number;
}

/** Rows that are looked at. */
const ROWS = 200;
const CELLS = 1024;
/** Rows among which the header is looked for, and rows below it that must fit it. */
const HEADER_WITHIN = 30;
const BELOW = 40;

interface GridRow {
  readonly start: number;
  readonly cells: readonly string[];
  readonly filled: number;
}

interface Header {
  readonly first: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly comments: readonly string[];
  readonly hits: number;
}

/**
 * Reads the first rows of a grid (UNIT_ROWS form, up to 200 rows or 64 KB; a last row that is cut does no harm). `words` are the
 * normalised header words of the rules. Never throws.
 */
export function readGrid(head: Uint8Array, words: ReadonlySet<string>): Grid {
  const rows = readRows(head);
  const header = findHeader(rows, words);
  if (isForm(rows, header, words)) return cells();
  if (header !== null) {
    const data = header.first + header.rows;
    return {
      kind: 'table',
      titleRows: header.first,
      headerRows: header.rows,
      dataStart: rows[data]?.start ?? head.length,
      columns: header.columns,
      comments: header.comments,
      hits: header.hits,
    };
  }
  if (isProse(rows)) return cells();
  const first = firstOfUsualWidth(rows);
  return {
    kind: 'table',
    titleRows: first,
    headerRows: 0,
    dataStart: rows[first]?.start ?? 0,
    columns: [],
    comments: [],
    hits: 0,
  };
}

/** A row as a line of text: "label：value  label：value", so that a label is seen to belong to what stands to its right. */
export function gridLine(row: readonly string[], words: ReadonlySet<string>): string {
  let line = '';
  let label = false;
  for (const cell of row) {
    if (cell === '') continue;
    if (line !== '') line += label ? '：' : '  ';
    line += label ? cell : cell.trim();
    label = isLabel(cell, words) && !/[:：]\s*$/.test(cell);
  }
  return line;
}

const cells = (): Grid => ({
  kind: 'cells',
  titleRows: 0,
  headerRows: 0,
  dataStart: 0,
  columns: [],
  comments: [],
  hits: 0,
});

function readRows(head: Uint8Array): GridRow[] {
  const rows: GridRow[] = [];
  for (let at = 0; at < head.length && rows.length < ROWS; ) {
    const { cells, next } = splitRow(head, UNIT_ROWS, at, CELLS);
    rows.push({ start: at, cells, filled: cells.filter((cell) => cell !== '').length });
    at = next;
  }
  return rows;
}

/** The row whose cells name most of the columns below it, with the row above or below that belongs to it. */
function findHeader(rows: readonly GridRow[], words: ReadonlySet<string>): Header | null {
  let best: { at: number; hits: number; score: number } | null = null;
  const usual = usualFilled(rows);
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at++) {
    const found = judgeHeader(rows, at, usual, words);
    if (found !== null && (best === null || found.score > best.score)) best = { at, ...found };
  }
  if (best === null) return null;
  const { at } = best;
  const above = rows[at - 1];
  const below = rows[at + 1];
  if (above !== undefined && isGroupRow(above)) return joinRows(at - 1, above, rows[at]!, words);
  if (below !== undefined && isSecondRow(rows[at]!, below, words))
    return joinRows(at, rows[at]!, below, words);
  return { first: at, rows: 1, columns: rows[at]!.cells, comments: [], hits: best.hits };
}

function judgeHeader(
  rows: readonly GridRow[],
  at: number,
  usual: number,
  words: ReadonlySet<string>,
): { hits: number; score: number } | null {
  const { cells, filled } = rows[at]!;
  if (filled < Math.max(1, usual * 0.5)) return null;
  const names = cells.filter((cell) => cell !== '');
  if (!names.every(isName) || new Set(names).size < names.length * 0.8) return null;
  const hits = names.filter((cell) => isHeaderWord(cell, words)).length;
  const below = rows.slice(at + 1, at + 1 + BELOW);
  // Nothing below: a template, whose columns say what will stand in it.
  if (below.length === 0) return hits >= 2 && at < 3 ? { hits, score: hits * 2 } : null;
  let inside = 0;
  let all = 0;
  let later = 0;
  for (const row of below) {
    row.cells.forEach((cell, column) => {
      if (cell === '') return;
      all++;
      if ((cells[column] ?? '') !== '') inside++;
      if (isHeaderWord(cell, words)) later++;
    });
  }
  // Where names are merged over several columns some of what is below stands under an empty cell.
  if (inside < all * 0.5) return null;
  // Values may be words of the dictionary too: the rows below must not be as full of them.
  if (hits > 0 && below.length >= 2 && later / below.length >= hits) return null;
  let contrast = 0;
  cells.forEach((cell, column) => {
    if (cell !== '' && columnKind(below, column) !== 'text' && kindOf(cell) === 'text') contrast++;
  });
  if (hits === 0 && (contrast === 0 || rows.slice(0, at).some((row) => row.filled > 1))) return null;
  return { hits, score: hits * 2 + contrast + inside / Math.max(1, all) - at * 0.01 };
}

/** Cells most rows have filled. */
function usualFilled(rows: readonly GridRow[]): number {
  const counts = rows.map(({ filled }) => filled).sort((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

/** A row of terms over a row of names: groups of columns, names merged downwards, field names. No value, no line of the title. */
function isGroupRow(above: GridRow): boolean {
  return above.filled >= 2 && above.cells.every((cell) => cell === '' || isTerm(cell));
}

/** A second row of names below the first: it fills gaps the first leaves, or says the same in other words. */
function isSecondRow(names: GridRow, below: GridRow, words: ReadonlySet<string>): boolean {
  const filled = below.cells.filter((cell) => cell !== '');
  if (filled.length === 0 || !filled.every(isTerm)) return false;
  const hits = filled.filter((cell) => isHeaderWord(cell, words)).length;
  const fillsGap = below.cells.some((cell, column) => cell !== '' && (names.cells[column] ?? '') === '');
  return hits >= Math.max(1, filled.length * 0.5) || (fillsGap && hits >= 1);
}

function isTerm(cell: string): boolean {
  return isName(cell) && cell.length <= 40 && !/[:：。！？]|\d{2}/.test(cell);
}

/** Two rows as one header. The upper names what stands under it unless the lower one is more particular. */
function joinRows(first: number, upper: GridRow, lower: GridRow, words: ReadonlySet<string>): Header {
  const groups = spread(upper.cells, lower.cells);
  const width = Math.max(groups.length, lower.cells.length);
  // As full as the row below it, the upper row holds the names and the lower one says them in words.
  const named = upper.filled >= lower.filled && lower.cells.every((cell, i) => cell === '' || upper.cells[i]);
  const columns: string[] = [];
  const comments: string[] = [];
  for (let i = 0; i < width; i++) {
    const [above, below] = [groups[i] ?? '', lower.cells[i] ?? ''];
    const [name, comment] = named ? [above, below] : [below, above];
    columns.push(name === '' ? comment : name);
    comments.push(name === '' ? '' : comment);
  }
  const hits = columns.filter(
    (name, i) => isHeaderWord(name, words) || isHeaderWord(comments[i]!, words),
  ).length;
  return { first, rows: 2, columns, comments, hits };
}

/** A merged cell holds its text in its first column: it goes on over what has a name of its own below. */
function spread(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    if ((upper[i] ?? '') !== '') group = upper[i]!;
    else if ((lower[i] ?? '') === '') group = '';
    return group;
  });
}

/** Labels with their values to the right of them, in several rows or several times in a row. */
function isForm(rows: readonly GridRow[], header: Header | null, words: ReadonlySet<string>): boolean {
  let pairs = 0;
  let labels = 0;
  let paired = 0;
  const from = header === null ? 0 : header.first;
  for (const { cells } of rows.slice(from, from + BELOW)) {
    let inRow = 0;
    const filled = cells.filter((cell) => cell !== '');
    filled.forEach((cell, i) => {
      if (!isLabel(cell, words)) return;
      labels++;
      const next = filled[i + 1];
      if (next !== undefined && !isLabel(next, words)) inRow++;
    });
    pairs += inRow;
    if (inRow > 0) paired++;
  }
  if (pairs < 2 || pairs < labels * 0.4) return false;
  if (header === null) return true;
  // A row of names has its words side by side, and rows without any below it.
  return paired >= 2 && pairs > header.hits;
}

/** A short cell that is, as a whole, a word of the dictionary: 姓名, 联系电话：, 客户姓名. */
function isLabel(cell: string, words: ReadonlySet<string>): boolean {
  if (cell.length > 24 || /\d{3}/.test(cell)) return false;
  const { text, starts } = parseColumnName(cell);
  if (text === '') return false;
  return starts.some(
    (start) =>
      start <= 4 &&
      text.length - start >= (start === 0 ? 1 : 2) &&
      nameKeys(text.slice(start)).some((key) => words.has(key)),
  );
}

/** One column of long texts: nothing that is decided by column. */
function isProse(rows: readonly GridRow[]): boolean {
  const single = rows.filter(({ filled }) => filled === 1);
  if (rows.length === 0) return true;
  if (single.length < rows.length * 0.8) return false;
  const long = single.filter(({ cells }) =>
    cells.some((cell) => cell.length > 30 || /[:：，,。]/.test(cell)),
  );
  return long.length >= single.length * 0.3;
}

/** Titles stand above: one cell where the rows of the table have several. */
function firstOfUsualWidth(rows: readonly GridRow[]): number {
  const usual = usualFilled(rows);
  if (usual < 3) return 0;
  const first = rows.findIndex(({ filled }) => filled >= usual * 0.5);
  return Math.max(0, first);
}
