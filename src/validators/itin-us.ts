import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Individual taxpayer number of the United States, nine digits starting 9 with an issued group. Wants the value with its separators.
 * Reasons: `format` 1 grouped, `bare` 0.2.
 */
export const itinUs: Validator = {
  id: 'itin-us',
  source: 'IRS Publication 1915, Internal Revenue Manual 3.21.263',
  check(value) {
    if (!/^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(compact(value))) return INVALID;
    return /^\d{3}[ -]\d\d[ -]\d{4}$/.test(value.trim()) ? valid(1, 'format') : valid(0.2, 'bare');
  },
};
