import { ARCHIVES } from './archives.js';
import { documents } from './documents.js';
import type { Hostile } from './hostile.js';
import { TEXTS } from './texts.js';

/** Every input. `canary` = path of a file that some of them ask their reader to open. */
export function corpus(canary: string): Hostile[] {
  return [...ARCHIVES, ...documents(canary), ...TEXTS];
}
