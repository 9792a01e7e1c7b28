/** The three tiers of the customer-data policy (chapter 2.2), most sensitive first. */
export const TIERS = ['core', 'general', 'basic'] as const;
export type Tier = (typeof TIERS)[number];

/** Orders tiers: 0 is the most sensitive. `null` (nothing found) sorts last. */
export function tierRank(tier: Tier | null): number {
  return tier === null ? TIERS.length : TIERS.indexOf(tier);
}

/** The more sensitive of two tiers. */
export function worstTier(a: Tier | null, b: Tier | null): Tier | null {
  return tierRank(a) <= tierRank(b) ? a : b;
}
