import type { Kernel } from './kernel.js';
import { createTwin } from './twin.js';

/** The fastest kernel this engine can run. `load` it before the first scan. */
export function createKernel(): Kernel {
  return createTwin();
}
