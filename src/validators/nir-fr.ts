import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** NIR (social security number) of France, 13 characters (2A and 2B for Corsica) and a key of two digits. Reason: `checksum` 1. */
export const nirFr: Validator = {
  id: 'nir-fr',
  source: 'INSEE, NIR (key = 97 - number mod 97)',
  check(value) {
    const id = compact(value).toUpperCase();
    const form = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}\d{2}$/;
    if (!form.test(id)) return INVALID;
    const number = Number(id.slice(0, 13).replace('2A', '19').replace('2B', '18'));
    return 97 - (number % 97) === Number(id.slice(13)) ? valid() : INVALID;
  },
};
