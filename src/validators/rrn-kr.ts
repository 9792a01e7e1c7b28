import { isBirthDate } from './calendar.js';
import { compact, digit, weighted } from './checksums.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/**
 * Resident registration number of Korea, 13 digits: YYMMDD, sex and century, check. Numbers issued since October 2020 are random
 * after the seventh digit, so a failing check proves nothing against it; the hyphen then speaks for it. Wants its hyphen.
 * Reasons: `checksum` 1, `date` 0.6 (hyphen, no check).
 */
export const rrnKr: Validator = {
  id: 'rrn-kr',
  source: 'Enforcement rules of the Resident Registration Act of Korea (weights 2-9 2-5, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^\d{13}$/.test(id)) return INVALID;
    const century = [1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800][digit(id, 6)]!;
    if (!isBirthDate(century + Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6))))
      return INVALID;
    const sum = weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    if ((11 - (sum % 11)) % 10 === digit(id, 12)) return valid();
    return /^\d{6}-\d{7}$/.test(value.trim()) ? valid(0.6, 'date') : UNKNOWN;
  },
};
