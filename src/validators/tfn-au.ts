import { compact, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Tax file number of Australia, nine digits, weighted sum divisible by 11. Reason: `checksum` 1. */
export const tfnAu: Validator = {
  id: 'tfn-au',
  source: 'Australian Taxation Office, TFN algorithm (weights 1 4 3 7 5 8 6 9 10)',
  check(value) {
    const digits = compact(value);
    if (!/^\d{9}$/.test(digits) || repeats(digits)) return INVALID;
    return weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 ? valid() : INVALID;
  },
};
