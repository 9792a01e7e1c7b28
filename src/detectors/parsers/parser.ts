/** A span found by a parser: UTF-16 offsets into the text given, half-open, with the likelihood it proves alone (0..1). */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Replaces the rule's `prior` for this span. */
  readonly prior: number;
  /** Reasons to print ("province", "road", "surname" ...). Never part of the value. */
  readonly why: readonly string[];
}

/**
 * A parser recognises what a regular expression cannot: names, addresses, companies. Pure, synchronous, linear,
 * never throws. The text is canonical (full-width ASCII folded, see lib/canonical.ts) and at most a few KB.
 */
export interface Parser {
  readonly id: string;
  /** Words worth looking around besides those the rule names itself. */
  readonly words?: readonly string[];
  /** All spans that touch [from, to) of `text`; `text` gives context on both sides. */
  find(text: string, from: number, to: number): Span[];
  /** How well the whole cell of a table is such a value, 0..1 (0 = no). `cell` is trimmed. */
  whole(cell: string): number;
}
