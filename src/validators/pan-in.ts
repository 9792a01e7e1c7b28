import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Permanent account number of India: three letters, holder type, letter, four digits, letter. No public check. Reason: `format` 1. */
export const panIn: Validator = {
  id: 'pan-in',
  source: 'Income Tax Department of India, structure of PAN',
  check(value) {
    const id = compact(value).toUpperCase();
    return /^[A-Z]{3}[ABCFGHJLPT][A-Z](?!0000)\d{4}[A-Z]$/.test(id) ? valid(1, 'format') : INVALID;
  },
};
