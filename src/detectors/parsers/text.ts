import { TRADITIONAL_PAIRS } from './data/traditional.js';

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLatin(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Han, an ASCII digit or letter. */
export function isWordy(code: number): boolean {
  return isHan(code) || isDigit(code) || isLatin(code);
}

let simplified: Uint16Array | undefined;

function simplifiedTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let i = 0; i + 1 < TRADITIONAL_PAIRS.length; i += 2) {
    table[TRADITIONAL_PAIRS.charCodeAt(i)] = TRADITIONAL_PAIRS.charCodeAt(i + 1);
  }
  return table;
}

/** Traditional characters become simplified ones, full-width brackets and colons ASCII; offsets stay. */
export function simplify(text: string): string {
  simplified ??= simplifiedTable();
  let out = '';
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x3400) continue;
    let to = simplified[code]!;
    if (code >= 0xff00) to = code === 0xff08 ? 40 : code === 0xff09 ? 41 : code === 0xff1a ? 58 : 0;
    if (to === 0) continue;
    out += text.slice(done, i) + String.fromCharCode(to);
    done = i + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

/** Fixed phrases with a number each, found at a place in constant time: the longest that starts, or ends, there. */
export class Phrases {
  readonly #byFirst = new Map<number, string[]>();
  readonly #byLast = new Map<number, string[]>();
  readonly #values = new Map<string, number>();
  /** Bit 1: a phrase begins with this character, bit 2: one ends with it. Most places end here. */
  readonly #ends = new Uint8Array(0x10000);

  /** `groups`: value and its phrases, separated by white space. */
  constructor(groups: readonly (readonly [number, string])[]) {
    for (const [value, list] of groups) {
      for (const phrase of list.split(/\s+/)) if (phrase !== '') this.#values.set(phrase, value);
    }
    for (const phrase of this.#values.keys()) {
      this.#ends[phrase.charCodeAt(0)]! |= 1;
      this.#ends[phrase.charCodeAt(phrase.length - 1)]! |= 2;
      push(this.#byFirst, phrase.charCodeAt(0), phrase);
      push(this.#byLast, phrase.charCodeAt(phrase.length - 1), phrase);
    }
    for (const map of [this.#byFirst, this.#byLast]) {
      for (const list of map.values()) list.sort((a, b) => b.length - a.length);
    }
  }

  /** The longest phrase that starts at `at`, or ''. */
  startingAt(text: string, at: number): string {
    if (at >= text.length || (this.#ends[text.charCodeAt(at)]! & 1) === 0) return '';
    for (const phrase of this.#byFirst.get(text.charCodeAt(at))!) {
      if (text.startsWith(phrase, at)) return phrase;
    }
    return '';
  }

  /** The longest phrase that ends before `end` (exclusive), or ''. */
  endingAt(text: string, end: number): string {
    if (end <= 0 || (this.#ends[text.charCodeAt(end - 1)]! & 2) === 0) return '';
    for (const phrase of this.#byLast.get(text.charCodeAt(end - 1))!) {
      if (end >= phrase.length && text.startsWith(phrase, end - phrase.length)) return phrase;
    }
    return '';
  }

  get phrases(): string[] {
    return [...this.#values.keys()];
  }

  has(phrase: string): boolean {
    return this.#values.has(phrase);
  }

  value(phrase: string): number {
    return this.#values.get(phrase) ?? 0;
  }
}

function push(map: Map<number, string[]>, key: number, phrase: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [phrase]);
  else list.push(phrase);
}
