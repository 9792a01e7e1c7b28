/** Calendar dates inside identifiers. Dates are numbers YYYYMMDD; "today" is the latest date on Earth (UTC+14). */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the day exists in the Gregorian calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= DAYS[month - 1]! + (month === 2 && leap ? 1 : 0);
}

export function today(): number {
  const now = new Date(Date.now() + 14 * 3_600_000);
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}

/** Whether a person may be born on this day: it exists, is not before `earliest` (a year) and not after today. */
export function isBirthDate(year: number, month: number, day: number, earliest = 1890): boolean {
  return year >= earliest && isDate(year, month, day) && year * 10_000 + month * 100 + day <= today();
}

/** `isBirthDate` for the eight digits YYYYMMDD that start at `from`. */
export function isBirthDateAt(text: string, from: number, earliest = 1890): boolean {
  return isBirthDate(
    Number(text.slice(from, from + 4)),
    Number(text.slice(from + 4, from + 6)),
    Number(text.slice(from + 6, from + 8)),
    earliest,
  );
}

/** Whether YYMMDD at `from` is a day of the 19th, 20th or 21st century that has come, the century being unknown. */
export function isShortBirthDateAt(text: string, from: number): boolean {
  const [year, month, day] = [0, 2, 4].map((shift) => Number(text.slice(from + shift, from + shift + 2)));
  return isBirthDate(1900 + year!, month!, day!) || isBirthDate(2000 + year!, month!, day!);
}
