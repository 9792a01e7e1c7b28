import { appendFileSync, mkdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DataAsset } from '../../src/model/asset.js';
import type { AssetScanner } from '../../src/scan/lane.js';
import { scanFile } from '../../src/scan/scan-file.js';
import { fileSource } from '../../src/sources/files.js';
import { listAll } from '../conformance/source-suite.js';
import { tempDir } from '../support/temp-dir.js';

const echo = (during: () => void = () => undefined): Pick<AssetScanner, 'scan'> => ({
  scan(fd, asset, size) {
    during();
    const bytes = readSync(fd, Buffer.alloc(size + 10), 0, size, 0);
    return { asset: asset.id, bytes, status: 'complete', findings: [], columns: [], issues: [] };
  },
});

async function listed(content: string): Promise<DataAsset> {
  const path = `${tempDir()}/f`;
  writeFileSync(path, content);
  return (await listAll(fileSource({ roots: [path] })))[0]!.asset!;
}

test('an unchanged file is complete', async () => {
  expect(scanFile(echo(), await listed('content'))).toMatchObject({
    status: 'complete',
    bytes: 7,
    issues: [],
  });
  expect(scanFile(echo(), await listed(''))).toMatchObject({ status: 'complete', bytes: 0 });
});

test('one that grows meanwhile is partial, and read to its first size', async () => {
  const asset = await listed('content');
  const result = scanFile(
    echo(() => appendFileSync(asset.path, 'more')),
    asset,
  );
  expect(result).toMatchObject({ status: 'partial', bytes: 7, issues: [{ stage: 'read', code: 'changed' }] });
});

test('one that cannot be opened is skipped, one that cannot be read is partial', async () => {
  const gone = await listed('x');
  rmSync(gone.path);
  expect(scanFile(echo(), gone)).toMatchObject({ status: 'skipped', issues: [{ code: 'vanished' }] });
  mkdirSync(gone.path);
  expect(scanFile(echo(), gone)).toMatchObject({ status: 'skipped', issues: [{ code: 'not-regular' }] });
  const failing = echo(() => readSync(-1 >>> 1, Buffer.alloc(1)));
  expect(scanFile(failing, await listed('x'))).toMatchObject({
    status: 'partial',
    issues: [{ code: 'io-error' }],
  });
});

test.runIf(process.platform === 'linux')('one that is not as empty as it says is skipped', async () => {
  const asset: DataAsset = {
    id: 'x',
    source: 'files',
    kind: 'file',
    path: '/proc/self/status',
    size: 0,
    facts: {},
  };
  expect(scanFile(echo(), asset)).toMatchObject({ status: 'skipped', issues: [{ code: 'pseudo-fs' }] });
});

test('what else the scanner throws is not swallowed', async () => {
  const failing = echo(() => {
    throw new RangeError('bug');
  });
  const asset = await listed('x');
  expect(() => scanFile(failing, asset)).toThrow(RangeError);
});
