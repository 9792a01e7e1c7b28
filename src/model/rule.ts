/**
 * How the kernel finds places worth looking at. See `model/shape.ts` for the classes. A pattern is searched in the window
 * around the anchor and must touch it (it may begin up to 40 characters before); for `labels` it must begin to the right of
 * the label. When a pattern has a capture group, the first group that took part is the value; else the whole match is.
 */
export type Anchor =
  /** A shape of the kernel ("resident-id", "card", "mobile" ...); `lengths` restricts `upper` runs. */
  | { readonly shape: string; readonly lengths?: readonly number[] }
  /** A run of digits (single separators removed) of one of these lengths, optionally with one of these leading digits. */
  | { readonly digits: readonly number[]; readonly prefixes?: readonly string[] }
  /** Digit groups joined by single separators, by their lengths: 536-22-1234 is [3,2,4]. */
  | { readonly groups: readonly number[] }
  /** Fixed text, ASCII case-insensitive. ASCII literals match at word starts only. */
  | { readonly literals: readonly string[] }
  /** The rule's own context words: the rule is tried to the right of each of its labels. */
  | { readonly labels: true };

export interface RuleConfidence {
  /** b: how much the bare format proves, 0..1. */
  readonly prior: number;
  /** s: how much a passed validator adds (multiplied by its quality), 0..1. */
  readonly strength: number;
  /** Likelihood to report when the validator says invalid but a direct label is present; absent = never report. */
  readonly invalidLabelled?: number;
  /** Report only with a direct or near label. */
  readonly needsContext?: boolean;
}

/** How much a column's values prove alone (identifiers.md section 4.2). */
export type ColumnClass = 'strong' | 'medium' | 'weak';

export interface RuleContext {
  /** Labels in running text; any of them, matched as whole words when ASCII. */
  readonly words: readonly string[];
  /** Column names (already normalised: lower case, no separators). */
  readonly columns: readonly string[];
  /** Column names that only hint (need values). */
  readonly hints: readonly string[];
  /** Labels that speak against this type, on top of the global list unless `globalNegative` is false. */
  readonly negative: readonly string[];
  readonly globalNegative: boolean;
}

export interface RuleExample {
  /** The text; `[[...]]` marks the span that must be found. */
  readonly text: string;
  /** Why a miss must be missed. */
  readonly why?: string;
}

export interface Rule {
  readonly id: string;
  readonly infoType: string;
  readonly pack: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Expanded JavaScript regular-expression sources (no `u` flag needed); empty for column-only or parser rules. */
  readonly patterns: readonly string[];
  readonly ignoreCase: boolean;
  /** Name of a parser on the `detectors/parsers` shelf, instead of patterns. */
  readonly parser?: string;
  readonly anchors: readonly Anchor[];
  /** Names on the validators shelf; all must pass. */
  readonly validators: readonly string[];
  /** Characters removed before validation and fingerprinting. */
  readonly strip: string;
  readonly confidence: RuleConfidence;
  readonly columnClass: ColumnClass;
  readonly context: RuleContext;
  /** Whole values that are published samples (4111111111111111): confidence x 0.3. Stripped form. */
  readonly placeholders: readonly string[];
  readonly examples: { readonly match: readonly RuleExample[]; readonly miss: readonly RuleExample[] };
  readonly references: readonly string[];
}

/** A loaded set of rules. `hash` covers everything that can change a result. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly packs: readonly { readonly name: string; readonly version: string; readonly rules: number }[];
  /** Labels that speak against every rule that does not opt out. */
  readonly negative: readonly string[];
  /** Precedence between overlapping types: earlier wins over later within one line. */
  readonly precedence: readonly (readonly string[])[];
  readonly hash: string;
}
