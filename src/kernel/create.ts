import type { Kernel } from './kernel.js';
import { createTwin } from './twin.js';
export function createKernel(): Kernel { return createTwin(); }
