import { DATA_SEGMENT, isMobileSegment } from './phone-tables.js';
import { INVALID, type Validator, valid } from './validator.js';

/**
 * Mobile number of mainland China in an assigned segment, with or without separators and country code (+86, 0086, 86).
 * Reasons: `segment` 1, `segment:data` 0.5 (146, 148, 149: data cards and things).
 */
export const mobileCn: Validator = {
  id: 'mobile-cn',
  source: 'MIIT numbering plan (libphonenumber 1.13.16 metadata)',
  check(value) {
    if (value.length > 32 || /[^\d +().-]/.test(value)) return INVALID;
    const match = /^(?:(?:00)?86)?(1[3-9]\d{9})$/.exec(value.replace(/\D/g, ''));
    if (!match) return INVALID;
    if (DATA_SEGMENT.test(match[1]!)) return valid(0.5, 'segment:data');
    return isMobileSegment(match[1]!) ? valid(1, 'segment') : INVALID;
  },
};
