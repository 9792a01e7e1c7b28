import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Survey } from '../../src/scan/survey.js';
import { SOURCES } from '../../src/sources/index.js';
import { tempDir } from '../support/temp-dir.js';
import { fill } from './fake-scan.js';

test('counts what the scan will list', async () => {
  const dir = tempDir();
  fill(dir, { 'a.txt': 'four', 'sub/b.txt': 'x', 'left/out.log': 'y' });
  symlinkSync('a.txt', `${dir}/link`);
  const survey = new Survey(SOURCES.files({ roots: [dir], exclude: ['*.log'] }));
  expect(survey.done).toBe(false);
  await survey.run(0);
  expect(survey).toMatchObject({ done: true, assets: 3, bytes: 4 + 1 + 'a.txt'.length });
});

test('ends when it is closed, and promises nothing then', async () => {
  const survey = new Survey(SOURCES.files({ roots: [tempDir()] }));
  const running = survey.run();
  survey.close();
  await running;
  expect(survey.done).toBe(false);
});
