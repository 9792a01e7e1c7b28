// Compiles the kernel (AssemblyScript -> WebAssembly), the TypeScript sources and the rules into dist/.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
const tool = (name, path) => join(dirname(require.resolve(`${name}/package.json`)), path);

rmSync(join(root, 'dist'), { recursive: true, force: true });
mkdirSync(join(root, 'dist', 'kernel'), { recursive: true });
run(tool('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json');
// What the HTML report puts into its page; read at run time, beside the compiled module.
cpSync(join(root, 'src/reporters/html'), join(root, 'dist/reporters/html'), { recursive: true });
if (existsSync(join(root, 'src/kernel/assembly/index.ts'))) {
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
