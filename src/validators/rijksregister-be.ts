import { isBirthDate } from './calendar.js';
import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** National register number of Belgium, 11 digits: birth date, sequence, 97 - number mod 97 (a 2 before it for births from 2000 on). Reason: `checksum` 1. */
export const rijksregisterBe: Validator = {
  id: 'rijksregister-be',
  source: 'Koninklijk besluit van 3 april 1984, Rijksregisternummer',
  check(value) {
    const id = compact(value);
    if (!/^\d{11}$/.test(id)) return INVALID;
    const [year, month, day] = [0, 2, 4].map((from) => Number(id.slice(from, from + 2)));
    const check = Number(id.slice(9));
    // BIS numbers add 20 or 40 to the month; an unknown month or day is 00.
    const born = (century: number): boolean =>
      month! % 20 === 0 || day === 0 ? day! <= 31 : isBirthDate(century + year!, month! % 20, day!);
    const holds = (prefix: string): boolean => 97 - (Number(prefix + id.slice(0, 9)) % 97) === check;
    return (born(1900) && holds('')) || (born(2000) && holds('2')) ? valid() : INVALID;
  },
};
