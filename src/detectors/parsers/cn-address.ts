import { B, C, D, M, N, namedAt, numberAt, P, R, T, type Token, unnamedAt, V } from './address-tokens.js';
import type { Parser, Span } from './parser.js';
import { COUNTY, regionAt } from './regions.js';
import { isDigit, isHan, isLatin, isWordy, Phrases, simplify } from './text.js';

const LONGEST = 100;
const NAMES: readonly (readonly [number, number, string])[] = [
  [P, 0.15, 'province'],
  [C, 0.15, 'city'],
  [D, 0.12, 'district'],
  [T, 0.08, 'town'],
  [R, 0.15, 'road'],
  [N, 0.15, 'number'],
  [V, 0.08, 'place'],
  [B, 0.1, 'building'],
  [M, 0.15, 'room'],
];

/** Words an address follows. The second group only opens a place for a start, it proves nothing. */
const CUES = new Phrases([
  [
    2,
    '地址 住址 住所 家住 住在 位于 坐落于 坐落在 坐落 寄往 寄到 寄至 送到 送至 送往 居住在 居住于 现住 住 搬到 搬至 迁至 发往 发到 邮寄至 邮寄到 快递到 收货到 户籍 户籍地 籍贯 所在地 经营场所 营业场所 办公地点 办公地址 工作地点 配送至 配送到 交付至 上门到 搬迁至 租住在 租住 暂住',
  ],
  [1, '址 于 在 至 到 寄 往 送 去 来 点 : 收'],
]);

const CROSSING =
  /(?:[与和及/])[\u4e00-\u9fff]{1,7}?(?:路|街|大道|大街|道)(?:交叉口|交汇处|交会处|交界处|交叉处|交口|路口|口)?/y;
const CORNER = /(?:交叉口|交汇处|交会处|交界处|交叉处|交口|路口|口)/y;
const WAY = /(?:往|向|以)?[东西南北]{1,2}(?:侧|角|边|面)?(?:约?\d{1,4}米)?(?:路[东西南北])?/y;

interface Parsed {
  readonly end: number;
  readonly kinds: number;
  readonly crossing: boolean;
  /** Where the first token ends. */
  readonly first: number;
}

/** Reads tokens from `start` as far as they go. Every step is bounded, so the whole is. */
function parse(text: string, start: number): Parsed {
  let kinds = 0;
  let level = 0;
  let end = start;
  let at = start;
  let crossing = false;
  let first = 0;
  const limit = Math.min(text.length, start + LONGEST);
  if (text.startsWith('中国', at)) at += 2;
  while (at < limit) {
    let token: Token | undefined;
    if ((kinds & ~(P | C | D)) === 0) {
      const region = regionAt(text, at, level, level > 0);
      if (region !== undefined && (region.full || !opensRoad(text, at + region.name.length))) {
        level = region.level;
        kinds |= level === 1 ? P : level === 2 ? C : D;
        at = end = at + region.name.length;
        first ||= end;
        if (text.startsWith('市辖区', at)) at += 3;
        // 北京市北京市: the city of a directly governed province repeats its name.
        if (level < COUNTY && text.startsWith(region.name, at)) at += region.name.length;
        at = gap(text, at, true);
        continue;
      }
    }
    if ((kinds & M) === 0 || (kinds & (N | B)) === 0) {
      const plain =
        (kinds & (B | N | V)) !== 0 ? M : (kinds & R) !== 0 && (kinds & (P | C | D)) !== 0 ? N : 0;
      token = numberAt(text, at, plain, kinds);
      if (token?.kind === R && (kinds & (M | B)) !== 0) token = undefined;
    } else token = numberAt(text, at, 0, kinds);
    token ??= namedAt(text, at, kinds) ?? unnamedAt(text, at, kinds);
    if (token === undefined) break;
    kinds |= token.kind;
    at = end = token.end;
    first ||= end;
    if (token.kind === R) {
      const corner = cornerAt(text, at);
      if (corner > at) {
        crossing = true;
        at = end = corner;
      }
    }
    at = gap(text, at, (kinds & (N | B | M)) === 0);
  }
  return { end: Math.min(end, start + LONGEST), kinds, crossing, first };
}

function cornerAt(text: string, at: number): number {
  CROSSING.lastIndex = at;
  let end = at;
  if (CROSSING.test(text)) end = CROSSING.lastIndex;
  CORNER.lastIndex = end;
  if (CORNER.test(text)) end = CORNER.lastIndex;
  if (end === at) return at;
  WAY.lastIndex = end;
  return WAY.test(text) ? WAY.lastIndex : end;
}

/** Skips one separator between tokens: a space anywhere, a comma or dash between regions. */
function gap(text: string, at: number, early: boolean): number {
  const char = text[at];
  if (char === ' ') return text[at + 1] === ' ' ? at + 2 : at + 1;
  return early && char !== undefined && ',，-/、|'.includes(char) ? at + 1 : at;
}

const ROAD_BEHIND =
  /[东西南北中]?[一二三四五]?(?:路|街|大道|大街|道|巷|弄|胡同|里|村|镇|乡|新村|花园|大厦|广场|大学|站|桥)/y;

