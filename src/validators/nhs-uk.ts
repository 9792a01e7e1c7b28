import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** NHS number of England, Wales and the Isle of Man, ten digits, mod 11. Reason: `checksum` 1. */
export const nhsUk: Validator = {
  id: 'nhs-uk',
  source: 'NHS Data Model and Dictionary, NHS NUMBER (modulus 11)',
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits) || repeats(digits)) return INVALID;
    return (11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digit(digits, 9)
      ? valid()
      : INVALID;
  },
};
