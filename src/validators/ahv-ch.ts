import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** AHV number of Switzerland, 13 digits starting 756, EAN-13 check. Reason: `checksum` 1. */
export const ahvCh: Validator = {
  id: 'ahv-ch',
  source: 'Zentrale Ausgleichsstelle, AHVN13 (EAN-13)',
  check(value) {
    const id = compact(value);
    if (!/^756\d{10}$/.test(id)) return INVALID;
    return weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0 ? valid() : INVALID;
  },
};
