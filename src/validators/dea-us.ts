import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** DEA registration number of the United States: two characters, six digits, check digit. Reason: `checksum` 1. */
export const deaUs: Validator = {
  id: 'dea-us',
  source: 'Drug Enforcement Administration, registration number check',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/.test(id) || repeats(id.slice(2))) return INVALID;
    return weighted(id, [1, 2, 1, 2, 1, 2], 2) % 10 === digit(id, 8) ? valid() : INVALID;
  },
};
