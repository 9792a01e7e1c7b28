import type { RuleSet } from '../model/rule.js';
import { HeaderIndex, type HeaderReading } from './columns/header.js';

const KEPT = 4096;

/** Readings of column names and keys, remembered: the same few names come up again and again. */
export class HeaderNames {
  readonly #ruleSet: RuleSet;
  readonly #known = new Map<string, HeaderReading>();
  #index: HeaderIndex | undefined;
  #words: ReadonlySet<string> | undefined;

  constructor(ruleSet: RuleSet) {
    this.#ruleSet = ruleSet;
  }

  /** Built when the first name is read: plain text has none. */
  get index(): HeaderIndex {
    this.#index ??= new HeaderIndex(this.#ruleSet.rules, this.#ruleSet.negative);
    return this.#index;
  }

  /** What table sniffing takes as evidence of a header row. */
  get words(): ReadonlySet<string> {
    this.#words ??= this.index.words();
    return this.#words;
  }

  read(name: string): HeaderReading {
    let reading = this.#known.get(name);
    if (reading === undefined) {
      reading = this.index.read(name);
      if (this.#known.size >= KEPT) this.#known.clear();
      this.#known.set(name, reading);
    }
    return reading;
  }
}
