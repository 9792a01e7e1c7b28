import { isBirthDate } from './calendar.js';
import { compact } from './checksums.js';
import { regionLevel } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * First-generation resident identity number, 15 digits: region, YYMMDD of the 20th century up to 1999-09-30 (later births got 18
 * digits), sequence. There is no check digit, so the region must be known at least to the prefecture.
 * Reasons: `region:county` 1, `region:prefecture` 0.6.
 */
export const residentId15: Validator = {
  id: 'resident-id-15',
  source: 'GB 11643-1989, GB/T 2260',
  check(value) {
    const id = compact(value);
    if (!/^[1-6]\d{14}$/.test(id)) return INVALID;
    const [year, month, day] = [6, 8, 10].map((from) => Number(id.slice(from, from + 2)));
    if (!isBirthDate(1900 + year!, month!, day!) || id.slice(6, 12) >= '991001') return INVALID;
    const level = regionLevel(id.slice(0, 6));
    if (level === 'county') return valid(1, 'region:county');
    return level === 'prefecture' ? valid(0.6, 'region:prefecture') : INVALID;
  },
};
