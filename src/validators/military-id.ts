import { INVALID, type Validator, valid } from './validator.js';

const UNITS = '军士兵文武海空陆炮政参联后装战火南北沈兰成济广京东西中';
const FORM = new RegExp(`^[${UNITS}]字第?\\d{6,8}号?$`);

/**
 * Military or police officer card: unit character, 字第, 6-8 digits, 号; or the bare 6-10 digits after a label. No check digit.
 * Reasons: `format` 1, `digits` 0.3.
 */
export const militaryId: Validator = {
  id: 'military-id',
  source: 'Card formats of the Central Military Commission and the police; no public check digit',
  check(value) {
    const text = value.slice(0, 32).replace(/[ ()（）]/g, '');
    if (FORM.test(text)) return valid(1, 'format');
    return /^\d{6,10}$/.test(text) ? valid(0.3, 'digits') : INVALID;
  },
};
