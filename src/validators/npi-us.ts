import { compact, luhnHolds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** National provider identifier of the United States, ten digits, Luhn with the prefix 80840. Reason: `checksum` 1. */
export const npiUs: Validator = {
  id: 'npi-us',
  source: '45 CFR 162.406; CMS, NPI check digit',
  check(value) {
    const id = compact(value);
    return /^[12]\d{9}$/.test(id) && luhnHolds(`80840${id}`) ? valid() : INVALID;
  },
};
