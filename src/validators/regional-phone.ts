import { INVALID, type Verdict, valid } from './validator.js';

/**
 * A number of one region's plan, separators kept or stripped. `national` is what must hold without the country code; with `trunk`
 * a national number must start so, and grouping then counts as evidence.
 */
export function regionalPhone(value: string, countryCode: string, plan: RegExp, trunk?: RegExp): Verdict {
  if (value.length > 32 || /[^\d +().-]/.test(value)) return INVALID;
  const digits = value.replace(/\D/g, '');
  const international = new RegExp(`^(?:00)?${countryCode}`).exec(digits);
  if (international && plan.test(digits.slice(international[0].length))) return valid(1, 'country-code');
  if (!plan.test(digits) || value.trimStart().startsWith('+') || (trunk && !trunk.test(digits)))
    return INVALID;
  return trunk && digits.length < value.length ? valid(0.8, 'grouped') : valid(0.2, 'bare');
}
