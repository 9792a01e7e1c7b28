import { constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BudgetReached } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { ExtractContext } from './extractor.js';
import { PutAside, type PutFile } from './put-aside.js';

/** The part of the engine's WebAssembly interface that is used here; the type libraries for Node leave it out. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
  RuntimeError: new () => Error;
};

/** Said where the optional package is not there. */
export const SEVEN_ZIP_MISSING = 'install the optional package 7z-wasm to read';

/** One line of a listing. Names are as stored. */
export interface Listed {
  readonly name: string;
  readonly folder: boolean;
  readonly link: boolean;
  readonly encrypted: boolean;
}

export interface Listing {
  /** `locked`: not even the names can be read without the password. `bad`: this is no such archive. */
  readonly state: 'open' | 'locked' | 'bad' | 'memory';
  readonly members: readonly Listed[];
  readonly damaged: boolean;
  /** Further volumes belong to it. */
  readonly volumes: boolean;
}

export interface Unpacked {
  readonly members: readonly { readonly name: string; readonly content: ByteSource }[];
  readonly links: readonly string[];
  readonly damaged: boolean;
  readonly wrongPassword: boolean;
  readonly memory: boolean;
  /** A budget was used up meanwhile: to be thrown again once the members that came before were read. */
  readonly reached?: BudgetReached;
}

/** 7-Zip in a WebAssembly sandbox: all it sees is one archive, and all it writes is taken away from it at once. */
export interface SevenZip {
  list(archive: ByteSource, format: string, password: string): Promise<Listing>;
  unpack(archive: ByteSource, format: string, password: string): Promise<Unpacked>;
}

/** Exit code of 7-Zip when memory runs out. */
const NO_MEMORY = 8;

/** undefined = the optional package is not installed. */
export async function loadSevenZip(context: ExtractContext): Promise<SevenZip | undefined> {
  compiled ??= await compile();
  if (compiled === null) return undefined;
  const parts = compiled;
  const run = (archive: ByteSource, command: string[], sink: OutputFolder | null) =>
    runOnce(parts, archive, command, sink, context);
  return {
    async list(archive, format, password) {
      const { lines, code } = await run(archive, ['l', '-slt', `-t${format}`, `-p${password}`], null);
      const members = parseListing(lines);
      const said = (text: RegExp) => lines.some((line) => text.test(line));
      // What it throws, it does not say: an archive it could not open has no list.
      const listed = lines.includes('----------') || code === 0;
      const state = said(LOCKED)
        ? 'locked'
        : code === NO_MEMORY
          ? 'memory'
          : said(NOT_ARCHIVE) || !listed
            ? 'bad'
            : 'open';
      const volumes = said(
        /^(?:Missing volume|Volume Index = [1-9]|Multivolume = \+|Volumes = (?:[2-9]|\d\d))/,
      );
      return { state, members, damaged: code !== 0, volumes };
    },
    async unpack(archive, format, password) {
      const sink = new OutputFolder(context);
      const { lines, code, reached } = await run(
        archive,
        ['x', '-y', '-aou', '-snl-', '-o/out', `-t${format}`, `-p${password}`],
        sink,
      );
      return {
        members: sink.files.map(({ name, file }) => ({ name, content: file.source() })),
        links: sink.links,
        damaged: code !== 0,
        wrongPassword: lines.some((line) => LOCKED.test(line)),
        memory: code === NO_MEMORY,
        ...(reached === undefined ? {} : { reached }),
      };
    },
  };
}

const LOCKED = /Wrong password|Cannot open encrypted archive/;
const NOT_ARCHIVE = /Cannot open the file as|Can(?:no|')t open as archive/;

/** The blocks of a technical listing after its dashed line. Only fixed words of it are looked at, and names. */
function parseListing(lines: readonly string[]): Listed[] {
  const members: Listed[] = [];
  let fields: Record<string, string> = {};
  const end = () => {
    if (fields.Path !== undefined) {
      const attributes = fields.Attributes ?? '';
      members.push({
        name: fields.Path,
        folder: fields.Folder === '+' || /^D/.test(attributes),
        link:
          /(?:^| )l[r-][w-]/.test(attributes) ||
          (fields['Symbolic Link'] ?? '') !== '' ||
          (fields['Hard Link'] ?? '') !== '',
        encrypted: fields.Encrypted === '+',
      });
    }
    fields = {};
  };
  for (const line of lines.slice(lines.indexOf('----------') + 1)) {
    const field = /^([A-Z][A-Za-z ]+) = ?(.*)$/s.exec(line);
    if (field === null) end();
    else if (field[1] === 'Path') {
      end();
      fields.Path = field[2]!;
    } else fields[field[1]!] = field[2]!;
  }
  end();
  return members;
}

interface Node {
  mode: number;
  name: string;
  parent: Node;
  usedBytes: number;
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}

interface Run {
  readonly lines: string[];
  readonly code: number;
  readonly reached?: BudgetReached;
}

interface Module {
  FS: {
    filesystems: { MEMFS: object };
    create(path: string): { node: Node };
    mkdir(path: string): void;
    mount(type: object, options: object, path: string): Node;
    isDir(mode: number): boolean;
    isFile(mode: number): boolean;
    ErrnoError: new (errno: number) => Error;
    chdir(path: string): void;
    lookupPath(path: string): { node: Node };
    close(stream: unknown): void;
    open(path: string, flags: string): { node: Node };
  };
  callMain(args: string[]): number;
}

interface Compiled {
  readonly factory: (options: object) => Promise<Module>;
  readonly wasm: object;
}

let compiled: Compiled | null | undefined;

async function compile(): Promise<Compiled | null> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('7z-wasm/package.json'));
    const { default: factory } = (await import('7z-wasm')) as unknown as { default: Compiled['factory'] };
    return { factory, wasm: await WebAssembly.compile(readFileSync(join(folder, '7zz.wasm'))) };
  } catch {
    return null;
  }
}

