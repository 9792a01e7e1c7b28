import { isBirthDate } from './calendar.js';
import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** EGN of Bulgaria, ten digits: birth date with the century in the month, sequence, check. Reason: `checksum` 1. */
export const egnBg: Validator = {
  id: 'egn-bg',
  source: 'Ordinance on the functioning of ESGRAON, EGN (weights 2 4 8 5 10 9 7 3 6, mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^\d{10}$/.test(id)) return INVALID;
    const month = Number(id.slice(2, 4));
    const century = [1900, 1800, 2000][Math.floor(month / 20)];
    if (
      century === undefined ||
      !isBirthDate(century + Number(id.slice(0, 2)), month % 20, Number(id.slice(4, 6)), 1800)
    )
      return INVALID;
    return (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digit(id, 9) ? valid() : INVALID;
  },
};
