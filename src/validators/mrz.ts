import { isDate } from './calendar.js';
import { icaoCheck } from './checksums.js';
import { isAlpha3 } from './countries.js';
import { INVALID, type Validator, type Verdict, valid } from './validator.js';

/** Codes of ICAO Doc 9303 part 3 section 5 beyond ISO 3166-1. */
const SPECIAL_STATES =
  /^(?:D<<|EUE|GB[DNOPS]|RKS|UN[AKOT]|UTO|X(?:BA|CC|CE|CO|DC|EC|ES|IM|MP|OM|PO)|XX[ABCX]|ZIM)$/;

function isState(code: string): boolean {
  return SPECIAL_STATES.test(code) || isAlpha3(code);
}

/** YYMMDD of some century; parts of a birth date may be unknown ('<'). */
function isPlausibleDate(text: string): boolean {
  if (text.includes('<')) return /^[\d<]{6}$/.test(text);
  const [year, month, day] = [0, 2, 4].map((from) => Number(text.slice(from, from + 2)));
  return isDate(2000 + year!, month!, day!) || isDate(1900 + year!, month!, day!);
}

function checked(field: string, check: string): boolean {
  return icaoCheck(field) === (check === '<' ? 0 : Number(check));
}

/** Birth date, sex and expiry date with their check digits, at `from`. */
function datesHold(line: string, from: number): boolean {
  const birth = line.slice(from, from + 6);
  const expiry = line.slice(from + 8, from + 14);
  return (
    isPlausibleDate(birth) &&
    checked(birth, line[from + 6]!) &&
    isPlausibleDate(expiry) &&
    checked(expiry, line[from + 14]!)
  );
}

/** Line 2 of a passport (44 characters) or of a TD2 document (36): number, state, dates and the composite digit. */
function documentLine(line: string): Verdict {
  const td3 = /^[A-Z0-9<]{9}[\d<][A-Z<]{3}[\d<]{6}\d[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d$/.test(line);
  const td2 = /^[A-Z0-9<]{9}[\d<][A-Z<]{3}[\d<]{6}\d[MFX<]\d{7}[A-Z0-9<]{7}\d$/.test(line);
  if (!td3 && !td2) return INVALID;
  if (!checked(line.slice(0, 9), line[9]!) || !isState(line.slice(10, 13)) || !datesHold(line, 13))
    return INVALID;
  if (td3 && !checked(line.slice(28, 42), line[42]!)) return INVALID;
  const last = line.length - 1;
  const composite = line.slice(0, 10) + line.slice(13, 20) + line.slice(21, last);
  return checked(composite, line[last]!) ? valid(1, td3 ? 'td3' : 'td2') : INVALID;
}

/** The three lines of a card (TD1), or its second line alone. */
function cardLines(text: string): Verdict {
  const second = text.length === 90 ? text.slice(30, 60) : text;
  if (!/^[\d<]{6}\d[MFX<]\d{7}[A-Z<]{3}[A-Z0-9<]{11}\d$/.test(second) || !isState(second.slice(15, 18)))
    return INVALID;
  if (!datesHold(second, 0)) return INVALID;
  if (text.length === 30) return valid(0.6, 'td1');
  const first = text.slice(0, 30);
  if (!/^[ACI][A-Z<][A-Z<]{3}[A-Z0-9<]{25}$/.test(first)) return INVALID;
  const composite = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return checked(composite, second[29]!) ? valid(1, 'td1') : INVALID;
}

/**
 * Machine readable zone: line 2 of a passport (TD3) or TD2 document, all lines of either, all lines or line 2 of a TD1 card. Line
 * breaks do not matter. Reasons: `td3` 1, `td2` 1, `td1` 1, line 2 of TD1 alone 0.6.
 */
export const mrz: Validator = {
  id: 'mrz',
  source: 'ICAO Doc 9303 parts 3 to 6',
  check(value) {
    if (value.length > 120) return INVALID;
    const text = value.replace(/\s/g, '');
    if (text.length === 88 || text.length === 72) {
      const first = text.slice(0, text.length / 2);
      return /^[A-Z][A-Z<][A-Z<]{3}[A-Z0-9<]+$/.test(first)
        ? documentLine(text.slice(text.length / 2))
        : INVALID;
    }
    return text.length === 44 || text.length === 36 ? documentLine(text) : cardLines(text);
  },
};
