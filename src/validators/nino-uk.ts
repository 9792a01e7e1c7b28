import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** National insurance number of the United Kingdom: allowed prefix, six digits, suffix A-D. No check digit. Reason: `format` 1. */
export const ninoUk: Validator = {
  id: 'nino-uk',
  source: 'HMRC National Insurance Manual NIM39110',
  check(value) {
    const form = /^(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;
    const id = compact(value).toUpperCase();
    return form.test(id) ? valid(1, 'format') : INVALID;
  },
};