/**
 * Its start asks Node's internals for the numbers of open flags, for a file system of the host that is never mounted; a
 * process with few permissions refuses. They are no secret.
 */
async function withConstants<T>(start: () => Promise<T>): Promise<T> {
  const { binding } = process as unknown as { binding: unknown };
  Object.assign(process, { binding: () => ({ fs: constants }) });
  try {
    return await start();
  } finally {
    Object.assign(process, { binding });
  }
}

/** A fresh instance for every run: what one archive did to it, the next does not meet. */
async function runOnce(
  { factory, wasm }: Compiled,
  archive: ByteSource,
  command: readonly string[],
  sink: OutputFolder | null,
  { budget }: ExtractContext,
): Promise<Run> {
  const lines: string[] = [];
  let code = 2;
  let reached: BudgetReached | undefined;
  const stopOn = <A extends unknown[], R>(step: (...args: A) => R) => {
    return (...args: A): R => {
      try {
        budget.tick();
        return step(...args);
      } catch (error) {
        if (error instanceof BudgetReached) reached = error;
        throw error;
      }
    };
  };
  const print = (line: string) => {
    if (lines.length < LINES_MAX) lines.push(line);
  };
  const module = await withConstants(() =>
    factory({
      noInitialRun: true,
      print,
      printErr: print,
      stdin: () => null,
      quit: (status: number) => {
        code = status;
      },
      instantiateWasm: (imports: object, done: (instance: object, module: object) => void) => {
        WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm));
        return {};
      },
    }),
  );
  const { node } = module.FS.open('/archive', 'w+');
  node.usedBytes = archive.size;
  node.stream_ops = {
    ...node.stream_ops,
    read: stopOn((_: unknown, target: Uint8Array, offset: number, length: number, position: number) =>
      archive.read(target.subarray(offset, offset + length), 0, length, position),
    ),
    write: () => 0,
  };
  if (sink !== null) sink.attach(module, stopOn);
  try {
    const status = module.callMain([...command, '--', '/archive']);
    if (typeof status === 'number') code = status;
  } catch (error) {
    if (isMemory(error)) code = NO_MEMORY;
    else if (!isExit(error)) code = 2;
  }
  return { lines, code, ...(reached === undefined ? {} : { reached }) };
}

/** A listing of 100,000 members has some twenty lines for each. */
const LINES_MAX = 2_500_000;

function isMemory(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (error instanceof WebAssembly.RuntimeError && /memory/i.test(error.message))
  );
}

function isExit(error: unknown): boolean {
  return (error as { name?: string } | null)?.name === 'ExitStatus';
}

/** Where 7-Zip believes to write to. Files are put aside as they come; links are noted and never made. */
class OutputFolder {
  readonly files: { name: string; file: PutFile }[] = [];
  readonly links: string[] = [];
  readonly #aside: PutAside;
  #entries = 0;

  constructor(private readonly context: ExtractContext) {
    this.#aside = new PutAside(context.scratch);
  }

  attach(
    { FS }: Module,
    stopOn: <A extends unknown[], R>(step: (...args: A) => R) => (...args: A) => R,
  ): void {
    FS.mkdir('/out');
    const root = FS.mount(FS.filesystems.MEMFS, {}, '/out');
    const { budget } = this.context;
    const paths = new Map<Node, string>([[root, '']]);
    const adopt = (node: Node) => {
      const make = node.node_ops.mknod as (parent: Node, name: string, mode: number, dev: number) => Node;
      node.node_ops = {
        ...node.node_ops,
        symlink: (parent: Node, name: string) => {
          this.links.push(paths.get(parent)! + name);
          throw new FS.ErrnoError(63);
        },
        mknod: stopOn((parent: Node, name: string, mode: number, dev: number) => {
          if (++this.#entries > budget.limits.entries)
            throw new BudgetReached('limit-entries', `more than ${budget.limits.entries} inner parts`);
          const made = make(parent, name, mode, dev);
          const path = paths.get(parent)! + name;
          if (FS.isDir(mode)) {
            paths.set(made, `${path}/`);
            adopt(made);
          } else if (FS.isFile(mode)) {
            const file = this.#aside.file();
            this.files.push({ name: path, file });
            made.node_ops = { ...made.node_ops, setattr: () => {} };
            made.stream_ops = {
              ...made.stream_ops,
              write: stopOn((_: unknown, bytes: Uint8Array, offset: number, length: number) => {
                budget.expand(length);
                file.append(bytes.subarray(offset, offset + length));
                made.usedBytes += length;
                return length;
              }),
            };
          }
          return made;
        }),
      };
    };
    adopt(root);
  }
}
