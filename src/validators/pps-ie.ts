import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** PPS number of Ireland, seven digits, check letter and optionally a second letter. Reason: `checksum` 1. */
export const ppsIe: Validator = {
  id: 'pps-ie',
  source: 'Department of Social Protection of Ireland, PPSN (weights 8-2 and 9, mod 23)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^\d{7}[A-W][ABHTWZ]?$/.test(id)) return INVALID;
    const extra = id.length === 9 && id[8] !== 'W' && id[8] !== 'T' ? id.charCodeAt(8) - 64 : 0;
    return 'WABCDEFGHIJKLMNOPQRSTUV'[(weighted(id, [8, 7, 6, 5, 4, 3, 2]) + 9 * extra) % 23] === id[7]
      ? valid()
      : INVALID;
  },
};
