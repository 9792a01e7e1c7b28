import type { KnownNames } from '../../src/config/build-rule.js';
import { PARSERS } from '../../src/detectors/parsers/index.js';
import { validatorIds } from '../../src/validators/index.js';

/** The names packs may refer to. */
export const SHELF: Required<KnownNames> = { validators: validatorIds, parsers: [...PARSERS.keys()] };
