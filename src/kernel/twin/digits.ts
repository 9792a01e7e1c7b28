import { SHAPE_ID } from '../anchors.js';
import { residentRegions } from '../characters.js';
import type { KernelProgram } from '../kernel.js';
import { MAX_DIGITS } from '../program.js';
import { type Emit, lower, type Window } from './window.js';

/** Groups of one joined run that are looked at together. */
export const MAX_GROUPS = 8;
const ISO_7064_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const FIRST_BIRTH_YEAR = 1890;
const REGIONS = residentRegions();
const EXTENSION_WORDS = ['转', '分机', 'ext.', 'ext', 'x'].map((word) => new TextEncoder().encode(word));

/** Everything that starts with a digit group: resident-id, card, mobile, landline, digits, groups. */
export class DigitShapes {
  /** Canonical form of the exact shape just emitted: digit values (X = 10), `length` of them, zero behind. */
  readonly value = new Uint8Array(64);
  length = 0;

  readonly #signatures = new Map<string, number>();
  readonly #lastYear = new Date().getFullYear();
  readonly #digits = new Uint8Array(MAX_DIGITS + 1);
  readonly #ends: number[] = [];
  readonly #lengths: number[] = [];
  /** Digits up to and including group k. */
  readonly #totals: number[] = [];

  constructor(
    private readonly program: KernelProgram,
    private readonly window: Window,
    private readonly emit: Emit,
  ) {
    program.groups.forEach((lengths, index) => {
      const key = lengths.join();
      if (!this.#signatures.has(key)) this.#signatures.set(key, index);
    });
  }

  /** `p` holds a digit and the byte before it does not. */
  at(p: number): void {
    this.#readGroups(p);
    const free = this.window.freeLeft(p);
    this.#exact(p, free);
    if (!free) return;
    const { digits } = this.program;
    for (let k = 0; k < this.#ends.length; k++) {
      const end = this.#ends[k]!;
      if (!this.window.freeRight(end)) continue;
      const count = this.#totals[k]!;
      if (count >= 2 && digits[count * 100 + this.#digits[0]! * 10 + this.#digits[1]!]) {
        this.emit(p, end, SHAPE_ID.digits, count);
      }
      if (k >= 1 && k < 6) {
        const index = this.#signatures.get(this.#lengths.slice(0, k + 1).join());
        if (index !== undefined) this.emit(p, end, SHAPE_ID.groups, index);
      }
    }
  }

  #readGroups(p: number): void {
    const { window } = this;
    this.#ends.length = this.#lengths.length = this.#totals.length = 0;
    let total = 0;
    for (let start = p; this.#ends.length < MAX_GROUPS; ) {
      const end = window.digitsEnd(start, MAX_DIGITS + 1);
      if (total + end - start > MAX_DIGITS) return;
      for (let i = start; i < end; i++) this.#digits[total++] = window.at(i) - 0x30;
      this.#ends.push(end);
      this.#lengths.push(end - start);
      this.#totals.push(total);
      if (!window.separator(end) || !window.digit(end + 1)) return;
      start = end + 1;
    }
  }

  #exact(p: number, free: boolean): void {
    if (this.#ends.length === 0) return;
    if (free && (this.#residentId(p) || this.#card(p))) return;
    if (this.#mobile(p, free)) return;
    this.#landline(p, free);
  }

  #take(from: number, count: number): void {
    this.value.fill(0);
    for (let i = 0; i < count; i++) this.value[i] = this.#digits[from + i]!;
    this.length = count;
  }

  #residentId(p: number): boolean {
    const { window } = this;
    for (let k = 0; k < Math.min(6, this.#ends.length); k++) {
      if (k > 0 && this.#lengths[k - 1]! < 2) return false;
      const end = this.#ends[k]!;
      const total = this.#totals[k]!;
      let last = -1;
      if (total === 18 && window.freeRight(end)) last = end;
      if (total === 17) {
        last = afterCross(window, end);
        if (last < 0 && window.separator(end)) {
          last = afterCross(window, end + 1);
          if (window.letter(last)) last = -1;
        }
        if (last >= 0 && !window.freeRight(last)) last = -1;
      }
      if (last < 0) continue;
      this.#take(0, total);
      if (total === 17) this.value[17] = 10;
      this.length = 18;
      if (!this.#residentIdHolds()) continue;
      this.emit(p, last, SHAPE_ID['resident-id'], 0);
      return true;
    }
    return false;
  }

  /** Region, birth date and the check character of GB 11643 (ISO 7064 MOD 11-2) over `value`. */
  #residentIdHolds(): boolean {
    const d = this.value;
    if (!REGIONS[d[0]! * 10 + d[1]!]) return false;
    const year = d[6]! * 1000 + d[7]! * 100 + d[8]! * 10 + d[9]!;
    const month = d[10]! * 10 + d[11]!;
    const day = d[12]! * 10 + d[13]!;
    if (year < FIRST_BIRTH_YEAR || year > this.#lastYear || month < 1 || month > 12 || day < 1) return false;
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days =
      month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
    if (day > days) return false;
    const sum = ISO_7064_WEIGHTS.reduce((total, weight, i) => total + weight * d[i]!, 0);
    return (sum + d[17]!) % 11 === 1;
  }

  #card(p: number): boolean {
    for (let k = Math.min(6, this.#ends.length) - 1; k >= 0; k--) {
      const count = this.#totals[k]!;
      if (count < 13 || count > 19) continue;
      if (this.#lengths.slice(0, k).some((length) => length < 3)) continue;
      if (!this.window.freeRight(this.#ends[k]!)) continue;
      const d = this.#digits;
      const prefix = d[0]! * 1000 + d[1]! * 100 + d[2]! * 10 + d[3]!;
      if (((this.program.cards[prefix]! >>> count) & 1) === 0 || !luhn(d, count)) continue;
      this.#take(0, count);
      this.emit(p, this.#ends[k]!, SHAPE_ID.card, 0);
      return true;
    }
    return false;
  }

  /** Number of digits of a country code glued to the number: 86..., 0086...; else 0. */
  #gluedCountryCode(): number {
    const d = this.#digits;
    if (this.#totals.at(-1)! < 10) return 0;
    if (d[0] === 8 && d[1] === 6) return 2;
    return d[0] === 0 && d[1] === 0 && d[2] === 8 && d[3] === 6 ? 4 : 0;
  }

  #mobile(p: number, free: boolean): boolean {
    const d = this.#digits;
    if (d[0] === 1) {
      const country = countryCode(this.window, p);
      if (country) return this.#mobileNumber(0, country.start);
      return free && this.#mobileNumber(0, p);
    }
    const skip = this.#gluedCountryCode();
    if (skip === 0 || !free) return false;
    return this.#mobileNumber(skip, skip === 2 && plusBefore(this.window, p) ? p - 1 : p);
  }

  /** A mobile number from digit `skip` of the first group on: 11, 3-8, 7-4, 3-4-4 or 4-3-4. */
  #mobileNumber(skip: number, start: number): boolean {
    const d = this.#digits;
    for (let k = 0; k < Math.min(3, this.#ends.length); k++) {
      if (this.#totals[k]! - skip !== 11) continue;
      const first = this.#lengths[0]! - skip;
      const second = this.#lengths[1];
      if (k === 1 && first !== 3 && first !== 7) return false;
      if (k === 2 && !(first === 3 && second === 4) && !(first === 4 && second === 3)) return false;
      if (d[skip] !== 1 || !this.window.freeRight(this.#ends[k]!)) return false;
      if (!this.program.mobiles[d[skip + 1]! * 100 + d[skip + 2]! * 10 + d[skip + 3]!]) return false;
      this.#take(skip, 11);
      this.emit(start, this.#ends[k]!, SHAPE_ID.mobile, 0);
      return true;
    }
    return false;
  }

  #landline(p: number, free: boolean): boolean {
    const { window } = this;
    const runEnd = window.digitsEnd(p, MAX_DIGITS + 1);
    if (window.at(p - 1) === 0x28 && runEnd - p <= 4 && window.at(runEnd) === 0x29) {
      const country = countryCode(window, p - 1);
      if (!country && !window.freeLeft(p - 1)) return false;
      const next = window.separator(runEnd + 1) ? runEnd + 2 : runEnd + 1;
      return this.#landlineNumber(p, runEnd, next, country !== null, country ? country.start : p - 1);
    }
    const country = countryCode(window, p);
    const trunk = window.at(p) === 0x30;
    // "86 571 ..." with blanks only is too weak a sign of a country code for a number without its 0.
    const abroad = country !== null && (trunk || country.marked);
    if (abroad || (free && trunk)) {
      const start = abroad ? country.start : p;
      if (runEnd - p <= 4) {
        if (window.separator(runEnd) && this.#landlineNumber(p, runEnd, runEnd + 1, abroad, start))
          return true;
      } else if (this.#gluedLandline(p, runEnd, abroad, start)) return true;
    }
    const skip = this.#gluedCountryCode();
    if (skip === 0 || !free) return false;
    const plus = skip === 2 && plusBefore(window, p);
    if (skip === 2 && !plus) return false;
    const start = plus ? p - 1 : p;
    const codeEnd = runEnd - p - skip;
    if (codeEnd <= 4) {
      return window.separator(runEnd) && this.#landlineNumber(p + skip, runEnd, runEnd + 1, true, start);
    }
    return this.#gluedLandline(p + skip, runEnd, true, start);
  }

  /** Area code and subscriber in one group [q, runEnd). */
  #gluedLandline(q: number, runEnd: number, abroad: boolean, start: number): boolean {
    const code = this.window.at(q) === 0x30 ? 3 : 2;
    for (const length of [code, code + 1]) {
      if (q + length < runEnd && this.#landlineNumber(q, q + length, q + length, abroad, start)) return true;
    }
    return false;
  }

  /** Area code [q, codeEnd), subscriber from `s` on: 7 or 8 digits, when apart also 3-4 or 4-4. */
  #landlineNumber(q: number, codeEnd: number, s: number, abroad: boolean, start: number): boolean {
    const { window } = this;
    const trunk = window.at(q) === 0x30 ? 1 : 0;
    if (trunk === 0 && !abroad) return false;
    const digits = codeEnd - q + 1 - trunk;
    if (digits !== 3 && digits !== 4) return false;
    let code = 0;
    for (let i = q + trunk; i < codeEnd; i++) code = code * 10 + window.at(i) - 0x30;
    if (this.program.areas[code] !== digits) return false;
    const first = window.at(s);
    if (first < 0x32 || first > 0x38) return false;

    let end = window.digitsEnd(s, 9);
    const subscriber = new Uint8Array(8);
    let count = 0;
    for (let i = s; i < end && count < 8; i++) subscriber[count++] = window.at(i) - 0x30;
    if ((end - s === 3 || end - s === 4) && s !== codeEnd && window.separator(end)) {
      const more = window.digitsEnd(end + 1, 5);
      if (more - end - 1 !== 4) return false;
      for (let i = end + 1; i < more; i++) subscriber[count++] = window.at(i) - 0x30;
      end = more;
    } else if (end - s !== 7 && end - s !== 8) return false;
    if (digits === 3 && count !== 8) return false;
    if (!window.freeRight(end)) return false;

    const value = this.value.fill(0);
    let n = 0;
    value[n++] = 0;
    for (let i = q + trunk; i < codeEnd; i++) value[n++] = window.at(i) - 0x30;
    for (let i = 0; i < count; i++) value[n++] = subscriber[i]!;
    const extension = this.#extension(end);
    if (extension) {
      value[n++] = 11;
      for (let i = extension.from; i < extension.end; i++) value[n++] = window.at(i) - 0x30;
      end = extension.end;
    }
    this.length = n;
    this.emit(start, end, SHAPE_ID.landline, 0);
    return true;
  }

  /** "-801", "转801", " ext. 801", "x801", "分机 801" at `end`: 1-6 digits. */
  #extension(end: number): { from: number; end: number } | null {
    const { window } = this;
    const digitsAt = (from: number) => {
      const to = window.digitsEnd(from, 7);
      return to > from && to - from <= 6 && window.freeRight(to) ? { from, end: to } : null;
    };
    if (window.at(end) === 0x2d) return digitsAt(end + 1);
    const from = window.at(end) === 0x20 ? end + 1 : end;
    for (const word of EXTENSION_WORDS) {
      let matches = true;
      for (let i = 0; i < word.length; i++) {
        const b = lower(window.at(from + i));
        if (b !== word[i]) matches = false;
      }
      if (!matches) continue;
      const next = from + word.length;
      return digitsAt(window.at(next) === 0x20 ? next + 1 : next);
    }
    return null;
  }
}

/** Luhn (ISO/IEC 7812-1 annex B) over digit values. */
function luhn(digits: Uint8Array, count: number): boolean {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const doubled = digits[count - 1 - i]! * ((i & 1) + 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Position behind X, x or U+00D7 at `i`, or -1. */
function afterCross(window: Window, i: number): number {
  if ((window.at(i) | 0x20) === 0x78) return i + 1;
  return window.at(i) === 0xc3 && window.at(i + 1) === 0x97 ? i + 2 : -1;
}

/** A '+' at `p - 1` that belongs to the number. */
function plusBefore(window: Window, p: number): boolean {
  return window.at(p - 1) === 0x2b && window.at(p - 2) !== 0x2b && window.freeLeft(p - 1);
}

/**
 * A country code written before `q`: +86 0086 86 (+86) (0086) (86) +(86), then at most one ' ' or '-'.
 * `marked`: more than a bare 86 and a blank.
 */
function countryCode(window: Window, q: number): { start: number; marked: boolean } | null {
  let r = q;
  let marked = window.at(r - 1) === 0x2d;
  if (window.separator(r - 1)) r--;
  const closed = window.at(r - 1) === 0x29;
  if (closed) r--;
  if (window.at(r - 1) !== 0x36 || window.at(r - 2) !== 0x38) return null;
  r -= 2;
  if (window.at(r - 1) === 0x2b) {
    r--;
    marked = true;
  } else if (window.at(r - 1) === 0x30 && window.at(r - 2) === 0x30) {
    r -= 2;
    marked = true;
  }
  if (closed) {
    if (window.at(r - 1) !== 0x28) return null;
    r--;
    marked = true;
    if (window.at(r - 1) === 0x2b && window.at(r + 1) !== 0x2b) r--;
  }
  return window.at(r - 1) === 0x2b || !window.freeLeft(r) ? null : { start: r, marked };
}
