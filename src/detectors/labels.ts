import { traditionalLabel } from '../lib/traditional.js';
import type { RuleSet } from '../model/rule.js';

/** A context word seen in a text: UTF-16 span and the rules it speaks for and against. */
export interface LabelHit {
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

export interface Label {
  readonly word: string;
  /** Rule indexes. */
  readonly positive: ReadonlySet<number>;
  readonly negative: ReadonlySet<number>;
}

interface Node {
  next: Map<number, Node> | undefined;
  label: Label | undefined;
}

/** Endings that only say "number". */
const NUMBER_WORD = /(?:号码|号|编号|编码|號碼|號|編號| no\.?| number)$/;

const SPACE = 0x20;
/** Most blanks between two characters of one label. */
const WIDEST = 6;
const A = 0x61;
const Z = 0x7a;

function lower(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  // Greek and Cyrillic; Han has no cases.
  return code >= 0x370 && code < 0x530 ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : code;
}

function isLetter(code: number): boolean {
  const c = lower(code);
  return c >= A && c <= Z;
}

function isUpper(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

/** The Han character behind the blanks at `from`, which follow another one; `from` when there is none. */
function behindBlanks(text: string, from: number, to: number): number {
  if (!isHan(text.charCodeAt(from - 1))) return from;
  let i = from;
  while (i < to && i - from < WIDEST && text.charCodeAt(i) === SPACE) i++;
  return i < to && isHan(text.charCodeAt(i)) ? i : from;
}

function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

/** Labels that begin with the same character, by the characters after it. */
function trie(labels: readonly Label[]): Node {
  const root: Node = { next: undefined, label: undefined };
  for (const label of labels) {
    let node = root;
    for (let i = 1; i < label.word.length; i++) {
      node.next ??= new Map();
      const code = label.word.charCodeAt(i);
      let child = node.next.get(code);
      if (child === undefined) {
        child = { next: undefined, label: undefined };
        node.next.set(code, child);
      }
      node = child;
    }
    node.label = label;
  }
  return root;
}

/**
 * All context words of a rule set in one trie: `find` reports every word of a text, longest first at each place, in one pass.
 * ASCII words match as whole words (a change from lower to upper case counts as a boundary), ignoring case.
 */
export class LabelIndex {
  /** By first character: the words that begin with it, and from the first time it is met on their trie. */
  readonly #roots: (Node | Label[] | undefined)[] = new Array(0x10000);

  constructor(ruleSet: RuleSet) {
    const words = new Map<string, { positive: Set<number>; negative: Set<number> }>();
    const entry = (word: string) => {
      const key = word.toLowerCase();
      let found = words.get(key);
      if (found === undefined) {
        found = { positive: new Set(), negative: new Set() };
        words.set(key, found);
      }
      return found;
    };
    ruleSet.rules.forEach((rule, index) => {
      for (const word of rule.context.words) entry(word).positive.add(index);
      for (const word of rule.context.negative) entry(word).negative.add(index);
    });
    const everywhere = new Set(
      [...ruleSet.rules.keys()].filter((index) => ruleSet.rules[index]!.context.globalNegative),
    );
    for (const word of ruleSet.negative) {
      const key = word.toLowerCase();
      const found = words.get(key);
      // One set for nearly all of them: nothing is taken out of it below.
      if (found === undefined) words.set(key, { positive: new Set(), negative: everywhere });
      else if (found.negative !== everywhere) for (const index of everywhere) found.negative.add(index);
    }
    // 通行证号码 says what 通行证 says, although only the longer word is reported.
    for (const [word, sides] of words) {
      const stem = words.get(word.replace(NUMBER_WORD, ''));
      for (const index of stem?.positive ?? []) if (!sides.negative.has(index)) sides.positive.add(index);
    }
    // 公司电话 says what 电话 says, although only the longer word is reported.
    for (const [word, sides] of words) {
      if (sides.positive.size === 0 || !/[\u4e00-\u9fff]{2}$/.test(word)) continue;
      for (let i = 1; i + 1 < word.length; i++)
        for (const index of words.get(word.slice(i))?.positive ?? [])
          if (!sides.negative.has(index)) sides.positive.add(index);
    }
    // One word in both scripts.
    for (const [word, sides] of [...words]) {
      const traditional = traditionalLabel(word);
      if (traditional === word) continue;
      const known = words.get(traditional);
      if (known === undefined) words.set(traditional, sides);
      else
        words.set(traditional, {
          positive: new Set([...known.positive, ...sides.positive]),
          negative: new Set([...known.negative, ...sides.negative]),
        });
    }
    for (const [word, sides] of words) {
      for (const index of sides.positive) sides.negative.delete(index);
      if (word === '') continue;
      const first = word.charCodeAt(0);
      const label = { word, ...sides };
      const others = this.#roots[first] as Label[] | undefined;
      if (others === undefined) this.#roots[first] = [label];
      else others.push(label);
    }
  }

  #root(first: number): Node | undefined {
    const root = this.#roots[first];
    if (!Array.isArray(root)) return root;
    const grown = trie(root);
    this.#roots[first] = grown;
    return grown;
  }

  /** Labels in text[from, to), in order; words contained in a longer one that starts earlier are not reported. */
  find(text: string, from = 0, to = text.length): LabelHit[] {
    const hits: LabelHit[] = [];
    let i = from;
    while (i < to) {
      const first = lower(text.charCodeAt(i));
      let node = this.#root(first);
      if (node === undefined || !this.#startsWord(text, i)) {
        i++;
        continue;
      }
      let best: Label | undefined;
      let bestEnd = i;
      let j = i + 1;
      for (;;) {
        if (node.label !== undefined && this.#endsWord(text, j)) {
          best = node.label;
          bestEnd = j;
        }
        if (j >= to || node.next === undefined) break;
        let at = j;
        let child: Node | undefined = node.next.get(lower(text.charCodeAt(at)));
        // 户    名, 身 份 证: set wide, or read that way off a picture.
        if (child === undefined && text.charCodeAt(j) === SPACE) {
          at = behindBlanks(text, j, to);
          if (at > j) child = node.next.get(text.charCodeAt(at));
        }
        if (child === undefined) break;
        node = child;
        j = at + 1;
      }
      if (best === undefined) {
        i++;
        continue;
      }
      hits.push({ start: i, end: bestEnd, label: best });
      i = bestEnd;
    }
    return hits;
  }

  #startsWord(text: string, i: number): boolean {
    const code = text.charCodeAt(i);
    if (!isLetter(code) || i === 0) return true;
    const before = text.charCodeAt(i - 1);
    return !isLetter(before) || (isUpper(code) && !isUpper(before));
  }

  #endsWord(text: string, end: number): boolean {
    const last = text.charCodeAt(end - 1);
    if (!isLetter(last) || end >= text.length) return true;
    const after = text.charCodeAt(end);
    return !isLetter(after) || (isUpper(after) && !isUpper(last));
  }
}
