import type { Span } from './parser.js';

const FORM =
  /(?:\bCo\.?,? ?Ltd\.?|\bCompany,? (?:Limited|Ltd\.?)|\bPt[ey]\.? (?:Ltd\.?|Limited)|\b(?:Limited|Ltd\.?|Inc\.?|Incorporated|LLC|L\.L\.C\.|LLP|GmbH|AG|S\.A\.|PLC|plc|Corp\.?|Corporation|B\.V\.|N\.V\.|S\.r\.l\.|SARL|K\.K\.|Sdn\.? Bhd\.?))(?![A-Za-z])/g;
const LONGEST = 80;
const WORD = /^(?:[A-Z0-9][A-Za-z0-9&'’.+-]*|\([A-Z][A-Za-z .]{1,20}\)|&|of|and|the|de|for|et|und|van|von)$/;
const LEAD =
  /^(?:Contact|Dear|From|To|Beneficiary|Remitter|Sender|Receiver|Recipient|Consignee|Shipper|Exporter|Importer|Account|Please|Pay|Behalf|Instructions|Bank|Tenant|Landlord|Licensor|Licensee|Insured|Insurer|Lender|Borrower|Guarantor|Manufacturer|Distributor|Contractor|Subcontractor|Party|The|By|With|Signed|Customer|Client|Company|Supplier|Vendor|Buyer|Seller|At|For|In|Of|And|Between|On|Our|This|That|A|An|Name|Employer|Payee|Payer|Is|Was|Bill|Ship|Attn|Invoice|of|and|the|de|for|et|und|van|von|&|Mr|Mrs|Ms|Private|Public|Any|Each|Such|Other|See|Re|Via|Bought|Sold|Paid|Copyright|Copr|Portions|Author|Authors)[.:]?$/;
/** Years of a copyright notice. */
const YEARS = /^(?:\(c\)|(?:19|20)\d{2}(?:-(?:(?:19|20)?\d{2}|present))?,?)$/i;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

function companyBefore(text: string, floor: number, at: number): Found | undefined {
  let start = at;
  let words = 0;
  let p = at;
  while (words < 7) {
    let end = p;
    while (
      end > floor &&
      (text[end - 1] === ' ' ||
        (end === p && text[end - 1] === ',') ||
        (end < p && text[end - 1] === ',' && words === 0))
    )
      end--;
    if (p - end > 2) break;
    let begin = end;
    const bracket = text[end - 1] === ')';
    while (begin > floor && at - begin < LONGEST && /[A-Za-z0-9&'’.+()-]/.test(text[begin - 1]!)) {
      begin--;
      if (bracket && text[begin] === '(') break;
    }
    if (begin === end || !WORD.test(text.slice(begin, end))) break;
    p = begin;
    start = begin;
    words++;
  }
  for (;;) {
    const space = text.indexOf(' ', start);
    const word = text.slice(start, space < 0 || space > at ? at : space).replace(/,$/, '');
    if (words === 0 || !(LEAD.test(word) || YEARS.test(word))) break;
    start = Math.min(at, space < 0 ? at : space + 1);
    words--;
  }
  return words > 0 && start < at && /[A-Za-z]{2}/.test(text.slice(start, at))
    ? { start, end: at, words }
    : undefined;
}

/** Adds companies with an English, German ... form (Acme Co., Ltd.) to `spans`. */
export function englishCompanies(text: string, from: number, to: number, spans: Span[]): Span[] {
  const base = Math.max(0, from - LONGEST);
  const part = text.slice(base, Math.min(text.length, to + LONGEST));
  let floor = base;
  FORM.lastIndex = 0;
  for (let hit = FORM.exec(part); hit !== null; hit = FORM.exec(part)) {
    const at = base + hit.index;
    const found = companyBefore(text, floor, at);
    const end = at + hit[0].length;
    if (found === undefined) continue;
    floor = end;
    if (found.start < to && end > from) {
      spans.push({ start: found.start, end, prior: found.words > 1 ? 0.8 : 0.7, why: ['form'] });
    }
  }
  return spans.length > 1 ? spans.sort((a, b) => a.start - b.start) : spans;
}

export function englishCompanyQuality(cell: string): number {
  const spans = englishCompanies(cell, 0, cell.length, []);
  const last = spans[spans.length - 1];
  return last !== undefined && spans.length === 1 && last.start <= 4 && cell.length - last.end <= 1 ? 1 : 0;
}
