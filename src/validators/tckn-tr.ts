import { compact, digit, weighted } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Identity number of Turkey, 11 digits with two checks. Reason: `checksum` 1. */
export const tcknTr: Validator = {
  id: 'tckn-tr',
  source: 'Nüfus ve Vatandaşlık İşleri, T.C. Kimlik Numarası',
  check(value) {
    const id = compact(value);
    if (!/^[1-9]\d{10}$/.test(id)) return INVALID;
    const odd = weighted(id, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
    const even = weighted(id, [0, 1, 0, 1, 0, 1, 0, 1]);
    return (odd * 7 + even * 9) % 10 === digit(id, 9) && (odd + even + digit(id, 9)) % 10 === digit(id, 10)
      ? valid()
      : INVALID;
  },
};
