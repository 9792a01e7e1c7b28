import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Letters in the order of their codes 10-35. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/**
 * Taiwan: national identity number (second character 1, 2), resident certificate of 2021 (8, 9) and before (A-D).
 * Reasons: `citizen` 1, `resident` 1.
 */
export const taiwanId: Validator = {
  id: 'taiwan-id',
  source: 'Ministry of the Interior, Taiwan: national identity and UI number check (mod 10)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[A-Z][1289A-D]\d{8}$/.test(id)) return INVALID;
    const area = LETTERS.indexOf(id[0]!) + 10;
    const second = id[1]! >= 'A' ? LETTERS.indexOf(id[1]!) % 10 : digit(id, 1);
    const sum =
      Math.floor(area / 10) + 9 * (area % 10) + 8 * second + weighted(id, [7, 6, 5, 4, 3, 2, 1, 1], 2);
    if (sum % 10 !== 0) return INVALID;
    return valid(1, id[1] === '1' || id[1] === '2' ? 'citizen' : 'resident');
  },
};
