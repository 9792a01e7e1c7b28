import { exampleCases } from '../config/examples.js';
import { Detector, type Match } from '../detectors/detector.js';
import { WindowScan } from '../detectors/text-scan.js';
import { windows } from '../detectors/windows.js';
import { KERNEL_CAPACITY } from '../kernel/kernel.js';
import { type Engine, loadEngine } from './engine.js';

const BLOCK = KERNEL_CAPACITY - (1 << 15);
const OVERLAP = 1 << 13;
/** Examples show what is found at all (the "suspected" band), not what is reported by default. */
const EXAMPLE_THRESHOLD = 0.45;

/** Tries the rules on texts, in this thread, for `trawl detect`. Its output holds values: it goes to the asker and nowhere else. */
export class TextProbe {
  readonly #encoder = new TextEncoder();
  readonly #detector: Detector;

  constructor(
    private readonly engine: Engine,
    private readonly minConfidence: number,
  ) {
    this.#detector = new Detector(engine.compiled);
  }

  static async load(options: {
    readonly dirs: readonly string[];
    readonly minConfidence: number;
  }): Promise<TextProbe> {
    return new TextProbe(await loadEngine(options.dirs), options.minConfidence);
  }

  /** The `matches` array of the contract as JSON; offsets in UTF-16 units of `text`, sorted by start. */
  json(text: string): string {
    const matches = this.find(text).map(({ match, start, end }) => ({
      infoType: match.compiled.rule.infoType,
      tier: this.engine.tierOf(match.compiled.rule.infoType),
      start,
      end,
      text: text.slice(start, end),
      confidence: match.confidence,
      why: match.why,
    }));
    return JSON.stringify(matches);
  }

  /** One readable line per match. */
  *lines(text: string): Generator<string> {
    for (const { match, start, end } of this.find(text)) {
      const { infoType } = match.compiled.rule;
      yield `${start}-${end}\t${infoType}\t${this.engine.tierOf(infoType)}\t${match.confidence.toFixed(2)}\t${JSON.stringify(text.slice(start, end))}\t${match.why.join(' ')}`;
    }
  }

  find(text: string): { match: Match; start: number; end: number }[] {
    const found: { match: Match; start: number; end: number }[] = [];
    let offset = 0;
    let done = 0;
    while (offset < text.length) {
      const slice = text.slice(offset, offset + Math.floor(BLOCK / 3));
      const { read, written } = this.#encoder.encodeInto(slice, this.engine.kernel.bytes);
      if (read === 0) break;
      // Long texts are cut into blocks that overlap; each block answers for the places up to the middle of its overlap.
      const last = offset + read >= text.length;
      const until = last ? text.length : offset + read - OVERLAP / 2;
      for (const hit of this.#block(slice, written)) {
        const start = offset + hit.start;
        if (start >= done && start < until) found.push({ match: hit.match, start, end: offset + hit.end });
      }
      done = until;
      offset += last ? read : read - OVERLAP;
    }
    return found.sort((a, b) => a.start - b.start);
  }

  #block(text: string, written: number): { match: Match; start: number; end: number }[] {
    const { kernel } = this.engine;
    const end = kernel.fold(0, written);
    const folds = kernel.foldCount === 0 ? undefined : kernel.foldMap.slice(0, 2 * kernel.foldCount);
    kernel.table(null, 0);
    const hits: { match: Match; start: number; end: number }[] = [];
    const spans: { match: Match; start: number; end: number }[] = [];
    const place = { base: 0, end };
    const scan = new WindowScan(this.#detector, kernel, this.minConfidence, (match, start, stop) =>
      spans.push({ match, start, end: stop }),
    );
    let from = 0;
    while (from < end) {
      const count = kernel.scan(from, end, end);
      for (const window of windows(this.#detector.compiled, kernel, count, 0, end)) scan.add(window, place);
      from = kernel.next;
    }
    scan.flush();
    if (spans.length === 0) return hits;
    const toUnit = unitMapper(text, folds);
    for (const span of spans)
      hits.push({ match: span.match, start: toUnit(span.start), end: toUnit(span.end) });
    return hits;
  }
}

export interface ExampleOutcome {
  readonly ruleId: string;
  readonly infoType: string;
  /** "match" examples must be found whole, "miss" examples not at all. */
  readonly kind: 'match' | 'miss';
  readonly text: string;
  readonly passed: boolean;
  /** What was found instead, as type and likelihood. */
  readonly found: readonly string[];
}

/** Runs every example of every rule through the whole engine, at the threshold the examples are written for. */
export async function runExamples(dirs: readonly string[]): Promise<ExampleOutcome[]> {
  const engine = await loadEngine(dirs);
  const probe = new TextProbe(engine, EXAMPLE_THRESHOLD);
  return exampleCases(engine.compiled.ruleSet).map((example) => {
    const matches = probe.find(example.text);
    const same = matches.filter(({ match }) => match.compiled.rule.infoType === example.infoType);
    const hit = same.some(({ start, end }) => start === example.start && end === example.end);
    return {
      ruleId: example.ruleId,
      infoType: example.infoType,
      kind: example.kind,
      text: example.text,
      passed: example.kind === 'match' ? hit : same.length === 0,
      found: matches.map(
        ({ match, start, end }) => `${match.compiled.rule.infoType} ${start}-${end} (${match.confidence})`,
      ),
    };
  });
}

/** Maps folded byte offsets to UTF-16 offsets of the text they were encoded from. Ask in ascending order. */
function unitMapper(text: string, folds: Int32Array | undefined): (offset: number) => number {
  let unit = 0;
  let byte = 0;
  let fold = 0;
  return (folded) => {
    while (folds !== undefined && fold < folds.length && folds[fold]! <= folded) fold += 2;
    const target = folded + (fold === 0 ? 0 : folds![fold - 1]!);
    while (byte < target && unit < text.length) {
      const code = text.charCodeAt(unit);
      if (code < 0x80) byte += 1;
      else if (code < 0x800) byte += 2;
      else if (code >= 0xd800 && code <= 0xdbff && isLow(text.charCodeAt(unit + 1))) {
        byte += 4;
        unit++;
      } else byte += 3;
      unit++;
    }
    return unit;
  };
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
