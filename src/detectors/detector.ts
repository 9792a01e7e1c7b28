import type { CompiledRule, CompiledRules } from './compile.js';
import { isEmbedded, isInRun, judgeContext } from './context.js';
import type { LabelHit } from './labels.js';
import { EMBEDDED, likelihood, PLACEHOLDER, roundLikelihood } from './score.js';

/** A match in a window of text; offsets in UTF-16 units of that text. Raw: stays in the red zone. */
export interface Match {
  readonly compiled: CompiledRule;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly normal: string;
  readonly confidence: number;
  readonly why: readonly string[];
  /** The label says so, the check digits say no. */
  readonly failed: boolean;
}

/** What a table's column header says about a rule, in place of labels in the text. */
export interface HeaderContext {
  readonly context: number;
  readonly negative: number;
  readonly why: string;
}

const MAX_STEPS = 4096;

/** Runs rules over windows of canonical text. One instance per thread; no state between calls but caches. */
export class Detector {
  constructor(readonly compiled: CompiledRules) {}

  /**
   * All matches of the rules `wanted` in `text` with at least `minConfidence`, overlaps resolved, sorted by start.
   * `header` gives a column's say, by rule index.
   */
  find(
    text: string,
    wanted: Iterable<number>,
    minConfidence: number,
    header?: (ruleIndex: number) => HeaderContext | undefined,
  ): Match[] {
    let labels: LabelHit[] | undefined;
    const found: Match[] = [];
    for (const index of wanted) {
      const compiled = this.compiled.rules[index];
      if (compiled === undefined) continue;
      eachMatch(compiled, text, (raw) => {
        const normal = normalise(compiled, raw.value);
        const checked = validate(compiled, normal);
        if (checked === undefined && compiled.rule.confidence.invalidLabelled === undefined) return false;
        labels ??= this.compiled.labels.find(text);
        const match = this.#score(compiled, text, raw, normal, checked, labels, header?.(index));
        if (match !== undefined && match.confidence >= minConfidence) found.push(match);
        return checked !== undefined;
      });
    }
    return found.length < 2 ? found : this.#resolve(found);
  }

  #score(
    compiled: CompiledRule,
    text: string,
    raw: RawMatch,
    normal: string,
    checked: { quality: number; reasons: readonly string[] } | undefined,
    labels: readonly LabelHit[],
    header: HeaderContext | undefined,
  ): Match | undefined {
    const { rule } = compiled;
    const near = judgeContext(
      text,
      raw.contextStart,
      raw.end,
      compiled.index,
      rule.confidence.needsContext === true,
      labels,
      this.compiled.names,
    );
    const labelled = raw.labelled || near.direct;
    let context = Math.max(near.context, raw.labelled ? 0.85 : 0);
    let negative = raw.labelled || speaksForItself(raw.why) ? 0 : near.negative;
    const why = [...raw.why];
    if (header !== undefined && header.context > context) {
      context = header.context;
      why.push(header.why);
    } else why.push(...near.why);
    if (header !== undefined && header.negative > negative && near.context === 0) {
      negative = header.negative;
      why.push(header.why);
    }
    const { confidence: weights } = rule;
    if (checked === undefined) {
      if (!labelled && (header === undefined || header.context < 0.85)) return undefined;
      const confidence = weights.invalidLabelled ?? 0;
      return this.#match(compiled, raw, normal, confidence * (1 - negative), ['check-failed', ...why], true);
    }
    if (weights.needsContext && context < 0.5) return undefined;
    const embedded = isEmbedded(text, raw.start, raw.end, labels) && !raw.labelled;
    const run = !embedded && context < 0.5 && isInRun(text, raw.start, raw.end);
    const placeholder = compiled.placeholders.has(normal) || isTrivial(normal);
    const confidence = likelihood({
      prior: raw.prior ?? weights.prior,
      validator: weights.strength * checked.quality,
      context,
      negative,
      embedded: run
        ? EMBEDDED.other
        : embedded
          ? rule.columnClass === 'strong'
            ? EMBEDDED.strong
            : EMBEDDED.other
          : 0,
      placeholder: placeholder ? PLACEHOLDER : 0,
    });
    why.unshift(...checked.reasons);
    if (embedded) why.push('embedded');
    if (run) why.push('number-run');
    if (placeholder) why.push('placeholder');
    return this.#match(compiled, raw, normal, confidence, why, false);
  }

  #match(
    compiled: CompiledRule,
    raw: RawMatch,
    normal: string,
    confidence: number,
    why: readonly string[],
    failed: boolean,
  ): Match {
    return {
      compiled,
      start: raw.start,
      end: raw.end,
      value: raw.value,
      normal,
      confidence: roundLikelihood(confidence),
      why: why.length === 0 ? ['format'] : why,
      failed,
    };
  }

  /** True when `a` beats `b`, which overlaps it. */
  #beats(a: Match, b: Match): boolean {
    if (a.failed !== b.failed) return b.failed;
    const typeA = a.compiled.rule.infoType;
    const typeB = b.compiled.rule.infoType;
    for (const list of this.compiled.precedence) {
      const rankA = list.get(typeA);
      const rankB = list.get(typeB);
      if (rankA !== undefined && rankB !== undefined && rankA !== rankB) return rankA < rankB;
    }
    if (a.confidence !== b.confidence) return a.confidence > b.confidence;
    if (a.end - a.start !== b.end - b.start) return a.end - a.start > b.end - b.start;
    return a.compiled.index < b.compiled.index;
  }

  /** Keeps, of every group of overlapping matches, those no other one beats. */
  #resolve(found: Match[]): Match[] {
    found.sort((a, b) => a.start - b.start);
    const kept: Match[] = [];
    let from = 0;
    let end = 0;
    for (let i = 0; i <= found.length; i++) {
      const match = found[i];
      if (match !== undefined && match.start < end) {
        end = Math.max(end, match.end);
        continue;
      }
      if (i - from === 1) kept.push(found[from]!);
      else if (i > from) kept.push(...this.#winners(found.slice(from, i)));
      from = i;
      end = match?.end ?? 0;
    }
    return kept;
  }

  #winners(group: Match[]): Match[] {
    const kept: Match[] = [];
    for (const match of group.sort((a, b) => (this.#beats(a, b) ? -1 : 1))) {
      if (!kept.some((k) => k.start < match.end && match.start < k.end)) kept.push(match);
    }
    return kept.sort((a, b) => a.start - b.start);
  }
}

