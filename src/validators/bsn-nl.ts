import { compact, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** BSN of the Netherlands, nine digits, eleven test. Reason: `checksum` 1. */
export const bsnNl: Validator = {
  id: 'bsn-nl',
  source: 'Wet algemene bepalingen burgerservicenummer (elfproef)',
  check(value) {
    const id = compact(value);
    if (!/^\d{9}$/.test(id) || repeats(id) || id.startsWith('00')) return INVALID;
    return weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 10]) % 11 === 0 ? valid() : INVALID;
  },
};
