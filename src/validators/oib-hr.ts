import { compact, mod11x10Holds, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** OIB of Croatia, 11 digits, MOD 11,10. Reason: `checksum` 1. */
export const oibHr: Validator = {
  id: 'oib-hr',
  source: 'Zakon o osobnom identifikacijskom broju (ISO 7064 MOD 11,10)',
  check(value) {
    const id = compact(value);
    return /^\d{11}$/.test(id) && !repeats(id) && mod11x10Holds(id) ? valid() : INVALID;
  },
};
