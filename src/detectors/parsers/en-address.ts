import type { Parser, Span } from './parser.js';
import { isDigit, isLatin } from './text.js';

const WORD = "[A-Z][A-Za-z'’.-]{0,20}";
const TYPE =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Ter|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Close|Crescent|Cres|Quay|Row|Walk|Gardens|Broadway|Lu|Jie|Dadao|Dajie|Xiang|Hutong';
const UNIT =
  '(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Room|Rm|Flat|Shop|#)\\.? ?#?[A-Z0-9-]{1,6}|\\d{1,3}(?:st|nd|rd|th)? ?(?:/F|F|Floor)|[A-Z0-9-]{1,4}/F';
const BUILDING = `(?:${WORD} ){1,4}(?:Building|Bldg|Tower|Towers|Centre|Center|Plaza|House|Mansion|Court|Block|Estate|Garden|Gardens|Park)|(?:Block|Tower|Building|Bldg|Phase) [A-Z0-9]{1,3}`;
const DIRECTION = '(?:(?:North|South|East|West|Middle|Central|[NSEW]{1,2})\\.? )?';
const ROAD = `${DIRECTION}(?:(?:\\d{1,3}(?:st|nd|rd|th)|${WORD}) ){1,4}?(?:${TYPE})\\b\\.?(?: (?:North|South|East|West|Middle|Central|[NSEW]{1,2})\\b)?`;
const STREET = new RegExp(
  `(?:(?:${UNIT}),? ?){0,3}(?:(?:${BUILDING}),? ?){0,2}(?:No\\.? ?\\d{1,5}[A-Z]?(?:-\\d{1,4})?|\\d{1,6}[A-Z]?(?:-\\d{1,4})?),? (?:Lane \\d{1,4},? )?(?:${ROAD}|(?:Broadway|Park Avenue)\\b)`,
  'y',
);
const BOX = /P\.? ?O\.? ?Box \d{1,6}/iy;
const MORE = new RegExp(`,? ?(?:(?:${UNIT})\\b|(?:${BUILDING})\\b)`, 'y');
const PLACE =
  /,? (?:[A-Z][A-Za-z'’.-]{1,20}(?: [A-Z][A-Za-z'’.-]{1,20}){0,2}(?: (?:District|Province|City|County|Town|Village|New Territories))?|[A-Z]{2})(?:,? ?(?:[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|\d{5,6}(?:-\d{4})?))?(?=[,.;)\n]|$)/y;
const ZIP = /,? ?(?:[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}|\d{5,6})(?![\dA-Za-z])/y;
const NOT_PLACE =
  /^,? (?:Tel|Phone|Fax|Email|Mobile|Attn|Contact|Date|The|This|We|He|She|It|Please|Name|Our|And|To|For|From|In|On|At|Call|Order|Invoice)\b/;
const FIRST = /(?:[\dA-Z#])/;
/** "1991-1997, Thomas G. Lane", "2016 Iain Lane": who wrote it and when. */
const YEARS = /^(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(,)?[ ]/;

function addressAt(text: string, at: number): number {
  STREET.lastIndex = at;
  BOX.lastIndex = at;
  let end = 0;
  if (STREET.test(text)) end = STREET.lastIndex;
  else if (BOX.test(text)) end = BOX.lastIndex;
  else return 0;
  for (let i = 0; i < 3 && advance(MORE, text, end) > end; i++) end = advance(MORE, text, end);
  for (let i = 0; i < 4; i++) {
    if (NOT_PLACE.test(text.slice(end, end + 12)) || text[end] !== ',') break;
    const next = advance(PLACE, text, end);
    if (next === end) break;
    end = next;
  }
  return Math.max(advance(ZIP, text, end), end);
}

function advance(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Street addresses in Latin letters: house number, road with its type, and the parts around them. */
export const enAddress: Parser = {
  id: 'en-address',

  find(text, from, to) {
    const spans: Span[] = [];
    const stop = Math.min(to, text.length - 6);
    for (let i = Math.max(0, from - 60); i < stop; ) {
      const before = text.charCodeAt(i - 1);
      const inside = i > 0 && (isLatin(before) || isDigit(before) || before === 46 || before === 45);
      if (inside || !FIRST.test(text[i]!)) {
        i++;
        continue;
      }
      const end = addressAt(text, i);
      const years = end === 0 ? null : YEARS.exec(text.slice(i, i + 12));
      if (end === 0 || years?.[1] !== undefined) {
        i++;
        continue;
      }
      if (end > from)
        spans.push({
          start: i,
          end,
          prior: years !== null ? 0.4 : /\d{5}|,/.test(text.slice(i, end)) ? 0.7 : 0.6,
          why: ['number', 'road'],
        });
      i = end;
    }
    return spans;
  },

  whole(cell) {
    if (cell.length < 8 || cell.length > 150) return 0;
    const code = cell.charCodeAt(0);
    if (!isDigit(code) && !isLatin(code) && code !== 35) return 0;
    const end = addressAt(cell, 0);
    if (end === 0) return 0;
    return end >= cell.length - 1 ? 1 : /^[,.] ?[A-Za-z0-9 ,.-]{1,60}$/.test(cell.slice(end)) ? 0.9 : 0;
  },
};
