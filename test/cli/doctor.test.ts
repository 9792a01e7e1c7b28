import { expect, test } from 'vitest';
import { folderWith, trawl } from './trawl.js';

test('doctor says what is there and what a scan would miss, in both languages', async () => {
  const cwd = folderWith({
    'scanner.config.yaml': 'sources: [{ name: share, kind: files, paths: [nowhere] }]\n',
  });
  const zh = await trawl(['doctor', '--lang', 'zh'], { cwd });
  expect(zh).toMatchObject({ status: 0, stderr: '' });
  expect(zh.stdout).toMatch(/^缺失 +数据源 share +不存在：nowhere$/m);
  const checks = JSON.parse((await trawl(['doctor', '--json'], { cwd })).stdout) as { state: string }[];
  expect(checks.length).toBeGreaterThan(3);
  expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['ok', 'missing']));
});
