import { createHash } from 'node:crypto';
import type { Match } from '../detectors/detector.js';
import { fingerprint } from '../lib/fingerprint.js';
import { maskValue } from '../lib/mask.js';
import type { Finding, Occurrence } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { Tier } from '../model/tier.js';

/** Distinct values are counted exactly up to here. */
const EXACT_DISTINCT = 10_000;

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
  total = 0;

  constructor(
    private readonly assetId: string,
    private readonly key: Buffer,
    private readonly tierOf: (infoType: string) => Tier,
    private readonly maxOccurrences: number,
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
    const print = single ? fingerprint(this.key, infoType, value.normal) : '';
    const entry = this.#entry(infoType, part, column, print);
    entry.count++;
    this.total++;
    if (confidence > entry.confidence) {
      entry.confidence = confidence;
      entry.why = why;
    }
    if (entry.distinct !== undefined) {
      entry.distinct.add(value.normal);
      if (entry.distinct.size > EXACT_DISTINCT) entry.distinct = undefined;
    }
    if (entry.occurrences.length < this.maxOccurrences) {
      entry.occurrences.push({
        location,
        evidence: {
          mask: maskValue(infoType, value.value),
          fingerprint: print === '' ? fingerprint(this.key, infoType, value.normal) : print,
          length: [...value.value].length,
        },
      });
    }
  }

  addMatch(match: Match, part: string, location: Location, column?: string): void {
    this.add(match.compiled.rule.infoType, match, match.confidence, match.why, part, location, column);
  }

  /** Overrides the count of a column's finding with an exact one and, where known, its confidence. */
  settle(
    infoType: string,
    part: string,
    column: string,
    values: { count: number; confidence: number; why: readonly string[]; distinct?: number },
  ): void {
    const entry = this.#entry(infoType, part, column, '');
    this.total += Math.max(0, values.count - entry.count);
    entry.count = values.count;
    entry.confidence = values.confidence;
    entry.why = values.why;
    if (values.distinct !== undefined) {
      entry.estimate = values.distinct;
    } else if (values.count > entry.occurrences.length && (entry.distinct?.size ?? 0) < values.count) {
      // Only a sample was seen: how many differ is not known.
      entry.distinct = undefined;
    }
  }

  #entry(infoType: string, part: string, column: string | undefined, extra: string): Entry {
    const key = `${infoType}\0${part}\0${column ?? ''}\0${extra}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
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
        id: findingId(this.assetId, key),
        asset: this.assetId,
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

