import picomatch from 'picomatch';
import { UserError } from '../lib/user-error.js';

/**
 * Patterns for paths below a scanned folder, by picomatch: `*` and `?` within a name, `**` across folders, `[a-z]`, `[!a-z]`,
 * `{one,two}`, `\` before a character taken literally. On top of that:
 * - A pattern without a slash matches a name at any depth; one with a slash matches from the scanned folder on.
 * - What matches a folder matches everything below it; a slash at the end changes nothing.
 * - Names that begin with a dot are names like others; letter case counts; parentheses, `+`, `@` are ordinary characters.
 * - `!pattern` takes back what patterns before it matched; the last one that fits decides.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.map((pattern) => {
    const taken = pattern.startsWith('!');
    return { taken, fits: compile(taken ? pattern.slice(1) : pattern) };
  });
  // A list that only takes back takes back from everything.
  const from = rules.length > 0 && rules.every(({ taken }) => taken);
  return (path) => {
    const last = rules.findLast(({ fits }) => fits(path));
    return last === undefined ? from : !last.taken;
  };
}

function compile(pattern: string): (path: string) => boolean {
  const trimmed = pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const inner = trimmed.replace(/^\//, '').replace(/(?:\/\*\*)+$/, '');
  const glob = literalGroups(trimmed.includes('/') ? inner : `**/${inner}`);
  try {
    return picomatch([glob, `${glob}/**`], OPTIONS);
  } catch {
    throw new UserError(
      'bad-glob',
      {
        en: `"${pattern}" is not a path pattern: a bracket, brace or range is broken`,
        zh: `“${pattern}”不是有效的路径通配：括号不成对，或字符区间有误`,
      },
      { en: 'write \\ before a bracket or brace that is part of the name', zh: '名称中的括号前请写 \\' },
    );
  }
}

/**
 * `s`: names may hold line ends. `u`: one character is one character, outside the basic plane too; the library's fast
 * paths write what that flag forbids. `posix`: `[!a]` as in a shell. Broken patterns throw instead of matching nothing.
 */
const OPTIONS = {
  dot: true,
  nonegate: true,
  noextglob: true,
  posix: true,
  fastpaths: false,
  strictBrackets: true,
  debug: true,
  flags: 'su',
} as const;

/**
 * Parentheses are common in names ("copy (1).csv"); the library would take them for groups, and `|` for an alternative.
 * What needs no backslash loses it: the library would hand it on to an expression that forbids it.
 */
function literalGroups(glob: string): string {
  return glob.replace(/\\.|[()|]/gsu, (found) => {
    const character = found.replace(/^\\(?=.)/su, '');
    return /[*?[\]{}(),|\\]/.test(character) ? `\\${character}` : character;
  });
}
