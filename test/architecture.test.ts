import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Folder -> layer. An import points to a strictly lower number or stays in its folder. */
const LAYERS: Record<string, number> = {
  model: 0,
  lib: 1,
  kernel: 1,
  config: 2,
  sources: 2,
  extractors: 2,
  validators: 2,
  classify: 2,
  policies: 2,
  actions: 2,
  reporters: 2,
  store: 2,
  queue: 2,
  detectors: 3,
  triage: 3,
  scan: 4,
  remediation: 4,
  server: 5,
  cli: 6,
};

/** Folders that hold raw customer values. */
const RED = new Set(['sources', 'extractors', 'validators', 'detectors', 'kernel']);
const MAY_ENTER_RED = new Set([...RED, 'scan', 'actions']);
const NEVER_RAW = new Set(['store', 'reporters', 'server', 'triage', 'cli']);

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
  readonly to: string;
}

const files = listFiles(SRC).filter((file) => !file.includes('/assembly/'));
const imports: Import[] = files.flatMap((file) => importsOf(file));

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function folderOf(file: string): string {
  return relative(SRC, file).split('/')[0] ?? '';
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => {
      const target = resolve(dirname(file), specifier.replace(/\.js$/, '.ts'));
      return {
        file: relative(SRC, file),
        from: folderOf(file),
        target: relative(SRC, target),
        to: folderOf(target),
      };
    });
}

function offenders(found: readonly Import[]): string[] {
  return found.map(({ file, target }) => `${file} -> ${target}`);
}

describe('the house', () => {
  it('has only folders that stand in the layer table', () => {
    const unknown = files.map(folderOf).filter((folder) => LAYERS[folder] === undefined);
    expect([...new Set(unknown)], 'a new folder needs a layer and a line in DESIGN.md').toEqual([]);
  });

  it('imports downwards only, so that every part can be understood without those above it', () => {
    const upward = imports.filter(
      ({ from, to }) => from !== to && (LAYERS[to] ?? 99) >= (LAYERS[from] ?? -1),
    );
    expect(offenders(upward)).toEqual([]);
  });

  it('has no import cycles, so that one file can be read at a time', () => {
    const graph = new Map<string, string[]>();
    for (const { file, target } of imports) graph.set(file, [...(graph.get(file) ?? []), target]);
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (node: string, path: readonly string[]): void => {
      if (state.get(node) === 'done') return;
      if (state.get(node) === 'open') {
        cycles.push([...path.slice(path.indexOf(node)), node].join(' -> '));
        return;
      }
      state.set(node, 'open');
      for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
      state.set(node, 'done');
    };
    for (const node of graph.keys()) visit(node, []);
    expect(cycles).toEqual([]);
  });

  it('lets only the scan and the actions enter the red zone, because this product must never become the leak', () => {
    const entering = imports.filter(({ from, to }) => RED.has(to) && !MAY_ENTER_RED.has(from));
    expect(offenders(entering)).toEqual([]);
  });

  it('does not let reports, store or the command line name a raw value', () => {
    const naming = imports.filter(
      ({ from, target }) => NEVER_RAW.has(from) && target === 'model/candidate.ts',
    );
    expect(offenders(naming)).toEqual([]);
  });

  // A parser host is a process of its own: it may end itself.
  it('writes to the console and ends the process only in cli', () => {
    const loud = files
      .filter((file) => folderOf(file) !== 'cli' && relative(SRC, file) !== 'scan/host.ts')
      .filter((file) => /\bconsole\.\w+\(|\bprocess\.exit\(|process\.std(out|err)\.write/.test(code(file)));
    expect(loud.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('opens network connections only where the layer table says so', () => {
    const allowed = new Set(['sources', 'queue', 'store', 'actions', 'server']);
    const talking = files
      .filter((file) => !allowed.has(folderOf(file)))
      .filter((file) =>
        /from 'node:(net|http|https|tls|dgram|http2)'|\bfetch\(/.test(
          code(file).replace(/import \{ isIPv6 \} from 'node:net';/, ''),
        ),
      );
    expect(talking.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('never reads whole user files or lines through APIs that break on large ones', () => {
    const banned = files
      .filter((file) => ['sources', 'extractors', 'detectors', 'scan'].includes(folderOf(file)))
      .filter((file) => /from 'node:readline'|\breadFile(Sync)?\(/.test(code(file)))
      .map((file) => relative(SRC, file))
      .filter((file) => !['scan/engine.ts', 'extractors/seven-zip.ts', 'extractors/ocr.ts'].includes(file));
    expect(banned, 'readline and readFile fail or block on huge files: read windows').toEqual([]);
  });

  it.each(['validators', 'detectors/parsers', 'reporters', 'sources'])(
    'registers every plugin of %s in its index',
    (shelf) => {
      const folder = join(SRC, shelf);
      const index = readFileSync(join(folder, 'index.ts'), 'utf8');
      const contract =
        {
          validators: 'validator.ts',
          'detectors/parsers': 'parser.ts',
          reporters: 'reporter.ts',
          sources: 'source.ts',
        }[shelf] ?? '';
      const plugins = readdirSync(folder).filter(
        (name) => name.endsWith('.ts') && name !== 'index.ts' && name !== contract,
      );
      const implementing = plugins.filter((name) =>
        /:\s*(Validator|Parser|Reporter|Source)\b[^;(]*=/.test(readFileSync(join(folder, name), 'utf8')),
      );
      expect(implementing.length).toBeGreaterThan(0);
      const missing = implementing.filter((name) => !index.includes(`./${name.replace(/\.ts$/, '.js')}`));
      expect(missing).toEqual([]);
    },
  );
});

/** Source text without comments and strings, roughly: enough to look for calls. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}
