import { isBirthDate } from './calendar.js';
import { luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Personal identity or coordination number of Sweden, 10 or 12 digits, Luhn over the last ten. Reason: `checksum` 1. */
export const personnummerSe: Validator = {
  id: 'personnummer-se',
  source: 'Folkbokföringslagen (1991:481) § 18, Luhn',
  check(value) {
    if (value.length > 20) return INVALID;
    const id = value.replace(/[ +-]/g, '');
    if (!/^(?:(?:18|19|20)\d{2}|\d{2})\d{8}$/.test(id)) return INVALID;
    const short = id.slice(-10);
    const centuries = id.length === 12 ? [Number(id.slice(0, 2)) * 100] : [1900, 2000];
    const [year, month, day] = [0, 2, 4].map((from) => Number(short.slice(from, from + 2)));
    const born = centuries.some((century) =>
      isBirthDate(century + year!, month!, day! > 60 ? day! - 60 : day!, 1850),
    );
    return born && luhnHolds(short) ? valid() : INVALID;
  },
};