interface RawMatch {
  readonly start: number;
  readonly end: number;
  /** Where the labels end and the value's own text begins (a pattern may hold its label). */
  readonly contextStart: number;
  readonly value: string;
  readonly prior?: number;
  readonly why: readonly string[];
  /** The pattern itself demands a label (the value is a capture group). */
  readonly labelled: boolean;
}

/** A parser found a person addressed or introduced: 银行 or 公司 somewhere before says nothing against that. */
function speaksForItself(why: readonly string[]): boolean {
  return why.includes('surname') && why.some((reason) => NAME_EVIDENCE.has(reason));
}
const NAME_EVIDENCE = new Set(['label', 'role', 'honorific', 'introduced']);

/** Calls `visit` for every place where the rule's parser or patterns match; `visit` says whether the value passed its checks. */
function eachMatch(compiled: CompiledRule, text: string, visit: (raw: RawMatch) => boolean): void {
  if (compiled.parser !== undefined) {
    for (const { start, end, prior, why } of compiled.parser.find(text, 0, text.length)) {
      visit({ start, end, contextStart: start, value: text.slice(start, end), prior, why, labelled: false });
    }
  }
  for (const pattern of compiled.patterns) {
    pattern.lastIndex = 0;
    for (let step = 0; step < MAX_STEPS; step++) {
      const match = pattern.exec(text);
      if (match === null) break;
      const whole = match[0];
      const group = match.length > 1 ? match.slice(1).find((part) => part !== undefined) : undefined;
      const value = group ?? whole;
      const start = match.index + (group === undefined ? 0 : whole.lastIndexOf(group));
      const raw = {
        start,
        end: start + value.length,
        contextStart: start,
        value,
        why: [],
        labelled: group !== undefined,
      };
      // A loose match must not swallow a true one that starts inside it.
      pattern.lastIndex = visit(raw) ? Math.max(match.index + 1, raw.end) : match.index + 1;
    }
  }
}

export function normalise(compiled: CompiledRule, value: string): string {
  return compiled.strip === undefined ? value : value.replace(compiled.strip, '');
}

/** Quality and reasons when every validator accepts or knows nothing; undefined when one rejects. */
export function validate(
  compiled: CompiledRule,
  normal: string,
): { quality: number; reasons: readonly string[] } | undefined {
  if (compiled.validators.length === 0) return { quality: 0, reasons: [] };
  let quality = 1;
  const reasons: string[] = [];
  for (const validator of compiled.validators) {
    const verdict = validator.check(normal);
    if (verdict.state === 'invalid') return undefined;
    quality = Math.min(quality, verdict.quality);
    if (verdict.reason !== undefined) reasons.push(...verdict.reason.split(' '));
  }
  return { quality, reasons };
}

const COUNTING = ['1234567890', '0123456789', '9876543210'].map((run) => run.repeat(3));

/** All digits equal, or 1234567890...: nobody's number. */
export function isTrivial(normal: string): boolean {
  return (
    /^(\d)\1{5,}$/.test(normal) || (normal.length >= 10 && COUNTING.some((run) => run.startsWith(normal)))
  );
}
