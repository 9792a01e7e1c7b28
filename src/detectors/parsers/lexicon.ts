import { COMMON_WORDS, LONG_WORDS, OTHER_WORDS } from './data/words.js';

const SLOTS = 1 << 16;

/** A set of two-character words with a rank each, open addressing in two typed arrays. */
class Pairs {
  readonly #keys = new Int32Array(SLOTS);
  readonly #ranks = new Uint8Array(SLOTS);

  add(a: number, b: number, rank: number): void {
    const key = (a << 16) | b;
    let slot = hash(key);
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
    this.#keys[slot] = key;
    this.#ranks[slot] = rank;
  }

  rank(a: number, b: number): number {
    const key = (a << 16) | b;
    let slot = hash(key);
    while (this.#keys[slot] !== 0) {
      if (this.#keys[slot] === key) return this.#ranks[slot]!;
      slot = (slot + 1) & (SLOTS - 1);
    }
    return 0;
  }
}

function hash(key: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 16) & (SLOTS - 1);
}

let pairs: Pairs | undefined;
let long: Set<string> | undefined;

function load(): Pairs {
  const table = new Pairs();
  for (const [words, rank] of [[OTHER_WORDS, 1] as const, [COMMON_WORDS, 2] as const]) {
    for (const group of words.split(' ')) {
      for (let i = 1; i < group.length; i++) table.add(group.charCodeAt(0), group.charCodeAt(i), rank);
    }
  }
  return table;
}

/** 0 = not a word of the lexicon, 1 = a word, 2 = a common word. Personal names are no words. */
export function wordRank(a: number, b: number): number {
  pairs ??= load();
  return pairs.rank(a, b);
}

/** Whether three characters are a word that begins like a surname. */
export function isLongWord(word: string): boolean {
  if (long === undefined) {
    long = new Set();
    for (const group of LONG_WORDS.split(' ')) {
      for (let i = 1; i + 1 < group.length; i += 2) long.add(group[0]! + group.slice(i, i + 2));
    }
  }
  return long.has(word);
}
