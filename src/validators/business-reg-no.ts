import { compact, mod11x10Holds } from './checksums.js';
import { isProvince } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Business registration number of China before 2015, 15 digits: registry, sequence, MOD 11,10 check digit. Reason: `checksum` 1. */
export const businessRegNo: Validator = {
  id: 'business-reg-no',
  source: 'GS 15-2006 (ISO 7064 MOD 11,10)',
  check(value) {
    const code = compact(value);
    const province = code.slice(0, 2);
    if (!/^[1-6]\d{14}$/.test(code) || (province !== '10' && !isProvince(province))) return INVALID;
    return mod11x10Holds(code) ? valid() : INVALID;
  },
};
