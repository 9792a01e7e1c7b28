import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

const WEIGHTS = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

/** CPF of Brazil, 11 digits with two mod 11 check digits, not all equal. Reason: `checksum` 1. */
export const cpfBr: Validator = {
  id: 'cpf-br',
  source: 'Receita Federal do Brasil, CPF check digits',
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits) || repeats(digits)) return INVALID;
    const first = ((weighted(digits, WEIGHTS.slice(1)) * 10) % 11) % 10;
    const second = ((weighted(digits, WEIGHTS) * 10) % 11) % 10;
    return first === digit(digits, 9) && second === digit(digits, 10) ? valid() : INVALID;
  },
};
