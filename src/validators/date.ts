import { isBirthDate, today } from './calendar.js';
import { INVALID, type Validator, valid } from './validator.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const YEAR = String.raw`((?:18|19|20)\d{2})`;
/** Each form with the positions of year, month and day among its groups; day 0 = no day. */
const FORMS: readonly (readonly [form: RegExp, year: number, month: number, day: number])[] = [
  [new RegExp(`^${YEAR} ?([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{1,2})$`), 1, 3, 4],
  [new RegExp(`^${YEAR}(\\d{2})(\\d{2})$`), 1, 2, 3],
  [new RegExp(`^${YEAR} ?年 ?(\\d{1,2}) ?月(?: ?(\\d{1,2}) ?[日号]?)?$`), 1, 2, 3],
  [new RegExp(`^(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?${YEAR}$`), 4, 3, 1],
  [new RegExp(`^(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?${YEAR}$`), 4, 1, 3],
  [new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH},?[ -]${YEAR}$`, 'i'), 3, 2, 1],
  [new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}$`, 'i'), 3, 1, 2],
];
const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?$/;
const CHINESE_DIGITS = '〇一二三四五六七八九';

/** 一九九〇年三月十七日 -> 1990年3月17日; other text is unchanged. */
function arabic(text: string): string {
  if (!/^[〇零○一二三四五六七八九]{4}年/.test(text)) return text;
  return text
    .replace(/[零○]/g, '〇')
    .replace(
      /([二三]?)十([一二三四五六七八九]?)/g,
      (_, tens: string, ones: string) => `${tens || '一'}${ones || '〇'}`,
    )
    .replace(/[〇一二三四五六七八九]/g, (character) => String(CHINESE_DIGITS.indexOf(character)));
}

/**
 * A day on which a living person may be born: exists, from 1900 on, not in the future, at most 125 years ago. Year first with - / .
 * or without separators, Chinese with 年月日 (the day may be missing), day or month first, English month names; a time may follow.
 * Reasons: `calendar` 1, `month` 0.8 (no day).
 */
export const date: Validator = {
  id: 'date',
  source: 'ISO 8601 (Gregorian calendar), GB/T 7408',
  check(value) {
    if (value.length > 64) return INVALID;
    const text = arabic(value.trim().replace(TIME, ''));
    for (const [form, yearAt, monthAt, dayAt] of FORMS) {
      const match = form.exec(text);
      if (!match) continue;
      const year = Number(match[yearAt]);
      const named = MONTHS.indexOf(match[monthAt]!.slice(0, 3).toLowerCase()) + 1;
      const month = /\d/.test(match[monthAt]!) ? Number(match[monthAt]) : named;
      const day = match[dayAt] === undefined ? 1 : Number(match[dayAt]);
      if (isBirthDate(year, month, day, Math.max(1900, Math.floor(today() / 10_000) - 125))) {
        return match[dayAt] === undefined ? valid(0.8, 'month') : valid(1, 'calendar');
      }
    }
    return INVALID;
  },
};
