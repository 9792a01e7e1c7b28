import { compact, digit } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Digit sum with the first, third, fifth and seventh digit doubled. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = digit(digits, i) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum;
}

/** CIF of companies in Spain, and K, L, M persons: letter, seven digits, check digit or letter. Reason: `checksum` 1. */
export const cifEs: Validator = {
  id: 'cif-es',
  source: 'Orden EHA/451/2008, CIF control character',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[A-HJ-NP-SUVW]\d{7}[0-9A-J]$/.test(id)) return INVALID;
    const control = (10 - (luhnSum(id.slice(1, 8)) % 10)) % 10;
    if (/[A-J]/.test(id[8]!))
      return !/[ABEH]/.test(id[0]!) && 'JABCDEFGHI'[control] === id[8] ? valid() : INVALID;
    return !/[KLMPQS]/.test(id[0]!) && control === digit(id, 8) ? valid() : INVALID;
  },
};
