import { SHAPE_ID } from '../anchors.js';
import { BUILDING_WORDS, PLATE_ENDS, PROVINCES } from '../characters.js';
import type { KernelProgram } from '../kernel.js';
import { type Emit, isDigit, isLetter, isLower, isUpper, lower, type Window } from './window.js';

const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const encode = (text: string) => new TextEncoder().encode(text);
const BUILDINGS = BUILDING_WORDS.map(encode);
const PROVINCE_BYTES = PROVINCES.map(encode);
const PLATE_END_BYTES = PLATE_ENDS.map(encode);
const GAPS = [...' -.·•・'].map(encode);
const DEGREE = encode('°');
const WIDE_COMMA = encode('，');
const WALLET_PREFIXES = ['1', '3', 'T', 'bc1', 'tb1', 'ltc1', '0x'].map(encode);

/** The shapes that do not start with a digit group's own parser. Each method looks at one possible start `p`. */
export class OtherShapes {
  /** Canonical form of the e-mail just emitted: lower case, zero behind. */
  readonly value = new Uint8Array(MAX_LOCAL + MAX_DOMAIN + 8);
  length = 0;
  readonly #tlds: ReadonlySet<string>;

  constructor(
    private readonly program: KernelProgram,
    private readonly window: Window,
    private readonly emit: Emit,
  ) {
    this.#tlds = new Set(program.tlds);
  }

  at(p: number): void {
    const { window } = this;
    const b = window.at(p);
    const before = window.at(p - 1);
    if (isDigit(b) || isLetter(b)) {
      this.#houseNumber(p, b, before);
      if (!isDigit(before) && !isLetter(before)) {
        this.#mixed(p);
        if (isDigit(b) || isUpper(b)) this.#upper(p);
      }
      if (!isLocal(before) || isLocalMark(before)) this.#email(p);
    } else if (b === 0x5f && (!isLocal(before) || isLocalMark(before))) this.#email(p);
    if (isDigit(b) && before !== 0x2e && !isDigit(before)) {
      this.#ipv4(p);
      this.#degrees(p);
    }
    if (isDigit(b) || b === 0x2d) this.#decimals(p);
    if (b === 0x2b) this.#plus(p);
    if (window.hex(p) || b === 0x3a) {
      this.#mac(p);
      this.#ipv6(p);
    }
    if (b >= 0xe4 && b <= 0xe9) this.#plate(p);
    if (b === 0x57) this.#policePlate(p);
  }

