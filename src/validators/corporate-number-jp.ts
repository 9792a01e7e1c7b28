import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Corporate number of Japan, 13 digits, the first one is the check. Reason: `checksum` 1. */
export const corporateNumberJp: Validator = {
  id: 'corporate-number-jp',
  source: 'National Tax Agency of Japan, Ordinance on corporate numbers (mod 9)',
  check(value) {
    const id = compact(value);
    if (!/^[1-9]\d{12}$/.test(id)) return INVALID;
    return 9 - (weighted(id, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], 1) % 9) === digit(id, 0)
      ? valid()
      : INVALID;
  },
};
