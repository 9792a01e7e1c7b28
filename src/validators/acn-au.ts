import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Australian company number, nine digits. Reason: `checksum` 1. */
export const acnAu: Validator = {
  id: 'acn-au',
  source: 'ASIC, ACN check digit (weights 8-1)',
  check(value) {
    const id = compact(value);
    if (!/^\d{9}$/.test(id) || repeats(id)) return INVALID;
    return (10 - (weighted(id, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digit(id, 8) ? valid() : INVALID;
  },
};
