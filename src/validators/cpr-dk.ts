import { isBirthDate } from './calendar.js';
import { compact, weighted } from './checksums.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/** CPR number of Denmark, ten digits: birth date DDMMYY and sequence. Numbers since 2007 may fail the check and stay unknown. Reason: `checksum` 1. */
export const cprDk: Validator = {
  id: 'cpr-dk',
  source: 'CPR-kontoret, Personnummeret i CPR (weights 4 3 2 7 6 5 4 3 2 1, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^\d{10}$/.test(id)) return INVALID;
    const [day, month, year] = [0, 2, 4].map((from) => Number(id.slice(from, from + 2)));
    // Provisional numbers add 60 to the day.
    const born = [1800, 1900, 2000].some((century) =>
      isBirthDate(century + year!, month!, day! > 60 ? day! - 60 : day!, 1858),
    );
    if (!born) return INVALID;
    return weighted(id, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? valid() : UNKNOWN;
  },
};
