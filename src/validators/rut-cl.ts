import { compact, digit, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** RUT of Chile, seven or eight digits and a check 0-9 or K. Reason: `checksum` 1. */
export const rutCl: Validator = {
  id: 'rut-cl',
  source: 'Servicio de Impuestos Internos, RUT (mod 11, weights 2-7)',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!/^[1-9]\d{6,7}[0-9K]$/.test(id) || repeats(id)) return INVALID;
    let sum = 0;
    for (let i = 0; i < id.length - 1; i++) sum += digit(id, id.length - 2 - i) * (2 + (i % 6));
    return '0K987654321'[sum % 11] === id[id.length - 1] ? valid() : INVALID;
  },
};
