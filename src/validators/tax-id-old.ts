import { compact, organisationCheck } from './checksums.js';
import { isProvince } from './regions.js';
import { residentId } from './resident-id.js';
import { residentId15 } from './resident-id-15.js';
import { INVALID, type Validator, type Verdict, valid } from './validator.js';

/** The person's number of a sole trader, before the sequence digits. */
function soleTrader(verdict: Verdict): Verdict {
  return verdict.state === 'valid' ? valid(1, 'sole-trader') : INVALID;
}

/**
 * Taxpayer number of China before the unified code: region and organisation code (15), or a sole trader's resident number with a
 * sequence (17, 20) or without (18). Reasons: `org-code` 1, `sole-trader` 1.
 */
export const taxIdOld: Validator = {
  id: 'tax-id-old',
  source: 'State Taxation Administration, taxpayer registration codes before 2015; GB 11714, GB 11643',
  check(value) {
    const code = compact(value).toUpperCase();
    if (/^\d{6}[0-9A-Z]{8}[0-9X]$/.test(code)) {
      return isProvince(code.slice(0, 2)) && organisationCheck(code.slice(6)) === code[14]
        ? valid(1, 'org-code')
        : INVALID;
    }
    if (/^\d{17}$/.test(code)) return soleTrader(residentId15.check(code.slice(0, 15)));
    return /^\d{17}[\dX](?:\d\d)?$/.test(code) ? soleTrader(residentId.check(code.slice(0, 18))) : INVALID;
  },
};
