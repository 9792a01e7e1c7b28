import { compact, digit, repeats } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Sum of (ASCII code - 48) with weights 2-9 repeating from the right, as the check digit it leads to. */
function checkDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += digit(body, i) * (2 + ((body.length - 1 - i) % 8));
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** CNPJ of Brazil, 12 characters (letters since July 2026) and two check digits. Reason: `checksum` 1. */
export const cnpjBr: Validator = {
  id: 'cnpj-br',
  source: 'Receita Federal do Brasil, Instrução Normativa 2.229/2024 (alphanumeric CNPJ)',
  check(value) {
    const code = compact(value).toUpperCase();
    if (!/^[0-9A-Z]{12}\d\d$/.test(code) || repeats(code)) return INVALID;
    return checkDigit(code.slice(0, 12)) === digit(code, 12) &&
      checkDigit(code.slice(0, 13)) === digit(code, 13)
      ? valid()
      : INVALID;
  },
};
