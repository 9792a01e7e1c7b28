import { isDocument, textIn } from './binary-value.js';
import { type ByteSource, readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { decodeUnlabelled } from './mail-charset.js';
import { readTable, tables } from './sqlite.js';
import { type SqliteRow, SqliteTrees, sqliteHeader } from './sqlite-file.js';

/**
 * The files in which SQLite keeps pages beside a database: its write-ahead log, whose rows may not be in the database yet, and
 * its rollback journal, whose rows are what was there before. Where the log holds the schema and the root of a table, its
 * columns have names. Pages it does not hold are in the database.
 */
export const sqliteLog: Extractor = {
  async extract({ source }, out, context) {
    const { budget } = context;
    const head = readRange(source, 0, 32);
    const log =
      head.length < 32
        ? undefined
        : head.readUInt32BE(0) >>> 1 === 0x377f0682 >>> 1
          ? walPages(source, head)
          : journalPages(source, head);
    if (log === undefined) {
      out.issue('malformed', 'the header of the log is damaged');
      return;
    }
    const { size, places } = log;
    const pages = (number: number): Buffer | undefined => {
      const at = places.get(number);
      const page = at === undefined ? undefined : readRange(source, at, at + size);
      return page?.length === size ? page : undefined;
    };
    const trees = new SqliteTrees(pages, size, source.size, (bytes) => budget.expand(bytes));
    let rows = 0;
    const first = pages(1);
    const header = first === undefined ? undefined : sqliteHeader(first);
    for (const table of header === undefined ? [] : tables(trees, header)) {
      rows++;
      if (places.has(table.root)) await readTable(table, trees, header!, out, context);
    }
    for (const number of places.keys()) {
      const page = pages(number);
      const start = number === 1 ? 100 : 0;
      // Leaves of tables: other pages hold no rows, or the middle of one.
      if (page?.[start] !== 0x0d || trees.wasRead(number)) continue;
      const table = out.table(`page ${number}`, null);
      for (const row of trees.page(page, start, [])) {
        table.row(row.values.map(cellOf));
        rows++;
      }
      table.end();
    }
    if (log.cut || (rows === 0 && places.size > 0))
      out.issue('malformed', 'the log is cut, or holds no rows');
    if (trees.damaged > 0) out.issue('malformed', 'pages of the log are damaged; the others were read');
  },
};

function cellOf(value: SqliteRow['values'][number]): string {
  if (value.kind === 'null') return '';
  if (value.kind === 'number') return value.text;
  const bytes = value.all();
  if (value.kind === 'text') return decodeUnlabelled(bytes);
  return isDocument(bytes) ? '' : textIn(bytes);
}

interface Log {
  readonly size: number;
  /** Where the last state of each page lies. */
  readonly places: Map<number, number>;
  /** Its last page is not whole. */
  readonly cut: boolean;
}

const MAX_PAGES = 1_000_000;

function walPages(source: ByteSource, head: Buffer): Log | undefined {
  const size = head.readUInt32BE(8);
  if (!isPageSize(size)) return undefined;
  const places = new Map<number, number>();
  let at = 32;
  for (; at + 24 + size <= source.size && places.size < MAX_PAGES; at += 24 + size) {
    const frame = readRange(source, at, at + 24);
    // Frames of an older run have another salt, and were rows all the same.
    places.set(frame.readUInt32BE(0), at + 24);
  }
  return { size, places, cut: at < source.size };
}

function journalPages(source: ByteSource, head: Buffer): Log | undefined {
  const sector = head.readUInt32BE(20);
  const size = head.readUInt32BE(24);
  if (!isPageSize(size) || sector < 28 || sector > 1 << 16) return undefined;
  const places = new Map<number, number>();
  let at = sector;
  for (; at + 8 + size <= source.size && places.size < MAX_PAGES; at += 8 + size) {
    places.set(readRange(source, at, at + 4).readUInt32BE(0), at + 4);
  }
  return { size, places, cut: at < source.size };
}

function isPageSize(size: number): boolean {
  return size >= 512 && size <= 65536 && (size & (size - 1)) === 0;
}
