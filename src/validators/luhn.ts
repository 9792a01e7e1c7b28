import { compact, luhnHolds, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Luhn over 2-64 digits, not all equal. Reason: `checksum` 1. */
export const luhn: Validator = {
  id: 'luhn',
  source: 'ISO/IEC 7812-1 annex B',
  check(value) {
    const digits = compact(value);
    return /^\d{2,}$/.test(digits) && !repeats(digits) && luhnHolds(digits) ? valid() : INVALID;
  },
};
