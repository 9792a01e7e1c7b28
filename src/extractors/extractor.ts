import type { IssueCode } from '../model/issue.js';
import type { Budget } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { FileType } from './file-type.js';

/**
 * Reads one kind of document or container into text, tables and inner files. RED ZONE, and hostile ground: extractors run in
 * a killable parser host without file system, network or key. They see one asset, through `input`, and hand on everything
 * they find through `out`.
 */
export interface Extractor {
  /**
   * Reads the part from beginning to end. What cannot be read is said with `out.issue`, what was read before stays.
   * Anything thrown but a BudgetReached counts as `malformed`; its message is dropped, since parsers quote their input.
   * Must not keep `input` or `out` after it resolves, nor start anything that outlives it.
   */
  extract(input: PartInput, out: PartOutput, context: ExtractContext): Promise<void> | void;
}

/** What is to be read. */
export interface PartInput {
  readonly source: ByteSource;
  /** File name ("report.docx"), for the few formats that need it; '' = unknown. Never trusted over content. */
  readonly name: string;
  readonly type: FileType;
}

export interface ExtractContext {
  readonly budget: Budget;
  /**
   * Recognise text in pictures in this pass, the second one over the asset: everything else was read in the first and is
   * dropped now. In the first, pictures are announced with `out.picture`.
   */
  readonly ocr: boolean;
  /** To be tried on encrypted content, in order. */
  readonly passwords: readonly string[];
  /** Room outside of memory for what is too large for it. Closed with the part. */
  scratch(): Scratch;
}

/** Bytes put aside, encrypted and gone with the process; read back from anywhere. */
export interface Scratch extends ByteSource {
  append(bytes: Uint8Array): void;
}

export interface TextPlace {
  /** Page or slide, from 1. */
  readonly page?: number;
  /** Line of the source at which the text begins, from 1, where the source is itself text (markup, mail). Default: counts on. */
  readonly line?: number;
}

/** Receives what a part holds, in reading order. */
export interface PartOutput {
  /**
   * Text of the part: `name` is '' for its main text, else where it stands inside ("header1", "comments", "Sheet1!notes").
   * Ends a line: every call is one paragraph or more, lines parted by LF. Values must not be cut by a call's end.
   */
  text(name: string, text: string, place?: TextPlace): void;
  /** Text recognised in a picture (`context.ocr` only); the one thing that goes on in a pass that recognises. */
  recognised(name: string, text: string, place?: TextPlace): void;
  /**
   * Begins a table. `columns` are its column names where the format knows them (records, databases); null for a grid of
   * cells whose header, title rows included, is yet to be told from its first rows.
   */
  table(name: string, columns: readonly string[] | null, comments?: readonly string[]): TableOutput;
  /**
   * A file inside: archive member, attachment, embedded object. Read as what its content turns out to be, one level deeper,
   * under the same budget. Resolves when it is read; never rejects but with BudgetReached.
   */
  file(name: string, content: ByteSource | AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** A picture large enough to hold text, of this many pixels, which this pass does not read (pages of pictures, too). */
  picture(name: string, width: number, height: number): void;
  /** Something was not read, or only in part. `message` is ours: it quotes no content. */
  issue(code: IssueCode, message: string, name?: string): void;
  /** Something about how the part is stored or came here, for policies: `encrypted`, `mail.from-domains`, `document.created`. No raw values. */
  fact(name: string, value: string | number | boolean): void;
}

export interface TableOutput {
  /** One row, from the top. `line` = row number as people see it, from 1; default: counts on. Cells may hold anything. */
  row(cells: readonly string[], line?: number): void;
  /** The cell of that column was stored as a number of more digits than it can hold: its last digits are lost. */
  rounded(column: number): void;
  /** Ends the table. Called for the extractor when it has ended itself. */
  end(): void;
}
