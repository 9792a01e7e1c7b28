import type { TextRun } from './pdf-document.js';

/** Runs side by side on one base line, in reading direction. */
interface Piece {
  text: string;
  readonly left: number;
  right: number;
  readonly base: number;
  readonly size: number;
}

/** Pieces below each other that are one text, broken to fit; most hold one piece. */
interface Block {
  text: string;
  readonly left: number;
  right: number;
  readonly top: number;
  bottom: number;
  readonly size: number;
  lines: number;
}

/** Gaps in units of the font size. */
const WORD_GAP = 0.18;
const MIXED_GAP = 0.35;
const NUMBER_GAP = 0.45;
const COLUMN_GAP = 1.2;
/** Distance of base lines up to which a line may go on with the next, and in cells of a table. */
const LEADING = 2.1;
const TIGHT = 1.75;
/** Lines that say where a column of running text ends. */
const PROSE = 3;
const MAX_CELLS = 300;
/** Base lines above and below that are looked at for neighbours, in steps of 4 points. */
const BAND = 24;
/** What is kept free between two columns of a table. */
const CELL_MARGIN = 1.1;
/** What begins so needs nothing of the line before. */
const LABEL = /^[^\s:：,，;；]{1,12}[:：]/;
const NUMBER = /^[\dXx]+$/;
const MAX_BLOCK = 4000;
/** Both margins of a page that is written to the right one are about the same: left + right edge of the text, in page widths. */
const FILLED = 0.96;

/**
 * Lines as a reader sees them. Runs on one base line are one line, columns parted by tabs; a text that was broken to fit is one line
 * again, so that no value is cut. Text that runs in other directions follows, each direction by itself.
 */
export function linesOf(
  runs: readonly TextRun[],
  page: { readonly width: number; readonly height: number },
): string[] {
  const directions = new Map<number, TextRun[]>();
  for (const drawn of runs) {
    const run = bounded(drawn);
    const angle = (Math.round(run.angle) + 360) % 360;
    const same = directions.get(angle);
    if (same === undefined) directions.set(angle, [run]);
    else same.push(run);
  }
  return [...directions].flatMap(([angle, turned]) => {
    const pieces = piecesOf(upright(turned, angle));
    return rowsOf(blocksOf(pieces, angle % 180 < 45 || angle % 180 > 135 ? page.width : page.height)).map(
      tidyLine,
    );
  });
}

/** Numbers of any size, and none at all, come out of files. */
function bounded(run: TextRun): TextRun {
  const within = (value: number, most: number) =>
    Number.isFinite(value) ? Math.max(-most, Math.min(most, value)) : 0;
  return {
    text: run.text,
    x: within(run.x, 1e6),
    y: within(run.y, 1e6),
    length: Math.max(0, within(run.length, 1e6)),
    size: Math.max(1, within(run.size, 1e4)),
    angle: within(run.angle, 360),
  };
}

/** Turned so that the direction of writing is to the right. */
function upright(runs: readonly TextRun[], angle: number): TextRun[] {
  if (angle === 0) return [...runs];
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  return runs.map((run) => ({ ...run, x: run.x * cos + run.y * sin, y: run.y * cos - run.x * sin }));
}

function piecesOf(runs: readonly TextRun[]): Piece[] {
  const pieces: Piece[] = [];
  let last: Piece | undefined;
  for (const run of runs) {
    if (run.text === '') continue;
    const { size } = run;
    const gap = last === undefined ? 0 : run.x - last.right;
    const joins =
      last !== undefined &&
      Math.abs(run.y - last.base) <= 0.4 * Math.max(size, last.size) &&
      gap > -0.6 * size &&
      gap <= COLUMN_GAP * Math.max(size, last.size);
    if (joins && last !== undefined) {
      last.text += `${space(gap / size, last.text, run.text)}${run.text}`;
      last.right = Math.max(last.right, run.x + run.length);
    } else if (run.text.trim() !== '') {
      last = { text: run.text, left: run.x, right: run.x + run.length, base: run.y, size };
      pieces.push(last);
    }
  }
  return pieces;
}

