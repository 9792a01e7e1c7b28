import { INVALID, type Validator, type Verdict, valid } from './validator.js';

const PAIR = /^([+-]?\d{1,3}\.\d{4,15})°? ?[,，;；、/ ]? ?([+-]?\d{1,3}\.\d{4,15})°?$/;
const DEGREES = /^(\d{1,3})° ?(\d{1,2})['′’] ?(\d{1,2}(?:\.\d{1,6})?)?["″”]? ?([NSEWnsew北南东西])(?:纬|经)?/;

/** Whether the point lies in the box around China (GCJ-02 and BD-09 shift by less than the margin). */
function inChina(latitude: number, longitude: number): boolean {
  return latitude > 3.8 && latitude < 53.6 && longitude > 73.4 && longitude < 135.1;
}

function decimals(first: number, second: number): Verdict {
  const [a, b] = [Math.abs(first), Math.abs(second)];
  // Two numbers below 1 are weights or vectors far more often than a point in the Gulf of Guinea.
  if ((a < 1 && b < 1) || a > 180 || b > 180 || (a > 90 && b > 90)) return INVALID;
  if (inChina(first, second) || inChina(second, first)) return valid(1, 'china');
  return valid(0.4, 'world');
}

/** One or two coordinates in degrees, minutes and seconds; a pair must be one latitude and one longitude. */
function sexagesimal(text: string): Verdict {
  const axes: string[] = [];
  let rest = text;
  while (rest !== '' && axes.length < 2) {
    const match = DEGREES.exec(rest);
    if (!match) return INVALID;
    const latitude = /[NSns北南]/.test(match[4]!);
    if (Number(match[1]) > (latitude ? 90 : 180) || Number(match[2]) > 59 || Number(match[3] ?? 0) >= 60)
      return INVALID;
    axes.push(latitude ? 'latitude' : 'longitude');
    rest = rest.slice(match[0].length).replace(/^[ ,，;；、]{1,3}/, '');
  }
  if (rest !== '' || (axes.length === 2 && axes[0] === axes[1])) return INVALID;
  return axes.length === 2 ? valid(1, 'degrees') : valid(0.9, 'degrees');
}

/**
 * A point on Earth as two decimals with four or more fraction digits (about 11 m) in either order, or in degrees, minutes, seconds
 * with hemisphere. Reasons: `china` 1, `world` 0.4, `degrees` 1 for a pair and 0.9 for one coordinate.
 */
export const geoPair: Validator = {
  id: 'geo-pair',
  source: 'ISO 6709',
  check(value) {
    if (value.length > 80) return INVALID;
    const text = value.trim().replace(/^[([]|[)\]]$/g, '');
    const match = PAIR.exec(text);
    if (match) return decimals(Number(match[1]), Number(match[2]));
    return text.includes('°') ? sexagesimal(text) : INVALID;
  },
};
