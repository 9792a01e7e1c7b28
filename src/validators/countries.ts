import { COUNTRIES } from './data/countries.js';

let alpha2: Set<string> | undefined;
let alpha3: Set<string> | undefined;
let numeric: Set<string> | undefined;

function entries(): string[] {
  return COUNTRIES.trim().split(/\s+/);
}

/** Whether the code is an assigned ISO 3166-1 alpha-2 code, or XK (Kosovo), which banks use. */
export function isAlpha2(code: string): boolean {
  alpha2 ??= new Set([...entries().map((entry) => entry.slice(0, 2)), 'XK']);
  return alpha2.has(code);
}

/** Whether the code is an assigned ISO 3166-1 alpha-3 code. */
export function isAlpha3(code: string): boolean {
  alpha3 ??= new Set(entries().map((entry) => entry.slice(2, 5)));
  return alpha3.has(code);
}

/** Whether the code is an assigned ISO 3166-1 numeric code (three digits). */
export function isCountryNumber(code: string): boolean {
  numeric ??= new Set(entries().map((entry) => entry.slice(5)));
  return numeric.has(code);
}
