import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Australian business number, 11 digits, mod 89. Reason: `checksum` 1. */
export const abnAu: Validator = {
  id: 'abn-au',
  source: 'Australian Business Register, ABN format (first digit less 1; weights 10 1 3 ... 19)',
  check(value) {
    const id = compact(value);
    if (!/^(?:1[1-9]|[2-9]\d)\d{9}$/.test(id)) return INVALID;
    return (weighted(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0 ? valid() : INVALID;
  },
};
