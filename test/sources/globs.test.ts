import { describe, expect, test } from 'vitest';
import { anyGlob } from '../../src/sources/globs.js';

const cases: [pattern: string, hits: string[], misses: string[]][] = [
  ['*.csv', ['a.csv', 'x/y/a.csv', '.csv', '姓名.csv', 'line\nbreak.csv'], ['a.csv2', 'a.CSV', 'acsv']],
  [
    'node_modules',
    ['node_modules', 'node_modules/a/b', 'x/node_modules/y'],
    ['node_modules2', 'my_node_modules'],
  ],
  ['./logs/*.log', ['logs/a.log'], ['x/logs/a.log', 'logs/x/a.log']],
  ['/top.txt', ['top.txt'], ['x/top.txt']],
  ['logs/**/*.gz', ['logs/a.gz', 'logs/x/y/a.gz'], ['a.gz', 'x/logs/a.gz']],
  ['**/tmp', ['tmp', 'a/b/tmp', 'a/tmp/x'], ['a/tmpx']],
  ['build/**', ['build', 'build/a', 'build/a/b'], ['builds', 'x/build']],
  ['cache/', ['cache', 'a/cache/b'], ['cached']],
  ['file?.txt', ['file1.txt', 'file文.txt', 'file😀.txt'], ['file.txt', 'file12.txt']],
  ['[a-c]*.md', ['a.md', 'bx.md'], ['d.md', 'A.md']],
  ['[!a-c]*.md', ['d.md'], ['a.md', '/d.md/x'.slice(1).replace('d', 'b')]],
  ['*.{csv,tsv,{json,ndjson}}', ['a.csv', 'a.tsv', 'a.json', 'a.ndjson'], ['a.xml', 'a.{csv']],
  ['a\\*b', ['a*b'], ['axb', 'ab']],
  ['a+(b).txt', ['a+(b).txt'], ['aab.txt', 'ab.txt']],
  ['{odd', ['{odd'], ['odd']],
  ['[z-a]', ['[z-a]'], ['z', 'a']],
  ['x[]]', ['x]'], ['x[']],
  ['[-x]', ['-', 'x'], ['y']],
];

describe('path patterns', () => {
  test.each(cases)('%s', (pattern, hits, misses) => {
    const matches = anyGlob([pattern]);
    for (const path of hits) expect(matches(path), path).toBe(true);
    for (const path of misses) expect(matches(path), path).toBe(false);
  });

  test('any of several', () => {
    expect(anyGlob(['*.a', '*.b'])('x.b')).toBe(true);
    expect(anyGlob([])('x.b')).toBe(false);
  });
});
