import { isBirthDate } from './calendar.js';
import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Birth number or D-number of Norway, 11 digits with two mod 11 checks. Reason: `checksum` 1. */
export const fodselsnummerNo: Validator = {
  id: 'fodselsnummer-no',
  source: 'Skatteetaten, fødselsnummer (weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2)',
  check(value) {
    const id = compact(value);
    if (!/^\d{11}$/.test(id)) return INVALID;
    const day = Number(id.slice(0, 2)) % 40;
    const month = Number(id.slice(2, 4)) % 40;
    const year = Number(id.slice(4, 6));
    if (![1800, 1900, 2000].some((century) => isBirthDate(century + year, month, day, 1854))) return INVALID;
    const first = weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11;
    const second = weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11;
    return first === 0 && second === 0 ? valid() : INVALID;
  },
};
