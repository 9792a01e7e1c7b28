import { regionalPhone } from './regional-phone.js';
import type { Validator } from './validator.js';

/** Hong Kong telephone number, eight digits: 2, 3 fixed, 4-9 mobile. Reasons: `country-code` 1, `bare` 0.2. */
export const phoneHk: Validator = {
  id: 'phone-hk',
  source: 'OFCA, Numbering Plan for Telecommunications Services in Hong Kong',
  check: (value) => regionalPhone(value, '852', /^[2-9]\d{7}$/),
};
