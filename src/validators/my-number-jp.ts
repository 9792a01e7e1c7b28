import { compact, digit, repeats, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** My Number (individual number) of Japan, 12 digits with mod 11 check. Reason: `checksum` 1. */
export const myNumberJp: Validator = {
  id: 'my-number-jp',
  source: 'Ordinance of the Ministry of Internal Affairs and Communications No. 85 of 2014, article 5',
  check(value) {
    const digits = compact(value);
    if (!/^\d{12}$/.test(digits) || repeats(digits)) return INVALID;
    const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest <= 1 ? 0 : 11 - rest) === digit(digits, 11) ? valid() : INVALID;
  },
};
