import { today } from './calendar.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Expiry of a payment card, MM/YY, MM/YYYY, MMYY or YYYY-MM: a month from ten years ago to twenty years ahead.
 * Reason: `month` 1.
 */
export const cardExpiry: Validator = {
  id: 'card-expiry',
  source: 'ISO/IEC 7813 (expiry date)',
  check(value) {
    const text = value.slice(0, 16).trim();
    const match =
      /^(?<month>0?[1-9]|1[0-2]) ?[/-] ?(?<year>\d{2}|20\d{2})$/.exec(text) ??
      /^(?<month>0[1-9]|1[0-2])(?<year>\d{2})$/.exec(text) ??
      /^(?<year>20\d{2}) ?[/-] ?(?<month>0[1-9]|1[0-2])$/.exec(text);
    if (!match) return INVALID;
    const year = Number(match.groups!.year) % 100;
    const now = Math.floor(today() / 10_000) % 100;
    return year >= now - 10 && year <= now + 20 ? valid(1, 'month') : INVALID;
  },
};
