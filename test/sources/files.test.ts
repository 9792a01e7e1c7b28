import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FileSourceOptions, fileSource } from '../../src/sources/files.js';
import { listAll, sourceSuite } from '../conformance/source-suite.js';
import { keptTempDir, tempDir } from '../support/temp-dir.js';

const never = new AbortController().signal;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** What a listing says, as `path: reason` or `path`. */
async function outcomes(options: FileSourceOptions): Promise<string[]> {
  const listed = await listAll(fileSource(options));
  return listed.map(({ asset, issue }) => {
    if (asset === undefined) return `! ${issue.asset}: ${issue.code}`;
    return issue ? `${asset.path}: ${issue.code}` : asset.path;
  });
}

sourceSuite('the file source', () => {
  const { path: dir, remove } = keptTempDir();
  const content = new Map([
    [`${dir}/b.txt`, 'replaced'],
    [`${dir}/sub/gone.txt`, 'removed'],
    [`${dir}/sub/deep/姓名.txt`, '中文'],
    [`${dir}/.hidden`, 'hidden'],
    [`${dir}/empty`, ''],
  ]);
  mkdirSync(`${dir}/sub/deep`, { recursive: true });
  for (const [path, text] of content) writeFileSync(path, text);
  symlinkSync('b.txt', `${dir}/link`);
  return {
    make: () => fileSource({ roots: [dir] }),
    content,
    skipped: new Map([[`${dir}/link`, 'symlink']]),
    replace(path) {
      writeFileSync(`${path}.new`, 'something else');
      renameSync(`${path}.new`, path);
    },
    remove: unlinkSync,
    dispose: remove,
  };
});

