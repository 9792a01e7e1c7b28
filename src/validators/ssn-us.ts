import { compact, digit, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Numbers that were printed in advertisements and are void. */
const VOID = new Set(['078051120', '219099999', '457555462']);

/**
 * Social security number of the United States, nine digits: area, group and serial that may be issued. No check digit. Wants the
 * value with its separators, which raise the quality. Reasons: `format` 1 grouped, `bare` 0.2.
 */
export const ssnUs: Validator = {
  id: 'ssn-us',
  source: 'Social Security Administration, number ranges and randomization (2011)',
  check(value) {
    const id = compact(value);
    if (!/^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(id) || VOID.has(id) || repeats(id))
      return INVALID;
    let rising = true;
    for (let i = 1; i < 9; i++) rising &&= digit(id, i) === digit(id, i - 1) + 1;
    if (rising) return INVALID;
    return /^\d{3}[ -]\d\d[ -]\d{4}$/.test(value.trim()) ? valid(1, 'format') : valid(0.2, 'bare');
  },
};
