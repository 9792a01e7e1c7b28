import type { ColumnClass, Rule } from '../../model/rule.js';
import type { CellMatcher } from './column.js';
import { type CellFacts, type Gate, looksMasked, readCell } from './gate.js';
import type { HeaderReading, HeaderScore } from './header.js';
import type { ColumnTraits } from './traits.js';

/** From this score on a header names a type clearly; below it only hints. */
export const CLEAR = 0.7;

/** Numbers that are, by their own definition, another type's number: a driver licence carries the resident ID number. */
const SAME_NUMBER: readonly (readonly [named: RegExp, values: RegExp])[] = [
  [/driver-licen[cs]e|social-security|tax-id/, /resident-id/],
  [/alipay|wechat/, /mobile|email/],
];

/** How one rule does on one column. */
export interface Trial {
  readonly index: number;
  readonly rule: Rule;
  readonly class: ColumnClass;
  readonly header: HeaderScore | undefined;
  readonly negative: string | undefined;
  /** Values matched, values tried that are not masked, and masked ones. */
  hits: number;
  tried: number;
  masked: number;
  quality: number;
  /** Per tried value, 1 = matched. */
  readonly matched: Uint8Array;
  share: number;
  lower: number;
  value: number;
  likelihood: number;
  readonly why: string[];
}

export function startTrial(rule: Rule, index: number, header: HeaderReading, size: number): Trial {
  const found = header.scores.get(index);
  const negative = header.negativeFor.get(index);
  return {
    index,
    rule,
    class: effectiveClass(rule),
    header: negative !== undefined && found?.kind !== 'exact' ? undefined : found,
    negative,
    hits: 0,
    tried: 0,
    masked: 0,
    quality: 0,
    matched: new Uint8Array(size),
    share: 0,
    lower: 0,
    value: 0,
    likelihood: 0,
    why: [],
  };
}

/** A format without a check that a rule itself reports only beside a label proves no column either. */
function effectiveClass(rule: Rule): ColumnClass {
  if (rule.columnClass !== 'medium') return rule.columnClass;
  const unproven = rule.validators.length === 0 && rule.parser === undefined && rule.confidence.prior < 0.3;
  return rule.confidence.needsContext === true || unproven ? 'weak' : 'medium';
}

/** Weak types need a header, but names and birth dates can be told by what a whole column of them looks like. */
export function standsAlone(rule: Rule, header: HeaderReading, traits: ColumnTraits): boolean {
  if (header.thing || header.negative !== null || traits.enumerated || traits.cells.length < 3) return false;
  if (rule.parser !== undefined && rule.infoType.endsWith('person-name')) return true;
  return /(?:^|[.-])(?:dob|birth)/.test(rule.id) && traits.birthLike;
}

/** The distinct cells of a column in the order they are tried, and what kind of characters each has. */
export interface CellTable {
  readonly values: readonly string[];
  /** Index into `kinds`, per value. */
  readonly kind: readonly number[];
  readonly kinds: readonly CellFacts[];
}

export function cellTable(cells: readonly string[]): CellTable {
  const values = stride(cells);
  const seen = new Map<number, number>();
  const kinds: CellFacts[] = [];
  const kind = values.map((value) => {
    const facts = readCell(value);
    const key = ((facts.length * 512 + facts.digits) * 512 + facts.letters) * 64 + facts.flags;
    let index = seen.get(key);
    if (index === undefined) {
      index = kinds.length;
      kinds.push(facts);
      seen.set(key, index);
    }
    return index;
  });
  return { values, kind, kinds };
}

/** Fixed shuffle, so that stopping early sees a fair choice. */
function stride(cells: readonly string[]): string[] {
  const step = [73, 71, 67].find((prime) => cells.length % prime !== 0) ?? 1;
  return cells.map((_, i) => cells[(i * step) % cells.length]!);
}

/** Values tried before a rule without a hit is given up, and before a clear result is taken as final. */
const GIVE_UP = 24;
const ENOUGH = 60;

export function runTrial(trial: Trial, matcher: CellMatcher, gate: Gate, cells: CellTable): void {
  const labelled = trial.header !== undefined;
  const patient = trial.header !== undefined || trial.class === 'strong';
  const { values, kind } = cells;
  // Cells of one kind pass or fail the gate together: 0 = not asked yet, 1 = pass, 2 = fail.
  const passes = new Uint8Array(cells.kinds.length);
  let i = 0;
  for (; i < values.length; i++) {
    if (i >= GIVE_UP && trial.hits === 0 && trial.masked === 0 && (!patient || i >= ENOUGH)) break;
    if (i === ENOUGH && trial.hits >= ENOUGH * 0.97) break;
    const fact = kind[i]!;
    if (passes[fact] === 0) passes[fact] = gate(cells.kinds[fact]!) ? 1 : 2;
    if (passes[fact] === 1) {
      const quality = matcher.match(values[i]!, labelled);
      if (quality > 0) {
        trial.hits++;
        trial.quality += quality;
        trial.matched[i] = 1;
        continue;
      }
    }
    if (looksMasked(cells.kinds[fact]!) && matcher.masked(values[i]!)) trial.masked++;
  }
  trial.tried = i - trial.masked;
}

/** A column named for a number that is by definition another type's (驾驶证号): values of that type are its values. */
export function adopt(trial: Trial, trials: readonly Trial[]): void {
  if (trial.hits > 0 || trial.header === undefined || trial.header.kind === 'hint') return;
  const source = trials.find(
    (other) => other.hits > 0 && carries(trial, other) && (other.header?.score ?? 0) < trial.header!.score,
  );
  if (source === undefined) return;
  trial.hits = source.hits;
  trial.tried = source.tried;
  trial.quality = source.quality;
  trial.matched.set(source.matched);
}

export function isProven(trial: Trial): boolean {
  return trial.rule.validators.length > 0 || trial.rule.parser !== undefined;
}

export function carries(named: Trial, values: Trial): boolean {
  return SAME_NUMBER.some(([name, value]) => name.test(named.rule.id) && value.test(values.rule.id));
}
