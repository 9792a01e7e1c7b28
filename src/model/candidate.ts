import type { Location } from './location.js';

/**
 * RED ZONE. A possible match with its raw value. Never leaves the worker; only sources, extractors, validators,
 * kernel, detectors and scan may import this file (test/architecture.test.ts).
 */
export interface Candidate {
  readonly ruleId: string;
  readonly infoType: string;
  /** As written, after character canonicalisation. */
  readonly value: string;
  /** Separators removed, case folded where the type ignores case: what is validated and fingerprinted. */
  readonly normal: string;
  readonly location: Location;
  readonly confidence: number;
  readonly why: readonly string[];
}
