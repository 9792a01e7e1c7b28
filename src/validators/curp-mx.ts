import { isShortBirthDateAt } from './calendar.js';
import { compact, digit } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const STATES = 'AS|B[CS]|C[CHLMS]|D[FG]|G[RT]|HG|JC|M[CNS]|N[ELT]|OC|PL|Q[RT]|S[LPR]|T[CLS]|VZ|YN|ZS';
const FORM = new RegExp(`^[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX](?:${STATES})[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d$`);

/** CURP of Mexico, 18 characters: name letters, birth date, sex, state, check. Reason: `checksum` 1. */
export const curpMx: Validator = {
  id: 'curp-mx',
  source: 'RENAPO, Instructivo Normativo para la Asignación de la CURP',
  check(value) {
    const id = compact(value).toUpperCase();
    if (!FORM.test(id) || !isShortBirthDateAt(id, 4)) return INVALID;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(id[i]!) * (18 - i);
    return (10 - (sum % 10)) % 10 === digit(id, 17) ? valid() : INVALID;
  },
};
