import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { P, P2, P3 } from './hostile.js';

/** A name, as the report has it, and how it ends. */
export type Expected = readonly [name: string, outcome: string, finds: number];

/**
 * Fills a folder with what a file system can do to a walker: pipes, sockets, devices, links out and in circles, names that
 * are no text. `outside` is a folder beside it, whose content must not be read. Rows that need root are left out without it.
 */
export function plantTree(dir: string, outside: string): Expected[] {
  const put = (name: string | Buffer, content = P) =>
    writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from(name)]), content);
  const expected: Expected[] = [];
  const add = (name: string, outcome: string, finds = 0) => expected.push([name, outcome, finds]);

  execFileSync('mkfifo', [join(dir, 'pipe')]);
  add('pipe', 'skipped not-regular');
  symlinkSync('/dev/zero', join(dir, 'to-device'));
  symlinkSync('itself', join(dir, 'itself'));
  symlinkSync('nowhere', join(dir, 'dangling'));
  writeFileSync(join(outside, 'secret.txt'), P3);
  symlinkSync(join(outside, 'secret.txt'), join(dir, 'out'));
  for (const name of ['to-device', 'itself', 'dangling', 'out']) add(name, 'skipped symlink');
  mkdirSync(join(dir, 'loop'));
  symlinkSync('..', join(dir, 'loop', 'up'));
  add('loop/up', 'skipped symlink');
  put('loop/in.txt');
  add('loop/in.txt', 'complete', 1);
  put('hard-1');
  linkSync(join(dir, 'hard-1'), join(dir, 'hard-2'));
  add('hard-1', 'complete', 1);
  add('hard-2', 'skipped alias');
  if (process.getuid?.() === 0) {
    try {
      execFileSync('mknod', [join(dir, 'device'), 'c', '1', '5'], { stdio: 'ignore' });
      add('device', 'skipped not-regular');
    } catch {
      // Some containers forbid it.
    }
  }
  execFileSync('truncate', ['-s', '60G', join(dir, 'holes')]);
  add('holes', 'skipped sparse');

  for (const name of [
    Buffer.from([0xff, 0xfe, 0x2e, 0x74]),
    'line\nbreak',
    '\x1b]52;c;eA==\x07',
    'right\u202eto\u200bleft',
    '<img src=x onerror=alert(1)>',
    "');alert(1);('",
    '--help',
    '-rf',
    '=cmd|calc',
    '$(id)`id`',
    'CON',
    ' leading and trailing ',
    '..\\..\\x',
    'n'.repeat(255),
    'twin',
    'TWIN',
    '\u00e9',
    'e\u0301',
  ]) {
    put(name, P2);
    add(typeof name === 'string' ? name : '\\xff\\xfe.t', 'complete', 1);
  }
  return expected;
}
