import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VALIDATORS } from '../../src/validators/index.js';
import { VECTORS } from './vectors.js';

/**
 * Check digits that catch every change of one digit. Not those that write rest 10 as 0 (CPF, CNPJ, NIF), nor those with digits
 * outside the check (the century of a personnummer, the issue of a Medicare card).
 */
const GUARANTEED = [
  'resident-id',
  'foreign-permanent-id',
  'foreign-permanent-id-15',
  'hmt-residence-permit',
  'luhn',
  'card-bin',
  'card-brand',
  'iban',
  'cnaps',
  'uscc',
  'business-reg-no',
  'imei',
  'verhoeff',
  'aadhaar',
  'nric-sg',
  'sin-ca',
  'tfn-au',
  'nhs-uk',
  'dni-es',
  'nie-es',
  'cif-es',
  'codice-fiscale-it',
  'pesel-pl',
  'bsn-nl',
  'steuer-id-de',
  'fodselsnummer-no',
  'hetu-fi',
  'abn-au',
  'npi-us',
  'aba-routing-us',
  'ahv-ch',
  'tckn-tr',
  'teudat-zehut-il',
  'oib-hr',
  'lei',
] as const;

describe.each(GUARANTEED)('%s', (id) => {
  const validator = VALIDATORS.get(id)!;
  const values = VECTORS[id]!.valid.map((entry) => (typeof entry === 'string' ? entry : entry[0]));

  it('rejects every change of one digit', () => {
    for (const value of values) {
      for (let at = 0; at < value.length; at++) {
        if (!/\d/.test(value[at]!)) continue;
        for (let digit = 0; digit < 10; digit++) {
          if (String(digit) === value[at]) continue;
          const mutant = value.slice(0, at) + digit + value.slice(at + 1);
          expect.soft(validator.check(mutant).state, mutant).not.toBe('valid');
        }
      }
    }
  });
});

it('accepts exactly one check digit per body where the check is a decimal digit', () => {
  const single = ['luhn', 'verhoeff', 'imei', 'cnaps', 'business-reg-no', 'aadhaar'];
  const prefix: Record<string, string> = {
    imei: '35',
    cnaps: '1021',
    'business-reg-no': '110108',
    aadhaar: '2',
  };
  const length: Record<string, number> = {
    luhn: 15,
    verhoeff: 15,
    imei: 14,
    cnaps: 11,
    'business-reg-no': 14,
    aadhaar: 11,
  };
  fc.assert(
    fc.property(fc.constantFrom(...single), fc.bigInt({ min: 1n, max: 10n ** 15n }), (id, random) => {
      const start = prefix[id] ?? '1';
      const body =
        start +
        String(random)
          .padStart(15, '7')
          .slice(0, length[id]! - start.length);
      const accepted = [...'0123456789'].filter(
        (digit) => VALIDATORS.get(id)!.check(body + digit).state === 'valid',
      );
      expect(accepted.length, `${id} ${body}`).toBe(1);
    }),
    { numRuns: 500 },
  );
});
