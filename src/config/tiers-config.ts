import { z } from 'zod';
import { didYouMean } from '../lib/closest.js';
import type { Bilingual } from '../model/bilingual.js';
import { TIERS } from '../model/tier.js';
import type { TierTable } from '../model/tier-table.js';
import { checkShape } from './check-shape.js';
import type { Problem } from './problem.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

const text = z.string().min(1);
const count = z.number().int().min(1);
const bilingual = z.strictObject({ zh: text, en: text });
const tier = z.enum(TIERS);
const part = z.union([
  text,
  z.strictObject({ of: text, columns: count.optional(), distinct: count.optional() }),
]);
const steps = z.array(
  z.strictObject({ from: count, severity: z.enum(['critical', 'high', 'medium', 'low']) }),
);

const tiersSchema = z.strictObject({
  version: z.string(),
  infoTypes: z.strictObject({ core: z.array(text), general: z.array(text), basic: z.array(text) }),
  groups: z.record(z.string(), z.array(text)),
  combinations: z.array(
    z.strictObject({
      id: text,
      all: z.array(part).min(1),
      within: z.enum(['row', 'part', 'asset']),
      tier,
      why: bilingual,
    }),
  ),
  volumes: z.strictObject({ core: steps, general: steps, basic: steps }),
  escalations: z.array(z.strictObject({ id: text, tier, subjects: count, why: bilingual })),
  standards: z.array(
    z.strictObject({ data: bilingual, infoTypes: z.array(text), labels: z.record(z.string(), text) }),
  ),
});

const KEYS = [
  ...Object.keys(tiersSchema.shape),
  'id',
  'all',
  'within',
  'tier',
  'why',
  'of',
  'columns',
  'distinct',
  'from',
  'severity',
  'subjects',
  'data',
  'labels',
  'zh',
  'en',
  ...TIERS,
];

/** Checks tiers.yaml and gives it its type. Every infoType it names must be known, and every group used must exist. */
export function buildTiers(
  source: YamlSource,
  infoTypes: ReadonlySet<string>,
): { readonly table?: TierTable; readonly problems: readonly Problem[] } {
  const { value, problems: slips } = checkShape(source, tiersSchema, KEYS);
  if (value === undefined) return { problems: slips };
  const problems: Problem[] = [];
  const report = (path: YamlPath, code: string, message: Bilingual, hint?: Bilingual) =>
    problems.push({ severity: 'error', file: source.file, ...source.at(path), code, message, hint });
  const checkInfoType = (name: string, path: YamlPath) => {
    if (!infoTypes.has(name))
      report(
        path,
        'unknown-info-type',
        { en: `unknown infoType "${name}"`, zh: `未知的类型“${name}”` },
        didYouMean(name, infoTypes),
      );
  };

  const byInfoType: Record<string, (typeof TIERS)[number]> = {};
  for (const level of TIERS) {
    for (const [index, name] of value.infoTypes[level].entries()) {
      checkInfoType(name, ['infoTypes', level, index]);
      if (byInfoType[name] !== undefined)
        report(
          ['infoTypes', level, index],
          'duplicate-info-type',
          { en: `infoType "${name}" has two tiers`, zh: `类型“${name}”有两个级别` },
          { en: `it is ${byInfoType[name]} above`, zh: `上文为 ${byInfoType[name]}` },
        );
      byInfoType[name] = level;
    }
  }
  for (const [group, members] of Object.entries(value.groups)) {
    for (const [index, name] of members.entries()) checkInfoType(name, ['groups', group, index]);
  }
  const combinations = value.combinations.map((combination, index) => ({
    ...combination,
    all: combination.all.map((item, place) => {
      const given = typeof item === 'string' ? { of: item } : item;
      if (value.groups[given.of] === undefined && !infoTypes.has(given.of)) {
        report(
          ['combinations', index, 'all', place],
          'unknown-group',
          { en: `unknown group or infoType "${given.of}"`, zh: `未知的组或类型“${given.of}”` },
          didYouMean(given.of, [...Object.keys(value.groups), ...infoTypes]),
        );
      }
      return { of: given.of, columns: given.columns ?? 1, distinct: given.distinct ?? 1 };
    }),
  }));
  for (const [index, row] of value.standards.entries()) {
    for (const [place, name] of row.infoTypes.entries())
      checkInfoType(name, ['standards', index, 'infoTypes', place]);
  }
  const { groups, volumes, escalations, standards } = value;
  const ascending = (level: (typeof TIERS)[number]) => [...volumes[level]].sort((a, b) => a.from - b.from);
  const sorted = { core: ascending('core'), general: ascending('general'), basic: ascending('basic') };
  return {
    table: { infoTypes: byInfoType, groups, combinations, volumes: sorted, escalations, standards },
    problems,
  };
}
