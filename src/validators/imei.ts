import { compact, luhnHolds, repeats } from './checksums.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/** Reporting body identifiers that GSMA has allocated, and 00 for test equipment. */
const REPORTING_BODY = /^(?:0[01]|10|30|33|35|4[459]|5[0-4]|86|91|9[89])/;

/**
 * IMEI, 15 digits: reporting body and Luhn. IMEISV, 16 digits, has no check digit and stays unknown.
 * Reasons: `checksum` 1, `reporting-body` 0.3 (not an allocated one).
 */
export const imei: Validator = {
  id: 'imei',
  source: '3GPP TS 23.003 annex B, GSMA TS.06',
  check(value) {
    const digits = compact(value);
    if (/^\d{16}$/.test(digits)) return REPORTING_BODY.test(digits) ? UNKNOWN : INVALID;
    if (!/^\d{15}$/.test(digits) || repeats(digits) || !luhnHolds(digits)) return INVALID;
    return REPORTING_BODY.test(digits) ? valid() : valid(0.3, 'reporting-body');
  },
};
