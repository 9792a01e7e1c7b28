import { latinNameQuality } from './latin-name.js';
import {
  crosses,
  type Evidence,
  endsLabel,
  evidenceAfter,
  evidenceBefore,
  MEDIUM,
  NAME_WORDS,
  opensCue,
  STRONG,
} from './name-evidence.js';
import {
  compoundAt,
  IMPOSSIBLE,
  isNoName,
  isSound,
  isSurname,
  nameScore,
  soundsForeign,
} from './name-model.js';
import type { Parser, Span } from './parser.js';
import { isHan, simplify } from './text.js';

interface Name {
  readonly start: number;
  readonly end: number;
  /** Half nats of the characters alone. */
  readonly name: number;
  readonly before: Evidence;
  readonly after: Evidence;
  readonly total: number;
  proven: boolean;
}

const LONGEST = 6;
const DOT = 0xb7;
/** Characters as likely as this are a name next to a proven one in a list. */
const LISTED = 4;

export const personName: Parser = {
  id: 'person-name',
  words: NAME_WORDS,

  find(text, from, to) {
    const simple = simplify(text);
    const names: Name[] = [];
    const last = Math.min(to, simple.length - 1);
    let peeked: { readonly at: number; readonly name: Name | undefined } | undefined;
    for (let i = Math.max(0, from - LONGEST); i < last; ) {
      const best = peeked?.at === i ? peeked.name : bestAt(simple, i);
      if (best === undefined) {
        i++;
        continue;
      }
      // A better name may begin inside: 高兴|华 against 兴华.
      const inner = best.proven ? undefined : bestAt(simple, i + 1);
      if (!best.proven) peeked = { at: i + 1, name: inner };
      if (inner?.proven && inner.total > best.total) {
        i++;
        continue;
      }
      if (best.proven || best.name >= LISTED) names.push(best);
      i = best.proven ? best.end : i + 1;
    }
    spread(simple, names);
    const spans = names.filter((n) => n.proven && n.start < to && n.end > from).map(toSpan);
    return withDotted(simple, from, to, withSpaced(simple, from, to, spans));
  },

  whole(cell) {
    const first = cell.charCodeAt(0);
    if (first < 0x80) return latinNameQuality(cell);
    if (!isHan(first) || cell.length > 20) return 0;
    const simple = simplify(
      cell.length > 2 ? cell.replace(/(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '') : cell,
    );
    for (let i = 0; i < simple.length; i++) {
      const code = simple.charCodeAt(i);
      if (!isHan(code)) return code === DOT ? dottedQuality(simple) : 0;
    }
    return hanQuality(simple);
  },
};

/** Quality of a delimited Han string as a name. */
function hanQuality(text: string): number {
  if (text.length < 2 || text.length > 6 || isNoName(text)) return 0;
  const score = text.length <= 6 ? nameScore(text, 0, text.length) : IMPOSSIBLE;
  if (score >= 6) return 1;
  if (score >= 2) return 0.9;
  if (score >= -2) return 0.75;
  if (score >= -6) return 0.5;
  if (soundsForeign(text)) return 0.6;
  return score > -9 ? 0.3 : 0;
}

function dottedQuality(text: string): number {
  return /^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}$/.test(text) && soundShare(text) >= 0.6 ? 1 : 0;
}

function soundShare(text: string): number {
  let sounds = 0;
  let all = 0;
  for (const char of text) {
    if (char === '·') continue;
    all++;
    if (isSound(char)) sounds++;
  }
  return all === 0 ? 0 : sounds / all;
}

/** The most likely name that starts at `at`. */
function bestAt(text: string, at: number): Name | undefined {
  if (!isSurname(text.charCodeAt(at)) && compoundAt(text, at) === 0) return undefined;
  if (endsLabel(text, at)) return undefined;
  let before: Evidence | undefined;
  let best: Name | undefined;
  for (let end = at + 2; end <= at + LONGEST && end <= text.length; end++) {
    if (!isHan(text.charCodeAt(end - 1))) break;
    const name = nameScore(text, at, end);
    if (name <= -12) continue;
    before ??= evidenceBefore(text, at);
    const after = evidenceAfter(text, end);
    const length = end - at === 3 ? 1 : end - at === 2 ? -1 : 0;
    const cut =
      end - at > 2 && opensCue(text, end) ? -12 : after.weight < MEDIUM && crosses(text, end) ? -5 : 0;
    const total = name + before.weight + after.weight + length + cut;
    if (best === undefined || total > best.total) {
      best = { start: at, end, name, before, after, total, proven: false };
    }
  }
  if (best !== undefined) best.proven = isProven(text, best);
  return best;
}

