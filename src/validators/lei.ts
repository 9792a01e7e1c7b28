import { compact, mod97, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Legal entity identifier, 18 characters and two check digits. Reason: `checksum` 1. */
export const lei: Validator = {
  id: 'lei',
  source: 'ISO 17442-1 (ISO 7064 MOD 97-10)',
  check(value) {
    const code = compact(value).toUpperCase();
    return /^[0-9A-Z]{18}\d{2}$/.test(code) && !repeats(code) && mod97(code) === 1 ? valid() : INVALID;
  },
};
