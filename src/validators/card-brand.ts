import { brandOf } from './card-tables.js';
import { compact, luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Card of an international brand: prefix range, a length the brand uses, Luhn.
 * Reasons: `brand:visa` 1 (also mastercard, amex, jcb, diners, discover; mir 0.8; maestro 0.3); rare lengths 0.2-0.4.
 */
export const cardBrand: Validator = {
  id: 'card-brand',
  source: 'ISO/IEC 7812-1; issuer ranges published by the brands',
  check(value) {
    const digits = compact(value);
    if (!/^[2-6]\d{12,18}$/.test(digits) || !luhnHolds(digits)) return INVALID;
    const brand = brandOf(digits);
    return brand === undefined ? INVALID : valid(brand.quality, `brand:${brand.name}`);
  },
};
