import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * A filter to put beside other validators: rejects a value whose digits are all equal or run up or down by one (9 and 0 are
 * neighbours). Values with fewer than four digits pass. Reason: `varied` 1.
 */
export const digitsNotTrivial: Validator = {
  id: 'digits-not-trivial',
  source: 'Placeholder convention, no standard',
  check(value) {
    const digits = compact(value, 512).replace(/\D/g, '');
    if (digits.length < 4) return valid(1, 'varied');
    const step = (Number(digits[1]) - Number(digits[0]) + 10) % 10;
    if (step !== 0 && step !== 1 && step !== 9) return valid(1, 'varied');
    for (let i = 2; i < digits.length; i++) {
      if ((Number(digits[i]) - Number(digits[i - 1]) + 10) % 10 !== step) return valid(1, 'varied');
    }
    return INVALID;
  },
};