describe('what lies around in a file tree', () => {
  test('special files are accounted for and never opened', async () => {
    const dir = tempDir();
    execFileSync('mkfifo', [`${dir}/fifo`]);
    const server = createServer().listen(`${dir}/socket`);
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const expected = [`${dir}/fifo: not-regular`, `${dir}/socket: not-regular`];
    if (process.getuid?.() === 0) {
      execFileSync('mknod', [`${dir}/zero`, 'c', '1', '5']);
      expected.push(`${dir}/zero: not-regular`);
    }
    expect(await outcomes({ roots: [dir] })).toEqual(expected);
  });

  test('links are reported, not followed: loops, dangling, out of the root, to devices', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/x`);
    writeFileSync(`${dir}/x/real`, 'x');
    symlinkSync('..', `${dir}/x/up`);
    symlinkSync('self', `${dir}/self`);
    symlinkSync('nowhere', `${dir}/dangling`);
    symlinkSync('/etc/passwd', `${dir}/out`);
    symlinkSync('/dev/zero', `${dir}/zero`);
    expect(await outcomes({ roots: [dir] })).toEqual([
      `${dir}/dangling: symlink`,
      `${dir}/out: symlink`,
      `${dir}/self: symlink`,
      `${dir}/zero: symlink`,
      `${dir}/x/real`,
      `${dir}/x/up: symlink`,
    ]);
  });

  test('a file with several names is read under the first', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/sub`);
    writeFileSync(`${dir}/b`, 'x');
    linkSync(`${dir}/b`, `${dir}/a`);
    linkSync(`${dir}/b`, `${dir}/sub/c`);
    expect(await outcomes({ roots: [dir] })).toEqual([`${dir}/a`, `${dir}/b: alias`, `${dir}/sub/c: alias`]);
  });

  test('names are bytes: not UTF-8, GBK, control characters, twins that look alike', async () => {
    const dir = tempDir();
    const names = [
      bytes([0xff, 0xfe]),
      bytes([0xd0, 0xd5, 0xc3, 0xfb], '.txt'),
      bytes('姓名.txt'),
      bytes('a\nb'),
      bytes('\x1b]52;c;x\x07'),
      bytes('\u202etxt.exe'),
      bytes('caf\u00e9'),
      bytes('cafe\u0301'),
      bytes('--help'),
      bytes('n'.repeat(255)),
    ];
    for (const name of names) writeFileSync(bytes(`${dir}/`, [...name]), name);
    const source = fileSource({ roots: [dir] });
    const listed = await listAll(source);
    expect(listed).toHaveLength(names.length);
    expect(new Set(listed.map(({ asset }) => asset!.id)).size).toBe(names.length);
    expect(listed.filter(({ asset }) => asset!.path === `${dir}/姓名.txt`)).toHaveLength(2);
    for (const { asset } of listed) {
      const opened = await source.open(asset!, never);
      expect(opened.size).toBeGreaterThan(0);
      opened.close();
    }
  });

  test('order is by bytes, the files of a folder before its folders', async () => {
    const dir = tempDir();
    for (const folder of ['a', 'b']) mkdirSync(`${dir}/${folder}`);
    for (const file of ['z', 'B', 'ä', 'a/2', 'a/10', 'b/1']) writeFileSync(`${dir}/${file}`, '');
    const order = ['B', 'z', 'ä', 'a/10', 'a/2', 'b/1'];
    expect(await outcomes({ roots: [dir] })).toEqual(order.map((name) => `${dir}/${name}`));
  });

  test('a tree deeper than PATH_MAX is walked and read to its end', async () => {
    const dir = tempDir();
    const start = process.cwd();
    onTestFinished(() => process.chdir(start));
    process.chdir(dir);
    for (let i = 0; i < 40; i++) {
      const name = `${i}`.padEnd(150, 'd');
      mkdirSync(name);
      process.chdir(name);
      writeFileSync('file', `level ${i}`);
    }
    process.chdir(start);
    const source = fileSource({ roots: [dir] });
    const listed = await listAll(source);
    expect(listed.map(({ issue }) => issue?.code)).toEqual(Array(40).fill(undefined));
    const deepest = listed.at(-1)!.asset!;
    expect(deepest.path.length).toBeGreaterThan(6000);
    const opened = await source.open(deepest, never);
    expect(opened.size).toBe('level 39'.length);
    opened.close();
    expect(await source.facts(deepest)).toEqual(deepest.facts);
  });

  test('a tree without end is given up, with its reason', async () => {
    const dir = tempDir();
    const start = process.cwd();
    onTestFinished(() => process.chdir(start));
    process.chdir(dir);
    for (let i = 0; i < 70; i++) {
      mkdirSync('d'.repeat(250));
      process.chdir('d'.repeat(250));
    }
    process.chdir(start);
    const listed = await outcomes({ roots: [dir] });
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatch(/: path-too-long$/);
  });

  test.runIf(process.getuid?.() === 0)('folders that cannot be listed are issues', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/closed`, { mode: 0o700 });
    mkdirSync(`${dir}/passage`, { mode: 0o711 });
    mkdirSync(`${dir}/names-only`, { mode: 0o744 });
    writeFileSync(`${dir}/names-only/f`, 'x');
    writeFileSync(`${dir}/secret`, 'x', { mode: 0o600 });
    execFileSync('chmod', ['755', dir]);
    process.seteuid!(65534);
    onTestFinished(() => process.seteuid!(0));
    expect(await outcomes({ roots: [dir] })).toEqual([
      `${dir}/secret`,
      `! ${dir}/closed: unlistable`,
      `${dir}/names-only/f: permission-denied`,
      `! ${dir}/passage: unlistable`,
    ]);
    const [{ asset }] = (await listAll(fileSource({ roots: [dir] }))) as [{ asset: never }];
    await expect(fileSource({ roots: [dir] }).open(asset, never)).rejects.toMatchObject({
      issue: { code: 'permission-denied' },
    });
    process.seteuid!(0);
  });

  test.runIf(process.platform === 'linux')('views of the running system are not data', async () => {
    expect(await outcomes({ roots: ['/proc/self/status', '/proc/self'] })).toEqual([
      '/proc/self/status: pseudo-fs',
      '! /proc/self: pseudo-fs',
    ]);
  });

  test('ten thousand files in one folder', async () => {
    const dir = tempDir();
    for (let i = 0; i < 10_000; i++) writeFileSync(`${dir}/${i}`, '');
    expect(await outcomes({ roots: [dir] })).toHaveLength(10_000);
  });

  test('a file that vanishes while its folder is listed', async () => {
    const dir = tempDir();
    for (const name of ['a', 'b', 'c']) writeFileSync(`${dir}/${name}`, '');
    mkdirSync(`${dir}/z`);
    const seen: string[] = [];
    for await (const { asset, issue } of fileSource({ roots: [dir] }).list(never)) {
      seen.push(`${asset?.path ?? issue!.asset}: ${issue?.code}`.slice(dir.length));
      if (seen.length === 1) unlinkSync(`${dir}/b`);
      if (seen.length === 3) rmSync(`${dir}/z`, { recursive: true });
    }
    expect(seen).toEqual(['/a: undefined', '/b: vanished', '/c: undefined', '/z: vanished']);
  });

  test('a folder swapped for a link to another one is not entered', async () => {
    const dir = tempDir();
    const outside = tempDir();
    writeFileSync(`${outside}/secret`, 'x');
    writeFileSync(`${dir}/zz`, '');
    mkdirSync(`${dir}/sub/inner`, { recursive: true });
    mkdirSync(`${outside}/inner`);
    writeFileSync(`${outside}/inner/secret`, 'x');
    const seen: string[] = [];
    for await (const { asset, issue } of fileSource({ roots: [dir] }).list(never)) {
      seen.push(`${asset?.path ?? issue!.asset}: ${issue?.code}`.slice(dir.length));
      if (seen.length === 1) {
        renameSync(`${dir}/sub`, `${dir}/was-sub`);
        symlinkSync(outside, `${dir}/sub`);
      }
    }
    expect(seen).toEqual(['/zz: undefined', '/sub: vanished']);
  });

  test('a parent swapped for a link between listing and opening leads nowhere', async () => {
    const dir = tempDir();
    const outside = tempDir();
    mkdirSync(`${dir}/sub`);
    writeFileSync(`${dir}/sub/f`, 'ours');
    writeFileSync(`${outside}/f`, 'not ours');
    const source = fileSource({ roots: [dir] });
    const [listing] = await listAll(source);
    renameSync(`${dir}/sub`, `${dir}/was-sub`);
    symlinkSync(outside, `${dir}/sub`);
    await expect(source.open(listing!.asset!, never)).rejects.toMatchObject({ issue: { code: 'changed' } });
  });

  test.each(['fifo', 'link', 'folder'])('a file replaced by a %s is refused at once', async (kind) => {
    const dir = tempDir();
    writeFileSync(`${dir}/f`, 'x');
    const source = fileSource({ roots: [dir] });
    const [listing] = await listAll(source);
    unlinkSync(`${dir}/f`);
    if (kind === 'fifo') execFileSync('mkfifo', [`${dir}/f`]);
    else if (kind === 'link') symlinkSync('/etc/passwd', `${dir}/f`);
    else mkdirSync(`${dir}/f`);
    const code = kind === 'link' ? 'changed' : 'not-regular';
    await expect(source.open(listing!.asset!, never)).rejects.toMatchObject({ issue: { code } });
  });
});

describe('roots', () => {
  test('are files or folders, named as given, and may be links', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/real/sub`, { recursive: true });
    writeFileSync(`${dir}/real/sub/f`, 'x');
    writeFileSync(`${dir}/single`, 'x');
    symlinkSync('real', `${dir}/current`);
    symlinkSync('single', `${dir}/file-link`);
    const roots = [`${dir}//./current/`, `${dir}/file-link`];
    expect(await outcomes({ roots })).toEqual([`${dir}/current/sub/f`, `${dir}/file-link`]);
    for (const { asset } of await listAll(fileSource({ roots })))
      (await fileSource({ roots }).open(asset!, never)).close();
    // The link's target may move on; the asset's name does not.
    const [before] = await listAll(fileSource({ roots }));
    renameSync(`${dir}/real`, `${dir}/real-2`);
    unlinkSync(`${dir}/current`);
    symlinkSync('real-2', `${dir}/current`);
    const [after] = await listAll(fileSource({ roots }));
    expect(after!.asset!.id).toBe(before!.asset!.id);
  });

  test('given relative, stay relative', async () => {
    const dir = tempDir();
    const start = process.cwd();
    onTestFinished(() => process.chdir(start));
    mkdirSync(`${dir}/sub`);
    writeFileSync(`${dir}/sub/f`, 'x');
    process.chdir(dir);
    expect(await outcomes({ roots: ['.'] })).toEqual(['sub/f']);
    expect(await outcomes({ roots: ['./sub'] })).toEqual(['sub/f']);
  });

  test('that overlap are walked once', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/a/b`, { recursive: true });
    for (const file of ['1', 'a/2', 'a/b/3']) writeFileSync(`${dir}/${file}`, '');
    const roots = [dir, `${dir}/a/b`, `${dir}/a/2`, `${dir}/`, `${dir}/a/2`];
    expect((await outcomes({ roots })).sort()).toEqual([`${dir}/1`, `${dir}/a/2`, `${dir}/a/b/3`]);
  });

  test('that are not there are an issue', async () => {
    expect(await outcomes({ roots: ['/no/such/place'] })).toEqual(['! /no/such/place: vanished']);
  });
});

describe('include and exclude', () => {
  test('choose files below the root, and say how much they left out', async () => {
    const dir = tempDir();
    mkdirSync(`${dir}/skip/deep`, { recursive: true });
    for (const file of ['a.csv', 'a.txt', 'skip/b.csv', 'skip/deep/c.csv'])
      writeFileSync(`${dir}/${file}`, '');
    const listed = await listAll(fileSource({ roots: [dir], include: ['*.csv'], exclude: ['skip'] }));
    expect(listed.map(({ asset }) => asset?.path)).toEqual([`${dir}/a.csv`, undefined]);
    expect(listed.at(-1)!.issue).toMatchObject({ code: 'excluded', message: expect.stringMatching(/^2 /) });
  });
});

test('an opened file tells whether it changed', async () => {
  const { openFile } = await import('../../src/sources/open-file.js');
  const dir = tempDir();
  for (const [name, change] of [
    ['same', () => undefined],
    ['shrunk', (path: string) => truncateSync(path, 1)],
    ['grown', (path: string) => writeFileSync(path, 'more', { flag: 'a' })],
    ['replaced', (path: string) => renameSync(`${dir}/same`, path)],
  ] as const) {
    writeFileSync(`${dir}/${name}`, 'content');
    const [listing] = await listAll(fileSource({ roots: [`${dir}/${name}`] }));
    const file = openFile(listing!.asset!);
    expect(file.changed()).toBe(false);
    change(`${dir}/${name}`);
    expect(file.changed(), name).toBe(name !== 'same');
    file.close();
  }
});
