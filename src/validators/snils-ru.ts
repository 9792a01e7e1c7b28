import { compact, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** SNILS of Russia, nine digits and two check digits. Reason: `checksum` 1. */
export const snilsRu: Validator = {
  id: 'snils-ru',
  source: 'Pension Fund of Russia, resolution 192p (weights 9-1, mod 101)',
  check(value) {
    const id = compact(value);
    if (!/^\d{11}$/.test(id) || repeats(id) || Number(id.slice(0, 9)) <= 1_001_998) return INVALID;
    return (weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(id.slice(9))
      ? valid()
      : INVALID;
  },
};
