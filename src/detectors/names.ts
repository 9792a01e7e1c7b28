import type { RuleSet } from '../model/rule.js';
import { HeaderIndex, type HeaderReading } from './columns/header.js';

const KEPT = 4096;

/** Readings of column names and keys, remembered: the same few names come up again and again. */
export class HeaderNames {
  readonly index: HeaderIndex;
  readonly #known = new Map<string, HeaderReading>();

  constructor(ruleSet: RuleSet) {
    this.index = new HeaderIndex(ruleSet.rules, ruleSet.negative);
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
