import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Check letter of a number: its rest of 23. */
export function dniLetter(number: number): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]!;
}

/** DNI of Spain, eight digits and a check letter. Reason: `checksum` 1. */
export const dniEs: Validator = {
  id: 'dni-es',
  source: 'Real Decreto 1553/2005, NIF letter (mod 23)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^\d{8}[A-Z]$/.test(id) || /^0{8}/.test(id)) return INVALID;
    return dniLetter(Number(id.slice(0, 8))) === id[8] ? valid() : INVALID;
  },
};
