import { isBirthDate } from './calendar.js';
import { compact, digit } from './checksums.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/** Birth number of Czechia and Slovakia, ten digits divisible by 11 (women: month + 50). The nine digits before 1954 have no check and stay unknown. Reason: `checksum` 1. */
export const rodneCisloCz: Validator = {
  id: 'rodne-cislo-cz',
  source: 'Zákon č. 133/2000 Sb. § 13',
  check(value) {
    const id = compact(value);
    if (!/^\d{9,10}$/.test(id)) return INVALID;
    const [year, month, day] = [0, 2, 4].map((from) => Number(id.slice(from, from + 2)));
    const plain = month! > 70 ? month! - 70 : month! > 50 ? month! - 50 : month! > 20 ? month! - 20 : month!;
    const century = id.length === 9 || year! >= 54 ? 1900 : 2000;
    if (!isBirthDate(century + year!, plain, day!) || (id.length === 9 && year! >= 54)) return INVALID;
    if (id.length === 9) return UNKNOWN;
    // Until 1985 a rest of 10 was written as 0.
    const rest = Number(id.slice(0, 9)) % 11;
    return rest % 10 === digit(id, 9) && (rest < 10 || (year! >= 54 && year! <= 85)) ? valid() : INVALID;
  },
};
