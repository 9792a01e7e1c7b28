import { readFileSync } from 'node:fs';
import type { Kernel } from './kernel.js';
import { createTwin } from './twin.js';
import { createWasm } from './wasm.js';

/** Where kernel.wasm stands: beside the compiled module, or in dist when the sources run as they are. */
const PLACES = ['./kernel.wasm', '../../dist/kernel/kernel.wasm'];

/**
 * The fastest kernel this engine can run: WebAssembly, or the twin where the engine has no SIMD or kernel.wasm was not built.
 * `load` it before the first scan. Each call makes a kernel of its own.
 */
export function createKernel(): Kernel {
  for (const place of PLACES) {
    try {
      return createWasm(readFileSync(new URL(place, import.meta.url)));
    } catch {
      // Not there, or not for this engine.
    }
  }
  return createTwin();
}
