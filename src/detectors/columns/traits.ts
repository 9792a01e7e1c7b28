/** What the sampled values of one column look like, whatever the rules say. */
export interface ColumnTraits {
  /** Distinct cells, without placeholders for "nothing" (-, N/A, 暂无). Never longer than CELL_LIMIT. */
  readonly cells: readonly string[];
  /** Cells that hold a value, repeats included. */
  readonly filled: number;
  readonly constant: boolean;
  readonly boolean: boolean;
  /** Whole numbers that count up or down in small steps: a generated key. */
  readonly sequence: boolean;
  /** Few values, often repeated. */
  readonly enumerated: boolean;
  /** Dates without a time of day, spread over decades and mostly long ago: birth dates rather than events. */
  readonly birthLike: boolean;
  /** Hashes, ciphertext, tokens: nothing can be read from the values. */
  readonly opaque: boolean;
}

const CELL_LIMIT = 4096;
const NOTHING =
  /^(?:[-—–_/\\.*?？、]+|\\N|n\/?a|#n\/a|null|\(null\)|<null>|none|nil|nan|undefined|empty|unknown|tbd|无|没有|暂无|暂缺|空|空值|未知|不详|未填写?|未提供|未登记|待补充?|待定|保密)$/i;
const BOOLEAN = /^(?:0|1|true|false|t|f|y|n|yes|no|on|off|是|否|有|无|真|假|对|错|√|×|✓|✗)$/i;
const OPAQUE =
  /^(?:(?:0x)?[0-9a-f]{16,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:\{\w+\}|\$\w+\$|enc[:(]|v\d:).{12,}|[A-Za-z0-9+/_-]{20,}={0,2}|[A-Za-z0-9+/]{14,}={1,2})$/i;
const WHOLE_NUMBER = /^[0-9]{1,15}$/;
const DATE =
  /^(?:(?<y1>(?:18|19|20)[0-9]{2})(?:[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12][0-9]|3[01])日?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?<y2>(?:19|20)[0-9]{2}))$/;

export function isNothing(cell: string): boolean {
  return cell === '' || (cell.length <= 12 && NOTHING.test(cell));
}

const MIDNIGHT = /(?<=[0-9])[ T]00:00(?::00(?:\.0+)?)?Z?$/;

/** Takes off what spreadsheets put around numbers to keep them text ('138…, ="138…") and the midnight databases put behind dates. */
function unwrap(cell: string): string {
  if (cell.endsWith('0') || cell.endsWith('Z')) return cell.replace(MIDNIGHT, '');
  const first = cell.charCodeAt(0);
  if (first === 0x27 && cell.length > 1)
    return cell.endsWith("'") ? cell.slice(1, -1).trim() : cell.slice(1).trim();
  if (first === 0x3d && cell.startsWith('="') && cell.endsWith('"')) return cell.slice(2, -1).trim();
  return cell;
}

export function readTraits(values: readonly string[]): ColumnTraits {
  const distinct = new Set<string>();
  let filled = 0;
  for (const value of values) {
    const cell = unwrap(value.length > CELL_LIMIT ? value.slice(0, CELL_LIMIT) : value);
    if (isNothing(cell)) continue;
    filled++;
    distinct.add(cell);
  }
  const cells = [...distinct];
  return {
    cells,
    filled,
    constant: cells.length === 1 && filled > 1,
    boolean: cells.length > 0 && cells.length <= 3 && cells.every((cell) => BOOLEAN.test(cell)),
    sequence: isSequence(cells),
    enumerated: filled >= 12 && cells.length <= Math.max(filled * 0.2, filled < 60 ? filled * 0.35 : 0),
    birthLike: isBirthLike(cells),
    opaque: cells.length > 0 && mostly(cells, isOpaque),
  };
}

function isOpaque(cell: string): boolean {
  // Long runs of digits and ordinary words are readable, however long.
  return OPAQUE.test(cell) && !/^[0-9]+$/.test(cell) && (/[0-9]/.test(cell) || /=$/.test(cell));
}

function mostly(cells: readonly string[], is: (cell: string) => boolean): boolean {
  let hits = 0;
  let seen = 0;
  const step = Math.max(1, Math.floor(cells.length / 40));
  for (let i = 0; i < cells.length; i += step) {
    seen++;
    if (is(cells[i]!)) hits++;
  }
  return hits >= seen * 0.8;
}

/** Keys of one generator lie close together: some are deleted, some were given to other tables. */
const FURTHEST_STEP = 1000;

/** The first cells are consecutive rows; the rest of a sample is not. */
function isSequence(cells: readonly string[]): boolean {
  const count = Math.min(cells.length, 50);
  if (count < 3) return false;
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    if (!WHOLE_NUMBER.test(cells[i]!)) return false;
    numbers.push(Number(cells[i]));
  }
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]!);
  // A few rows, some far apart, may go up by chance: one step for all of them does not.
  if (count < 5) return Math.abs(steps[0]!) <= FURTHEST_STEP && steps.every((step) => step === steps[0]);
  const near = (sign: number) =>
    steps.filter((step) => step * sign > 0 && step * sign <= FURTHEST_STEP).length;
  return Math.max(near(1), near(-1)) >= (count - 1) * 0.8;
}

function isBirthLike(cells: readonly string[]): boolean {
  if (cells.length < 8) return false;
  const years: number[] = [];
  for (const cell of cells) {
    const date = DATE.exec(cell)?.groups;
    if (date !== undefined) years.push(Number(date.y1 ?? date.y2));
  }
  if (years.length < cells.length * 0.9) return false;
  years.sort((a, b) => a - b);
  const at = (share: number): number => years[Math.floor((years.length - 1) * share)]!;
  return at(0.5) >= 1930 && at(0.5) <= 2005 && at(0.1) <= 1992 && at(0.9) - at(0.1) >= 12;
}
