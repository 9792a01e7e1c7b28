import { compileRules, type CompiledRules } from '../detectors/compile.js';
import { PARSERS } from '../detectors/parsers/index.js';
import type { RuleSet } from '../model/rule.js';
import { VALIDATORS } from '../validators/index.js';
import { areaCodeTable, cardPrefixTable, mobilePrefixTable, tldList } from '../validators/tables.js';

/** Binds a rule set to the shelves of validators and parsers. */
export function bindRules(ruleSet: RuleSet): CompiledRules {
  return compileRules(ruleSet, {
    validators: VALIDATORS,
    parsers: PARSERS,
    tables: {
      cards: cardPrefixTable(),
      mobiles: mobilePrefixTable(),
      areas: areaCodeTable(),
      tlds: tldList(),
    },
  });
}

/** The names a rule may refer to. */
export function shelfNames(): { validators: readonly string[]; parsers: readonly string[] } {
  return { validators: [...VALIDATORS.keys()], parsers: [...PARSERS.keys()] };
}
