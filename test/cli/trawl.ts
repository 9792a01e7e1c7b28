import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tempDir } from '../support/temp-dir.js';

export const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Run {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** The built program in a process of its own, as people and scripts run it; English unless the test says otherwise. */
export function start(args: readonly string[], { cwd, env = {} }: Run = {}): ChildProcessWithoutNullStreams {
  const clean = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LC_ALL: 'C.UTF-8' };
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...clean, ...env } });
}

export function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const read = (stream: NodeJS.ReadableStream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  };
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ status, stdout: stdout(), stderr: stderr() }));
  });
}

export function trawl(args: readonly string[], run: Run = {}): Promise<Outcome> {
  const child = start(args, run);
  child.stdin.on('error', () => {});
  child.stdin.end(run.input ?? '');
  return outcomeOf(child);
}

/** A folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = tempDir();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Synthetic, and valid by their check digits and segments. */
export const PHONE_LINE = '手机：13900001234\n';
export const ID_LINE = '身份证号：11010519491231002X\n';
