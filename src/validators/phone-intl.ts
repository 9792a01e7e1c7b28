import { createRequire } from 'node:module';
import { INVALID, type Validator, valid } from './validator.js';

type PhoneLibrary = typeof import('libphonenumber-js/max');

let library: PhoneLibrary | undefined;

/** The metadata of all countries takes some 30-50 ms to load: only a process that meets an international number pays for it. */
function phones(): PhoneLibrary {
  library ??= createRequire(import.meta.url)('libphonenumber-js/max') as PhoneLibrary;
  return library;
}

/**
 * International telephone number with + or 00 and country code: a number that the country's plan really assigns.
 * Reason: `country:FR` 1 (the calling code where several countries share a plan).
 */
export const phoneIntl: Validator = {
  id: 'phone-intl',
  source: 'ITU-T E.164; numbering plans of libphonenumber (max metadata)',
  check(value) {
    if (value.length > 40) return INVALID;
    const match = /^(?:\+|00)[ -]?([1-9](?:[ ().\-/]{0,3}\d){6,14})$/.exec(value.trim());
    if (!match) return INVALID;
    const number = phones().parsePhoneNumberFromString(`+${match[1]!.replace(/\D/g, '')}`);
    if (!number?.isValid()) return INVALID;
    return valid(1, `country:${number.country ?? number.countryCallingCode}`);
  },
};
