import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** National identity number of Thailand, 13 digits, mod 11. Reason: `checksum` 1. */
export const thaiId: Validator = {
  id: 'thai-id',
  source: 'Department of Provincial Administration of Thailand (weights 13-2, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^[1-8]\d{12}$/.test(id) || repeats(id)) return INVALID;
    return (11 - (weighted(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digit(id, 12)
      ? valid()
      : INVALID;
  },
};
