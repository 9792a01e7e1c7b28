import { compact, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Unique taxpayer reference of the United Kingdom, ten digits, the first one is the check. Reason: `checksum` 1. */
export const utrUk: Validator = {
  id: 'utr-uk',
  source: 'HMRC, UTR modulus 11 check (weights 6 7 8 9 10 5 4 3 2)',
  check(value) {
    const id = compact(value);
    if (!/^\d{10}$/.test(id) || repeats(id)) return INVALID;
    return '21987654321'[weighted(id, [6, 7, 8, 9, 10, 5, 4, 3, 2], 1) % 11] === id[0] ? valid() : INVALID;
  },
};
