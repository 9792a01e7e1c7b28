/** The parts of the SheetJS package its own declarations leave out. */
declare module 'xlsx/xlsx.mjs' {
  import type CFB from 'cfb';
  import type { ParsingOptions, WorkBook } from 'xlsx';

  export type { CellObject, WorkBook, WorkSheet } from 'xlsx';
  export function read(data: Uint8Array, options?: ParsingOptions): WorkBook;
  export function set_cptable(tables: unknown): void;
  export function parse_xlscfb(file: CFB.CFB$Container, options?: ParsingOptions): WorkBook;
  export function parse_zip(file: CFB.CFB$Container, options?: ParsingOptions): WorkBook;
}

declare module 'xlsx/dist/cpexcel.full.mjs';
