import { isBirthDateAt } from './calendar.js';
import { compact, mod11x2 } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Residence permit for residents of Hong Kong (810000), Macau (820000) and Taiwan (830000), 18 characters: birth date, sequence,
 * MOD 11-2 check character. Reason: `checksum` 1.
 */
export const hmtResidencePermit: Validator = {
  id: 'hmt-residence-permit',
  source: 'State Council measures of 2018 on the residence permit; GB 11643 check',
  check(value) {
    const id = compact(value);
    if (!/^8[123]0000\d{11}[\dXx×]$/.test(id) || !isBirthDateAt(id, 6)) return INVALID;
    return mod11x2(id) === (/\d/.test(id[17]!) ? id[17] : 'X') ? valid() : INVALID;
  },
};
