import { type BigIntStats, closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { DataAsset } from '../model/asset.js';
import type { ScanIssue } from '../model/issue.js';
import { outOfHandles, reasonFor } from './errno.js';
import { rawPathOf, withinReach } from './paths.js';
import { type OpenedAsset, OpenRefused } from './source.js';

/** O_NONBLOCK: a FIFO put in the file's place must not stall the thread, which nothing could then end. */
const FLAGS =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0) | (constants.O_NOCTTY ?? 0);

const HANDLE_WAIT_MS = 50;
const HANDLE_WAITS = 200;

export interface OpenedFile extends OpenedAsset {
  /** As of opening. */
  readonly stat: BigIntStats;
  /** True when size, times or the number of names differ from those at opening. */
  changed(): boolean;
}

/** How files are recognised: the same device and inode number. */
export function inodeOf(stat: BigIntStats): string {
  return `${stat.dev}:${stat.ino}`;
}

/**
 * Opens a listed file for reading, synchronously (the thread that scans it opens it). Only the very file that was
 * listed: a regular one with the inode in its facts, so that a folder swapped for a link leads nowhere.
 * Waits up to 10 s for a free handle. Throws OpenRefused.
 */
export function openFile(asset: DataAsset): OpenedFile {
  const fd = openWaiting(asset);
  let refused: ScanIssue | undefined;
  try {
    const stat = fstatSync(fd, { bigint: true });
    if (!stat.isFile()) refused = issue(asset, 'not-regular', 'not a regular file');
    else if (asset.facts.inode !== undefined && asset.facts.inode !== inodeOf(stat))
      refused = issue(asset, 'changed', 'replaced by another file since it was listed');
    else return opened(fd, stat);
  } catch (error) {
    closeSync(fd);
    throw refusal(asset, error);
  }
  closeSync(fd);
  throw new OpenRefused(refused);
}

function opened(fd: number, stat: BigIntStats): OpenedFile {
  return {
    fd,
    stat,
    size: Number(stat.size),
    changed() {
      const now = fstatSync(fd, { bigint: true });
      return now.size !== stat.size || now.mtimeNs !== stat.mtimeNs || now.ctimeNs !== stat.ctimeNs;
    },
    close: () => closeSync(fd),
  };
}

function openWaiting(asset: DataAsset): number {
  for (let wait = 0; ; wait++) {
    try {
      return withinReach(rawPathOf(asset), (path) => openSync(path, FLAGS));
    } catch (error) {
      if (!outOfHandles(error) || wait >= HANDLE_WAITS) throw refusal(asset, error);
      pause(HANDLE_WAIT_MS);
    }
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function refusal(asset: DataAsset, error: unknown): OpenRefused {
  const { code, message } = reasonFor(error);
  return new OpenRefused(issue(asset, code, message));
}

function issue(asset: DataAsset, code: ScanIssue['code'], message: string): ScanIssue {
  return { asset: asset.path, part: '', stage: 'open', code, message };
}
