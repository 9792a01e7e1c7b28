import { hash } from 'node:crypto';
import { type BigIntStats, lstatSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { DataAsset } from '../model/asset.js';
import { pathMatcher } from './globs.js';
import { inodeOf, openFile } from './open-file.js';
import { type RawPath, rawPathOf, withinReach } from './paths.js';
import type { Listing, Source } from './source.js';
import { type WalkedFile, Walker } from './walk.js';

export interface FileSourceOptions {
  readonly name?: string;
  /** Files and folders. Asset paths begin as these do, so that scans of one tree from elsewhere keep their ids. */
  readonly roots: readonly string[];
  /** Only these files (patterns of globs.ts, of the path below the root); none = all. */
  readonly include?: readonly string[];
  /** Not these files and folders. */
  readonly exclude?: readonly string[];
}

/** Files on any mounted file system. */
export function fileSource(options: FileSourceOptions): Source {
  const name = options.name ?? 'files';
  const included = options.include?.length ? pathMatcher(options.include) : () => true;
  const excluded = options.exclude?.length ? pathMatcher(options.exclude) : () => false;
  const wanted = (path: string, isFolder: boolean) => (isFolder || included(path)) && !excluded(path);

  async function* list(signal: AbortSignal): AsyncGenerator<Listing> {
    const walker = new Walker({ roots: options.roots, wanted });
    if (signal.aborted) return;
    for (const step of walker.walk()) {
      if (typeof step === 'number') await (step === 0 ? nextTurn() : sleep(step));
      else yield step.file === undefined ? step : listing(name, step.file);
      if (signal.aborted) return;
    }
    if (walker.leftOut > 0) {
      const message = `${walker.leftOut} files and folders left out by include and exclude patterns`;
      yield { issue: { asset: options.roots.join(' '), part: '', stage: 'list', code: 'excluded', message } };
    }
  }

  return {
    name,
    list,
    open: async (asset) => openFile(asset),
    async facts(asset) {
      try {
        return factsOf(withinReach(rawPathOf(asset), (path) => lstatSync(path, { bigint: true })));
      } catch {
        return {};
      }
    },
    close: async () => undefined,
  };
}

function listing(source: string, file: WalkedFile): Listing {
  const asset = assetOf(source, file);
  if (file.skip === undefined) return { asset };
  return { asset, issue: { asset: asset.path, part: '', stage: 'list', ...file.skip } };
}

function assetOf(source: string, { path, raw, root, stat }: WalkedFile): DataAsset {
  const bytes = latin1Of(path);
  // Named by its root as given, so that a link that moves on (current -> release-42) keeps its assets' ids.
  const named = raw === bytes ? raw : latin1Of(root.path) + raw.slice(root.raw.length);
  return {
    id: hash('sha256', Buffer.from(`${latin1Of(source)}\0${named}`, 'latin1'), 'buffer').toString(
      'hex',
      0,
      10,
    ),
    source,
    kind: 'file',
    path,
    ...(raw === bytes ? undefined : { rawPath: raw }),
    ...(stat === undefined
      ? { facts: {} }
      : {
          size: Number(stat.size),
          modified: Number(stat.mtimeMs),
          version: `${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}-${stat.ino}`,
          facts: factsOf(stat),
        }),
  };
}

function latin1Of(text: string): RawPath {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** `mode`: permission bits; `inode`: "device:number", how the file is recognised again; `allocated`: bytes on disk. */
function factsOf(stat: BigIntStats): DataAsset['facts'] {
  return {
    mode: Number(stat.mode & 0o7777n),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    nlink: Number(stat.nlink),
    allocated: Number(stat.blocks) * 512,
    inode: inodeOf(stat),
  };
}
