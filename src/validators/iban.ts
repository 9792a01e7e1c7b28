import { compact, mod97 } from './checksums.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Total length by country, SWIFT IBAN registry. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 ' +
    'LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 ' +
    'SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** International bank account number: country length, check digits 02-98, mod 97. Reason: `country:DE` 1. */
export const iban: Validator = {
  id: 'iban',
  source: 'ISO 13616-1, SWIFT IBAN registry; ISO 7064 MOD 97-10',
  check(value) {
    const text = compact(value).toUpperCase();
    if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return INVALID;
    const country = text.slice(0, 2);
    const check = text.slice(2, 4);
    if (LENGTHS.get(country) !== text.length || check < '02' || check > '98') return INVALID;
    return mod97(text.slice(4) + text.slice(0, 4)) === 1 ? valid(1, `country:${country}`) : INVALID;
  },
};
