import { compact } from './checksums.js';
import { dniLetter } from './dni-es.js';
import { INVALID, type Validator, valid } from './validator.js';

/** NIE of foreigners in Spain: X, Y or Z, seven digits, check letter. Reason: `checksum` 1. */
export const nieEs: Validator = {
  id: 'nie-es',
  source: 'Orden INT/2058/2008, NIE letter (mod 23 with X = 0, Y = 1, Z = 2)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[XYZ]\d{7}[A-Z]$/.test(id)) return INVALID;
    return dniLetter(Number('XYZ'.indexOf(id[0]!) + id.slice(1, 8))) === id[8] ? valid() : INVALID;
  },
};
