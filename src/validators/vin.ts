import { compact, repeats } from './checksums.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/** Values of the letters A-Z; I, O and Q are not used. */
const LETTER_VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/**
 * Vehicle identification number, 17 characters with letters and digits, the last three digits. Position 9 is a check digit where the
 * law asks for it (China L, North America 1-5); elsewhere a failing check says nothing. Reason: `checksum` 1.
 */
export const vin: Validator = {
  id: 'vin',
  source: 'GB 16735-2019, ISO 3779, 49 CFR 565',
  check(value) {
    const text = compact(value).toUpperCase();
    if (!/^[A-HJ-NPR-Z0-9]{14}\d{3}$/.test(text) || !/[A-Z]/.test(text) || repeats(text.slice(3)))
      return INVALID;
    let sum = 0;
    for (let i = 0; i < 17; i++) {
      const code = text.charCodeAt(i);
      sum += (code < 58 ? code - 48 : LETTER_VALUES[code - 65]!) * WEIGHTS[i]!;
    }
    if ('0123456789X'[sum % 11] === text[8]) return valid();
    return /^[1-5L]/.test(text) ? INVALID : UNKNOWN;
  },
};
