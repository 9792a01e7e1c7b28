import { lowerAscii, PROGRAM_LIMITS } from './program.js';

/** A place to write tables to. */
export interface Memory {
  readonly u8: Uint8Array;
  readonly view: DataView;
}

/** Addresses of assembly/layout.ts, by name. */
export type Layout = Readonly<Record<string, number>>;

export type PivotKind = 'word' | 'digits' | 'pair' | 'single' | 'odd';

/** Where in a literal the kernel looks for it, and by which mask. */
export interface Pivot {
  readonly kind: PivotKind;
  readonly at: number;
}

const LITERAL_ENTRY = 32;
/** In the maps: a literal may start here. The kernel adds it to an address, so it is the size of one. */
const PERHAPS = 4;
/** Id of the entry that stands for police plates (WJ...). */
const POLICE = 0xffff;

const isDigit = (b: number) => b >= 0x30 && b <= 0x39;
const isLower = (b: number) => b >= 0x61 && b <= 0x7a;

/**
 * Chooses the pivot of a literal: its first byte when that is a letter (it must stand at a word start anyway), else the first
 * character beyond ASCII with enough bytes to hash, else its first word or digit run, else any byte.
 */
export function pivotOf(bytes: Uint8Array): Pivot {
  if (isLower(bytes[0]!)) return { kind: 'word', at: 0 };
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0xc0) continue;
    const beyond = (bytes[i + 3] ?? 0) >= 0x80;
    if (beyond && i + 6 <= bytes.length) return { kind: 'pair', at: i };
    if (!beyond && i + 4 <= bytes.length) return { kind: 'single', at: i };
  }
  for (let i = 1; i + 1 < bytes.length; i++) {
    if (isLower(bytes[i]!) && !isLower(bytes[i - 1]!)) return { kind: 'word', at: i };
  }
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (isDigit(bytes[i]!) && (i === 0 || !isDigit(bytes[i - 1]!))) return { kind: 'digits', at: i };
  }
  const sign = signIn(bytes);
  const lead = bytes.findIndex((b, i) => b >= 0xc0 && i + 4 <= bytes.length);
  if (sign >= 0 || lead >= 0) return { kind: 'odd', at: sign >= 0 ? sign : lead };
  const ascii = bytes.findIndex((b) => b < 0x80);
  return { kind: 'odd', at: ascii >= 0 ? ascii : bytes.findLastIndex((b) => b >= 0xc0) };
}

/** Signs that stand in numbers and dates: too many to look behind. */
const COMMON_SIGNS = new Set([...' -.:,'].map((sign) => sign.charCodeAt(0)));

/** The first rare sign with three bytes behind it, -1 = none. */
function signIn(bytes: Uint8Array): number {
  return bytes.findIndex(
    (b, i) => b < 0x80 && i + 4 <= bytes.length && !isDigit(b) && !isLower(b) && !COMMON_SIGNS.has(b),
  );
}

/** The pivots of all literals. Digit runs are many: a sign serves better as long as there is room for it. */
function pivotsOf(literals: readonly Uint8Array[]): Pivot[] {
  const pivots = literals.map(pivotOf);
  const odd = new Set(pivots.flatMap(({ kind, at }, i) => (kind === 'odd' ? [literals[i]![at]!] : [])));
  return pivots.map((pivot, i) => {
    const at = pivot.kind === 'digits' ? signIn(literals[i]!) : -1;
    if (at < 0) return pivot;
    const sign = literals[i]![at]!;
    if (!odd.has(sign) && odd.size >= PROGRAM_LIMITS.oddBytes) return pivot;
    odd.add(sign);
    return { kind: 'odd', at };
  });
}

/** What the kernel must know of the pivots. */
export interface PivotNeeds {
  /** The odd bytes, at most 4. */
  readonly odd: readonly number[];
  /** Some odd pivots have fewer than four bytes from themselves on. */
  readonly shortOdd: boolean;
  readonly digits: boolean;
  readonly singles: boolean;
}

/** The spread of the four bytes from `i` on with bit 5 set. */
const spread = (bytes: Uint8Array, i: number): number => {
  let x = 0;
  for (let k = 3; k >= 0; k--) x = (x << 8) | bytes[i + k]! | 0x20;
  return Math.imul(x, 0x9e3779b1) >>> 0;
};

