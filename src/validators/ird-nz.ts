import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** IRD number of New Zealand, eight or nine digits, two-stage mod 11. Reason: `checksum` 1. */
export const irdNz: Validator = {
  id: 'ird-nz',
  source: 'Inland Revenue of New Zealand, RWT and NRWT specification',
  check(value) {
    const id = compact(value);
    if (!/^\d{8,9}$/.test(id) || Number(id) < 10_000_000 || Number(id) > 150_000_000) return INVALID;
    const padded = id.padStart(9, '0');
    const check = (weights: readonly number[]): number => (11 - (weighted(padded, weights) % 11)) % 11;
    const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
    return (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) === digit(padded, 8) ? valid() : INVALID;
  },
};
