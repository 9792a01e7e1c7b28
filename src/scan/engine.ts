import { type LoadedRules, loadRules } from '../config/rules.js';
import { type CompiledRules, compileRules } from '../detectors/compile.js';
import { PARSERS } from '../detectors/parsers/index.js';
import { createKernel } from '../kernel/create.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Tier } from '../model/tier.js';
import type { TierTable } from '../model/tier-table.js';
import { VALIDATORS } from '../validators/index.js';
import { areaCodeTable, cardPrefixTable, mobilePrefixTable, tldList } from '../validators/tables.js';

/** Rules bound to their validators and parsers, and a kernel loaded with them: what one thread needs. */
export interface Engine {
  readonly kernel: Kernel;
  readonly compiled: CompiledRules;
  readonly tiers: TierTable;
  tierOf(infoType: string): Tier;
}

/** The names rules may refer to. */
export function shelfNames(): {
  readonly validators: readonly string[];
  readonly parsers: readonly string[];
} {
  return { validators: [...VALIDATORS.keys()], parsers: [...PARSERS.keys()] };
}

/** Builds the engine of the shipped rules and those of `dirs`. Throws UserError for a pack that does not hold. */
export async function loadEngine(dirs: readonly string[], loaded?: LoadedRules): Promise<Engine> {
  const { ruleSet, tiers } = loaded ?? (await loadRules({ dirs, known: shelfNames() }));
  const compiled = compileRules(ruleSet, {
    validators: VALIDATORS,
    parsers: PARSERS,
    tables: {
      cards: cardPrefixTable(),
      mobiles: mobilePrefixTable(),
      areas: areaCodeTable(),
      tlds: tldList(),
    },
  });
  const kernel = createKernel();
  kernel.load(compiled.program);
  return { kernel, compiled, tiers, tierOf: (infoType) => tiers.infoTypes[infoType] ?? 'basic' };
}