/** Whether a short region name is the first part of a road or building (北京路, 上海大厦). */
function opensRoad(text: string, at: number): boolean {
  ROAD_BEHIND.lastIndex = at;
  return ROAD_BEHIND.test(text);
}

function isDetailed({ kinds, crossing }: Parsed): boolean {
  if (crossing && (kinds & (P | C | D)) !== 0) return true;
  return (kinds & (R | V)) !== 0 && (kinds & (N | B | M)) !== 0;
}

function toSpan(start: number, parsed: Parsed, cue: number): Span {
  let prior = 0.1;
  const why: string[] = [];
  for (const [bit, weight, name] of NAMES) {
    if ((parsed.kinds & bit) === 0) continue;
    prior += weight;
    why.push(name);
  }
  if (parsed.crossing) {
    prior += 0.15;
    why.push('crossing');
  }
  if (cue === 2) {
    prior += 0.12;
    why.push('cue');
  }
  return { start, end: parsed.end, prior: Math.min(0.97, prior), why };
}

export const cnAddress: Parser = {
  id: 'cn-address',

  find(text, from, to) {
    const simple = simplify(text);
    const spans: Span[] = [];
    const stop = Math.min(to, simple.length - 3);
    for (let i = Math.max(0, from - LONGEST); i < stop; ) {
      const code = simple.charCodeAt(i);
      const han = isHan(code);
      if (!han && !isDigit(code) && !isLatin(code)) {
        i++;
        continue;
      }
      const region = han ? regionAt(simple, i) : undefined;
      const cue = CUES.value(CUES.endingAt(simple, i));
      const open = i === 0 || !isWordy(simple.charCodeAt(i - 1));
      if (region === undefined && cue === 0 && !open) {
        i++;
        continue;
      }
      if (region === undefined && !open && CUES.endingAt(simple, i + 1).length > 1) {
        i++;
        continue;
      }
      const parsed = parse(simple, i);
      const later = region === undefined ? laterStart(simple, i, parsed.first) : i;
      if (later > i) {
        i = later;
        continue;
      }
      if (isDetailed(parsed) && (region !== undefined || standsAlone(parsed, cue))) {
        if (parsed.end > from) spans.push(toSpan(i, parsed, cue || cueBefore(simple, i)));
        i = parsed.end;
      } else i += region?.name.length ?? 1;
    }
    return spans;
  },

  whole(cell) {
    if (cell.length < 5 || cell.length > 150) return 0;
    const code = cell.charCodeAt(0);
    if (!isHan(code) && !isDigit(code)) return 0;
    const simple = simplify(cell);
    const start = isDigit(code) ? postcode(simple) : 0;
    const parsed = parse(simple, start);
    if (parsed.end === start) return 0;
    const rest = leftover(simple, parsed.end);
    const regions = (parsed.kinds & (P | C | D)) !== 0;
    if (isDetailed(parsed)) {
      if (rest > 0.25) return 0;
      return rest > 0 ? 0.8 : regions || (parsed.kinds & (N | B | M)) !== N ? 1 : 0.8;
    }
    if (rest > 0 || !regions) return 0;
    return (parsed.kinds & (R | V)) !== 0 ? 0.6 : (parsed.kinds & T) !== 0 ? 0.4 : 0;
  },
};

/** A cue or a full region name inside the first token: the address begins there (现住|文三路, 送往|武侯区). */
function laterStart(text: string, at: number, end: number): number {
  for (let p = end - 1; p > at; p--) {
    if (CUES.value(CUES.endingAt(text, p)) === 2 && p - at >= CUES.endingAt(text, p).length) return p;
  }
  for (let p = at + 1; p < end - 1; p++) {
    const region = regionAt(text, p);
    if (
      region !== undefined &&
      (region.full ? p + region.name.length <= end : !opensRoad(text, p + region.name.length))
    )
      return p;
  }
  return at;
}

/** Without a region the rest has to be complete, or introduced. */
function standsAlone({ kinds }: Parsed, cue: number): boolean {
  const road = (kinds & (R | T)) !== 0 && (kinds & (N | V)) !== 0;
  const inside = (kinds & V) !== 0 && (kinds & B) !== 0 && (kinds & (M | N)) !== 0;
  return road || inside || (cue === 2 && (kinds & (B | M)) !== 0);
}

function cueBefore(text: string, at: number): number {
  let p = at;
  while (p > 0 && at - p < 3 && ': "\'在到至于'.includes(text[p - 1]!)) p--;
  return CUES.value(CUES.endingAt(text, p)) === 2 ? 2 : 0;
}

function postcode(text: string): number {
  const hit = /^\d{6} ?(?=[\u4e00-\u9fff])/.exec(text);
  return hit === null ? 0 : hit[0].length;
}

/** Share of the cell behind the address, a closing bracket aside. */
function leftover(text: string, end: number): number {
  const rest = text.slice(end).replace(/^ ?\([^()]{1,20}\)$/, '');
  return rest.length / text.length;
}
