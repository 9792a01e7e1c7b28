import type { CellMatcher } from './columns/column.js';
import type { CompiledRule, CompiledRules } from './compile.js';
import { isTrivial, normalise, validate } from './detector.js';

/** A cell counts as such a value when this share of its characters is the match (units, a trailing name in brackets ...). */
const WHOLE_SHARE = 0.8;
const MAX_CELL = 4096;

/** What a whole cell is, judged by one rule. */
export interface CellMatch {
  readonly value: string;
  readonly normal: string;
  readonly quality: number;
}

/** Applies a rule to a whole cell: (at least 80 % of) the trimmed cell must be the value. */
export class RuleCellMatcher implements CellMatcher {
  readonly rule;
  readonly #compiled: CompiledRule;
  /** Labels a pattern may want before the value: the first of each script. */
  readonly #labels: readonly string[];

  constructor(compiled: CompiledRule) {
    this.#compiled = compiled;
    this.rule = compiled.rule;
    const { words } = compiled.rule.context;
    const ascii = words.find((word) => /^[ -~]+$/.test(word));
    const other = words.find((word) => !/^[ -~]+$/.test(word));
    // Only a pattern with a group names its label; the others match the bare value.
    this.#labels = compiled.rule.patterns.some((source) => /\((?!\?)/.test(source))
      ? [other, ascii].flatMap((word) => (word === undefined ? [] : [`${word}: `]))
      : [];
  }

  match(cell: string, labelled = false): number {
    return this.read(cell, labelled)?.quality ?? 0;
  }

  read(cell: string, labelled = false): CellMatch | undefined {
    if (cell.length === 0 || cell.length > MAX_CELL) return undefined;
    const { parser } = this.#compiled;
    if (parser !== undefined) {
      const quality = parser.whole(cell);
      return quality > 0 ? { value: cell, normal: normalise(this.#compiled, cell), quality } : undefined;
    }
    return (
      this.#readText(cell, '') ??
      (labelled ? first(this.#labels, (label) => this.#readText(cell, label)) : undefined)
    );
  }

  #readText(cell: string, label: string): CellMatch | undefined {
    const { patterns, validators } = this.#compiled;
    for (const pattern of patterns) {
      pattern.lastIndex = 0;
      const match = pattern.exec(label + cell);
      if (match === null) continue;
      const value = match.slice(1).find((part) => part !== undefined) ?? match[0];
      if (value.length < cell.length * WHOLE_SHARE || value.length > cell.length) continue;
      const normal = normalise(this.#compiled, value);
      const checked = validate(this.#compiled, normal);
      if (checked === undefined) continue;
      if (isTrivial(normal)) continue;
      return { value, normal, quality: validators.length === 0 ? 1 : Math.max(checked.quality, 0.1) };
    }
    return undefined;
  }

  masked(cell: string): boolean {
    return isMasked(cell);
  }
}

function first<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = read(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** A value whose middle was replaced: 138****1234, 张*, z***@e.com, ******. */
export function isMasked(cell: string): boolean {
  return (
    cell.length <= 64 &&
    /[*×xX●•＊#]{3,}|[\u4e00-\u9fff][*＊]{1,2}[\u4e00-\u9fff]?$/.test(cell) &&
    /[*●•＊#]|[xX]{4,}/.test(cell)
  );
}

export function cellMatchers(compiled: CompiledRules): RuleCellMatcher[] {
  return compiled.rules.map((rule) => new RuleCellMatcher(rule));
}
