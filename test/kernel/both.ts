import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Kernel, KernelProgram } from '../../src/kernel/kernel.js';
import { createTwin } from '../../src/kernel/twin.js';
import { createWasm } from '../../src/kernel/wasm.js';

/** Compiles the kernel's sources as they are now: a test never depends on an old dist. */
export function compileKernel(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'trawl-kernel-'));
  try {
    const out = join(folder, 'kernel.wasm');
    const asc = join(
      dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')),
      'bin/asc.js',
    );
    const sources = 'src/kernel/assembly';
    execFileSync(
      process.execPath,
      [asc, `${sources}/index.ts`, '--config', `${sources}/asconfig.json`, '--outFile', out],
      {
        stdio: 'pipe',
      },
    );
    return new Uint8Array(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let compiled: Uint8Array | undefined;

export function bothKernels(program: KernelProgram): { twin: Kernel; wasm: Kernel } {
  compiled ??= compileKernel();
  const twin = createTwin();
  const wasm = createWasm(compiled);
  twin.load(program);
  wasm.load(program);
  return { twin, wasm };
}
