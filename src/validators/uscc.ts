import { compact, organisationCheck } from './checksums.js';
import { isProvince } from './regions.js';
import { INVALID, type Validator, valid } from './validator.js';

const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Registration department with the classes it issues (GB 32100 annex); other classes are accepted with less trust. */
const CLASSES = /^(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)/;

/**
 * Unified social credit code, 18 characters: department, class, region (province known, or 10 for national registers), organisation
 * code, check character of base 31. Characters 9-17 carry their own GB 11714 check in codes that were really issued.
 * Reasons: `checksum+org-code` 1, `checksum` 0.9 (0.3 when all digits), `class` 0.5 (unlisted class).
 */
export const uscc: Validator = {
  id: 'uscc',
  source: 'GB 32100-2015, GB 11714-1997',
  check(value) {
    const code = compact(value).toUpperCase();
    if (!/^[1-9ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return INVALID;
    const province = code.slice(2, 4);
    if (province !== '10' && !isProvince(province)) return INVALID;
    let sum = 0;
    for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31)
      sum += CHARSET.indexOf(code[i]!) * weight;
    if (CHARSET[(31 - (sum % 31)) % 31] !== code[17]) return INVALID;
    if (!CLASSES.test(code)) return valid(0.5, 'class');
    if (organisationCheck(code.slice(8, 16)) === code[16]) return valid(1, 'checksum+org-code');
    return valid(/^\d+$/.test(code) ? 0.3 : 0.9, 'checksum');
  },
};