  #houseNumber(p: number, b: number, before: number): void {
    const { window } = this;
    let end = p + 1;
    if (isDigit(b)) {
      if (isDigit(before)) return;
      end = window.digitsEnd(p, 9);
      if (end - p > 8) return;
    } else if (isLetter(before)) return;
    const word = this.#oneOf(BUILDINGS, end);
    if (word > 0) this.emit(p, end + word, SHAPE_ID['house-number'], 0);
  }

  /** Bytes of the alternative that stands at `i`, or 0. */
  #oneOf(words: readonly Uint8Array[], i: number): number {
    for (const word of words) if (this.window.has(i, word)) return word.length;
    return 0;
  }

  #mixed(p: number): void {
    const { window } = this;
    if (this.#oneOf(WALLET_PREFIXES, p) === 0) return;
    let end = p;
    let digits = 0;
    while (end <= p + 64 && window.alnum(end)) if (window.digit(end++)) digits++;
    const length = end - p;
    if (length < 26 || length > 64 || digits === 0 || digits === length) return;
    this.emit(p, end, SHAPE_ID.mixed, length);
  }

  #upper(p: number): void {
    const { window } = this;
    if (window.at(p - 1) === 0x5f) return;
    let end = p;
    let digits = 0;
    while (end < p + 64 && (window.digit(end) || isUpper(window.at(end)))) if (window.digit(end++)) digits++;
    const length = end - p;
    if (length >= 64 || digits < 4 || digits === length) return;
    if (isLower(window.at(end)) || window.at(end) === 0x5f) return;
    if (this.program.upper[length]) this.emit(p, end, SHAPE_ID.upper, length);
  }

  /** The local part starts at `p`; marks before it do not belong to it but count for its maximal run of 64. */
  #email(p: number): void {
    const { window } = this;
    let runStart = p;
    while (runStart > p - MAX_LOCAL && isLocalMark(window.at(runStart - 1))) runStart--;
    if (isLocal(window.at(runStart - 1))) return;
    let at = p;
    while (at <= runStart + MAX_LOCAL && isLocal(window.at(at))) {
      if (window.at(at) === 0x2e && window.at(at + 1) === 0x2e) return;
      at++;
    }
    if (window.at(at) !== 0x40 || at - runStart > MAX_LOCAL || window.at(at - 1) === 0x2e) return;
    const end = this.#domain(at + 1);
    if (end < 0) return;
    this.value.fill(0);
    for (let i = p; i < end; i++) this.value[i - p] = lower(window.at(i));
    this.length = end - p;
    this.emit(p, end, SHAPE_ID.email, 0);
  }

  /** End of the longest domain of 2-7 labels at `from` that ends in a known top-level domain, or -1. */
  #domain(from: number): number {
    const { window } = this;
    let good = -1;
    let label = from;
    for (let labels = 1; labels <= 7; labels++) {
      let end = label;
      while (end <= label + 63 && (window.alnum(end) || window.at(end) === 0x2d)) end++;
      const stop = end;
      while (end > label && window.at(end - 1) === 0x2d) end--;
      if (end === label || end - label > 63 || stop - label > 63 || end - from > MAX_DOMAIN) return good;
      if (window.at(label) === 0x2d) return good;
      if (labels > 1) {
        let text = '';
        for (let i = label; i < end; i++) text += String.fromCharCode(lower(window.at(i)));
        if (this.#tlds.has(text)) good = end;
      }
      if (end !== stop || window.at(end) !== 0x2e) return good;
      label = end + 1;
    }
    return good;
  }

  #plus(p: number): void {
    const { window } = this;
    let digits = 0;
    let end = p;
    for (let i = p + 1; i <= p + 20; i++) {
      if (window.digit(i)) {
        digits++;
        end = i + 1;
      } else if (
        !window.separator(i) &&
        window.at(i) !== 0x28 &&
        window.at(i) !== 0x29 &&
        window.at(i) !== 0x2e
      )
        break;
    }
    if (digits >= 8) this.emit(p, end, SHAPE_ID.plus, 0);
  }

  #ipv4(p: number): void {
    const { window } = this;
    const octets: number[] = [];
    let i = p;
    for (;;) {
      const end = window.digitsEnd(i, 4);
      if (end === i || end - i > 3 || (end - i > 1 && window.at(i) === 0x30)) return;
      let octet = 0;
      for (; i < end; i++) octet = octet * 10 + window.at(i) - 0x30;
      if (octet > 255) return;
      octets.push(octet);
      if (octets.length === 4) break;
      if (window.at(i++) !== 0x2e) return;
    }
    if (!window.freeRight(i)) return;
    const [a, b] = octets as [number, number, number, number];
    const local = a === 0 || a === 10 || a === 127 || a >= 224;
    if (local || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254))
      return;
    this.emit(p, i, SHAPE_ID.ipv4, 0);
  }

  /** 39°, 39.9042°: 1-3 digits, at most 10 fraction digits; no temperature. */
  #degrees(p: number): void {
    const { window } = this;
    let end = window.digitsEnd(p, 4);
    if (end - p > 3) return;
    if (window.at(end) === 0x2e && window.digit(end + 1)) {
      const fraction = end + 1;
      end = window.digitsEnd(fraction, 11);
      if (end - fraction > 10) return;
    }
    if (!window.has(end, DEGREE)) return;
    const next = window.at(end + 2) | 0x20;
    if (next !== 0x63 && next !== 0x66) this.emit(p, end + 2, SHAPE_ID.decimals, 0);
  }

  #decimals(p: number): void {
    const { window } = this;
    const before = window.at(p - 1);
    if (isDigit(before) || before === 0x2e) return;
    // A sign belongs to the number unless something numeric stands before it.
    if (before === 0x2d && window.at(p) !== 0x2d && !isDigit(window.at(p - 2)) && window.at(p - 2) !== 0x2e)
      return;
    const first = this.#decimal(p);
    if (!first) return;
    let i = first.end;
    const blank = window.at(i) === 0x20;
    if (blank) i++;
    if (window.at(i) === 0x2c || window.at(i) === 0x3b) i++;
    else if (window.has(i, WIDE_COMMA)) i += 3;
    else if (!blank) return;
    if (window.at(i) === 0x20) i++;
    const second = this.#decimal(i);
    if (!second || !window.freeRight(second.end)) return;
    const pair = Math.min(first.whole, second.whole) <= 90 && Math.max(first.whole, second.whole) <= 180;
    if (pair && (first.whole > 0 || second.whole > 0)) this.emit(p, second.end, SHAPE_ID.decimals, 0);
  }

  /** A decimal with 1-3 digits before and 4-10 behind the point. */
  #decimal(p: number): { whole: number; end: number } | null {
    const { window } = this;
    const start = window.at(p) === 0x2d ? p + 1 : p;
    const point = window.digitsEnd(start, 4);
    if (point === start || point - start > 3 || window.at(point) !== 0x2e) return null;
    const end = window.digitsEnd(point + 1, 11);
    if (end - point < 5 || end - point > 11) return null;
    let whole = 0;
    for (let i = start; i < point; i++) whole = whole * 10 + window.at(i) - 0x30;
    return { whole, end };
  }

  #mac(p: number): void {
    const { window } = this;
    const mark = window.at(p + 2);
    if ((mark !== 0x3a && mark !== 0x2d) || window.alnum(p - 1)) return;
    const pair = (i: number) => window.hex(i) && window.hex(i + 1);
    if (window.at(p - 1) === mark && pair(p - 3) && !window.alnum(p - 4)) return;
    for (let i = 0; i < 6; i++) {
      if (!pair(p + i * 3) || (i < 5 && window.at(p + i * 3 + 2) !== mark)) return;
    }
    const end = p + 17;
    if (window.alnum(end) || (window.at(end) === mark && pair(end + 1) && !window.alnum(end + 3))) return;
    this.emit(p, end, SHAPE_ID['hex-groups'], 0);
  }

  /** A maximal run of hex digits and ':' (one ':' too many at either side left out): 8 groups, or 3-7 with one '::'. */
  #ipv6(p: number): void {
    const { window } = this;
    const inRun = (i: number) => window.hex(i) || window.at(i) === 0x3a;
    if (window.at(p) === 0x3a && window.at(p + 1) !== 0x3a) return;
    if (inRun(p - 1)) {
      // Only behind a single ':' that opens the run.
      if (window.at(p - 1) !== 0x3a || window.at(p) === 0x3a || inRun(p - 2)) return;
      if (window.at(p - 2) === 0x2e) return;
    } else if (window.alnum(p - 1) || window.at(p - 1) === 0x5f || window.at(p - 1) === 0x2e) return;
    let end = p;
    while (end < p + 46 && inRun(end)) end++;
    if (end >= p + 46 || window.alnum(end) || window.at(end) === 0x5f || !window.freeRight(end)) return;
    if (window.at(end - 1) === 0x3a && window.at(end - 2) !== 0x3a) end--;
    let groups = 0;
    let gaps = 0;
    for (let i = p; i < end; ) {
      let stop = i;
      while (stop < end && window.hex(stop)) stop++;
      if (stop - i > 4) return;
      if (stop > i) groups++;
      i = stop;
      if (i === end) break;
      if (window.at(i + 1) === 0x3a && i + 1 < end) {
        gaps++;
        i += 2;
        if (window.at(i) === 0x3a) return;
      } else i++;
    }
    if ((gaps === 0 && groups === 8) || (gaps === 1 && groups >= 3 && groups <= 7)) {
      this.emit(p, end, SHAPE_ID['hex-groups'], 0);
    }
  }

  /** 京A12345, 沪A·D12345, 粤Z1234港. */
  #plate(p: number): void {
    const { window } = this;
    if (this.#oneOf(PROVINCE_BYTES, p) === 0 || !isUpper(window.at(p + 3))) return;
    let i = p + 4;
    i += this.#oneOf(GAPS, i);
    let count = 0;
    for (; count < 8; count++) {
      const b = window.at(i);
      const step = isDigit(b) || isUpper(b) ? 1 : this.#oneOf(PLATE_END_BYTES, i);
      if (step === 0) break;
      i += step;
    }
    if (count >= 4 && count <= 7) this.emit(p, i, SHAPE_ID.plate, 0);
  }

  /** WJ plates: WJ01-12345 is not one; WJ京12345, WJ 1234X, WJ·京·1234D are. */
  #policePlate(p: number): void {
    const { window } = this;
    if (window.at(p + 1) !== 0x4a || window.alnum(p - 1)) return;
    const gap = (i: number) => this.#oneOf(GAPS, i);
    let i = p + 2;
    i += gap(i);
    const province = this.#oneOf(PROVINCE_BYTES, i);
    if (province > 0) {
      i += province;
      i += gap(i);
    }
    const digits = window.digitsEnd(i, 7);
    let end = digits;
    if (digits - i === 4 || digits - i === 5) {
      if ('JBXTHSD'.includes(String.fromCharCode(window.at(digits) || 0x20))) end++;
    }
    if (end - i < 5 || end - i > 6 || window.alnum(end)) return;
    this.emit(p, end, SHAPE_ID.plate, 0);
  }
}

/** [A-Za-z0-9._%+-] */
const isLocal = (b: number): boolean => isDigit(b) || isLetter(b) || b === 0x5f || isLocalMark(b);
/** Characters of a local part that cannot open it. */
const isLocalMark = (b: number): boolean => b === 0x2e || b === 0x25 || b === 0x2b || b === 0x2d;
