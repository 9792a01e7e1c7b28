/**
 * Where a value stands. Lines and rows count from 1; `column` in text counts characters (code points) from 1.
 * `start`/`end` are byte offsets in the *original* bytes of the part, from 0, half-open. Written down once, never recomputed.
 */
export interface TextLocation {
  readonly kind: 'text';
  readonly line: number;
  /** These three are absent where the text was rendered from a record and has no bytes of its own. */
  readonly column?: number;
  readonly start?: number;
  readonly end?: number;
  /** Page or slide of a document, from 1. */
  readonly page?: number;
}

/** A cell of a table. `row` is the data row, from 1, header rows not counted; `line` is the physical line where one exists. */
export interface CellLocation {
  readonly kind: 'cell';
  readonly column: string;
  readonly row: number;
  readonly line?: number;
}

/** A whole column (column-only rules). */
export interface ColumnLocation {
  readonly kind: 'column';
  readonly column: string;
}

export type Location = TextLocation | CellLocation | ColumnLocation;
