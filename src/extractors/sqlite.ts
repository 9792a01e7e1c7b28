import { isDocument, MAX_VALUE, textIn } from './binary-value.js';
import { readRange } from './byte-source.js';
import type { ExtractContext, Extractor, PartInput, PartOutput, TableOutput } from './extractor.js';
import { decodeUnlabelled } from './mail-charset.js';
import { pagesOf, type SqliteHeader, SqliteTrees, type SqliteValue, sqliteHeader } from './sqlite-file.js';
import { tableShape } from './sqlite-schema.js';

/** Rows of sqlite_schema that are believed. */
const MAX_TABLES = 10_000;
const MAX_SQL = 1 << 20;

/** Values that are files are read when the rows of their table are through. */
interface Waiting {
  readonly name: string;
  readonly value: Exclude<SqliteValue, { kind: 'null' | 'number' }>;
}

/**
 * SQLite databases of any size, page by page. Base tables only: views, triggers and indexes hold nothing of their own, the
 * content of virtual tables is in their shadow tables. What waits in a write-ahead log beside the file is in that file.
 */
export const sqlite: Extractor = {
  async extract(input: PartInput, out: PartOutput, context: ExtractContext) {
    const { source } = input;
    const header = sqliteHeader(readRange(source, 0, 100));
    if (header === undefined) {
      out.issue('malformed', 'the header of the database is damaged');
      return;
    }
    const pages = pagesOf(source, header.pageSize);
    const trees = new SqliteTrees(pages, header.usable, source.size, (bytes) => context.budget.expand(bytes));
    for (const table of tables(trees, header)) await readTable(table, trees, header, out, context);
    if (source.size % header.pageSize !== 0 || trees.damaged + trees.missing > 0) {
      out.issue('malformed', 'pages of the database are damaged or missing; the others were read');
    }
  },
};

export interface TableEntry {
  readonly name: string;
  readonly sql: string;
  readonly root: number;
}

export function tables(trees: SqliteTrees, header: SqliteHeader): TableEntry[] {
  const found: TableEntry[] = [];
  for (const { values } of trees.rows(1)) {
    const [type, name, , root, sql] = values.map((value) => cell(value, header));
    if (type === 'table' && Number(root) > 0 && sql !== undefined && found.length < MAX_TABLES) {
      found.push({ name: name ?? '', root: Number(root), sql: sql.slice(0, MAX_SQL) });
    }
  }
  return found;
}

export async function readTable(
  { name, sql, root }: TableEntry,
  trees: SqliteTrees,
  header: SqliteHeader,
  out: PartOutput,
  { budget }: ExtractContext,
): Promise<void> {
  budget.entry();
  const shape = tableShape(sql);
  if (shape === undefined) return;
  const waiting: Waiting[] = [];
  let table: TableOutput | undefined;
  for (const { rowid, values } of trees.rows(root)) {
    table ??= out.table(name, shape.columns);
    const cells = values.map((value, column) => {
      if (column === shape.rowidColumn && value.kind === 'null') return rowid ?? '';
      if ((value.kind === 'blob' || value.kind === 'text') && isFile(value)) {
        waiting.push({
          name: `${name}/${shape.columns[column] ?? column + 1}/${rowid ?? waiting.length + 1}`,
          value,
        });
        return '';
      }
      return cell(value, header);
    });
    table.row(cells);
    if (waiting.length >= 100) await readWaiting();
  }
  table?.end();
  await readWaiting();

  async function readWaiting(): Promise<void> {
    for (const each of waiting.splice(0)) {
      budget.tick();
      await out.file(each.name, each.value.bytes());
    }
  }
}

function isFile(value: Waiting['value']): boolean {
  if (value.size > MAX_VALUE) return true;
  return value.kind === 'blob' && value.size > 32 && isDocument(value.all());
}

function cell(value: SqliteValue, header: SqliteHeader): string {
  if (value.kind === 'null') return '';
  if (value.kind === 'number') return value.text;
  if (value.kind === 'blob') return textIn(value.all());
  const bytes = value.all();
  if (header.encoding === 'utf-8') return decodeUnlabelled(bytes);
  return new TextDecoder(header.encoding).decode(bytes);
}
