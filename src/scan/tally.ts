import { createHash } from 'node:crypto';
import type { Match } from '../detectors/detector.js';
import { identityOf } from '../detectors/identity.js';
import { fingerprint } from '../lib/fingerprint.js';
import { maskValue } from '../lib/mask.js';
import { maskName } from '../lib/mask-name.js';
import type { DataAsset } from '../model/asset.js';
import type { Finding, Occurrence } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { Tier } from '../model/tier.js';
import type { Limits } from './budgets.js';

/** Distinct values are counted exactly up to here. */
const EXACT_DISTINCT = 10_000;
const KEPT_NAMES = 4096;

/** A budget of the asset is used up: what was found stays. */
export class LimitReached extends Error {
  constructor(
    readonly code: 'limit-time' | 'limit-findings',
    message: string,
  ) {
    super(message);
  }
}

interface Entry {
  readonly infoType: string;
  readonly part: string;
  readonly column: string | undefined;
  count: number;
  confidence: number;
  why: readonly string[];
  readonly occurrences: Occurrence[];
  distinct: Set<string> | undefined;
  /** Set when the count of distinct values comes from elsewhere (the kernel's sketch). */
  estimate: number | undefined;
}

/**
 * Turns matches (raw) into findings (masked): the last place in the worker that sees values. One entry per infoType,
 * part and column; credentials one per value.
 */
export class Tally {
  readonly #entries = new Map<string, Entry>();
  readonly #names = new Map<string, string>();
  total = 0;

  constructor(
    private readonly asset: DataAsset,
    private readonly key: Buffer,
    readonly tierOf: (infoType: string) => Tier,
    private readonly limits: Limits,
  ) {}

  add(
    infoType: string,
    value: { readonly value: string; readonly normal: string },
    confidence: number,
    why: readonly string[],
    part: string,
    location: Location,
    column?: string,
  ): void {
    const single = infoType.startsWith('secret.') && infoType !== 'secret.otp';
    const identity = identityOf(infoType, value.normal);
    const print = single ? fingerprint(this.key, infoType, identity) : '';
    const entry = this.#entry(infoType, part, column, print);
    entry.count++;
    this.total++;
    if (confidence > entry.confidence) {
      entry.confidence = confidence;
      entry.why = this.reasons(why);
    }
    if (entry.distinct !== undefined) {
      entry.distinct.add(identity);
      if (entry.distinct.size > EXACT_DISTINCT) entry.distinct = undefined;
    }
    if (entry.occurrences.length < this.limits.occurrencesPerFinding) {
      entry.occurrences.push({
        location,
        evidence: {
          mask: maskValue(infoType, value.value),
          fingerprint: print === '' ? fingerprint(this.key, infoType, identity) : print,
          length: [...value.value].length,
        },
      });
    }
  }

  addMatch(match: Match, part: string, location: Location, column?: string): void {
    this.add(match.compiled.rule.infoType, match, match.confidence, match.why, part, location, column);
  }

  /**
   * Says what a column holds in all: `shown` of the values were added one by one, `count` fill a cell. Values inside longer
   * cells, added before, stay on top.
   */
  settle(
    infoType: string,
    part: string,
    column: string,
    shown: number,
    values: { count: number; confidence: number; why: readonly string[]; distinct?: number },
  ): void {
    const entry = this.#entry(infoType, part, column, '');
    entry.count += values.count - shown;
    this.total += values.count - shown;
    entry.confidence = values.confidence;
    entry.why = this.reasons(values.why);
    // Only a sample of the values passed through here.
    if (values.count > shown) {
      entry.distinct = undefined;
      entry.estimate = values.distinct;
    }
  }

  /** A name of a column or part, or a reason that quotes one, without values in it. */
  name(raw: string): string {
    let name = this.#names.get(raw);
    if (name === undefined) {
      name = maskName(raw);
      if (this.#names.size >= KEPT_NAMES) this.#names.clear();
      this.#names.set(raw, name);
    }
    return name;
  }

  reasons(why: readonly string[]): readonly string[] {
    return why.map((reason) => this.name(reason));
  }

  #entry(infoType: string, rawPart: string, rawColumn: string | undefined, extra: string): Entry {
    // Before the id is made of them: anybody can try all numbers on an unkeyed hash.
    const part = this.name(rawPart);
    const column = rawColumn === undefined ? undefined : this.name(rawColumn);
    const key = `${infoType}\0${part}\0${column ?? ''}\0${extra}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      if (this.#entries.size >= this.limits.findingsPerAsset)
        throw new LimitReached(
          'limit-findings',
          `more than ${this.limits.findingsPerAsset} findings; the rest of this asset was not recorded`,
        );
      entry = {
        infoType,
        part,
        column,
        count: 0,
        confidence: 0,
        why: [],
        occurrences: [],
        distinct: new Set(),
        estimate: undefined,
      };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  findings(): Finding[] {
    return [...this.#entries].map(([key, entry]) => {
      const distinct = entry.estimate ?? entry.distinct?.size;
      return {
        id: findingId(this.asset.id, key),
        asset: this.asset.path,
        part: entry.part,
        infoType: entry.infoType,
        tier: this.tierOf(entry.infoType),
        confidence: entry.confidence,
        why: entry.why,
        count: entry.count,
        ...(distinct === undefined ? {} : { distinct }),
        ...(entry.column === undefined ? {} : { column: entry.column }),
        occurrences: entry.occurrences,
      };
    });
  }
}

/** Stable over rescans, moved lines and renamed rules: infoType, asset, part, column (and the value's fingerprint for credentials). */
function findingId(asset: string, key: string): string {
  return createHash('sha256').update(asset).update('\0').update(key).digest('hex').slice(0, 20);
}
