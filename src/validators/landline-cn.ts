import { AREA_CODE } from './phone-tables.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Country code, area code with or without its 0, brackets, one separator, subscriber, extension; two and three area digits. */
const FORMS = [2, 3].map(
  (width) =>
    new RegExp(
      String.raw`^(\+86|0086|86)?[ -]?([(（])?(0?)(\d{${width}})([)）])?[ -]?(\d{3,4}[ -]?\d{4})(?: ?(?:转|分机|ext\.?|x|#|-) ?\d{1,6})?$`,
      'i',
    ),
);

/**
 * Fixed line of mainland China. Wants the value with its separators: they raise the quality. An area code without 0 needs the
 * country code before it; 010 and 02x have eight subscriber digits.
 * Reasons: `area` 1 (separator, brackets or country code), `bare` 0.2 (digits only).
 */
export const landlineCn: Validator = {
  id: 'landline-cn',
  source: 'MIIT numbering plan, 319 area codes (libphonenumber 1.13.16 metadata)',
  check(value) {
    if (value.length > 40) return INVALID;
    for (const form of FORMS) {
      const match = form.exec(value);
      if (!match) continue;
      const [, country, open, zero, area, close, subscriber] = match;
      if ((open === undefined) !== (close === undefined) || (!zero && !country)) continue;
      if (AREA_CODE.exec(`0${area}`)?.[0] !== `0${area}`) continue;
      const number = subscriber!.replace(/\D/g, '');
      if (!/^[2-8]/.test(number) || (area!.length === 2 && number.length !== 8)) continue;
      return country || /\D/.test(value) ? valid(1, 'area') : valid(0.2, 'bare');
    }
    return INVALID;
  },
};
