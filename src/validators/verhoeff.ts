import { compact, repeats, verhoeffHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Verhoeff check digit over 2-64 digits, not all equal. Reason: `checksum` 1. */
export const verhoeff: Validator = {
  id: 'verhoeff',
  source: 'J. Verhoeff, Error Detecting Decimal Codes (1969)',
  check(value) {
    const digits = compact(value);
    return /^\d{2,}$/.test(digits) && !repeats(digits) && verhoeffHolds(digits) ? valid() : INVALID;
  },
};
