import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

const TABLES: Readonly<Record<string, readonly [letters: string, offset: number]>> = {
  S: ['JZIHGFEDCBA', 0],
  T: ['JZIHGFEDCBA', 4],
  F: ['XWUTRQPNMLK', 0],
  G: ['XWUTRQPNMLK', 4],
  // The M series counts its table from the other end: index 10 - rest.
  M: ['XWUTRQPNJLK', 3],
};

/** NRIC and FIN of Singapore: S, T, F, G or M, seven digits, check letter. Reason: `checksum` 1. */
export const nricSg: Validator = {
  id: 'nric-sg',
  source: 'Immigration and Checkpoints Authority of Singapore, NRIC/FIN check letter (weights 2 7 6 5 4 3 2)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[STFGM]\d{7}[A-Z]$/.test(id)) return INVALID;
    const [letters, offset] = TABLES[id[0]!]!;
    return letters[(weighted(id, [2, 7, 6, 5, 4, 3, 2], 1) + offset) % 11] === id[8] ? valid() : INVALID;
  },
};
