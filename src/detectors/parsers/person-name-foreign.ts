import { latinNameQuality, NOT_NAMES, pairQuality, TITLES } from './latin-name.js';
import type { Parser, Span } from './parser.js';
import { isLatin, isUpper } from './text.js';

const LABELLED =
  /(?:\b(?:(?:customer|client|contact|full|applicant|recipient|holder|consignee|patient|guest|passenger|employee|owner|account|insured|tenant|landlord|buyer|seller|borrower|beneficiary|claimant|student|card ?holder)(?:'s)? ?(?:name|person)?|name|attn|attention|mr|mrs|ms|miss|dr|prof|dear|signed by|issued to|sold to|billed? to|ship(?:ped)? to|deliver(?:ed)? to|(?:my|his|her|full) name is|i am|i'm|this is|named)\b\.?|姓名|联系人|收件人|收货人|客户|持卡人|旅客|乘客|英文名)[ ]{0,2}["']?[:：=.]?[ ]{0,2}["']?(?=[A-Z])/gi;
const TITLED = /^(?:mr|mrs|ms|miss|dr|prof|dear)/i;
const WORD = /[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]{0,19}\.?/y;

const CAPITAL = "[A-ZÀ-ÖØ-Þ][a-zß-öø-ɏ'’]+(?:[A-Z][a-zß-öø-ɏ]+)?(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ɏ]+)?";
/** Capitalised words in a row, an initial or a particle between them. */
const ROW = new RegExp(
  `(?<![A-Za-z0-9@./_&'’-])${CAPITAL}(?: [A-Z]\\.?(?= ))?(?: (?:van|von|de|der|den|del|da|di|la|bin|al|el)(?= )){0,2}(?: ${CAPITAL}){1,3}(?![A-Za-z0-9@_-])`,
  'g',
);
/** What a family name is part of when it stands before it: Wilson Road, Martin Luther King Hospital. */
const NO_PERSON_BEHIND =
  /^ (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Court|Way|Boulevard|Square|Inc|LLC|Ltd|Co|Corp|Company|University|College|School|Hospital|Foundation|Park|Bridge|Airport|Center|Centre|Award|Prize|License|Library|Group|Holdings|Bank|Hotel|Museum|Institute|Press|Software|Edition)\b/;
/** A person is spoken of, or to. */
const CUE_BEFORE =
  /(?:^|[\s"'(>])(?:for|to|from|by|call|called|contact|cc|regards|sincerely|patient|employee|manager|director|engineer|colleague|agent|nurse|teacher|attorney|officer|tenant|owner|author|ask|met|meet|told|tell)[:,]? ["'(]?$/i;
const CUE_BEHIND =
  /^["')]?(?: ?[<(][\w.+-]+@|'s | (?:signed|said|says|wrote|writes|called|asked|lives|lived|works|worked|was|is|has|had|will|born|joined|confirmed|reported|requested|paid|sent|received)\b|, (?:born|aged|age|SSN|DOB|passport|phone|tel|CEO|CFO|CTO|Manager|Director|MD|PhD|a |the |of ))/;

/** Given name and family name in running text: known ones stand alone, half-known ones need a word that speaks of a person. */
function pairs(text: string, base: number, part: string, from: number, to: number, spans: Span[]): void {
  for (const row of part.matchAll(ROW)) {
    const words = [...row[0].matchAll(/\S+/g)];
    for (let i = 0; i + 1 < words.length; i++) {
      const first = words[i]!;
      let k = i + 1;
      while (k + 1 < words.length && /^(?:[A-Z]\.?|[a-z]{1,3})$/.test(words[k]![0])) k++;
      const last = words[k]!;
      const start = base + row.index + first.index;
      const end = base + row.index + last.index + last[0].replace(/['’]s$/, '').length;
      const quality = pairQuality(first[0], last[0].replace(/['’]s$/, ''));
      if (quality === 0 || NO_PERSON_BEHIND.test(text.slice(end, end + 14))) continue;
      const cued =
        CUE_BEFORE.test(text.slice(Math.max(0, start - 16), start)) ||
        CUE_BEHIND.test(text.slice(end, end + 16));
      if (quality < 1 && !cued) continue;
      if (start < to && end > from && !spans.some((span) => span.start < end && start < span.end))
        spans.push({ start, end, prior: cued ? 0.7 : 0.55, why: ['latin-name'] });
      i = k;
    }
  }
}

/** Names in Latin letters: behind a label or a title, or of words known as names. */
export const personNameForeign: Parser = {
  id: 'person-name-foreign',

  find(text, from, to) {
    const spans: Span[] = [];
    const base = Math.max(0, from - 40);
    const part = text.slice(base, to + 60);
    LABELLED.lastIndex = 0;
    for (let label = LABELLED.exec(part); label !== null; label = LABELLED.exec(part)) {
      let start = base + LABELLED.lastIndex;
      let end = start;
      for (let words = 0; words < 4; words++) {
        WORD.lastIndex = end === start ? start : end + (text.startsWith(', ', end) ? 2 : 1);
        if (end !== start && text[end] !== ' ' && !text.startsWith(', ', end)) break;
        const word = WORD.exec(text);
        if (word === null) break;
        if (words === 0 && TITLES.test(word[0])) {
          start = end = WORD.lastIndex + (text[WORD.lastIndex] === ' ' ? 1 : 0);
          continue;
        }
        const next = WORD.lastIndex;
        // "Liam Hall, NHS ...", "Hall, CEO": what stands behind the comma is no first name.
        if (
          end !== start &&
          text[end] === ',' &&
          (words > 1 || /^[A-Z]{2,5}$/.test(word[0])) &&
          !/^[A-Z]+$/.test(text.slice(start, end))
        )
          break;
        if (
          NOT_NAMES.test(word[0]) ||
          /^(?:Tel|Phone|Email|Mobile|Address|Date|ID|Sex|Gender|DOB|Passport|No)\.?$/i.test(word[0])
        )
          break;
        end = next;
        if (text[end] !== ' ' && text[end] !== ',') break;
      }
      while (end > start && ".'’-".includes(text[end - 1]!)) end--;
      if (start >= to || end <= from || end === start) continue;
      const quality = longestQuality(text, start, end);
      // "MS Word Documents" is no lady.
      const titled = TITLED.test(label[0]) && !/^MS\b/.test(label[0]);
      if (quality.value < 0.7 && !(titled && quality.value >= 0.3)) continue;
      spans.push({
        start,
        end: quality.end,
        prior: 0.45 + 0.3 * quality.value,
        why: ['label', 'latin-name'],
      });
    }
    pairs(text, base, part, from, to, spans);
    return spans.sort((a, b) => a.start - b.start);
  },

  whole(cell) {
    const first = cell.charCodeAt(0);
    return isLatin(first) && isUpper(first) ? latinNameQuality(cell) : 0;
  },
};

function longestQuality(text: string, start: number, end: number): { value: number; end: number } {
  const value = latinNameQuality(text.slice(start, end));
  const cut = text.lastIndexOf(' ', end - 1);
  if (value > 0.3 || cut <= start) return { value, end };
  const trimmed = text[cut - 1] === ',' ? cut - 1 : cut;
  const shorter = latinNameQuality(text.slice(start, trimmed));
  return shorter > value ? { value: shorter, end: trimmed } : { value, end };
}
