import { EXACT_SHAPES, SHAPE_ID, type Shape } from '../kernel/anchors.js';
import type { KernelProgram } from '../kernel/kernel.js';
import { lowerAscii } from '../kernel/program.js';
import { traditionalLabel } from '../lib/traditional.js';
import type { Rule, RuleSet } from '../model/rule.js';
import type { Validator } from '../validators/validator.js';
import { LabelIndex } from './labels.js';
import { HeaderNames } from './names.js';
import type { Parser } from './parsers/parser.js';

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly index: number;
  /** Global. */
  readonly patterns: readonly RegExp[];
  readonly parser: Parser | undefined;
  readonly validators: readonly Validator[];
  readonly strip: RegExp | undefined;
  readonly placeholders: ReadonlySet<string>;
}

/** Everything the detectors need, derived once per thread from a rule set. */
export interface CompiledRules {
  readonly ruleSet: RuleSet;
  readonly rules: readonly CompiledRule[];
  readonly labels: LabelIndex;
  readonly names: HeaderNames;
  readonly program: KernelProgram;
  /** Rules wanted by each kernel shape (`digits`, `groups`, `upper` and `literal` have finer tables below). */
  readonly byShape: readonly (readonly number[])[];
  readonly byDigits: ReadonlyMap<number, readonly number[]>;
  readonly byUpper: ReadonlyMap<number, readonly number[]>;
  readonly byLiteral: readonly (readonly number[])[];
  /** Rank of an infoType in a precedence list, by list. */
  readonly precedence: readonly ReadonlyMap<string, number>[];
}

/** Types the detector finds by words: in a column decided to be one of them, those words say nothing new. */
export const TEXT_TYPES: ReadonlySet<string> = new Set([
  'cn.address',
  'en.address',
  'cn.company-name',
  'cn.person-name',
  'habit.consumption',
  'biz.record',
]);

export interface Shelves {
  readonly validators: ReadonlyMap<string, Validator>;
  readonly parsers: ReadonlyMap<string, Parser>;
  readonly tables: {
    readonly cards: Uint32Array;
    readonly mobiles: Uint8Array;
    readonly areas: Uint8Array;
    readonly tlds: readonly string[];
  };
}

export function compileRules(ruleSet: RuleSet, shelves: Shelves): CompiledRules {
  const rules = ruleSet.rules.map((rule, index) => compileRule(rule, index, shelves));
  const digits = new Uint8Array(32 * 100);
  const upper = new Uint8Array(64);
  const groups = new Map<string, readonly number[]>();
  const literals = new Map<string, Set<number>>();
  const byShape: number[][] = Array.from({ length: 32 }, () => []);
  const byDigits = new Map<number, number[]>();
  const byUpper = new Map<number, number[]>();
  const push = (map: Map<number, number[]>, key: number, index: number) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [index]);
    else if (!list.includes(index)) list.push(index);
  };
  const literal = (word: string, index: number) => {
    // The kernel ignores the case of ASCII only: other scripts that have cases stand in both.
    const keys = /[^\0-\x7f\u2e80-\u9fff]/.test(word)
      ? new Set([word, word.toLowerCase(), word.toUpperCase()].map(lowerAscii))
      : new Set([word.toLowerCase()]);
    keys.add(traditionalLabel(word));
    for (const key of keys) {
      if (key.length < 2) continue;
      const owners = literals.get(key);
      if (owners === undefined) literals.set(key, new Set([index]));
      else owners.add(index);
    }
  };
  rules.forEach(({ rule, index, parser }) => {
    for (const word of parser?.words ?? []) literal(word, index);
    for (const anchor of rule.anchors) {
      if ('shape' in anchor) {
        const id = SHAPE_ID[anchor.shape as Shape];
        byShape[id]?.push(index);
        if (anchor.shape === 'upper')
          for (const length of anchor.lengths ?? []) {
            upper[length] = 1;
            push(byUpper, length, index);
          }
      } else if ('digits' in anchor) {
        for (const count of anchor.digits) {
          push(byDigits, count, index);
          markDigits(digits, count, anchor.prefixes);
        }
      } else if ('groups' in anchor) {
        groups.set(anchor.groups.join('-'), anchor.groups);
        byShape[SHAPE_ID.groups]?.push(index);
      } else if ('literals' in anchor) {
        for (const word of anchor.literals) literal(word, index);
      } else {
        for (const word of rule.context.words) literal(word, index);
      }
    }
  });
  // The kernel reports the longest literal at a place: it stands for the shorter ones it begins with.
  for (const [word, owners] of literals) {
    for (let length = 2; length < word.length; length++) {
      for (const owner of literals.get(word.slice(0, length)) ?? []) owners.add(owner);
    }
  }
  const words = [...literals.keys()];
  const byLiteral = words.map((word) => [...(literals.get(word) ?? [])]);
  return {
    ruleSet,
    rules,
    labels: new LabelIndex(ruleSet),
    names: new HeaderNames(ruleSet),
    program: {
      digits,
      groups: [...groups.values()],
      upper,
      literals: words,
      // What only rules of text types want.
      fillers: Uint8Array.from(byLiteral, (owners) =>
        Number(owners.every((owner) => TEXT_TYPES.has(rules[owner]!.rule.infoType))),
      ),
      ...shelves.tables,
    },
    byShape,
    byDigits,
    byUpper,
    byLiteral,
    precedence: ruleSet.precedence.map((list) => new Map(list.map((type, rank) => [type, rank]))),
  };
}

/** True for shapes the kernel validates and counts itself. */
export function isExact(shape: number): boolean {
  return shape < EXACT_SHAPES;
}

function markDigits(table: Uint8Array, count: number, prefixes: readonly string[] | undefined): void {
  const row = count * 100;
  if (prefixes === undefined) {
    table.fill(1, row, row + 100);
    return;
  }
  for (const prefix of prefixes) {
    const two = prefix.slice(0, 2);
    if (two.length === 2) table[row + Number(two)] = 1;
    else table.fill(1, row + Number(two) * 10, row + Number(two) * 10 + 10);
  }
}

function compileRule(rule: Rule, index: number, shelves: Shelves): CompiledRule {
  return {
    rule,
    index,
    patterns: rule.patterns.map((source) => new RegExp(source, rule.ignoreCase ? 'gi' : 'g')),
    parser: rule.parser === undefined ? undefined : shelves.parsers.get(rule.parser),
    validators: rule.validators.flatMap((name) => shelves.validators.get(name) ?? []),
    strip: rule.strip === '' ? undefined : new RegExp(`[${rule.strip.replace(/[\]\\^-]/g, '\\$&')}]`, 'g'),
    placeholders: new Set(rule.placeholders),
  };
}
