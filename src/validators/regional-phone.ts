import { INVALID, type Verdict, valid } from './validator.js';

/**
 * A number of one region's plan, separators kept or stripped. `plan` is the form of a number after the country code; with
 * `trunk` a number without country code must start so, and grouping then counts as evidence.
 */
export function regionalPhone(value: string, countryCode: string, plan: RegExp, trunk?: RegExp): Verdict {
  if (value.length > 32 || /[^\d +().-]/.test(value)) return INVALID;
  const digits = value.replace(/\D/g, '');
  const code = [countryCode, `00${countryCode}`].find((prefix) => digits.startsWith(prefix));
  if (code !== undefined && plan.test(digits.slice(code.length))) return valid(1, 'country-code');
  if (!plan.test(digits) || value.trimStart().startsWith('+') || (trunk && !trunk.test(digits)))
    return INVALID;
  return trunk && digits.length < value.length ? valid(0.8, 'grouped') : valid(0.2, 'bare');
}
