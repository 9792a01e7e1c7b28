import { existsSync, readFileSync } from 'node:fs';
import type { Kernel } from './kernel.js';
import { createTwin } from './twin.js';
import { createWasm } from './wasm.js';

/** Beside the compiled modules; run from the sources, what the last build made. */
const PLACES = [new URL('../kernel/kernel.wasm', import.meta.url), new URL('../../dist/kernel/kernel.wasm', import.meta.url)];

let bytes: Uint8Array | undefined;

/** The fastest kernel this engine can run: WebAssembly SIMD, or its twin where there is none. `load` it before the first scan. */
export function createKernel(): Kernel {
  const place = PLACES.find((url) => existsSync(url));
  if (place === undefined) return createTwin();
  bytes ??= readFileSync(place);
  try {
    return createWasm(bytes);
  } catch {
    return createTwin(); // An engine without SIMD refuses the module.
  }
}
