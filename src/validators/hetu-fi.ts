import { isBirthDate } from './calendar.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Personal identity code of Finland: DDMMYY, century sign, three digits, check character. Wants its sign. Reason: `checksum` 1. */
export const hetuFi: Validator = {
  id: 'hetu-fi',
  source: 'Digital and Population Data Services Agency, personal identity code (mod 31)',
  check(value) {
    const match = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-Y])$/.exec(
      value.slice(0, 16).trim().toUpperCase(),
    );
    if (!match) return INVALID;
    const century = match[4] === '+' ? 1800 : /[-U-Y]/.test(match[4]!) ? 1900 : 2000;
    if (!isBirthDate(century + Number(match[3]), Number(match[2]), Number(match[1]), 1850)) return INVALID;
    const number = Number(`${match[1]}${match[2]}${match[3]}${match[5]}`);
    return '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === match[6] ? valid() : INVALID;
  },
};