/** The same for three bytes. */
const spread3 = (bytes: Uint8Array, i: number, third: number): number =>
  Math.imul(
    ((bytes[i]! | 0x20) << 8) | ((bytes[i + 1]! | 0x20) << 16) | ((third | 0x20) << 24),
    0x9e3779b1,
  ) >>> 0;

/** The bytes with bit 5 set. */
const folded = (bytes: Uint8Array): Uint8Array => bytes.map((b) => b | 0x20);

/** Upper half of the 64-bit spread of `count` (4 or 6) bytes. */
function spread64(bytes: Uint8Array, i: number, count: 4 | 6): number {
  // The bytes fill the upper end of a word of 64 bits, which is multiplied by 0x9e3779b97f4a7c15.
  let high = 0;
  for (let k = count - 1; k >= count - 4; k--) high = (high << 8) | bytes[i + k]!;
  const low = count === 6 ? (bytes[i]! << 16) | (bytes[i + 1]! << 24) : 0;
  const carried = upperHalf(low >>> 0, 0x7f4a7c15);
  return (Math.imul(high, 0x7f4a7c15) + Math.imul(low, 0x9e3779b9) + carried) >>> 0;
}

/** Upper 32 bits of the product of two 32-bit numbers. */
function upperHalf(a: number, b: number): number {
  const low = (a & 0xffff) * (b & 0xffff);
  const middle = (a >>> 16) * (b & 0xffff) + Math.floor(low / 0x10000);
  const other = (a & 0xffff) * (b >>> 16) + (middle & 0xffff);
  return ((a >>> 16) * (b >>> 16) + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) >>> 0;
}

const setBit = (u8: Uint8Array, map: number, index: number) => {
  u8[map + (index >> 3)]! |= 1 << (index & 7);
};

