import { issuerOf } from './card-tables.js';
import { compact, luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Bank card of the mainland, 13-19 digits: Luhn and issuer prefix. With a rule prior of 0.30 and strength 0.72 a listed prefix
 * scores 0.80 and an unlisted UnionPay one 0.55.
 * Reasons: `bin:ICBC` (bank code) 1, `unionpay` 0.5 (62 or 8100-8171, 16-19 digits), `luhn` 0.2 (other prefix).
 */
export const cardBin: Validator = {
  id: 'card-bin',
  source: 'ISO/IEC 7812-1 (Luhn); UnionPay issuer prefixes as collected in bankcardinfo 2.0.6',
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d{12,18}$/.test(digits) || !luhnHolds(digits)) return INVALID;
    const issuer = issuerOf(digits);
    if (issuer !== undefined) return valid(1, `bin:${issuer}`);
    return digits.length >= 16 && /^(?:62|81[0-6]|817[01])/.test(digits)
      ? valid(0.5, 'unionpay')
      : valid(0.2, 'luhn');
  },
};