/** Typesetting keeps Chinese and Latin characters apart without a blank. */
function isMixed(before: string, after: string): boolean {
  return /\p{Script=Han}$/u.test(before)
    ? /^[!-~]/.test(after)
    : /[!-~]$/.test(before) && /^\p{Script=Han}/u.test(after);
}

/** What a gap stands for. Numbers that keep a distance are two: those of two columns. */
function space(gap: number, before: string, after: string): string {
  if (gap > NUMBER_GAP && /\d\s*$/.test(before) && /^\s*\d\S/.test(after)) return '\t';
  return gap > (isMixed(before, after) ? MIXED_GAP : WORD_GAP) && !/\s$/.test(before) && !/^\s/.test(after)
    ? ' '
    : '';
}

function blocksOf(pieces: readonly Piece[], width: number): Block[] {
  const blocks: Block[] = [];
  const margins = new Margins(pieces, width);
  let previous: Piece | undefined;
  for (const piece of pieces) {
    const block = blocks.at(-1);
    if (block !== undefined && previous !== undefined && margins.goesOn(previous, piece, block)) {
      block.text += `${glue(block.text, piece.text)}${piece.text}`;
      block.right = Math.max(block.right, piece.right);
      block.bottom = piece.base;
      block.lines++;
    } else {
      blocks.push({
        text: piece.text,
        left: piece.left,
        right: piece.right,
        top: piece.base,
        bottom: piece.base,
        size: piece.size,
        lines: 1,
      });
    }
    previous = piece;
  }
  return blocks;
}

/** Tells whether a line was broken because the next word did not fit. */
class Margins {
  readonly #rows = new Map<number, Piece[]>();
  readonly #lefts = new Map<number, { right: number; count: number }>();
  /** The page is written to its right margin. */
  readonly #fills: boolean;
  readonly #right: number;

  constructor(pieces: readonly Piece[], width: number) {
    let left = Number.POSITIVE_INFINITY;
    let right = 0;
    for (const piece of pieces) {
      left = Math.min(left, piece.left);
      right = Math.max(right, piece.right);
      const row = this.#row(piece.base);
      const same = this.#rows.get(row);
      if (same === undefined) this.#rows.set(row, [piece]);
      else same.push(piece);
    }
    this.#right = right;
    this.#fills = left + right >= width * FILLED;
    // How far lines reach that begin at the same place, and how many reach that far.
    for (const piece of pieces) {
      const key = Math.round(piece.left / 4);
      const column = this.#lefts.get(key) ?? { right: 0, count: 0 };
      if (piece.right > column.right + piece.size) this.#lefts.set(key, { right: piece.right, count: 1 });
      else if (piece.right > column.right - piece.size) {
        column.right = Math.max(column.right, piece.right);
        column.count++;
        this.#lefts.set(key, column);
      }
    }
  }

  goesOn(line: Piece, next: Piece, block: Block): boolean {
    const { size } = line;
    const down = line.base - next.base;
    if (down < 0.8 * size || down > LEADING * size) return false;
    if (Math.abs(next.size - size) > 0.15 * size || block.text.length > MAX_BLOCK) return false;
    const indented = next.left >= block.left - 3 * size && next.left <= block.left + 0.6 * size;
    const centred = Math.abs(line.left + line.right - next.left - next.right) <= size;
    if ((!indented && !centred) || areWhole(line.text, next.text) || LABEL.test(next.text)) return false;
    const end = line.right + firstWord(next) + 0.3 * size;
    return end > this.#cellEnd(line, down <= TIGHT * size) || end > this.#columnEnd(line);
  }

  /** Where a text that begins like this line ends at the latest, if it is in a cell of a table. */
  #cellEnd(line: Piece, tight: boolean): number {
    let right = Number.POSITIVE_INFINITY;
    let stands = false;
    for (let at = this.#row(line.base) - BAND; at <= this.#row(line.base) + BAND && tight; at++) {
      for (const other of this.#rows.get(at) ?? []) {
        if (other.left > line.right) right = Math.min(right, other.left - CELL_MARGIN * line.size);
        else if (other.right < line.left - CELL_MARGIN * line.size) stands = true;
      }
    }
    return stands ? Math.min(right, this.#right) : right;
  }

