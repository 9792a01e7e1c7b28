import type { LabelHit } from './labels.js';
import type { HeaderNames } from './names.js';
import { CONTEXT_STRENGTH, NEGATIVE_STRENGTH } from './score.js';

/** How far labels reach, in characters. */
const LEFT = 40;
const RIGHT = 12;
const DIRECT = 12;

export interface ContextVerdict {
  readonly context: number;
  readonly negative: number;
  /** True when the positive label is direct. */
  readonly direct: boolean;
  readonly why: readonly string[];
}

const NOTHING: ContextVerdict = { context: 0, negative: 0, direct: false, why: [] };

const KEY =
  /([A-Za-z_$][\w$.-]{0,47}|[\u4e00-\u9fff][\u4e00-\u9fff()/\w]{0,19})["'”’]?[ \t]{0,3}(?:[:=]|=>|->|>)[ \t]{0,3}["'“‘[(]{0,2}$/;

/** Words far off speak for their own clause only. */
const CLAUSE_END = /[,，.。;；!！?？、] ?|\n/;
/** A bare number with one of these behind counts or measures something. */
const UNIT =
  /^ ?(?:次|元|条|人次|万|亿|件|个(?!人)|台|字节|公里|千米|平方|美元|港币|%|bytes?\b|rows?\b|ms\b)/;

/** Between a label and a later value: the label's own number, and words behind it that lead to something else. */
const VALUE_AND_WORDS = /[0-9][0-9A-Za-z-]{4,}.{0,20}?(?:[\u3400-\u9fff]|[A-Za-z]{3,})/;

/**
 * What the surroundings of a value say about one rule. The nearest label to the left decides; a label of another type
 * between ours and the value weakens ours; a key (`"sfzh": "..."`) is judged like a column header.
 */
export function judgeContext(
  text: string,
  start: number,
  end: number,
  ruleIndex: number,
  needsLabel: boolean,
  labels: readonly LabelHit[],
  names: HeaderNames,
): ContextVerdict {
  let positive: LabelHit | undefined;
  let negative: LabelHit | undefined;
  let foreign: LabelHit | undefined;
  const reach = Math.max(0, start - LEFT);
  const lineStart = reach + text.slice(reach, start).lastIndexOf('\n') + 1;
  const first = firstFrom(labels, lineStart);
  for (let i = first; i < labels.length; i++) {
    const hit = labels[i]!;
    if (hit.end > start) break;
    if (hit.label.positive.has(ruleIndex)) positive = hit;
    else if (hit.label.negative.has(ruleIndex)) negative = hit;
    else if (hit.label.positive.size > 0 && isFieldLabel(text, hit)) foreign = hit;
  }
  const key = keyBefore(text, start, lineStart);
  if (key !== undefined) {
    const reading = names.read(key);
    if ((reading.scores.get(ruleIndex)?.score ?? 0) >= 0.7)
      return { context: CONTEXT_STRENGTH.direct, negative: 0, direct: true, why: [`context:${key}`] };
    if (reading.negativeFor.has(ruleIndex))
      return { context: 0, negative: NEGATIVE_STRENGTH.direct, direct: false, why: [`negative:${key}`] };
  }
  if (positive !== undefined && (negative === undefined || negative.end <= positive.end)) {
    const distance = start - positive.end;
    if (foreign !== undefined && foreign.start >= positive.end)
      return {
        context: CONTEXT_STRENGTH.far,
        negative: 0,
        direct: false,
        why: [`context:${positive.label.word}`],
      };
    const direct =
      distance <= DIRECT && !/[\n;]|[,.] /.test(text.slice(positive.end, start).trimEnd().slice(0, -1));
    return {
      context: direct ? CONTEXT_STRENGTH.direct : CONTEXT_STRENGTH.near,
      negative: 0,
      direct,
      why: [`context:${positive.label.word}`],
    };
  }
  if (negative !== undefined) {
    const foreignBetween =
      (foreign !== undefined && foreign.start >= negative.end) ||
      VALUE_AND_WORDS.test(text.slice(negative.end, start));
    const between = text.slice(negative.end, start);
    const direct = between.length <= DIRECT && !foreignBetween;
    if (!foreignBetween && (direct || !CLAUSE_END.test(between)))
      return {
        context: 0,
        negative: direct ? NEGATIVE_STRENGTH.direct : NEGATIVE_STRENGTH.near,
        direct: false,
        why: [`negative:${negative.label.word}`],
      };
  }
  if (UNIT.test(text.slice(end, end + 4)) && /^\d+$/.test(text.slice(start, end)))
    return { context: 0, negative: NEGATIVE_STRENGTH.direct, direct: false, why: ['negative:unit'] };
  // A label behind the value helps what has a form of its own; it makes no account number of whatever stands before "Account No.".
  for (let i = needsLabel ? labels.length : first; i < labels.length; i++) {
    const hit = labels[i]!;
    if (hit.start < end) continue;
    if (hit.start - end > RIGHT) break;
    if (text.slice(end, hit.start).includes('\n')) break;
    if (hit.label.positive.has(ruleIndex) && !isFieldLabel(text, hit))
      return {
        context: CONTEXT_STRENGTH.near,
        negative: 0,
        direct: false,
        why: [`context:${hit.label.word}`],
      };
  }
  return NOTHING;
}

/** Index of the first label that starts at `from` or later. */
function firstFrom(labels: readonly LabelHit[], from: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (labels[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when the label is followed by a colon or an equals sign: it announces a value of its own. */
function isFieldLabel(text: string, hit: LabelHit): boolean {
  return /^["'”]?\s{0,3}[:=]/.test(text.slice(hit.end, hit.end + 6));
}

function keyBefore(text: string, start: number, from: number): string | undefined {
  const before = text.charCodeAt(start - 1);
  // ':' '=' '>' quotes, brackets or blank: anything else cannot end a key.
  if (start === 0 || !(before <= 0x3e || before === 0x5b || before > 0x2000)) return undefined;
  return KEY.exec(text.slice(Math.max(from - 20, 0), start))?.[1];
}

/** True when the value is part of a longer ASCII token, URL or hash rather than standing alone. */
export function isEmbedded(text: string, start: number, end: number, labels: readonly LabelHit[]): boolean {
  const touchesLeft = isWordChar(text.charCodeAt(start - 1)) && isWordChar(text.charCodeAt(start));
  const touchesRight = isWordChar(text.charCodeAt(end)) && isWordChar(text.charCodeAt(end - 1));
  if (touchesRight) return true;
  if (touchesLeft)
    return !labelEnds(labels, start) && !(text[start - 1] === '_' && labelEnds(labels, start - 1));
  const tokenStart = lastSpace(text, start);
  const token = text.slice(tokenStart, start);
  if (token.length === 0) return false;
  if (token.includes('://') && !/[=@:]$/.test(token)) return true;
  // AB-13900001234 or 3f2a-4b1c-...: the tail of a code. A label in front (tel-139...) is no code.
  return /[0-9A-Za-z]-$/.test(token) && !labelEnds(labels, start - 1);
}

/** True when a label ends at `end`. */
function labelEnds(labels: readonly LabelHit[], end: number): boolean {
  return labels[firstFrom(labels, end) - 1]?.end === end;
}

const PAIR_OF_DECIMALS = /\d\.\d+[ ]?[,;，； ]/;
const GROUPS = /^([0-9A-Fa-f]+)[ ](?:[0-9A-Fa-f]+[ ])*([0-9A-Fa-f]+)$/;

/**
 * True when the value is a stretch of a longer run of numbers: a table of code points, the path of a drawing, a vector.
 * Only values that hold the separator of such runs themselves can be.
 */
export function isInRun(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  if (PAIR_OF_DECIMALS.test(value)) {
    // A list of points sets its commas off from its blanks (116.3 39.9, 116.4 39.8); paths and vectors do not.
    return (
      /(?:^|[\s\d.,])[A-Za-z] ?-?$|\d(?:,|[ ]{1,2})-?$|\d-$/.test(before) ||
      /^(?:,|[ ]{1,2}|(?=-))-?\.?\d|^ ?[A-Za-z](?:[ ,-]|\d|$)/.test(after)
    );
  }
  const groups = GROUPS.exec(value);
  if (groups === null) return false;
  const left = /(?:^|[ \n])([0-9A-Fa-f]{3,6})[ ]$/.exec(before)?.[1];
  const right = /^[ ]([0-9A-Fa-f]{3,6})(?:[ \r\n]|$)/.exec(after)?.[1];
  const alike = (token: string | undefined, group: string) =>
    token !== undefined &&
    (token.length === group.length || (group.length > 3 && token.length === group.length + 1));
  return alike(left, groups[1]!) || alike(right, groups[2]!);
}

function lastSpace(text: string, start: number): number {
  let i = start;
  const stop = Math.max(0, start - 200);
  while (i > stop && text.charCodeAt(i - 1) > 0x20 && text.charCodeAt(i - 1) < 0x2000) i--;
  return i;
}

function isWordChar(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f
  );
}
