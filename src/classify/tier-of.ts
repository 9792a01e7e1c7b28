import type { Finding } from '../model/finding.js';
import { type Tier, tierRank, worstTier } from '../model/tier.js';
import type { EscalationRow, StandardRow, TierTable } from '../model/tier-table.js';
import type { Severity } from '../model/violation.js';

/** The tier of one infoType alone. Throws RangeError for a type the table does not know: the loader never lets one through. */
export function tierOf(table: TierTable, infoType: string): Tier {
  const tier = table.infoTypes[infoType];
  if (tier === undefined) throw new RangeError(`no tier for infoType ${infoType}`);
  return tier;
}

/** How severe a violation on this much data of a tier is. `subjects` = distinct persons (or values), at least 1. */
export function severityOf(table: TierTable, tier: Tier, subjects: number): Severity {
  const reached = table.volumes[tier].filter(({ from }) => subjects >= from);
  return reached.at(-1)?.severity ?? 'low';
}

/** Volumes from which something outside the company applies, given the distinct subjects per tier. Largest first. */
export function escalationsFor(table: TierTable, subjects: Readonly<Record<Tier, number>>): EscalationRow[] {
  const reached = table.escalations.filter((row) => {
    // Data of a more sensitive tier counts towards the thresholds of the less sensitive ones.
    const counted = (Object.keys(subjects) as Tier[]).filter((tier) => tierRank(tier) <= tierRank(row.tier));
    return Math.max(0, ...counted.map((tier) => subjects[tier])) >= row.subjects;
  });
  return reached.sort((a, b) => b.subjects - a.subjects);
}

/** What other standards call this infoType, if any of them speaks of it. */
export function standardsFor(table: TierTable, infoType: string): StandardRow | undefined {
  return table.standards.find(({ infoTypes }) => infoTypes.includes(infoType));
}

/**
 * One number to sort assets by: the sum over infoTypes of weight x (1 - 0.9^k), k distinct values, weight 10, 4 or 1 by tier.
 * One resident ID weighs 1, ten 6.5, a thousand 10.
 */
export function riskScore(
  findings: readonly Pick<Finding, 'infoType' | 'tier' | 'count' | 'distinct'>[],
): number {
  const weight: Readonly<Record<Tier, number>> = { core: 10, general: 4, basic: 1 };
  const byType = new Map<string, { tier: Tier; distinct: number }>();
  for (const { infoType, tier, count, distinct } of findings) {
    const known = byType.get(infoType);
    byType.set(infoType, {
      tier: worstTier(tier, known?.tier ?? null) ?? tier,
      distinct: (known?.distinct ?? 0) + (distinct ?? count),
    });
  }
  return [...byType.values()].reduce(
    (sum, { tier, distinct }) => sum + weight[tier] * (1 - 0.9 ** distinct),
    0,
  );
}

/** The highest tier of some assets (or other things that have one); null when nothing was found in any. */
export function tierOfScan(assets: readonly { readonly tier: Tier | null }[]): Tier | null {
  return assets.reduce<Tier | null>((worst, { tier }) => worstTier(worst, tier), null);
}
