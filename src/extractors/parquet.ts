import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Budget } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { ExtractContext, Extractor, PartInput, PartOutput } from './extractor.js';
import { decodeUnlabelled } from './mail-charset.js';
import { bigEndian, decimal, jsonLines, plainText, type RecordValue } from './record-json.js';

/** One column of one row group is in memory at a time, and one group of columns as text. */
const MAX_COLUMN = 256 << 20;
const MAX_ROWS = 16_000_000;
/** Cells of a row group that are put side by side; wider ones become several tables. */
const CELLS_TOGETHER = 4_000_000;
const BYTES_TOGETHER = 128 << 20;

interface Column {
  readonly name: string;
  /** Decimals keep their digits as integers until here. */
  readonly scale: number | undefined;
  readonly nested: boolean;
}

/** Parquet files: row group by row group, column by column. */
export const parquet: Extractor = {
  async extract({ source, type }: PartInput, out: PartOutput, context: ExtractContext) {
    if (type.encrypted !== undefined) {
      out.fact('encrypted', type.encrypted);
      out.issue('encrypted', 'encrypted, its footer too');
      return;
    }
    const file = asyncBuffer(source);
    const metadata = await parquetMetadataAsync(file, { geoparquet: false });
    const columns = plainColumns(metadata);
    const readable = columns.filter((column) => {
      const reason = unreadable(metadata, column);
      if (reason !== undefined) out.issue(reason.code, reason.message);
      if (reason?.code === 'encrypted') out.fact('encrypted', 'parquet');
      return reason === undefined;
    });
    for (const group of together(readable, metadata)) {
      context.budget.entry();
      const rows = rowsOf(group, file, metadata, context.budget);
      if (group.some(({ nested }) => nested)) await out.file('rows.jsonl', records(group, rows));
      else await readTable(group, rows, out);
    }
  },
};

async function readTable(
  group: readonly Column[],
  rows: AsyncIterable<readonly RecordValue[]>,
  out: PartOutput,
): Promise<void> {
  const table = out.table(
    '',
    group.map(({ name }) => name),
  );
  for await (const row of rows) table.row(row.map(plainText));
  table.end();
}

async function* records(
  group: readonly Column[],
  rows: AsyncIterable<readonly RecordValue[]>,
): AsyncGenerator<Uint8Array> {
  for await (const row of rows) {
    yield* jsonLines([Object.fromEntries(group.map(({ name }, i) => [name, row[i]]))]);
  }
}

async function* rowsOf(
  group: readonly Column[],
  file: ReturnType<typeof asyncBuffer>,
  metadata: FileMetaData,
  budget: Budget,
): AsyncGenerator<readonly RecordValue[]> {
  let first = 0;
  for (const rowGroup of metadata.row_groups) {
    const count = Number(rowGroup.num_rows);
    const values: RecordValue[][] = [];
    for (const column of group) values.push(await readColumn(column, first, count, file, metadata, budget));
    for (let i = 0; i < count; i++) {
      if ((i & 0xfff) === 0) budget.tick();
      yield values.map((column) => column[i]);
    }
    first += count;
  }
}

async function readColumn(
  { name, scale }: Column,
  first: number,
  count: number,
  file: ReturnType<typeof asyncBuffer>,
  metadata: FileMetaData,
  budget: Budget,
): Promise<RecordValue[]> {
  const values: RecordValue[] = [];
  await parquetRead({
    file,
    metadata,
    columns: [name],
    rowStart: first,
    rowEnd: first + count,
    utf8: false,
    geoparquet: false,
    compressors: counted(budget),
    parsers: {
      stringFromBytes: stringOf,
      jsonFromBytes: stringOf,
      geometryFromBytes: same,
      geographyFromBytes: same,
    },
    onComplete: (rows) => {
      for (const [value] of rows as RecordValue[][]) {
        const size = typeof value === 'string' ? value.length : 8;
        budget.expand(size);
        values.push(scale === undefined ? value : decimalOf(value, scale));
      }
    },
  });
  return values;
}

function decimalOf(value: RecordValue, scale: number): RecordValue {
  if (value instanceof Uint8Array) return decimal(bigEndian(value), scale);
  if (typeof value === 'bigint' || Number.isInteger(value)) return decimal(BigInt(value as number), scale);
  return value;
}

