import { alphanumeric } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Hong Kong identity card: one or two letters, six digits, check 0-9 or A. Wants the value with its brackets: they raise the
 * quality, because one bare part number in eleven passes. Reasons: `checksum` 1 with brackets, `no-brackets` 0.4.
 */
export const hkid: Validator = {
  id: 'hkid',
  source: 'Hong Kong Immigration Department, HKID check digit (weights 9-2, mod 11; blank = 36)',
  check(value) {
    const match = /^([A-NP-Z]{1,2})(\d{6}) ?(\(|（)?([\dA])(\)|）)?$/.exec(
      value.slice(0, 20).trim().toUpperCase(),
    );
    if (!match || (match[3] === undefined) !== (match[5] === undefined)) return INVALID;
    const body = `${match[1]}${match[2]}`;
    let sum = body.length === 7 ? 36 * 9 : 0;
    for (let i = 0; i < body.length; i++) sum += alphanumeric(body, i) * (body.length + 1 - i);
    if ((11 - (sum % 11)) % 11 !== alphanumeric(match[4]!, 0)) return INVALID;
    return match[3] === undefined ? valid(0.4, 'no-brackets') : valid();
  },
};
