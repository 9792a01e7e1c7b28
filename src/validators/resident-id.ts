import { isBirthDateAt } from './calendar.js';
import { compact, mod11x2 } from './checksums.js';
import { regionLevel } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

/** What a known region proves: real cards carry some codes that no published list has. */
const QUALITY = { county: 1, prefecture: 0.8, province: 0.45 } as const;

/**
 * Resident identity number of mainland China, 18 characters: GB/T 2260 region (abolished codes included), birth date from 1890
 * to today, sequence, MOD 11-2 check character (X, x and × are the same). Provinces 11-71.
 * Reasons: `checksum` with `region:county` 1, `region:prefecture` 0.8, `region:province` 0.45.
 */
export const residentId: Validator = {
  id: 'resident-id',
  source: 'GB 11643-1999 (check: ISO 7064 MOD 11-2), GB/T 2260',
  check(value) {
    const id = compact(value);
    if (!/^[1-7]\d{16}[\dXx×]$/.test(id) || !isBirthDateAt(id, 6)) return INVALID;
    const last = /\d/.test(id[17]!) ? id[17] : 'X';
    if (mod11x2(id) !== last) return INVALID;
    const level = regionLevel(id.slice(0, 6));
    return level === 'none' ? INVALID : valid(QUALITY[level], `checksum region:${level}`);
  },
};
