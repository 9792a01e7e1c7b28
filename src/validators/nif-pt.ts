import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** NIF of Portugal, nine digits, mod 11. Reason: `checksum` 1. */
export const nifPt: Validator = {
  id: 'nif-pt',
  source: 'Decreto-Lei 14/2013, NIF (weights 9-2, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^(?:[1-35689]|45)\d+$/.test(id) || id.length !== 9) return INVALID;
    const rest = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest < 2 ? 0 : 11 - rest) === digit(id, 8) ? valid() : INVALID;
  },
};
