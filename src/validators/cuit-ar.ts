import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** CUIT and CUIL of Argentina, 11 digits: kind, number, check. Reason: `checksum` 1. */
export const cuitAr: Validator = {
  id: 'cuit-ar',
  source: 'AFIP Resolución General 10/1997 (weights 5 4 3 2 7 6, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^(?:2[03-7]|3[034])\d{9}$/.test(id)) return INVALID;
    const rest = weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return rest !== 1 && (11 - rest) % 11 === digit(id, 10) ? valid() : INVALID;
  },
};
