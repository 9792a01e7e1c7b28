import { isBirthDate } from './calendar.js';
import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** IIN of Kazakhstan, 12 digits: birth date, century and sex, sequence, two-stage check. Reason: `checksum` 1. */
export const iinKz: Validator = {
  id: 'iin-kz',
  source: 'Law of Kazakhstan on national registers of identification numbers (2007)',
  check(value) {
    const id = compact(value);
    if (!/^\d{6}[1-6]\d{5}$/.test(id)) return INVALID;
    const century = 1800 + Math.floor((digit(id, 6) - 1) / 2) * 100;
    if (!isBirthDate(century + Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6)), 1850))
      return INVALID;
    const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    const check = first === 10 ? weighted(id, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 : first;
    return check === digit(id, 11) ? valid() : INVALID;
  },
};
