/** What a recogniser may see: bytes [lo, hi); everything outside reads as 0. */
export class Window {
  lo = 0;
  hi = 0;
  constructor(readonly bytes: Uint8Array) {}

  at(i: number): number {
    return i >= this.lo && i < this.hi ? this.bytes[i]! : 0;
  }

  digit(i: number): boolean {
    return isDigit(this.at(i));
  }

  letter(i: number): boolean {
    return isLetter(this.at(i));
  }

  alnum(i: number): boolean {
    const b = this.at(i);
    return isDigit(b) || isLetter(b);
  }

  hex(i: number): boolean {
    const b = this.at(i);
    return isDigit(b) || ((b | 0x20) >= 0x61 && (b | 0x20) <= 0x66);
  }

  /** ' ' or '-', the only separators between digit groups. */
  separator(i: number): boolean {
    const b = this.at(i);
    return b === 0x20 || b === 0x2d;
  }

  /** First position from `i` on that is no digit, at most `i + most`. */
  digitsEnd(i: number, most: number): number {
    let end = i;
    while (end < i + most && this.digit(end)) end++;
    return end;
  }

  /** No digit before `i`, nor '.' after a digit. */
  freeLeft(i: number): boolean {
    return !this.digit(i - 1) && !(this.at(i - 1) === 0x2e && this.digit(i - 2));
  }

  /** No digit at `i`, nor '.' before a digit. */
  freeRight(i: number): boolean {
    return !this.digit(i) && !(this.at(i) === 0x2e && this.digit(i + 1));
  }

  /** The UTF-8 bytes of `text` stand at `i`. */
  has(i: number, text: Uint8Array): boolean {
    for (let k = 0; k < text.length; k++) if (this.at(i + k) !== text[k]) return false;
    return true;
  }
}

export const isDigit = (b: number): boolean => b >= 0x30 && b <= 0x39;
export const isUpper = (b: number): boolean => b >= 0x41 && b <= 0x5a;
export const isLower = (b: number): boolean => b >= 0x61 && b <= 0x7a;
export const isLetter = (b: number): boolean => isUpper(b) || isLower(b);
export const lower = (b: number): number => (isUpper(b) ? b | 0x20 : b);

/** A found shape: [start, end) and its `aux` word. */
export type Emit = (start: number, end: number, shape: number, aux: number) => void;
