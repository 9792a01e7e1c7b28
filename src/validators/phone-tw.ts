import { regionalPhone } from './regional-phone.js';
import type { Validator } from './validator.js';

/**
 * Taiwan telephone number: mobile 09xx-xxx-xxx, fixed 02, 04 and eight or 03-08 and seven digits; the 0 falls after the country code. Wants the
 * value with its separators. Reasons: `country-code` 1, `grouped` 0.8, `bare` 0.2.
 */
export const phoneTw: Validator = {
  id: 'phone-tw',
  source: 'NCC (Taiwan), Telecommunications Numbering Plan',
  check: (value) => regionalPhone(value, '886', /^0?(?:9\d{8}|[24][2-9]\d{7}|[3-8][2-9]\d{6})$/, /^0/),
};
