import { compact, luhnHolds, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Identity number of Israel, nine digits, Luhn. Reason: `checksum` 1. */
export const teudatZehutIl: Validator = {
  id: 'teudat-zehut-il',
  source: 'Population and Immigration Authority of Israel (Luhn)',
  check(value) {
    const id = compact(value);
    return /^\d{9}$/.test(id) && !repeats(id) && luhnHolds(id) ? valid() : INVALID;
  },
};
