import type { IssueCode } from '../model/issue.js';

/**
 * Where an asset that was taken apart goes: chunks of UTF-8 text, rows of tables, and whole inner files that are plain text in
 * some encoding. RED ZONE. Bytes are only valid during a call. Parts are named by their path inside the asset, levels parted
 * by "!/"; '' is the asset's own main text.
 */
export interface ChunkSink {
  /** Whole lines of text; `lines[i]` = number of line i: of the source where that is text, else counted per part, from 1. */
  text(part: string, bytes: Uint8Array, lines: Int32Array, page?: number): void;
  table(part: string, columns: readonly string[] | null, comments?: readonly string[]): TableChunks;
  /** A text file in whatever encoding, byte for byte. One at a time; nothing else comes in before its end. */
  file(part: string, name: string): FileChunks;
  picture(part: string, width: number, height: number): void;
  issue(part: string, code: IssueCode, message: string, lost: Lost): void;
  fact(part: string, name: string, value: string | number | boolean): void;
}

/** How much of a part an issue cost. */
export type Lost = 'all' | 'some' | 'nothing';

export interface TableChunks {
  /** Rows in UNIT_ROWS form; `lines[i]` = number of row i as people count it. */
  rows(bytes: Uint8Array, lines: Int32Array): void;
  rounded(column: number): void;
  end(): void;
}

export interface FileChunks {
  bytes(bytes: Uint8Array): void;
  end(): void;
}
