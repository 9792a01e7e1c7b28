import { compact, digit, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Unified business number of Taiwan, eight digits; the digit sum is a multiple of 5 since 2023. Reason: `checksum` 1. */
export const ubnTw: Validator = {
  id: 'ubn-tw',
  source: 'Ministry of Finance (Taiwan), unified business number (weights 1 2 1 2 1 2 4 1)',
  check(value) {
    const id = compact(value);
    if (!/^\d{8}$/.test(id) || repeats(id)) return INVALID;
    let sum = 0;
    for (let i = 0; i < 8; i++) {
      const product = digit(id, i) * [1, 2, 1, 2, 1, 2, 4, 1][i]!;
      sum += Math.floor(product / 10) + (product % 10);
    }
    return sum % 5 === 0 || (id[6] === '7' && (sum + 1) % 5 === 0) ? valid() : INVALID;
  },
};
