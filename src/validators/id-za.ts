import { isShortBirthDateAt } from './calendar.js';
import { compact, luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Identity number of South Africa, 13 digits: birth date, sequence, citizenship, Luhn. Reason: `checksum` 1. */
export const idZa: Validator = {
  id: 'id-za',
  source: 'Identification Act 68 of 1997 of South Africa (Luhn)',
  check(value) {
    const id = compact(value);
    return /^\d{10}[012]\d{2}$/.test(id) && isShortBirthDateAt(id, 0) && luhnHolds(id) ? valid() : INVALID;
  },
};
