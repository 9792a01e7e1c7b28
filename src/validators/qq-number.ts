import { compact, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** QQ number, 5-11 digits without leading 0, not all equal. No check digit. Reason: `format` 0.5. */
export const qqNumber: Validator = {
  id: 'qq-number',
  source: 'Tencent QQ account numbers start at 10000',
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{4,10}$/.test(digits) && !repeats(digits) ? valid(0.5, 'format') : INVALID;
  },
};