const UTF8 = new TextDecoder();

function stringOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const text = UTF8.decode(bytes);
  return text.includes('\ufffd') ? decodeUnlabelled(bytes) : text;
}

function same<T>(bytes: T): T {
  return bytes;
}

/**
 * The columns of the first level. Takes types out of the schema that would lose digits of decimals, or cannot be read:
 * what remains under them are integers and bytes.
 */
function plainColumns(metadata: FileMetaData): Column[] {
  const columns = parquetSchema(metadata).children.map(({ element, children }) => {
    const isDecimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
    const list = element.repetition_type === 'REPEATED';
    return {
      name: element.name,
      scale: isDecimal ? (element.scale ?? 0) : undefined,
      nested: children.length > 0 || list,
    };
  });
  for (const element of metadata.schema) {
    if (/^(?:DECIMAL|BSON|INTERVAL)$/.test(element.converted_type ?? '')) delete element.converted_type;
    if (/^(?:DECIMAL|BSON|INTERVAL)$/.test(element.logical_type?.type ?? '')) delete element.logical_type;
  }
  return columns;
}

function chunksOf({ name }: Column, { columns }: RowGroup): RowGroup['columns'] {
  return columns.filter(({ meta_data: data }) => data === undefined || data.path_in_schema[0] === name);
}

function unreadable(
  metadata: FileMetaData,
  column: Column,
): { code: 'encrypted' | 'too-large' | 'malformed'; message: string } | undefined {
  for (const group of metadata.row_groups) {
    const chunks = chunksOf(column, group);
    if (chunks.some((chunk) => chunk.crypto_metadata !== undefined || chunk.meta_data === undefined))
      return { code: 'encrypted', message: 'an encrypted column' };
    const large = chunks.some(({ meta_data: data }) => Number(data?.total_uncompressed_size) > MAX_COLUMN);
    if (large || group.num_rows > MAX_ROWS)
      return {
        code: 'too-large',
        message: `a column of more than ${MAX_COLUMN} bytes or ${MAX_ROWS} rows at once`,
      };
    if (group.num_rows < 0) return { code: 'malformed', message: 'a row group of less than no rows' };
  }
  return undefined;
}

/** Columns that are put side by side as one table: all of them, unless the row groups are very large. */
function together(columns: readonly Column[], metadata: FileMetaData): Column[][] {
  const rows = Math.max(1, ...metadata.row_groups.map((group) => Number(group.num_rows)));
  const groups: Column[][] = [];
  let bytes = 0;
  for (const column of columns) {
    const size = Math.max(
      0,
      ...metadata.row_groups.map((group) =>
        chunksOf(column, group).reduce(
          (sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size),
          0,
        ),
      ),
    );
    const current = groups.at(-1);
    if (
      current === undefined ||
      (current.length + 1) * rows > CELLS_TOGETHER ||
      bytes + size > BYTES_TOGETHER
    ) {
      groups.push([column]);
      bytes = size;
    } else {
      current.push(column);
      bytes += size;
    }
  }
  return groups;
}

/** Decompressors that believe no size they are told. */
function counted(budget: Budget): Compressors {
  const bounded: Compressors = {};
  const all: Compressors = {
    ...compressors,
    GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  };
  for (const [codec, unpack] of Object.entries(all)) {
    bounded[codec as keyof Compressors] = (input, length) => {
      if (length > MAX_COLUMN) throw new RangeError('a page of too many bytes');
      budget.expand(length);
      return unpack(input, length);
    };
  }
  return bounded;
}

function asyncBuffer(source: ByteSource): {
  byteLength: number;
  slice(start: number, end?: number): ArrayBuffer;
} {
  return {
    byteLength: source.size,
    slice(start, end = source.size) {
      const size = Math.max(0, Math.min(end, source.size) - start);
      if (size > MAX_COLUMN) throw new RangeError('a column of too many bytes');
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; ) {
        const got = source.read(bytes, at, size - at, start + at);
        if (got === 0) break;
        at += got;
      }
      return bytes.buffer;
    },
  };
}
