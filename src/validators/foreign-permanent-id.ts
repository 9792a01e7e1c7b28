import { isBirthDateAt } from './calendar.js';
import { compact, mod11x2 } from './checksums.js';
import { isCountryNumber } from './countries.js';
import { isProvince } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Foreign permanent resident card of 2023, 18 characters: 9, province, nationality (ISO 3166-1 numeric, not China), birth date,
 * sequence, MOD 11-2 check character. Reason: `checksum` 1.
 */
export const foreignPermanentId: Validator = {
  id: 'foreign-permanent-id',
  source: 'National Immigration Administration, five-star card 2023; GB 11643 check; ISO 3166-1 numeric',
  check(value) {
    const id = compact(value);
    if (!/^9\d{16}[\dXx×]$/.test(id) || !isProvince(id.slice(1, 3))) return INVALID;
    const nationality = id.slice(3, 6);
    if (nationality === '156' || !isCountryNumber(nationality) || !isBirthDateAt(id, 6)) return INVALID;
    return mod11x2(id) === (/\d/.test(id[17]!) ? id[17] : 'X') ? valid() : INVALID;
  },
};
