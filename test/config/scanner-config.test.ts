import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, loadConfig, parseSize } from '../../src/config/scanner-config.js';
import { tempDir } from '../support/temp-dir.js';

function configWith(text: string): string {
  const folder = join(tempDir(), 'conf');
  mkdirSync(folder);
  writeFileSync(join(folder, 'scanner.config.yaml'), text);
  return join(folder, 'scanner.config.yaml');
}

describe('scanner.config.yaml', () => {
  it('takes relative paths from its own folder, wherever the program is started', async () => {
    const file = configWith(
      'sources: [{ name: a, kind: files, paths: [share, ../other, /absolute] }]\nrules: [packs]\nscan: { passwords: ["file:secret.txt", "env:PW"] }\n',
    );
    const folder = join(file, '..');
    const config = await loadConfig({ file, needed: true });
    expect(config.sources[0]?.paths).toEqual([join(folder, 'share'), join(folder, '../other'), '/absolute']);
    expect(config.rules).toEqual([join(folder, 'packs')]);
    expect(config.scan.passwords).toEqual([`file:${join(folder, 'secret.txt')}`, 'env:PW']);
    // Shown as short as it was asked for.
    const near = await loadConfig({ file: relative(process.cwd(), file), needed: true });
    expect(near.rules).toEqual([join(relative(process.cwd(), folder), 'packs')]);
  });

  it('may be empty, or comments only', async () => {
    expect(await loadConfig({ file: configWith(''), needed: false })).toEqual(DEFAULT_CONFIG);
    expect(await loadConfig({ file: configWith('# scan:\n'), needed: false })).toEqual(DEFAULT_CONFIG);
  });

  it('ships as a file whose every value is the default', async () => {
    const { sources, ...shipped } = await loadConfig({ file: 'scanner.config.yaml', needed: true });
    const { sources: _, ...defaults } = DEFAULT_CONFIG;
    expect(shipped).toEqual(defaults);
    expect(sources.map(({ name }) => name)).toEqual(['demo']);
  });
});

it.each([
  ['500M', 500 * 1024 ** 2],
  ['2 GiB', 2 * 1024 ** 3],
  ['1.5k', 1536],
  ['7', 7],
  ['M', Number.NaN],
  ['-1', Number.NaN],
])('%s is %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
