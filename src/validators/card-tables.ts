import { CARD_BINS } from './data/card-bins.js';

/** One international brand: prefixes are inclusive ranges of equal length. */
interface Brand {
  readonly name: string;
  readonly ranges: readonly (readonly [from: string, to: string])[];
  /** Length -> quality: how usual that length is for the brand. */
  readonly lengths: Readonly<Record<number, number>>;
}

/**
 * International brands with their issuer ranges (ISO/IEC 7812 allocations as the brands publish them). Most specific first.
 * Maestro's ranges are wide and mixed with private cards, so they prove little.
 */
export const BRANDS: readonly Brand[] = [
  {
    name: 'amex',
    ranges: [
      ['34', '34'],
      ['37', '37'],
    ],
    lengths: { 15: 1 },
  },
  { name: 'jcb', ranges: [['3528', '3589']], lengths: { 16: 1, 17: 0.3, 18: 0.3, 19: 0.3 } },
  {
    name: 'diners',
    ranges: [
      ['300', '305'],
      ['3095', '3095'],
      ['36', '36'],
      ['38', '39'],
    ],
    lengths: { 14: 1, 16: 0.4, 19: 0.3 },
  },
  { name: 'mir', ranges: [['2200', '2204']], lengths: { 16: 0.8, 19: 0.3 } },
  {
    name: 'mastercard',
    ranges: [
      ['2221', '2720'],
      ['51', '55'],
    ],
    lengths: { 16: 1 },
  },
  {
    name: 'discover',
    ranges: [
      ['6011', '6011'],
      ['644', '649'],
      ['65', '65'],
    ],
    lengths: { 16: 1, 19: 0.3 },
  },
  { name: 'visa', ranges: [['4', '4']], lengths: { 13: 0.3, 16: 1, 19: 0.3 } },
  {
    name: 'maestro',
    ranges: [
      ['50', '50'],
      ['56', '58'],
      ['63', '63'],
      ['67', '67'],
    ],
    lengths: { 16: 0.3, 18: 0.2, 19: 0.2 },
  },
];

/** The brand of a card number and how usual its length is, or undefined. */
export function brandOf(digits: string): { name: string; quality: number } | undefined {
  for (const brand of BRANDS) {
    const quality = brand.lengths[digits.length];
    if (quality === undefined) continue;
    for (const [from, to] of brand.ranges) {
      const prefix = digits.slice(0, from.length);
      if (prefix >= from && prefix <= to) return { name: brand.name, quality };
    }
  }
  return undefined;
}

let bins: Map<string, string> | undefined;
let binLengths: readonly number[] = [];

/** "LENGTH/PREFIX" -> bank code. Parsed on first use; the first bank that claims a prefix keeps it. */
export function cardBins(): ReadonlyMap<string, string> {
  if (bins === undefined) {
    bins = new Map();
    const widths = new Set<number>();
    let bank = '';
    let length = '';
    for (const word of CARD_BINS.trim().split(/\s+/)) {
      if (word.includes('/')) [bank, length] = word.split('/') as [string, string];
      else {
        widths.add(word.length);
        if (!bins.has(`${length}/${word}`)) bins.set(`${length}/${word}`, bank);
      }
    }
    binLengths = [...widths].sort((a, b) => b - a);
  }
  return bins;
}

/** The mainland bank that issues cards of this length under the longest matching prefix, or undefined. */
export function issuerOf(digits: string): string | undefined {
  const table = cardBins();
  for (const width of binLengths) {
    const bank = table.get(`${digits.length}/${digits.slice(0, width)}`);
    if (bank !== undefined) return bank;
  }
  return undefined;
}
