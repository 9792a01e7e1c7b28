import {
  type BigIntStats,
  type Dir,
  fstatSync,
  lstatSync,
  opendirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { posix } from 'node:path';
import type { IssueCode, ScanIssue } from '../model/issue.js';
import { errnoOf, outOfHandles, reasonFor } from './errno.js';
import { inodeOf } from './open-file.js';
import { callPath, displayName, join, type RawPath, type Reach, reachFolder, withinReach } from './paths.js';
import { PseudoFileSystems } from './pseudo-fs.js';

/** A file or another non-folder the walker came across. */
export interface WalkedFile {
  readonly path: string;
  /** Where it really is; differs from `path` in names that are not UTF-8 and below a root that is a link. */
  readonly raw: RawPath;
  readonly root: Root;
  readonly stat?: BigIntStats;
  /** Why it is not to be opened. */
  readonly skip?: { readonly code: IssueCode; readonly message: string };
}

/** One step: something found, or a number of milliseconds to wait before the next step. */
export type Step =
  | { readonly file: WalkedFile }
  | { readonly file?: undefined; readonly issue: ScanIssue }
  | number;

export interface WalkOptions {
  /** Files and folders. A root inside another one is walked as a root of its own, and only then. */
  readonly roots: readonly string[];
  /** Of a file's or folder's path below its root: in scope? */
  readonly wanted: (path: string, isFolder: boolean) => boolean;
}

/** A root as given, and where it really is. */
export interface Root {
  readonly path: string;
  readonly raw: RawPath;
}

interface Place extends Root {
  readonly root: Root;
  /** Below the root, for patterns. */
  readonly below: string;
}

interface Folder extends Place {
  /** Its folders in byte order, and how many of them are done. */
  readonly folders: { readonly name: RawPath; readonly inode: string }[];
  next: number;
}

/** A wait of 0 is asked for at least this often, for the event loop's sake: listing is synchronous, which is ten times faster. */
const TURN_MS = 10;
const HANDLE_WAIT_MS = 50;
const HANDLE_WAITS = 200;

const PSEUDO_FS = 'a view of the running system, not stored data';

/**
 * Walks roots depth first: the files of a folder in byte order of their names, then its folders. Links are reported,
 * not followed (a root that is a link is). Each real file is reported once; further names of it carry `alias`.
 * Holds the names of one folder, and of the folders still to visit on the way to it. Opens no file.
 */
export class Walker {
  readonly #options: WalkOptions;
  readonly #pseudo = new PseudoFileSystems();
  /** Inodes of files with several names. */
  readonly #seen = new Set<string>();
  readonly #rootInodes = new Set<string>();
  readonly #rootPaths = new Set<RawPath>();
  #lastTurn = performance.now();
  leftOut = 0;

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  *walk(): Generator<Step> {
    const order: (() => Generator<Step>)[] = [];
    for (const root of this.#options.roots) {
      const found = this.#resolveRoot(root);
      if ('issue' in found) {
        yield found;
        continue;
      }
      const { place, stat } = found;
      const again =
        this.#rootInodes.has(inodeOf(stat)) && (stat.isDirectory() || this.#rootPaths.has(place.raw));
      if (again) continue;
      this.#rootInodes.add(inodeOf(stat));
      this.#rootPaths.add(place.raw);
      if (stat.isDirectory()) {
        order.push(() => this.#tree(place, inodeOf(stat)));
      } else {
        order.push(() => this.#single(place, stat));
      }
    }
    for (const visit of order) yield* visit();
  }

  #resolveRoot(root: string): { place: Place; stat: BigIntStats } | { issue: ScanIssue } {
    const normal = posix.normalize(root).replace(/(?<=.)\/+$/, '');
    const path = normal === '.' ? '' : normal;
    let raw = Buffer.from(path, 'utf8').toString('latin1');
    try {
      if (lstatSync(callPath(raw)).isSymbolicLink())
        raw = realpathSync.native(callPath(raw), { encoding: 'buffer' }).toString('latin1');
      return {
        place: { path, raw, root: { path, raw }, below: '' },
        stat: withinReach(raw, (call) => statSync(call, { bigint: true })),
      };
    } catch (error) {
      const { code, message } = reasonFor(error);
      const gone = code === 'vanished';
      return { issue: issueOf(path || '.', code, gone ? 'there is no such file or folder' : message) };
    }
  }

  *#single(place: Place, stat: BigIntStats): Generator<Step> {
    const name = posix.basename(place.path);
    if (!this.#options.wanted(name, false)) this.leftOut++;
    else yield { file: this.#judge(place, stat, callPath(place.raw)) };
  }

  *#tree(root: Place, inode: string): Generator<Step> {
    const first: Folder = { ...root, folders: [], next: 0 };
    yield* this.#folder(first, inode);
    const trail = [first];
    for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
      const entry = last.folders[last.next++];
      if (entry === undefined) {
        trail.pop();
        continue;
      }
      const folder: Folder = { ...inside(last, entry.name), folders: [], next: 0 };
      yield* this.#folder(folder, entry.inode);
      trail.push(folder);
    }
  }

  /** Reports what one folder holds, and leaves the names of its folders in `folder.folders`. */
  *#folder(folder: Folder, inode: string): Generator<Step> {
    let reach: Reach;
    try {
      reach = yield* waiting(() => reachFolder(folder.raw));
    } catch (error) {
      yield { issue: this.#unlistable(folder, error) };
      return;
    }
    try {
      const names = yield* this.#names(folder, inode, reach);
      for (const name of names) {
        if (this.#isLongAtIt()) yield 0;
        const found = this.#entry(folder, reach, name);
        if (found !== undefined) yield found;
      }
    } finally {
      reach.close();
    }
  }

  /** The folder's names, sorted. What could be read before an error counts. */
  *#names(folder: Place, inode: string, reach: Reach): Generator<Step, RawPath[]> {
    const names: RawPath[] = [];
    let dir: Dir | undefined;
    try {
      if (reach.fd !== undefined) {
        const stat = fstatSync(reach.fd, { bigint: true });
        // A parent swapped for a link would lead out of the roots.
        if (inodeOf(stat) !== inode) throw Object.assign(new Error('replaced'), { code: 'ENOENT' });
        if (this.#pseudo.holds(stat.dev, reach.base)) {
          yield { issue: issueOf(folder.path || '.', 'pseudo-fs', PSEUDO_FS) };
          return names;
        }
      }
      dir = yield* waiting(() => opendirSync(callPath(reach.base), { encoding: 'latin1', bufferSize: 512 }));
      for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
        names.push(entry.name);
        if (this.#isLongAtIt()) yield 0;
      }
    } catch (error) {
      yield { issue: this.#unlistable(folder, error) };
    } finally {
      dir?.closeSync();
    }
    names.sort();
    // A folder that changes while it is read may give a name twice.
    return names.filter((name, i) => name !== names[i - 1]);
  }

  #entry(folder: Folder, reach: Reach, name: RawPath): Step | undefined {
    const call = callPath(`${reach.base}/${name}`);
    let stat: BigIntStats | undefined;
    let failed: unknown;
    try {
      stat = lstatSync(call, { bigint: true });
    } catch (error) {
      failed = error;
    }
    const place = inside(folder, name);
    const isFolder = stat?.isDirectory() === true;
    if (!this.#options.wanted(place.below, isFolder)) {
      this.leftOut++;
      return undefined;
    }
    if (stat === undefined) return { file: { ...place, skip: reasonFor(failed) } };
    if (this.#isOtherRoot(place.raw, stat)) return undefined;
    if (isFolder) {
      folder.folders.push({ name, inode: inodeOf(stat) });
      return undefined;
    }
    return { file: this.#judge(place, stat, call) };
  }

  #isOtherRoot(raw: RawPath, stat: BigIntStats): boolean {
    if (this.#rootPaths.has(raw)) return true;
    return (stat.isDirectory() || stat.nlink === 1n) && this.#rootInodes.has(inodeOf(stat));
  }

  #judge({ path, raw, root }: Place, stat: BigIntStats, call: string | Buffer): WalkedFile {
    const skip = this.#skip(stat, call);
    return skip === undefined ? { path, raw, root, stat } : { path, raw, root, stat, skip };
  }

  #skip(stat: BigIntStats, call: string | Buffer): WalkedFile['skip'] {
    if (stat.isSymbolicLink()) return { code: 'symlink', message: 'links are not followed' };
    if (!stat.isFile()) return { code: 'not-regular', message: `a ${kindOf(stat)}, not a regular file` };
    if (stat.size === 0n && this.#pseudo.holds(stat.dev, call))
      return { code: 'pseudo-fs', message: PSEUDO_FS };
    if (stat.nlink > 1n) {
      const inode = inodeOf(stat);
      if (this.#seen.has(inode)) return { code: 'alias', message: 'another name of a file already listed' };
      this.#seen.add(inode);
    }
    return undefined;
  }

  #unlistable(folder: Place, error: unknown): ScanIssue {
    const { code } = reasonFor(error);
    const path = folder.path || '.';
    if (code === 'path-too-long') return issueOf(path, code, 'the folder lies too deep to be reached');
    if (code === 'vanished' || code === 'changed')
      return issueOf(path, 'vanished', 'the folder was gone or replaced when it was to be listed');
    return issueOf(path, 'unlistable', `the folder could not be listed (${errnoOf(error)})`);
  }

  #isLongAtIt(): boolean {
    const now = performance.now();
    if (now - this.#lastTurn < TURN_MS) return false;
    this.#lastTurn = now;
    return true;
  }
}

/** Opens something, waiting while there are no free handles. */
function* waiting<T>(open: () => T): Generator<number, T> {
  for (let wait = 0; ; wait++) {
    try {
      return open();
    } catch (error) {
      if (!outOfHandles(error) || wait >= HANDLE_WAITS) throw error;
      yield HANDLE_WAIT_MS;
    }
  }
}

function inside(folder: Place, name: RawPath): Place {
  const shown = displayName(name);
  return {
    path: join(folder.path, shown),
    raw: join(folder.raw, name),
    root: folder.root,
    below: join(folder.below, shown),
  };
}

function issueOf(path: string, code: IssueCode, message: string): ScanIssue {
  return { asset: path, part: '', stage: 'list', code, message };
}

function kindOf(stat: BigIntStats): string {
  if (stat.isFIFO()) return 'pipe';
  if (stat.isSocket()) return 'socket';
  return 'device';
}
