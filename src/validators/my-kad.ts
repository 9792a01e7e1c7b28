import { isShortBirthDateAt } from './calendar.js';
import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** MyKad number of Malaysia, 12 digits: YYMMDD, place of birth, sequence. No check digit. Reasons: `format` 1 grouped 6-2-4, `bare` 0.3. */
export const myKad: Validator = {
  id: 'my-kad',
  source: 'Jabatan Pendaftaran Negara, place of birth codes',
  check(value) {
    const id = compact(value);
    if (
      !/^\d{12}$/.test(id) ||
      !isShortBirthDateAt(id, 0) ||
      /^(?:00|17|18|19|20|69|70|73|8[01]|9[4-7])/.test(id.slice(6))
    )
      return INVALID;
    return /^\d{6}[ -]\d{2}[ -]\d{4}$/.test(value.trim()) ? valid(1, 'format') : valid(0.3, 'bare');
  },
};
