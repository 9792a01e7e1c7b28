import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** INN of Russia, ten digits (organisations) or twelve (persons). Reason: `checksum` 1. */
export const innRu: Validator = {
  id: 'inn-ru',
  source: 'Federal Tax Service of Russia, order ММВ-7-6/435 (mod 11)',
  check(value) {
    const id = compact(value);
    if (!/^\d{10}(?:\d\d)?$/.test(id) || id.startsWith('00') || repeats(id)) return INVALID;
    const check = (weights: readonly number[]): number => (weighted(id, weights) % 11) % 10;
    if (id.length === 10) return check([2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(id, 9) ? valid() : INVALID;
    const first = check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    const second = check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    return first === digit(id, 10) && second === digit(id, 11) ? valid() : INVALID;
  },
};
