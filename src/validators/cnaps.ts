import { compact, mod11x10Holds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Bank code of the China National Advanced Payment System, 12 digits: bank class, city, branch, MOD 11,10 check digit.
 * Reason: `checksum` 1.
 */
export const cnaps: Validator = {
  id: 'cnaps',
  source: 'PBOC payment system bank codes; ISO 7064 MOD 11,10 (holds for every published code examined)',
  check(value) {
    const code = compact(value);
    const known =
      /^(?:0[01]1|10[2-5]|20[123]|3(?:0[1-9]|1\d|2[0-5])|40[1-3]|[5-7]\d\d|9(?:0[1-9]|[1-9]\d))\d{9}$/;
    return known.test(code) && mod11x10Holds(code) ? valid() : INVALID;
  },
};
