import { isBirthDate } from './calendar.js';
import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** CNP of Romania, 13 digits: sex and century, birth date, county, sequence, check. Reason: `checksum` 1. */
export const cnpRo: Validator = {
  id: 'cnp-ro',
  source: 'OUG 97/2005, CNP (weights 2 7 9 1 4 6 3 5 8 2 7 9, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^[1-9]\d{12}$/.test(id)) return INVALID;
    const [year, month, day] = [1, 3, 5].map((from) => Number(id.slice(from, from + 2)));
    const centuries = { '1': [1900], '2': [1900], '3': [1800], '4': [1800], '5': [2000], '6': [2000] }[
      id[0]!
    ] ?? [1900, 2000];
    if (!centuries.some((century) => isBirthDate(century + year!, month!, day!, 1800))) return INVALID;
    const rest = weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (rest === 10 ? 1 : rest) === digit(id, 12) ? valid() : INVALID;
  },
};
