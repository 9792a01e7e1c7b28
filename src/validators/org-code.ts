import { organisationCheck, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Organisation code of China, eight characters and a check character. Wants the value with its hyphen, which raises the quality.
 * Reasons: `checksum` 1 with the hyphen, `no-hyphen` 0.5.
 */
export const orgCode: Validator = {
  id: 'org-code',
  source: 'GB 11714-1997',
  check(value) {
    const match = /^([0-9A-Z]{8})(-?)([0-9X])$/.exec(value.slice(0, 12).toUpperCase());
    if (!match || repeats(match[1]!) || organisationCheck(match[1]!) !== match[3]) return INVALID;
    return match[2] ? valid() : valid(0.5, 'no-hyphen');
  },
};
