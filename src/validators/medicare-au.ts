import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Medicare card number of Australia, ten digits (eight, check, issue) and optionally the person's number 1-9. Reason: `checksum` 1. */
export const medicareAu: Validator = {
  id: 'medicare-au',
  source: 'Services Australia, Medicare card number check (weights 1 3 7 9)',
  check(value) {
    const digits = compact(value);
    if (!/^[2-6]\d{8}[1-9][1-9]?$/.test(digits)) return INVALID;
    return weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digit(digits, 8) ? valid() : INVALID;
  },
};
