import { isBirthDate } from './calendar.js';
import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Personal code of Estonia and Lithuania, 11 digits: sex and century, birth date, sequence, two-stage check. Reason: `checksum` 1. */
export const isikukoodEe: Validator = {
  id: 'isikukood-ee',
  source: 'EVS 585:2007; Lithuanian asmens kodas law',
  check(value) {
    const id = compact(value);
    if (!/^[1-8]\d{10}$/.test(id)) return INVALID;
    const century = 1800 + Math.floor((digit(id, 0) - 1) / 2) * 100;
    if (!isBirthDate(century + Number(id.slice(1, 3)), Number(id.slice(3, 5)), Number(id.slice(5, 7)), 1800))
      return INVALID;
    const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
    const check = first === 10 ? (weighted(id, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10 : first;
    return check === digit(id, 10) ? valid() : INVALID;
  },
};
