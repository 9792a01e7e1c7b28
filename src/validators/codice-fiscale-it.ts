import { compact, digit } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Values of A-Z (and of 0-9 as A-J) at odd positions. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Codice fiscale of persons in Italy, 16 characters with check letter; digits may be replaced by letters (omocodia). Reason: `checksum` 1. */
export const codiceFiscaleIt: Validator = {
  id: 'codice-fiscale-it',
  source: 'Decreto Ministeriale 23 dicembre 1976, control character',
  check(value) {
    const id = compact(value).toUpperCase();
    const form = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
    if (!form.test(id)) return INVALID;
    const day =
      Number(id.slice(9, 11).replace(/[L-V]/g, (letter) => String('LMNPQRSTUV'.indexOf(letter)))) % 40;
    if (day < 1 || day > 31) return INVALID;
    let sum = 0;
    for (let i = 0; i < 15; i++) {
      const index = /\d/.test(id[i]!) ? digit(id, i) : id.charCodeAt(i) - 65;
      sum += i % 2 === 0 ? ODD[index]! : index;
    }
    return String.fromCharCode(65 + (sum % 26)) === id[15] ? valid() : INVALID;
  },
};
