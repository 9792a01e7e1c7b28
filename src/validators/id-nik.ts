import { isBirthDate } from './calendar.js';
import { compact } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** NIK of Indonesia, 16 digits: province, regency, district, DDMMYY (women: day + 40), sequence. No check digit. Reason: `format` 0.6. */
export const idNik: Validator = {
  id: 'id-nik',
  source: 'Permendagri 72/2019, structure of NIK',
  check(value) {
    const id = compact(value);
    if (
      !/^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])(?!00)\d{2}(?!00)\d{2}\d{6}(?!0000)\d{4}$/.test(
        id,
      )
    )
      return INVALID;
    const [day, month, year] = [6, 8, 10].map((from) => Number(id.slice(from, from + 2)));
    const born = [1900, 2000].some((century) =>
      isBirthDate(century + year!, month!, day! > 40 ? day! - 40 : day!),
    );
    return born ? valid(0.6, 'format') : INVALID;
  },
};
