import { parseSize } from '../config/scanner-config.js';
import { closest } from '../lib/closest.js';
import { UserError } from '../lib/user-error.js';
import type { Bilingual } from '../model/bilingual.js';

/** Each takes the word given for the option `flag` and gives its value. Throws UserError. */

export function choice(...known: readonly string[]): (text: string, flag: string) => string {
  return (text, flag) => {
    if (known.includes(text)) return text;
    const near = closest(text, known);
    throw invalid(flag, text, {
      en: `${near === undefined ? '' : `did you mean "${near}"? `}use one of ${known.join(', ')}`,
      zh: `${near === undefined ? '' : `是否想写“${near}”？`}可用：${known.join('、')}`,
    });
  };
}

export function fraction(text: string, flag: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw invalid(flag, text, { en: 'give a number from 0 to 1', zh: '应为 0 到 1 的数' });
  return value;
}

export function positive(text: string, flag: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1024)
    throw invalid(flag, text, { en: 'give a whole number from 1 to 1024', zh: '应为 1 到 1024 的整数' });
  return value;
}

export function seconds(text: string, flag: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw invalid(flag, text, { en: 'give a number of seconds above 0', zh: '应为大于 0 的秒数' });
  return value;
}

export function bytes(text: string, flag: string): number {
  const value = parseSize(text);
  if (Number.isNaN(value))
    throw invalid(flag, text, { en: 'give a size such as 500M or 2G', zh: '应为大小，如 500M、2G' });
  return value;
}

function invalid(flag: string, text: string, hint: Bilingual): UserError {
  return new UserError(
    'bad-value',
    { en: `${flag} cannot be "${text}"`, zh: `${flag} 不能是“${text}”` },
    hint,
  );
}