  /** The same, if it is running text. */
  #columnEnd(line: Piece): number {
    if (!isProse(line.text)) return Number.POSITIVE_INFINITY;
    const column = this.#lefts.get(Math.round(line.left / 4));
    if (column !== undefined && column.count >= PROSE) return column.right;
    return this.#fills ? this.#right : Number.POSITIVE_INFINITY;
  }

  #row(base: number): number {
    return Math.round(base / 4);
  }
}

/** A sentence or an address, not one number: those stand below each other without being one text. */
function isProse(text: string): boolean {
  return text.length >= 12 && /[^\d\sXx.,-]/.test(text);
}

/** Numbers of one length below each other are one value each. */
function areWhole(above: string, below: string): boolean {
  return NUMBER.test(above) && NUMBER.test(below) && below.length > above.length - 4;
}

/** How wide what cannot be broken is at the beginning of a line. */
function firstWord(piece: Piece): number {
  const word = /^(?:[!-~]+|.)/su.exec(piece.text)?.[0] ?? '';
  return ((piece.right - piece.left) * widthOf(word)) / Math.max(1, widthOf(piece.text));
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f ? 2 : 1;
  return width;
}

/** Between Latin words a line break stands for a space; within Chinese text for nothing. */
function glue(before: string, after: string): string {
  if (NUMBER.test(before) && NUMBER.test(after)) return '';
  return /[!-~\u00c0-\u024f]$/.test(before) && /^[!-~\u00c0-\u024f]/.test(after) ? ' ' : '';
}

interface Row {
  readonly cells: Block[];
  readonly top: number;
  readonly bottom: number;
}

/** Blocks that stand side by side are one line; columns of running text are not. */
function rowsOf(blocks: readonly Block[]): string[] {
  const rows: Row[] = [];
  const at = new Map<number, Row>();
  const slot = (y: number) => Math.round(y / 6);
  for (const block of blocks) {
    const first = slot(block.top) + 1;
    const last = slot(block.bottom) - 1;
    let row: Row | undefined;
    for (let y = first; y >= last && row === undefined; y--) {
      const candidate = at.get(y);
      if (candidate !== undefined && fits(candidate, block)) row = candidate;
    }
    if (row === undefined) {
      row = { cells: [block], top: block.top, bottom: block.bottom };
      rows.push(row);
    } else row.cells.push(block);
    for (let y = first - 1; y > last; y--) at.set(y, row);
  }
  return rows.map(({ cells }) => joinCells(cells.sort((a, b) => a.left - b.left)));
}

/** At the same height as the row's first cell, and with room between the others. */
function fits(row: Row, block: Block): boolean {
  const slack = 0.4 * block.size;
  if (block.top < row.bottom - slack || block.bottom > row.top + slack) return false;
  if (row.cells.length > MAX_CELLS) return false;
  return row.cells.every(
    (cell) =>
      (cell.right <= block.left + slack || cell.left >= block.right - slack) &&
      !(isColumn(cell) && isColumn(block)),
  );
}

function isColumn(block: Block): boolean {
  return block.lines >= PROSE && block.text.length >= 12 * block.lines;
}

function joinCells(cells: readonly Block[]): string {
  let line = '';
  let right = 0;
  for (const { text, left, size, right: end } of cells) {
    const gap = (left - right) / size;
    if (line !== '') line += gap > COLUMN_GAP ? '\t' : space(gap, line, text);
    line += text;
    right = end;
  }
  return line;
}

/** Letters and digits that were only spread out stand together again. */
function tidyLine(line: string): string {
  return line
    .replace(/(?<![^\s:：])(?:[0-9][ \u3000]){7,}[0-9Xx](?!\S)/g, (spread) => spread.replace(/\s/g, ''))
    .replace(/(?<!\p{Script=Han})\p{Script=Han}(?: \p{Script=Han})+(?!\p{Script=Han})/gu, (spread) =>
      spread.replaceAll(' ', ''),
    )
    .trimEnd();
}
