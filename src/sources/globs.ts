/**
 * Patterns for paths: `*` and `?` within a name, `**` across folders, `[a-z]`, `{one,two}`, `\` before a character taken
 * literally. A pattern without a slash matches a name at any depth; one with a slash matches from the scanned folder on.
 * What matches a folder matches everything below it. Letter case counts.
 */
export function anyGlob(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(globExpression);
  return (path) => expressions.some((expression) => expression.test(path));
}

function globExpression(pattern: string): RegExp {
  const trimmed = pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const anywhere = !trimmed.includes('/');
  const body = translate(trimmed.replace(/^\//, '').replace(/(?:\/\*\*)+$/, ''));
  return new RegExp(`^${anywhere ? '(?:.*/)?' : ''}${body}(?:/.*)?$`, 'su');
}

function translate(glob: string): string {
  let out = '';
  let depth = 0;
  for (let i = 0; i < glob.length; ) {
    const rest = glob.slice(i);
    const special = /^(?:\*\*\/|\*+|\?|\[!?\]?[^\]/]*\]|\\.)/su.exec(rest)?.[0];
    if (special !== undefined) {
      out += expressionOf(special);
      i += special.length;
      continue;
    }
    const character = String.fromCodePoint(glob.codePointAt(i)!);
    i += character.length;
    if (character === '{' && closes(rest)) {
      depth++;
      out += '(?:';
    } else if (character === '}' && depth > 0) {
      depth--;
      out += ')';
    } else if (character === ',' && depth > 0) out += '|';
    else out += literal(character);
  }
  return out;
}

function expressionOf(special: string): string {
  if (special === '**/') return '(?:.*/)?';
  if (special.startsWith('*')) return special === '*' ? '[^/]*' : '.*';
  if (special === '?') return '[^/]';
  if (special.startsWith('\\')) return literal(special.slice(1));
  const negated = special.startsWith('[!');
  const members = special.slice(negated ? 2 : 1, -1).replace(/[\\\][^]/g, '\\$&');
  const ranges = members.replace(/^-|-$/g, '\\-');
  try {
    new RegExp(`[${ranges}]`, 'u');
  } catch {
    return [...special].map(literal).join('');
  }
  return negated ? `[^/${ranges}]` : `[${ranges}]`;
}

/** Whether the brace that opens `rest` is closed again. */
function closes(rest: string): boolean {
  let depth = 0;
  for (const character of rest) {
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return true;
  }
  return false;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
