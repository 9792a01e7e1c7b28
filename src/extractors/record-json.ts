import { textIn } from './binary-value.js';

/** A value of a record format: what JSON knows, and integers of any size, dates, bytes, and maps in any nesting. */
export type RecordValue =
  | null
  | undefined
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | readonly RecordValue[]
  | { readonly [key: string]: RecordValue };

const MAX_DEPTH = 64;
const PIECE = 1 << 16;

/** Records as JSON Lines, in pieces. Bytes are what can be read in them, dates ISO 8601. */
export function* jsonLines(records: Iterable<RecordValue>): Generator<Uint8Array> {
  let lines: string[] = [];
  let size = 0;
  for (const record of records) {
    const line = json(record, 0);
    lines.push(line);
    size += line.length;
    if (size < PIECE) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
    size = 0;
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
}

function json(value: RecordValue, depth: number): string {
  if (depth > MAX_DEPTH) return '"..."';
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((each: RecordValue) => json(each, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && !(value instanceof Date) && !(value instanceof Uint8Array)) {
    const fields = Object.entries(value).map(
      ([name, each]) => `${JSON.stringify(name)}:${json(each, depth + 1)}`,
    );
    return `{${fields.join(',')}}`;
  }
  if (typeof value === 'bigint' || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return JSON.stringify(plainText(value as RecordValue));
}

/** A value as people would write it in a cell; what is nested as JSON. */
export function plainText(value: RecordValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : isoTime(value);
  if (value instanceof Uint8Array) return textIn(value);
  return typeof value === 'object' ? json(value, 0) : String(value);
}

/** 2024-06-01, 2024-06-01 08:30:00 */
function isoTime(time: Date): string {
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '')
    .replace(/ 00:00:00$/, '');
}

/** An integer with a decimal point before its last `scale` digits. */
export function decimal(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const sign = unscaled < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Two's complement, the highest byte first. */
export function bigEndian(bytes: Uint8Array): bigint {
  if (bytes.length === 0 || bytes.length > 64) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
