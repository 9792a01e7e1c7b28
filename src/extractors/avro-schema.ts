import type { ByteCursor } from './byte-cursor.js';
import { bigEndian, decimal, type RecordValue } from './record-json.js';

/** Reads one value of a schema. */
export type AvroReader = (bytes: ByteCursor, depth: number) => RecordValue;

/** Values in values; schemas may name themselves. */
const MAX_DEPTH = 64;
/** Elements of one array or map; they may take no bytes. */
const MAX_ITEMS = 1_000_000;

interface Named {
  read?: AvroReader;
}

type Schema = string | readonly Schema[] | { readonly [key: string]: unknown };

/** The reader for a schema of Avro 1.12. No code is made of it. Throws where it is none. */
export function avroReader(schema: Schema, names = new Map<string, Named>(), space = ''): AvroReader {
  if (typeof schema === 'string') return primitive(schema) ?? reference(schema, names, space);
  if (Array.isArray(schema)) {
    const branches = schema.map((branch: Schema) => avroReader(branch, names, space));
    return (bytes, depth) => take(branches, bytes.int())(bytes, depth);
  }
  const { type, logicalType, scale } = schema as Record<string, unknown>;
  switch (type) {
    case 'record':
    case 'error': {
      const { named, inner } = declare(schema as Record<string, unknown>, names, space);
      const fields = (schema as { fields: { name: string; type: Schema }[] }).fields.map(
        (field) => [String(field.name), avroReader(field.type, names, inner)] as const,
      );
      named.read = (bytes, depth) => {
        if (depth > MAX_DEPTH) throw new RangeError('too deep');
        return Object.fromEntries(fields.map(([name, read]) => [name, read(bytes, depth + 1)]));
      };
      return named.read;
    }
    case 'enum': {
      const { named } = declare(schema as Record<string, unknown>, names, space);
      const symbols = (schema as { symbols: string[] }).symbols.map(String);
      named.read = (bytes) => take(symbols, bytes.int());
      return named.read;
    }
    case 'fixed': {
      const { named } = declare(schema as Record<string, unknown>, names, space);
      const size = Number((schema as { size: number }).size);
      named.read = logical((bytes) => bytes.bytes(size), logicalType, scale);
      return named.read;
    }
    case 'array': {
      const read = avroReader((schema as { items: Schema }).items, names, space);
      return (bytes, depth) => items(bytes, () => read(bytes, depth + 1));
    }
    case 'map': {
      const read = avroReader((schema as { values: Schema }).values, names, space);
      return (bytes, depth) =>
        Object.fromEntries(items(bytes, () => [bytes.text(bytes.int()), read(bytes, depth + 1)] as const));
    }
    default:
      return logical(avroReader(type as Schema, names, space), logicalType, scale);
  }
}

function primitive(name: string): AvroReader | undefined {
  switch (name) {
    case 'null':
      return () => null;
    case 'boolean':
      return (bytes) => bytes.byte() !== 0;
    case 'int':
    case 'long':
      return (bytes) => bytes.zigzag();
    case 'float':
      return (bytes) => Number(bytes.floatLE().toPrecision(7));
    case 'double':
      return (bytes) => bytes.doubleLE();
    case 'bytes':
      return (bytes) => bytes.bytes(bytes.int());
    case 'string':
      return (bytes) => bytes.text(bytes.int());
    default:
      return undefined;
  }
}

function reference(name: string, names: ReadonlyMap<string, Named>, space: string): AvroReader {
  const named = names.get(name.includes('.') || space === '' ? name : `${space}.${name}`) ?? names.get(name);
  if (named === undefined) throw new RangeError('an unknown type');
  return (bytes, depth) => named.read!(bytes, depth);
}

function declare(
  schema: Readonly<Record<string, unknown>>,
  names: Map<string, Named>,
  space: string,
): { named: Named; inner: string } {
  const given = String(schema.name ?? '');
  const inner = given.includes('.')
    ? given.slice(0, given.lastIndexOf('.'))
    : String(schema.namespace ?? space);
  const named: Named = {};
  names.set(given.includes('.') || inner === '' ? given : `${inner}.${given}`, named);
  return { named, inner };
}

function logical(read: AvroReader, type: unknown, scale: unknown): AvroReader {
  const time = (perMilli: number): AvroReader => {
    return (bytes, depth) => new Date(Number(read(bytes, depth)) / perMilli);
  };
  switch (type) {
    case 'decimal':
      return (bytes, depth) => decimal(bigEndian(read(bytes, depth) as Uint8Array), Number(scale ?? 0));
    case 'date':
      return (bytes, depth) => new Date(Number(read(bytes, depth)) * 86_400_000);
    case 'timestamp-millis':
    case 'local-timestamp-millis':
      return time(1);
    case 'timestamp-micros':
    case 'local-timestamp-micros':
      return time(1000);
    default:
      return read;
  }
}

/** Blocks of items, ended by an empty one (Avro 1.12, "Arrays"). */
function items<T>(bytes: ByteCursor, read: () => T): T[] {
  const values: T[] = [];
  for (let count = bytes.int(); count !== 0; count = bytes.int()) {
    if (count < 0) {
      count = -count;
      bytes.int();
    }
    if (values.length + count > MAX_ITEMS) throw new RangeError('too many items');
    for (let i = 0; i < count; i++) values.push(read());
  }
  return values;
}

function take<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError('an unknown branch');
  return value;
}
