import { compact, repeats, verhoeffHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Aadhaar number of India, 12 digits, first 2-9, Verhoeff. Reason: `checksum` 1. */
export const aadhaar: Validator = {
  id: 'aadhaar',
  source: 'UIDAI, A UID Numbering Scheme (2010)',
  check(value) {
    const digits = compact(value);
    if (!/^[2-9]\d{11}$/.test(digits) || repeats(digits)) return INVALID;
    return verhoeffHolds(digits) ? valid() : INVALID;
  },
};