/** Writes the literal tables. */
export function writeLiterals(memory: Memory, layout: Layout, literals: readonly string[]): PivotNeeds {
  const { u8, view } = memory;
  const at = (name: string) => layout[name]!;
  const chains = new Map<number, { entry: number; length: number }[]>();
  const odd = new Set<number>();
  let shortOdd = false;
  let digits = false;
  let singles = false;
  let text = 0;
  let entries = 0;

  const chain = (head: number, entry: number, length: number) => {
    const list = chains.get(head) ?? [];
    list.push({ entry, length });
    chains.set(head, list);
  };
  const writeKey = (e: number, bytes: Uint8Array, from: number) => {
    for (let k = 0; k < 8 && from + k < bytes.length; k++) {
      u8[e + 16 + k] = bytes[from + k]! | 0x20;
      u8[e + 24 + k] = 0xff;
    }
  };
  const word = (bytes: Uint8Array, i: number, entry: number, length: number) => {
    const rest = bytes.length - i;
    if (rest >= 4) {
      const hash = spread(bytes, i);
      u8[at('WORD4_MAP') + (hash >>> 16)] = PERHAPS;
      if (rest < 6) u8[at('WORD4_SHORT') + (hash >>> 20)] = PERHAPS;
      else u8[at('WORD6_MAP') + (spread64(folded(bytes), i, 6) >>> 16)] = PERHAPS;
      chain(at('WORD4_HEADS') + (hash >>> 20) * 2, entry, length);
      return;
    }
    const two = (bytes[i]! & 31) | ((bytes[i + 1]! & 31) << 5);
    const mark = (third: number) => {
      u8[at('WORD3_MAP') + (spread3(bytes, i, third) >>> 17)] = PERHAPS;
    };
    if (rest === 3) mark(bytes[i + 2]!);
    else for (let third = 0; third < 256; third++) mark(third);
    chain(at('WORD2_HEADS') + two * 2, entry, length);
  };

  const texts = literals.map((literal) => new TextEncoder().encode(lowerAscii(literal)));
  pivotsOf(texts).forEach((pivot, id) => {
    const bytes = texts[id]!;
    const entry = ++entries;
    const e = at('ENTRIES') + entry * LITERAL_ENTRY;
    u8.set(bytes, at('LITERAL_TEXT') + text);
    view.setUint32(e, text, true);
    view.setUint16(e + 4, bytes.length, true);
    u8[e + 6] = pivot.at;
    view.setUint16(e + 8, id, true);
    writeKey(e, bytes, pivot.at);
    text += bytes.length;
    if (pivot.kind === 'pair' || pivot.kind === 'single') {
      if (pivot.kind === 'single') singles = true;
      const hash = spread64(bytes, pivot.at, pivot.kind === 'pair' ? 6 : 4);
      u8[at('PAIR_MAP') + (hash >>> 16)] = PERHAPS;
      chain(at('PAIR_HEADS') + (hash >>> 20) * 2, entry, bytes.length);
    } else if (pivot.kind === 'odd') {
      odd.add(bytes[pivot.at]!);
      if (bytes.length - pivot.at >= 4) word(bytes, pivot.at, entry, bytes.length);
      else {
        shortOdd = true;
        chain(at('ODD_HEADS') + bytes[pivot.at]! * 2, entry, bytes.length);
      }
    } else {
      if (pivot.kind === 'digits') digits = true;
      word(bytes, pivot.at, entry, bytes.length);
    }
  });
  if (odd.size > PROGRAM_LIMITS.oddBytes) {
    throw new RangeError(
      `kernel program: literals of signs alone start with ${odd.size} bytes, the kernel holds ${PROGRAM_LIMITS.oddBytes}`,
    );
  }

  const police = ++entries;
  view.setUint16(at('ENTRIES') + police * LITERAL_ENTRY + 8, POLICE, true);
  const wj = new TextEncoder().encode('wj');
  writeKey(at('ENTRIES') + police * LITERAL_ENTRY, wj, 0);
  word(wj, 0, police, 0);

  for (const [head, list] of chains) {
    // Longest first; of equals, the lower id.
    list.sort((a, b) => b.length - a.length || a.entry - b.entry);
    view.setUint16(head, list[0]!.entry, true);
    list.forEach(({ entry }, i) => {
      view.setUint16(at('ENTRIES') + entry * LITERAL_ENTRY + 10, list[i + 1]?.entry ?? 0, true);
    });
  }
  return { odd: [...odd], shortOdd, digits, singles };
}

export function writeTlds(memory: Memory, layout: Layout, tlds: readonly string[]): void {
  const { u8, view } = memory;
  let text = 0;
  tlds.forEach((tld, index) => {
    const bytes = new TextEncoder().encode(tld);
    let hash = 0;
    for (const b of bytes) hash = Math.imul(hash ^ b, 0x01000193);
    const head = layout.TLD_HEADS! + (hash >>> 22) * 2;
    const entry = layout.TLD_ENTRIES! + (index + 1) * 8;
    u8.set(bytes, layout.TLD_TEXT! + text);
    view.setUint16(entry, text, true);
    u8[entry + 2] = bytes.length;
    view.setUint16(entry + 4, view.getUint16(head, true), true);
    view.setUint16(head, index + 1, true);
    text += bytes.length;
  });
}

export function writeGroups(memory: Memory, layout: Layout, groups: readonly (readonly number[])[]): void {
  groups.forEach((lengths, index) => {
    const signature = lengths.reduce((packed, length) => (packed << 4) | length, 0);
    memory.u8[layout.GROUP_PAIRS! + ((lengths[0]! << 4) | lengths[1]!)] = 1;
    let slot = Math.imul(signature, 0x9e3779b1) >>> 24;
    for (;;) {
      const at = layout.GROUP_SLOTS! + slot * 8;
      const there = memory.view.getUint32(at, true);
      if (there === signature) return;
      if (there === 0) {
        memory.view.setUint32(at, signature, true);
        memory.view.setUint32(at + 4, index, true);
        return;
      }
      slot = (slot + 1) & 0xff;
    }
  });
}

/** Sets the bits of the characters (U+0800-FFFF) in a character map. */
export function writeCharacters(memory: Memory, map: number, characters: Iterable<string>): void {
  for (const character of characters) setBit(memory.u8, map, character.codePointAt(0)!);
}
