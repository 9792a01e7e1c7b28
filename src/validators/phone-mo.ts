import { regionalPhone } from './regional-phone.js';
import type { Validator } from './validator.js';

/** Macau telephone number, eight digits: 6 mobile, 28 and 8 fixed. Reasons: `country-code` 1, `bare` 0.2. */
export const phoneMo: Validator = {
  id: 'phone-mo',
  source: 'CTT (Macau), National Numbering Plan',
  check: (value) => regionalPhone(value, '853', /^(?:6\d|28|8\d)\d{6}$/),
};
