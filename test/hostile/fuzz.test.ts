import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const FUZZ = fileURLToPath(new URL('../../scripts/fuzz.mjs', import.meta.url));

test('500 mutants of the fixtures: none crashes its reader, hangs it, or ends without content and without a word', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [FUZZ, '--mutants', '500', '--limit', '60']);
  expect(stdout).not.toContain('BAD');
  expect(stdout).toContain('500 mutants');
});
