import type { KernelProgram } from './kernel.js';

/** Fixed capacities of a program; `load` throws a RangeError beyond them. */
export const PROGRAM_LIMITS = {
  literals: 4096,
  /** UTF-8 bytes of one literal, and of all together. */
  literalBytes: 128,
  literalTotal: 1 << 16,
  tlds: 2048,
  tldBytes: 63,
  tldTotal: 31_000,
  groups: 64,
  /** Distinct first bytes of literals that hold neither a letter or digit of ASCII nor two characters beyond it in a row. */
  oddBytes: 4,
} as const;

/** Most digits of one run or of joined groups. */
export const MAX_DIGITS = 31;

/** ASCII letters to lower case; everything else untouched. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Throws a RangeError when a table of the program has the wrong size or exceeds a capacity. */
export function checkProgram(program: KernelProgram): void {
  const fits = (what: string, value: number, most: number) => {
    if (value > most) throw new RangeError(`kernel program: ${what} is ${value}, the kernel holds ${most}`);
  };
  const sized = (what: string, table: { readonly length: number }, size: number) => {
    if (table.length < size)
      throw new RangeError(`kernel program: table ${what} has ${table.length} entries, not ${size}`);
  };
  sized('digits', program.digits, (MAX_DIGITS + 1) * 100);
  sized('upper', program.upper, 64);
  sized('cards', program.cards, 10_000);
  sized('mobiles', program.mobiles, 1000);
  sized('areas', program.areas, 1000);

  fits('number of literals', program.literals.length, PROGRAM_LIMITS.literals);
  let total = 0;
  for (const literal of program.literals) {
    if ([...literal].length < 2)
      throw new RangeError('kernel program: a literal has fewer than two characters');
    const bytes = Buffer.byteLength(literal);
    fits('length of a literal', bytes, PROGRAM_LIMITS.literalBytes);
    total += bytes;
  }
  fits('length of all literals', total, PROGRAM_LIMITS.literalTotal);

  fits('number of top-level domains', program.tlds.length, PROGRAM_LIMITS.tlds);
  total = 0;
  for (const tld of program.tlds) {
    fits('length of a top-level domain', tld.length, PROGRAM_LIMITS.tldBytes);
    total += tld.length;
  }
  fits('length of all top-level domains', total, PROGRAM_LIMITS.tldTotal);

  fits('number of group signatures', program.groups.length, PROGRAM_LIMITS.groups);
  for (const lengths of program.groups) {
    const digits = lengths.reduce((sum, length) => sum + length, 0);
    if (
      lengths.length < 2 ||
      lengths.length > 6 ||
      lengths.some((n) => n < 1 || n > 15) ||
      digits > MAX_DIGITS
    ) {
      throw new RangeError('kernel program: a group signature is not 2-6 groups of 1-15 digits, 31 together');
    }
  }
}
