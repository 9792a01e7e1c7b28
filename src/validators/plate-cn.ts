import { INVALID, type Validator, valid } from './validator.js';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const FORMS: readonly (readonly [form: RegExp, quality: number, reason: string])[] = [
  [new RegExp(`^[${PROVINCES}][A-HJ-NP-Z](?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`), 1, 'new-energy'],
  [new RegExp(`^[${PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}$`), 1, 'plate'],
  [new RegExp(`^[${PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[挂学警港澳]$`), 1, 'plate:special'],
  [new RegExp(`^(?:[${PROVINCES}][A-HJ-NP-Z]\\d{3,4}[使领]|使\\d{6}|\\d{6}使)$`), 1, 'plate:consular'],
  [new RegExp(`^WJ[${PROVINCES}]?\\d{4,5}[0-9JBXTHSD]$`), 0.8, 'plate:police'],
  [/^[A-Z]{2}\d{5}$/, 0.3, 'plate:military'],
];

/**
 * Vehicle plate of mainland China, dot or space after the office letter allowed. Letters alone are text, not a plate.
 * Reasons: `plate`, `new-energy`, `plate:special`, `plate:consular` 1, `plate:police` 0.8, `plate:military` 0.3; with fewer than
 * two digits 0.5.
 */
export const plateCn: Validator = {
  id: 'plate-cn',
  source: 'GA 36-2018',
  check(value) {
    const plate = value
      .slice(0, 16)
      .replace(/[ ·.-]/g, '')
      .toUpperCase();
    const digits = plate.replace(/\D/g, '').length;
    if (digits === 0) return INVALID;
    for (const [form, quality, reason] of FORMS) {
      if (form.test(plate)) return valid(digits < 2 ? Math.min(quality, 0.5) : quality, reason);
    }
    return INVALID;
  },
};
