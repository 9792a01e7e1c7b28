import { today } from './calendar.js';
import { compact, digit } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Province codes of the citizen identity database before the mergers of 2025. */
const PROVINCES = new Set([
  1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42,
  44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86,
  87, 89, 91, 92, 93, 94, 95, 96,
]);

/** Citizen identity number of Vietnam, 12 digits: province, sex and century, year of birth, sequence. No check digit. Reason: `format` 0.4. */
export const vnCccd: Validator = {
  id: 'vn-cccd',
  source: 'Thông tư 07/2016/TT-BCA, Nghị định 137/2015/NĐ-CP',
  check(value) {
    const id = compact(value);
    if (!/^0\d{11}$/.test(id) || !PROVINCES.has(Number(id.slice(0, 3)))) return INVALID;
    const year = 1900 + Math.floor(digit(id, 3) / 2) * 100 + Number(id.slice(4, 6));
    return year * 10_000 <= today() ? valid(0.4, 'format') : INVALID;
  },
};
