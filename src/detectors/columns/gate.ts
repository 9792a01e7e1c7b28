import type { Anchor, Rule } from '../../model/rule.js';

/** Cheap facts of a cell: enough to tell that most rules cannot match it. */
export interface CellFacts {
  readonly length: number;
  readonly digits: number;
  /** Letters of any script, Han included. */
  readonly letters: number;
  readonly flags: number;
}

const AT = 1;
const DOT = 2;
const JOINT = 4;
const HAN = 8;
const PLUS = 16;
const STAR = 32;

export function readCell(cell: string): CellFacts {
  let digits = 0;
  let letters = 0;
  let flags = 0;
  let crosses = 0;
  const length = Math.min(cell.length, 256);
  for (let i = 0; i < length; i++) {
    const c = cell.charCodeAt(i);
    if ((c >= 0x30 && c <= 0x39) || (c >= 0xff10 && c <= 0xff19)) digits++;
    else if ((c | 32) >= 0x61 && (c | 32) <= 0x7a) {
      letters++;
      if ((c | 32) === 0x78) crosses++;
    } else if (c >= 0x3400 && c <= 0x9fff) {
      letters++;
      flags |= HAN;
    } else if (c === 0x40 || c === 0xff20) flags |= AT;
    else if (c === 0x2e) flags |= DOT;
    else if (c === 0x3a || c === 0x2d) flags |= JOINT;
    else if (c === 0x2b || c === 0xff0b) flags |= PLUS;
    else if (c === 0x2a || c === 0x2022 || c === 0x25cf || c === 0xff0a || c === 0x23 || c === 0xd7)
      flags |= STAR;
    else if (c > 0xbf) letters++;
  }
  if (crosses >= 3) flags |= STAR;
  return { length: cell.length, digits, letters, flags };
}

/** The cell holds characters that masks are made of. */
export function looksMasked(facts: CellFacts): boolean {
  return (facts.flags & STAR) !== 0;
}

export type Gate = (facts: CellFacts) => boolean;

const MAX_CELL = 1024;

/** False only when the rule surely cannot match a cell with these facts. */
export function gateOf(rule: Rule): Gate {
  if (rule.parser !== undefined) return (f) => f.length <= MAX_CELL && f.letters >= 2;
  if (rule.anchors.length === 0) return (f) => f.length <= MAX_CELL;
  const gates = rule.anchors.map(anchorGate);
  return (f) => f.length <= MAX_CELL && gates.some((gate) => gate(f));
}

function anchorGate(anchor: Anchor): Gate {
  if ('digits' in anchor) {
    const least = Math.min(...anchor.digits);
    const most = Math.max(...anchor.digits) + 4;
    return (f) => f.digits >= least && f.digits <= most;
  }
  if ('groups' in anchor) {
    const digits = anchor.groups.reduce((sum, group) => sum + group, 0);
    return (f) => f.digits >= digits;
  }
  return 'shape' in anchor ? (SHAPE_GATES[anchor.shape] ?? always) : always;
}

const always: Gate = () => true;

const SHAPE_GATES: Readonly<Record<string, Gate>> = {
  'resident-id': (f) => f.digits === 17 || f.digits === 18,
  card: (f) => f.digits >= 13 && f.digits <= 19,
  mobile: (f) => f.digits >= 11 && f.digits <= 17,
  landline: (f) => f.digits >= 7 && f.digits <= 24,
  email: (f) => (f.flags & AT) !== 0,
  digits: (f) => f.digits >= 4,
  groups: (f) => f.digits >= 4,
  upper: (f) => f.digits >= 4 && f.letters >= 1,
  mixed: (f) => f.length >= 26,
  plus: (f) => (f.flags & PLUS) !== 0,
  ipv4: (f) => (f.flags & DOT) !== 0 && f.digits >= 4,
  'hex-groups': (f) => (f.flags & JOINT) !== 0 && f.length >= 6,
  decimals: (f) => f.digits >= 4,
  'house-number': (f) => (f.flags & HAN) !== 0,
  plate: (f) => (f.flags & HAN) !== 0 && f.length <= 16,
};
