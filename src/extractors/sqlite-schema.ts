/** Columns of a table as its records hold them. */
export interface TableShape {
  /** Stored columns in the order of the record. */
  readonly columns: readonly string[];
  /** Index of the column that stands for the rowid and is stored as null; -1 = none. */
  readonly rowidColumn: number;
}

/** Reads `CREATE TABLE` as SQLite keeps it. Undefined where it is none that holds columns. */
export function tableShape(sql: string): TableShape | undefined {
  const tokens = [...tokenize(sql)];
  const open = tokens.findIndex((token) => isSign(token, '('));
  if (open < 0) return undefined;
  const definitions: Token[][] = [[]];
  let depth = 1;
  let at = open + 1;
  for (; at < tokens.length && depth > 0; at++) {
    const token = tokens[at]!;
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 1 && isSign(token, ',')) definitions.push([]);
    else if (depth > 0) definitions.at(-1)!.push(token);
  }
  const columns: { name: string; key: boolean; integer: boolean; stored: boolean }[] = [];
  let keys: string[] = [];
  for (const definition of definitions) {
    const first = definition[0];
    if (first === undefined) continue;
    const word = first.quoted ? '' : first.text.toUpperCase();
    if (/^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN)$/.test(word)) {
      keys = [...keys, ...primaryKey(definition)];
      continue;
    }
    const words = outside(definition.slice(1)).map((each) => each.toUpperCase());
    const generated = words.includes('AS');
    columns.push({
      name: first.text,
      key: words.includes('PRIMARY'),
      integer: words[0] === 'INTEGER',
      stored: !generated || words.includes('STORED'),
    });
  }
  const isKey = (name: string): boolean => keys.some((key) => key.toLowerCase() === name.toLowerCase());
  const stored = columns.filter((column) => column.stored);
  const names = stored.map(({ name }) => name);
  const options = outside(tokens.slice(at)).map((each) => each.toUpperCase());
  if (options.includes('WITHOUT')) {
    if (keys.length === 0) keys = columns.filter(({ key }) => key).map(({ name }) => name);
    const first = [...new Set(keys)].map(
      (key) => names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key,
    );
    return { columns: [...first, ...names.filter((name) => !isKey(name))], rowidColumn: -1 };
  }
  const rowidColumn = stored.findIndex(
    ({ name, key, integer }) => integer && (key || (keys.length === 1 && isKey(name))),
  );
  return { columns: names, rowidColumn };
}

function primaryKey(definition: readonly Token[]): string[] {
  const at = definition.findIndex(({ text, quoted }) => !quoted && text.toUpperCase() === 'PRIMARY');
  const open = definition.findIndex((token, i) => i > at && isSign(token, '('));
  if (at < 0 || open < 0) return [];
  const names: string[] = [];
  let expected = true;
  for (const token of definition.slice(open + 1)) {
    if (isSign(token, ')')) break;
    if (expected) names.push(token.text);
    expected = isSign(token, ',');
  }
  return names;
}

/** The words that stand in no parentheses. */
function outside(tokens: readonly Token[]): string[] {
  let depth = 0;
  const words: string[] = [];
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    else if (isSign(token, ')')) depth--;
    else if (depth === 0 && !token.quoted) words.push(token.text);
  }
  return words;
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

function isSign(token: Token, sign: string): boolean {
  return !token.quoted && token.text === sign;
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|'((?:[^']|'')*)'|[^\s"`'[\](),]+|[(),]/g;

function* tokenize(sql: string): Generator<Token> {
  for (const [whole, double, back, square, single] of sql.matchAll(TOKEN)) {
    if (whole.startsWith('--') || whole.startsWith('/*')) continue;
    const quoted =
      double?.replaceAll('""', '"') ?? back?.replaceAll('``', '`') ?? square ?? single?.replaceAll("''", "'");
    yield quoted === undefined ? { text: whole, quoted: false } : { text: quoted, quoted: true };
  }
}
