import { alphanumeric, compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** GSTIN of India, 15 characters: state, PAN, entity, Z, check of base 36. Reason: `checksum` 1. */
export const gstinIn: Validator = {
  id: 'gstin-in',
  source: 'Goods and Services Tax Network of India, GSTIN (mod 36)',
  check(value) {
    const code = compact(value).toUpperCase();
    if (!/^(?:0[1-9]|[1-2]\d|3[0-8]|9[79])[A-Z]{5}(?!0000)\d{4}[A-Z][1-9A-Z][0-9A-Z][0-9A-Z]$/.test(code))
      return INVALID;
    let sum = 0;
    for (let i = 0; i < 14; i++) {
      const product = alphanumeric(code, i) * (i % 2 === 0 ? 1 : 2);
      sum += Math.floor(product / 36) + (product % 36);
    }
    return (36 - (sum % 36)) % 36 === alphanumeric(code, 14) ? valid() : INVALID;
  },
};
