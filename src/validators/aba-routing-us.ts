import { compact, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Bank routing number of the United States, nine digits, weights 3 7 1. Reason: `checksum` 1. */
export const abaRoutingUs: Validator = {
  id: 'aba-routing-us',
  source: 'American Bankers Association, routing number policy',
  check(value) {
    const id = compact(value);
    if (!/^(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(id)) return INVALID;
    return weighted(id, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 ? valid() : INVALID;
  },
};
