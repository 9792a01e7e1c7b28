import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that keeps a parser host from doing harm. */
export interface Protection {
  readonly id: 'permissions' | 'network' | 'memory' | 'orphans' | 'privileges' | 'oom';
  readonly active: boolean;
  /** What it rests on, or what is missing. */
  readonly by: string;
}

export interface Sandbox {
  readonly protections: readonly Protection[];
  /** The command line that starts a host with these protections. */
  command(program: string, heapMb: number, dataBytes: number): { file: string; args: string[] };
}

type Wrap = readonly [tool: string, args: readonly string[]];

/** Wrappers in their order on the command line. `#` stands for the bound on memory. */
const WRAPS: readonly Wrap[] = [
  ['unshare', ['--map-root-user', '--net']],
  ['prlimit', ['--data=#', '--core=0']],
  ['choom', ['-n', '900', '--']],
  [
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      '--no-new-privs',
      '--bounding-set=-all',
      '--inh-caps=-all',
      '--ambient-caps=-all',
    ],
  ],
];

let found: Sandbox | undefined;

/** What this machine gives, tried once per process. Costs a few milliseconds per wrapper. */
export function findSandbox(): Sandbox {
  found ??= probe();
  return found;
}

function probe(): Sandbox {
  const usable = WRAPS.filter(([tool, args]) => runs(tool, args));
  const has = (tool: string) => usable.some(([name]) => name === tool);
  const permission = permissionFlag();
  const by = (tool: string) => (has(tool) ? tool : `no usable ${tool} on this machine`);
  return {
    protections: [
      {
        id: 'permissions',
        active: permission !== undefined,
        by: permission ?? `Node.js ${process.version} has no permission model`,
      },
      { id: 'network', active: has('unshare'), by: by('unshare') },
      { id: 'memory', active: has('prlimit'), by: by('prlimit') },
      { id: 'orphans', active: has('setpriv'), by: by('setpriv') },
      { id: 'privileges', active: has('setpriv'), by: by('setpriv') },
      { id: 'oom', active: has('choom'), by: by('choom') },
    ],
    command(program, heapMb, dataBytes) {
      const wrapped = usable.flatMap(([tool, args]) => [
        tool,
        ...args.map((arg) => arg.replace('#', String(dataBytes))),
      ]);
      const node = [
        process.execPath,
        `--max-old-space-size=${heapMb}`,
        '--no-warnings',
        '--no-addons',
        ...(permission === undefined
          ? []
          : [permission, ...readable(program).map((path) => `--allow-fs-read=${path}`)]),
        program,
      ];
      const [file = process.execPath, ...args] = [...wrapped, ...node];
      return { file, args };
    },
  };
}

function runs(tool: string, args: readonly string[]): boolean {
  if (process.platform !== 'linux') return false;
  const dry = args.map((arg) => arg.replace('#', String(1 << 30)));
  return spawnSync(tool, [...dry, 'true'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
}

function permissionFlag(): string | undefined {
  return ['--permission', '--experimental-permission'].find((flag) =>
    process.allowedNodeEnvironmentFlags.has(flag),
  );
}

/** A host reads its own program and the packages it imports: nothing there is anybody's data. */
function readable(program: string): string[] {
  const paths: string[] = [];
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && paths.length === 0) paths.push(join(folder, '*'));
    if (existsSync(join(folder, 'node_modules'))) paths.push(join(folder, 'node_modules', '*'));
    if (folder === dirname(folder)) return paths;
  }
}
