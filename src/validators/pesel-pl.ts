import { isBirthDate } from './calendar.js';
import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** PESEL of Poland, 11 digits: birth date with the century in the month, sequence, check. Reason: `checksum` 1. */
export const peselPl: Validator = {
  id: 'pesel-pl',
  source: 'Ustawa o ewidencji ludności, PESEL (weights 1 3 7 9)',
  check(value) {
    const id = compact(value);
    if (!/^\d{11}$/.test(id)) return INVALID;
    const month = Number(id.slice(2, 4));
    const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)]!;
    if (!isBirthDate(century + Number(id.slice(0, 2)), month % 20, Number(id.slice(4, 6)), 1800))
      return INVALID;
    return weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 ? valid() : INVALID;
  },
};
