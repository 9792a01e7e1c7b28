import { compact, digit, luhnHolds, mod11x10Holds, mod97, weighted } from './checksums.js';
import { cifEs } from './cif-es.js';
import { dniEs } from './dni-es.js';
import { nieEs } from './nie-es.js';
import { INVALID, UNKNOWN, type Validator, valid } from './validator.js';

/** Format of one country and its check on the part after the country code; `undefined` = the check says nothing. */
type Scheme = readonly [format: RegExp, check: (text: string) => boolean | undefined];

/** Check digit of a weighted sum mod 11, 10 and 11 mapped by `map`. */
function mod11(text: string, weights: readonly number[], map: (rest: number) => number): number {
  return map(weighted(text, weights) % 11);
}

/** 11 - rest, where 10 and 11 become 0. */
const complement = (rest: number): number => (rest < 2 ? 0 : 11 - rest);
const remainder = (text: string, by: number): number =>
  [...text].reduce((rest, c) => (rest * 10 + Number(c)) % by, 0);
const last = (text: string): number => digit(text, text.length - 1);
const spanish = (text: string): boolean =>
  [dniEs, nieEs, cifEs].some((validator) => validator.check(text).state === 'valid');

function austrian(text: string): boolean {
  let sum = 4;
  for (let i = 1; i < 8; i++) {
    const value = digit(text, i) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10 === last(text);
}

function bulgarian(text: string): boolean {
  if (text.length === 9) {
    const first = weighted(text, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
    const rest = first === 10 ? weighted(text, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 : first;
    return rest % 10 === last(text);
  }
  const person = (weighted(text, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  const foreigner = weighted(text, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
  const other = (11 - (weighted(text, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return [person, foreigner, other].includes(last(text));
}

function cypriot(text: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? odd[digit(text, i)]! : digit(text, i);
  return text.charCodeAt(8) === 65 + (sum % 26);
}

/** Legal persons have 8 digits; of natural persons only ten digits carry a check. */
function czech(text: string): boolean | undefined {
  if (text.length === 9) return undefined;
  if (text.length === 10) return remainder(text, 11) === 0;
  return (11 - (weighted(text, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(text);
}

/** Old keys are digits of mod 97; newer ones hold letters of a 34-character alphabet. Monaco (000) has no SIREN check. */
function french(text: string): boolean {
  const siren = text.slice(2);
  if (!siren.startsWith('000') && !luhnHolds(siren)) return false;
  if (/^\d\d/.test(text)) return (12 + 3 * (Number(siren) % 97)) % 97 === Number(text.slice(0, 2));
  const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const [a, b] = [alphabet.indexOf(text[0]!), alphabet.indexOf(text[1]!)];
  const key = a < 10 ? a * 24 + b - 10 : a * 34 + b - 100;
  return (Number(siren) + 1 + Math.floor(key / 11)) % 11 === key % 11;
}

function irish(text: string): boolean {
  const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
  if (/^\d[A-Z+*]/.test(text)) {
    return letters[weighted(`0${text.slice(2, 7)}${text[0]}`, [8, 7, 6, 5, 4, 3, 2]) % 23] === text[7];
  }
  const extra = text.length === 9 && text[8] !== 'W' ? text.charCodeAt(8) - 64 : 0;
  return letters[(weighted(text, [8, 7, 6, 5, 4, 3, 2]) + 9 * extra) % 23] === text[7];
}

function lithuanian(text: string): boolean {
  const body = text.slice(0, -1);
  const pass = (shift: number): number =>
    [...body].reduce((sum, c, i) => sum + (1 + ((i + shift) % 9)) * Number(c), 0) % 11;
  const first = pass(0);
  return (first === 10 ? pass(2) % 11 : first) % 10 === last(text);
}

function latvian(text: string): boolean {
  if (text[0]! > '3') return weighted(text, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
  return ((1 + weighted(text, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === last(text);
}

/** Since 2020 any number with mod 97; before, the owner's BSN. Published samples meet neither, so a failure says nothing. */
function dutch(text: string): boolean | undefined {
  if (mod97(`NL${text}`) === 1) return true;
  return weighted(text, [9, 8, 7, 6, 5, 4, 3, 2, 10]) % 11 === 0 || undefined;
}

function romanian(text: string): boolean {
  const padded = text.padStart(10, '0');
  return ((weighted(padded, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(text);
}

function british(text: string): boolean {
  const sum = weighted(text, [8, 7, 6, 5, 4, 3, 2]) + Number(text.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  AT: [/^U\d{8}$/, austrian],
  BE: [/^[01]\d{9}$/, (text) => 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8))],
  BG: [/^\d{9,10}$/, bulgarian],
  CY: [/^(?!12)\d{8}[A-Z]$/, cypriot],
  CZ: [/^\d{8,10}$/, czech],
  DE: [/^[1-9]\d{8}$/, mod11x10Holds],
  DK: [/^[1-9]\d{7}$/, (text) => weighted(text, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0],
  EE: [/^\d{9}$/, (text) => weighted(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0],
  EL: [/^\d{9}$/, (text) => mod11(text, [256, 128, 64, 32, 16, 8, 4, 2], (rest) => rest % 10) === last(text)],
  ES: [/^[A-Z0-9]\d{7}[A-Z0-9]$/, spanish],
  FI: [/^\d{8}$/, (text) => weighted(text, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0],
  FR: [/^[A-HJ-NP-Z0-9]{2}\d{9}$/, french],
  HR: [/^\d{11}$/, mod11x10Holds],
  HU: [/^\d{8}$/, (text) => weighted(text, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0],
  IE: [/^(?:\d[A-Z+*]\d{5}[A-W]|\d{7}[A-W][A-W]?)$/, irish],
  IT: [/^\d{7}(?:0(?!00)\d\d|100|12[01]|888|999)\d$/, luhnHolds],
  LT: [/^(?:\d{7}1\d|\d{10}1\d)$/, lithuanian],
  LU: [/^\d{8}$/, (text) => Number(text.slice(0, 6)) % 89 === Number(text.slice(6))],
  LV: [/^\d{11}$/, latvian],
  MT: [/^[1-9]\d{7}$/, (text) => weighted(text, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0],
  NL: [/^\d{9}B\d{2}$/, dutch],
  PL: [/^\d{10}$/, (text) => weighted(text, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(text)],
  PT: [/^[1-9]\d{8}$/, (text) => mod11(text, [9, 8, 7, 6, 5, 4, 3, 2], complement) === last(text)],
  RO: [/^[1-9]\d{1,9}$/, romanian],
  SE: [/^\d{10}(?:0[1-9]|[1-8]\d|9[0-4])$/, (text) => luhnHolds(text.slice(0, 10))],
  SI: [/^[1-9]\d{7}$/, slovene],
  SK: [/^[1-9]\d[2-47-9]\d{7}$/, (text) => remainder(text, 11) === 0],
  XI: [/^\d{9}(?:\d{3})?$/, british],
  GB: [/^\d{9}(?:\d{3})?$/, british],
};

/** 11 - rest; 10 becomes 0 and 11 is not issued. */
function slovene(text: string): boolean {
  const rest = weighted(text, [8, 7, 6, 5, 4, 3, 2]) % 11;
  return rest !== 0 && (11 - rest) % 10 === last(text);
}

/**
 * VAT number of the European Union (and of Northern Ireland and Great Britain) with its country code: format and check of the
 * country. Unknown where the country's numbers carry no check. Reason: `country:DE` 1.
 */
export const euVat: Validator = {
  id: 'eu-vat',
  source: 'European Commission, VIES number structures; national check digits',
  check(value) {
    const text = compact(value).toUpperCase();
    const country = text.startsWith('GR') ? 'EL' : text.slice(0, 2);
    const scheme = Object.hasOwn(SCHEMES, country) ? SCHEMES[country] : undefined;
    const number = text.slice(2);
    if (scheme === undefined || !scheme[0].test(number) || /^0+$/.test(number)) return INVALID;
    const holds = scheme[1](number);
    if (holds === undefined) return UNKNOWN;
    return holds ? valid(1, `country:${country}`) : INVALID;
  },
};
