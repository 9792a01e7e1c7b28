import { Budget, DEFAULT_EXPAND_LIMITS, type ExpandLimits } from '../../src/extractors/budget.js';
import { bytesSource } from '../../src/extractors/byte-source.js';
import type { ChunkSink, Lost } from '../../src/extractors/chunk-sink.js';
import type { Scratch } from '../../src/extractors/extractor.js';
import { PartTree } from '../../src/extractors/part-tree.js';
import { splitRow, UNIT_ROWS } from '../../src/extractors/rows.js';
import type { IssueCode } from '../../src/model/issue.js';

export interface Table {
  readonly part: string;
  readonly columns: readonly string[] | null;
  readonly comments?: readonly string[];
  readonly rows: string[][];
  readonly lines: number[];
  readonly rounded: Set<number>;
}

/** What an asset holds, as its extractors hand it on. */
export interface Extracted {
  /** Texts by part, in order. */
  readonly texts: { part: string; text: string; page?: number; lines: number[] }[];
  readonly tables: Table[];
  /** Inner text files, byte for byte. */
  readonly files: { part: string; bytes: Buffer }[];
  readonly pictures: { part: string; width: number; height: number }[];
  readonly issues: { part: string; code: IssueCode; message: string; lost: Lost }[];
  readonly facts: Record<string, string | number | boolean>;
  /** All text of one part. */
  textOf(part: string): string;
}

export interface ExtractOptions {
  readonly limits?: Partial<ExpandLimits>;
  readonly passwords?: readonly string[];
  readonly ocr?: boolean;
}

/** Takes a file apart in this process, as a parser host does. */
export async function extract(
  bytes: Uint8Array,
  name: string,
  options: ExtractOptions = {},
): Promise<Extracted> {
  const found: Extracted = {
    texts: [],
    tables: [],
    files: [],
    pictures: [],
    issues: [],
    facts: {},
    textOf: (part) =>
      found.texts
        .filter((each) => each.part === part)
        .map(({ text }) => text)
        .join(''),
  };
  let open = false;
  let between = false;
  const sink: ChunkSink = {
    text(part, bytes, lines, page) {
      const text = Buffer.from(bytes).toString('utf8');
      found.texts.push({ part, text, lines: [...lines], ...(page === undefined ? {} : { page }) });
    },
    table(part, columns, comments) {
      const table: Table = {
        part,
        columns,
        ...(comments === undefined ? {} : { comments }),
        rows: [],
        lines: [],
        rounded: new Set(),
      };
      found.tables.push(table);
      return {
        rows(bytes, lines) {
          for (let at = 0; at < bytes.length; ) {
            const row = splitRow(bytes, UNIT_ROWS, at);
            table.rows.push(row.cells);
            at = row.next;
          }
          table.lines.push(...lines);
        },
        rounded: (column) => table.rounded.add(column),
        end: () => {},
      };
    },
    file(part) {
      const pieces: Buffer[] = [];
      open = true;
      return {
        bytes: (piece) => pieces.push(Buffer.from(piece)),
        end() {
          open = false;
          found.files.push({ part, bytes: Buffer.concat(pieces) });
        },
      };
    },
    picture: (part, width, height) => found.pictures.push({ part, width, height }),
    issue: (part, code, message, lost) => found.issues.push({ part, code, message, lost }),
    fact(part, name, value) {
      found.facts[part === '' ? name : `${part}#${name}`] = value;
    },
  };
  const strict = Object.fromEntries(
    Object.entries(sink).map(([name, call]) => [
      name,
      (...args: unknown[]) => {
        between ||= open;
        return (call as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as ChunkSink;
  const { ocr = false, passwords = [] } = options;
  const budget = new Budget({ ...DEFAULT_EXPAND_LIMITS, ...options.limits }, bytes.length);
  const tree = new PartTree(strict, { budget, ocr, passwords, scratch: memoryScratch }, name);
  await tree.read(bytesSource(bytes));
  if (between) throw new Error('something came in between the bytes of an inner file');
  return found;
}

function memoryScratch(): Scratch {
  let bytes = Buffer.alloc(1 << 20);
  let size = 0;
  return {
    get size() {
      return size;
    },
    append(more) {
      while (size + more.length > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
      bytes.set(more, size);
      size += more.length;
    },
    read: (target, offset, length, position) =>
      bytesSource(bytes.subarray(0, size)).read(target, offset, length, position),
  };
}
