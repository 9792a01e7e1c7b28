// Builds dist/: type declarations, the program in a few bundled files, the kernel (AssemblyScript -> WebAssembly) and the rules.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const src = join(root, 'src');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
const tool = (name, path) => join(dirname(require.resolve(`${name}/package.json`)), path);

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'kernel'), { recursive: true });
run(tool('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json');

/** Loaded by name: the program, what a scanning thread is started with, and what scripts and tests import. */
const ENTRIES = [
  'cli/main',
  'scan/worker',
  'scan/chunk-worker',
  'scan/host',
  'scan/asset-scanner',
  'scan/pipeline',
  'config/rules',
  'extractors/budget',
  'extractors/part-tree',
  'cli/reference',
];

/**
 * Every output file lies one folder below dist/, wherever its modules came from: what they find beside themselves
 * (`new URL(..., import.meta.url)`) they must still find from there.
 */
const keepLocations = {
  name: 'keep-locations',
  transform(code, id) {
    if (!id.startsWith(src) || !code.includes('import.meta.url')) return null;
    const path = relative(src, id).split(sep).join('/').replace(/\.ts$/, '.js');
    return code.replaceAll('import.meta.url', `new URL('../${path}', import.meta.url).href`);
  },
};

// A few files instead of hundreds: modules are loaded twice, in the main thread and in every scanning one.
const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((name) => [name, join(src, `${name}.ts`)])),
  cwd: root,
  platform: 'node',
  external: /^[^./]/,
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  plugins: [keepLocations],
});
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name].js',
});
await bundle.close();

// What the HTML report puts into its page; read at run time.
cpSync(join(src, 'reporters/html'), join(dist, 'reporters/html'), { recursive: true });
if (existsSync(join(src, 'kernel/assembly/index.ts'))) {
  run(
    join(root, 'node_modules/assemblyscript/bin/asc.js'),
    'src/kernel/assembly/index.ts',
    '--config',
    'src/kernel/assembly/asconfig.json',
    '--outFile',
    'dist/kernel/kernel.wasm',
  );
}
run(join(root, 'scripts/compile-rules.mjs'));
