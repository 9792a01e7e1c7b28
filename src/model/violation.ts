export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** A clause of the policy that is broken, or could not be checked (`undetermined`). */
export interface Violation {
  readonly id: string;
  readonly clause: string;
  readonly check: string;
  readonly severity: Severity;
  readonly asset: string;
  readonly findings: readonly string[];
  readonly observed: string;
  readonly expected: string;
  readonly why: string;
  readonly undetermined?: boolean;
  readonly suggestedAction?: string;
}
