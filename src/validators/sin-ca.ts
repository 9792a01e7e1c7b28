import { compact, luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Social insurance number of Canada, nine digits, first neither 0 nor 8, Luhn. Reason: `checksum` 1. */
export const sinCa: Validator = {
  id: 'sin-ca',
  source: 'Service Canada, SIN validation (Luhn)',
  check(value) {
    const digits = compact(value);
    return /^[1-79]\d{8}$/.test(digits) && luhnHolds(digits) ? valid() : INVALID;
  },
};
