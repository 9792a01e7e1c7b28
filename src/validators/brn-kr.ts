import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Business registration number of Korea, ten digits. Reason: `checksum` 1. */
export const brnKr: Validator = {
  id: 'brn-kr',
  source: 'National Tax Service of Korea (weights 1 3 7 1 3 7 1 3 5)',
  check(value) {
    const id = compact(value);
    if (!/^[1-9]\d{2}(?!00)\d{2}\d{5}$/.test(id) || repeats(id)) return INVALID;
    const sum = weighted(id, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((digit(id, 8) * 5) / 10);
    return (10 - (sum % 10)) % 10 === digit(id, 9) ? valid() : INVALID;
  },
};
