import { isShortBirthDateAt } from './calendar.js';
import { compact, icaoCheck } from './checksums.js';
import { isAlpha3 } from './countries.js';
import { isProvince } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Foreign permanent resident card of 2004 and 2017, 15 characters: nationality (ISO 3166-1 alpha-3, not CHN), issuing prefecture,
 * YYMMDD, sequence, 7-3-1 check digit. Reason: `checksum` 1.
 */
export const foreignPermanentId15: Validator = {
  id: 'foreign-permanent-id-15',
  source: 'Permanent residence card of the Ministry of Public Security, 2004 and 2017; ICAO Doc 9303 check',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[A-Z]{3}\d{12}$/.test(id) || id.startsWith('CHN') || !isAlpha3(id.slice(0, 3))) return INVALID;
    if (!isProvince(id.slice(3, 5)) || !isShortBirthDateAt(id, 7)) return INVALID;
    return icaoCheck(id.slice(0, 14)) === Number(id[14]) ? valid() : INVALID;
  },
};