function isProven(text: string, n: Name): boolean {
  if (isNoName(text.slice(n.start, n.end))) return false;
  const { before, after, name } = n;
  if (after.weight <= STRONG && isPartOfQuoted(text, n.start, n.end)) return false;
  const strong = Math.max(before.weight, after.weight);
  if (before.weight > STRONG && after.weight > 0) return name >= -7;
  const weak = Math.min(before.weight, after.weight);
  if (weak <= -STRONG) return false;
  if (weak >= STRONG) return name >= -4;
  if (before.weight >= STRONG && weak > 0) return name >= 0;
  if (strong >= STRONG) return name >= (weak > 0 ? 0 : weak === 0 ? 4 : 6);
  if (before.weight >= MEDIUM && after.weight >= MEDIUM) return name >= 4;
  return strong >= MEDIUM + 2 && weak > 0 && name >= 5;
}

/** "高亮颜色": a value in quotes is a name as a whole or not at all. */
function isPartOfQuoted(text: string, start: number, end: number): boolean {
  const quote = text[start - 1];
  if (quote === undefined || !'"\'>'.includes(quote) || !isHan(text.charCodeAt(end))) return false;
  const close = quote === '>' ? '<' : quote;
  let p = end;
  while (p - end < 8 && isHan(text.charCodeAt(p))) p++;
  return text[p] === close;
}

const LINKS = ['、', '和', '与', '及', '，', ',', '以及', '或', '/', ' ', '；', ';'];

function linked(text: string, a: Name, b: Name): boolean {
  return b.start > a.end && b.start - a.end <= 2 && LINKS.includes(text.slice(a.end, b.start));
}

/** Names in a list prove each other: 张三、李四和王五. */
function spread(text: string, names: Name[]): void {
  const able = (n: Name, least: number) => n.name >= least && !isNoName(text.slice(n.start, n.end));
  for (let i = 1; i < names.length; i++) {
    const [a, b] = [names[i - 1]!, names[i]!];
    if (a.proven && !b.proven && able(b, LISTED) && b.after.weight > 0 && linked(text, a, b)) b.proven = true;
    if (!a.proven && !b.proven && text[a.end] === '、' && linked(text, a, b) && able(a, 7) && able(b, 7)) {
      if (a.before.weight > 0 && b.after.weight > 0 && a.name + b.name >= 18) a.proven = b.proven = true;
    }
  }
  for (let i = names.length - 1; i > 0; i--) {
    const [a, b] = [names[i - 1]!, names[i]!];
    if (b.proven && !a.proven && able(a, LISTED) && a.before.weight > 0 && linked(text, a, b))
      a.proven = true;
  }
}

function toSpan(n: Name): Span {
  const why = ['surname', n.before.why, n.after.why].filter((w) => w !== '');
  const evidence = Math.max(0, n.before.weight) + Math.max(0, n.after.weight);
  const prior = 0.5 + 0.02 * Math.min(12, evidence) + 0.015 * Math.max(-6, Math.min(12, n.name));
  return { start: n.start, end: n.end, prior: Math.min(0.92, prior), why };
}

const SPACED = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ ]{1,2}([\u4e00-\u9fff])(?![\u4e00-\u9fff])/g;

/** Adds names of two characters set apart to the width of three (王 芳), behind a label. */
function withSpaced(text: string, from: number, to: number, spans: Span[]): Span[] {
  for (const { index, 0: whole, 1: surname, 2: given } of text.matchAll(SPACED)) {
    const end = index + whole.length;
    const name = `${surname}${given}`;
    if (index >= to || end <= from || nameScore(name, 0, 2) < 2 || isNoName(name)) continue;
    if (evidenceBefore(text, index).weight <= STRONG) continue;
    if (spans.some((span) => span.start < end && index < span.end)) continue;
    spans.push({ start: index, end, prior: 0.75, why: ['surname', 'label'] });
  }
  return spans;
}

/** Adds names written with a dot (阿卜杜拉·买买提), which follow other rules. */
function withDotted(text: string, from: number, to: number, spans: Span[]): Span[] {
  let dot = text.indexOf('·', from);
  if (dot < 0 || dot >= to) return spans;
  const out = spans;
  let done = 0;
  for (; dot >= 0 && dot < to; dot = text.indexOf('·', dot + 1)) {
    if (dot < done) continue;
    let start = dot;
    while (start > done && dot - start < 8 && isSound(text[start - 1]!)) start--;
    let end = dot;
    while (text.charCodeAt(end) === DOT) {
      let p = end + 1;
      while (p < text.length && p - end <= 8 && isSound(text[p]!)) p++;
      if (p === end + 1) break;
      end = p;
    }
    if (start === dot || end === dot || end - start < 4) continue;
    done = end;
    const [a, b] = [start, end];
    const labelled = evidenceBefore(text, a).weight >= MEDIUM || evidenceAfter(text, b).weight >= MEDIUM;
    for (let k = out.length - 1; k >= 0; k--) if (out[k]!.start < b && out[k]!.end > a) out.splice(k, 1);
    out.push({ start: a, end: b, prior: labelled ? 0.8 : 0.6, why: ['dotted-name'] });
  }
  return out.sort((x, y) => x.start - y.start);
}
