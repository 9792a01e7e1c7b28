import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/lib/user-error.js';
import { pathMatcher } from '../../src/sources/globs.js';

const cases: [pattern: string, hits: string[], misses: string[]][] = [
  ['*.csv', ['a.csv', 'x/y/a.csv', '.csv', '姓名.csv', 'line\nbreak.csv'], ['a.csv2', 'a.CSV', 'acsv']],
  [
    'node_modules',
    ['node_modules', 'node_modules/a/b', 'x/node_modules/y'],
    ['node_modules2', 'my_node_modules'],
  ],
  ['./logs/*.log', ['logs/a.log'], ['x/logs/a.log', 'logs/x/a.log']],
  ['/top.txt', ['top.txt'], ['x/top.txt']],
  ['logs/**/*.gz', ['logs/a.gz', 'logs/x/y/a.gz', 'logs/.x/a.gz'], ['a.gz', 'x/logs/a.gz']],
  ['**/tmp', ['tmp', 'a/b/tmp', 'a/tmp/x'], ['a/tmpx']],
  ['build/**', ['build', 'build/a', 'build/a/b', 'build/.git/x'], ['builds', 'x/build']],
  ['**', ['a', 'a/b', '.x'], []],
  ['cache/', ['cache', 'a/cache/b'], ['cached']],
  ['.*', ['.git', 'a/.env', '.git/config'], ['a.b']],
  ['客户资料', ['客户资料', '销售部/客户资料/名单.csv'], ['客户资料2']],
  ['销售*/**/名单?.csv', ['销售部/名单1.csv', '销售部/华东/名单二.csv'], ['财务部/名单1.csv']],
  ['file?.txt', ['file1.txt', 'file文.txt', 'file😀.txt'], ['file.txt', 'file12.txt']],
  ['[a-c]*.md', ['a.md', 'bx.md'], ['d.md', 'A.md']],
  ['[!a-c]*.md', ['d.md', '文.md'], ['a.md', 'x/b.md']],
  ['*.{csv,tsv,{json,ndjson}}', ['a.csv', 'a.tsv', 'a.json', 'a.ndjson'], ['a.xml', 'a.{csv']],
  ['{销售,财务}部', ['销售部', '财务部/a'], ['法务部']],
  ['a\\*b', ['a*b'], ['axb', 'ab']],
  ['a+(b).txt', ['a+(b).txt'], ['aab.txt', 'ab.txt']],
  ['名单(1).csv', ['名单(1).csv'], ['名单1.csv']],
  ['~$*.docx', ['~$合同.docx'], ['合同.docx']],
  ['\\{odd', ['{odd'], ['odd']],
  ['[-x]', ['-', 'x'], ['y']],
];

describe('path patterns', () => {
  test.each(cases)('%s', (pattern, hits, misses) => {
    const matches = pathMatcher([pattern]);
    for (const path of hits) expect(matches(path), path).toBe(true);
    for (const path of misses) expect(matches(path), path).toBe(false);
  });

  test('every printable ASCII character can be written as itself or behind a backslash', () => {
    for (let code = 0x21; code < 0x7f; code++) {
      const character = String.fromCharCode(code);
      if (character === '/') continue;
      const special = '*?[]{}\\!'.includes(character);
      const name = `a${character}b`;
      expect(pathMatcher([special ? `a\\${character}b` : name])(name), name).toBe(true);
    }
  });

  test('any of several', () => {
    expect(pathMatcher(['*.a', '*.b'])('x.b')).toBe(true);
    expect(pathMatcher([])('x.b')).toBe(false);
  });

  test('a negated pattern takes back what patterns before it matched; the last one that fits decides', () => {
    const matches = pathMatcher(['*.log', '!keep.log', 'old/keep.log']);
    expect(matches('a/x.log')).toBe(true);
    expect(matches('a/keep.log')).toBe(false);
    expect(matches('old/keep.log')).toBe(true);
    const allBut = pathMatcher(['!*.log']);
    expect(allBut('a.txt')).toBe(true);
    expect(allBut('a.log')).toBe(false);
    expect(pathMatcher(['\\!important'])('!important')).toBe(true);
  });

  test.each(['{odd', '[z-a]', 'x[', '[a'])('%s is refused rather than matching nothing', (pattern) => {
    expect(() => pathMatcher([pattern])).toThrow(UserError);
  });
});
