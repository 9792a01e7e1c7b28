import { cnAddress } from './cn-address.js';
import { cnCompany } from './cn-company.js';
import { consumption } from './consumption.js';
import { enAddress } from './en-address.js';
import type { Parser } from './parser.js';
import { personName } from './person-name.js';
import { personNameForeign } from './person-name-foreign.js';

/** Every parser a rule may name, by its id. */
export const PARSERS: ReadonlyMap<string, Parser> = new Map(
  [cnAddress, cnCompany, consumption, enAddress, personName, personNameForeign].map((parser) => [
    parser.id,
    parser,
  ]),
);
