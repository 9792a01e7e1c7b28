import type { ColumnReport, Finding } from '../model/finding.js';
import { type Tier, tierRank, worstTier } from '../model/tier.js';
import type { Combination, CombinationPart, TierTable } from '../model/tier-table.js';
import { tierOf } from './tier-of.js';

/** Why an asset has its tier: an infoType it holds, or a combination of several. */
export type TierReason =
  | { readonly kind: 'infoType'; readonly tier: Tier; readonly infoType: string }
  | {
      readonly kind: 'combination';
      readonly tier: Tier;
      readonly id: string;
      readonly part: string;
      /** infoTypes that took part, sorted. */
      readonly infoTypes: readonly string[];
      readonly why: { readonly zh: string; readonly en: string };
    };

export interface AssetTier {
  /** null: nothing was found. */
  readonly tier: Tier | null;
  /** What decided it, the most sensitive first; combinations also when they only confirm the tier. */
  readonly reasons: readonly TierReason[];
  /** infoTypes whose tier here is higher than alone, because of what they stand beside. */
  readonly raised: Readonly<Record<string, Tier>>;
}

type FindingFacts = Pick<
  Finding,
  'part' | 'infoType' | 'tier' | 'count' | 'distinct' | 'column' | 'occurrences'
>;
type ColumnFacts = Pick<ColumnReport, 'name' | 'part' | 'infoType' | 'tier' | 'matched'>;

/** One place where an infoType stands: a column, or the lines of a text. */
interface Holding {
  readonly part: string;
  readonly infoType: string;
  readonly column: string | undefined;
  readonly distinct: number;
  readonly lines: readonly number[];
}

/** Lines of text that are read together. */
const NEAR_LINES = 3;

/**
 * The tier of an asset: at least that of what it holds, raised by the combinations of the table. Pure. Findings and columns
 * may overlap (a column finding and its column report); they are counted once.
 */
export function tierOfAsset(
  table: TierTable,
  findings: readonly FindingFacts[],
  columns: readonly ColumnFacts[] = [],
): AssetTier {
  const holdings = toHoldings(findings, columns);
  const alone = new Map<string, Tier>();
  for (const { infoType, tier } of [...findings, ...columns]) {
    // A policy edition may have moved a type since the finding was made: never below what the table says now.
    const known = table.infoTypes[infoType] === undefined ? tier : tierOf(table, infoType);
    alone.set(infoType, known);
  }

  const reasons: TierReason[] = [...alone].map(([infoType, tier]) => ({ kind: 'infoType', tier, infoType }));
  for (const combination of table.combinations) {
    const scopes = combination.within === 'asset' ? [holdings] : [...byPart(holdings).values()];
    for (const scope of scopes) {
      const members = satisfy(table, combination, scope);
      if (members === undefined) continue;
      const infoTypes = [...new Set(members.map(({ infoType }) => infoType))].sort();
      const part = combination.within === 'asset' ? '' : (scope[0]?.part ?? '');
      reasons.push({
        kind: 'combination',
        tier: combination.tier,
        id: combination.id,
        part,
        infoTypes,
        why: combination.why,
      });
    }
  }

  const tier = reasons.reduce<Tier | null>((worst, reason) => worstTier(worst, reason.tier), null);
  const raised: Record<string, Tier> = {};
  for (const reason of reasons) {
    if (reason.kind !== 'combination') continue;
    for (const infoType of reason.infoTypes) {
      const before = raised[infoType] ?? alone.get(infoType) ?? null;
      if (tierRank(reason.tier) < tierRank(before)) raised[infoType] = reason.tier;
    }
  }
  const order = (reason: TierReason) => tierRank(reason.tier) * 2 + (reason.kind === 'infoType' ? 0 : 1);
  return { tier, reasons: reasons.sort((a, b) => order(a) - order(b)), raised };
}

/** One line a person can read: `core: cn.resident-id` or the sentence of the combination. */
export function describeReason(reason: TierReason, language: 'zh' | 'en'): string {
  const types =
    reason.kind === 'infoType'
      ? reason.infoType
      : `${reason.why[language]} (${reason.infoTypes.join(' + ')})`;
  return `${reason.tier}: ${types}`;
}

function toHoldings(findings: readonly FindingFacts[], columns: readonly ColumnFacts[]): Holding[] {
  const holdings = new Map<string, Holding>();
  for (const { part, infoType, count, distinct, column, occurrences } of findings) {
    const lines = occurrences.flatMap(({ location }) => (location.kind === 'text' ? [location.line] : []));
    holdings.set([part, column ?? '', infoType].join('\0'), {
      part,
      infoType,
      column,
      distinct: distinct ?? count,
      lines,
    });
  }
  for (const { name, part, infoType, matched } of columns) {
    const key = [part, name, infoType].join('\0');
    if (!holdings.has(key))
      holdings.set(key, { part, infoType, column: name, distinct: Math.max(1, matched), lines: [] });
  }
  return [...holdings.values()];
}

function byPart(holdings: readonly Holding[]): Map<string, Holding[]> {
  const parts = new Map<string, Holding[]>();
  for (const holding of holdings) {
    const list = parts.get(holding.part);
    if (list === undefined) parts.set(holding.part, [holding]);
    else list.push(holding);
  }
  return parts;
}

/** The holdings that make the combination true, or undefined. */
function satisfy(
  table: TierTable,
  combination: Combination,
  scope: readonly Holding[],
): Holding[] | undefined {
  if (combination.within !== 'row') return gather(table, combination, scope);
  // Columns of one table share their rows.
  const columns = scope.filter(({ column }) => column !== undefined);
  const inTable = gather(table, combination, columns);
  if (inTable !== undefined) return inTable;
  // In text, try the neighbourhood of every line that holds something.
  const text = scope.filter(({ column }) => column === undefined);
  for (const line of new Set(text.flatMap(({ lines }) => lines))) {
    const near = text.filter(({ lines }) =>
      lines.some((other) => other >= line && other <= line + NEAR_LINES),
    );
    const found = gather(table, combination, near);
    if (found !== undefined) return found;
  }
  return undefined;
}

function gather(
  table: TierTable,
  combination: Combination,
  scope: readonly Holding[],
): Holding[] | undefined {
  const members: Holding[] = [];
  for (const part of combination.all) {
    const fitting = fit(table, part, scope);
    if (fitting === undefined) return undefined;
    members.push(...fitting);
  }
  // One finding cannot play two roles: a phone number alone is no login with its secret.
  return new Set(members.map(({ infoType, column }) => `${column ?? ''}\0${infoType}`)).size >=
    combination.all.length
    ? members
    : undefined;
}

function fit(
  table: TierTable,
  { of, columns, distinct }: CombinationPart,
  scope: readonly Holding[],
): Holding[] | undefined {
  const infoTypes = table.groups[of] ?? [of];
  const fitting = scope.filter((holding) => infoTypes.includes(holding.infoType));
  const values = fitting.reduce((sum, holding) => sum + holding.distinct, 0);
  return fitting.length >= columns && values >= distinct ? fitting : undefined;
}
