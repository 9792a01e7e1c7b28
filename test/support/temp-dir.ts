import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder, removed when the test (or the suite's fixture owner, by `remove`) is done with it. */
export function tempDir(): string {
  const { path, remove } = keptTempDir();
  onTestFinished(remove);
  return path;
}

export function keptTempDir(): { path: string; remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'trawl-test-')));
  // Node's own recursive removal fails on paths longer than PATH_MAX.
  return { path, remove: () => void execFileSync('rm', ['-rf', '--', path]) };
}
