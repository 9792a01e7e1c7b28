import { compact, mod11x10Holds } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Tax identification number of Germany, 11 digits: among the first ten one digit stands two or three times; MOD 11,10. Reason: `checksum` 1. */
export const steuerIdDe: Validator = {
  id: 'steuer-id-de',
  source: 'Bundeszentralamt für Steuern, § 139b AO (ISO 7064 MOD 11,10)',
  check(value) {
    const id = compact(value);
    if (!/^[1-9]\d{10}$/.test(id) || !mod11x10Holds(id)) return INVALID;
    const counts = new Map<string, number>();
    for (const character of id.slice(0, 10)) counts.set(character, (counts.get(character) ?? 0) + 1);
    const repeated = [...counts.values()].filter((count) => count > 1);
    return repeated.length === 1 && repeated[0]! <= 3 ? valid() : INVALID;
  },
};
