import type { IssueCode } from '../../src/model/issue.js';

/** An input that was made to break, hang, exhaust or fool whoever reads it, and what must come of it. */
export interface Hostile {
  /** File name. */
  readonly name: string;
  readonly bytes: () => Buffer;
  /** How it may end. */
  readonly status: readonly ('complete' | 'partial' | 'skipped')[];
  /** At least one of these is among its reasons; [] = there is none. undefined = any of the list. */
  readonly reasons?: readonly IssueCode[];
  /** How many of PEOPLE's identity numbers are found in it. */
  readonly finds: number;
  /** Formats that take part (file-type.ts): where one has no extractor yet, all that is asked is an end with a reason. */
  readonly needs?: readonly string[];
  /** Large, or slow to read: left out where every limit is tried. */
  readonly large?: true;
}

/** Identity numbers that hold their check digit, each in a line that says what it is. */
export const PEOPLE = [
  '姓名：王小明，身份证号：110101199003070011',
  '姓名：李晓红，身份证号：310104198511230028',
  '姓名：张伟强，身份证号：440106197802140039',
].map(withCheckDigit);

export const P = `${PEOPLE[0]}\n`;
export const P2 = `${PEOPLE[1]}\n`;
export const P3 = `${PEOPLE[2]}\n`;

/** GB 11643: weights of powers of two, modulo 11. */
function withCheckDigit(line: string): string {
  const digits = line.slice(-18, -1);
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(digits[i]) * (2 ** (17 - i) % 11);
  return line.slice(0, -1) + '10X98765432'[sum % 11]!;
}
