/** How a number format shows a number, as far as it matters here. `digits` = padded with zeros to so many. */
export type NumberKind = 'date' | 'datetime' | 'time' | { readonly digits: number };

export interface CellText {
  readonly text: string;
  /** A whole number of more digits than a double holds, whose last ones are lost. */
  readonly rounded: boolean;
}

/** Significant digits that spreadsheets keep. */
const KEPT = 15;
/** Longer whole numbers name nothing. */
const LONGEST = 20;
const NUMBER = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;

/**
 * A stored number in plain digits: no exponent, whole numbers in full, fractions to the 15 digits that were typed.
 * Anything else is returned as it is.
 */
export function plainNumber(stored: string): CellText {
  const parts = NUMBER.exec(stored);
  if (parts === null || stored.length > 400) return { text: stored, rounded: false };
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  if (fraction === '' && exponent === undefined) {
    if (whole.length <= KEPT) return { text: stored.startsWith('+') ? whole : stored, rounded: false };
    return { text: stored, rounded: losesDigits(whole) };
  }
  const shift = Number(exponent ?? 0);
  const digits = whole + fraction;
  const point = whole.length + shift;
  // Too large to be anything but a measurement.
  if (point > 40 || point < -30) return { text: stored, rounded: false };
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '').length;
  if (point >= digits.replace(/0+$/, '').length) {
    const text =
      digits
        .padEnd(point, '0')
        .slice(0, point)
        .replace(/^0+(?=\d)/, '') || '0';
    const filled = point > digits.length && text.length > KEPT + 1 && text.length <= LONGEST;
    return { text: (sign === '-' ? '-' : '') + text, rounded: filled || losesDigits(text) };
  }
  const tidy = significant > KEPT ? shorter(Number(stored)) : undefined;
  if (tidy !== undefined) return { text: tidy, rounded: false };
  const before = point > 0 ? digits.slice(0, point).replace(/^0+(?=\d)/, '') : '0';
  const after = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '');
  const text = after === '' ? before || '0' : `${before || '0'}.${after}`;
  return { text: (sign === '-' && text !== '0' ? '-' : '') + text, rounded: false };
}

/** 3.1400000000000001 is how a double of 3.14 is written. */
function shorter(number: number): string | undefined {
  const text = String(Number(number.toPrecision(KEPT)));
  return /e/i.test(text) ? undefined : text;
}

/** From the sixteenth digit on nothing but zeros. */
function losesDigits(whole: string): boolean {
  return whole.length > KEPT && whole.length <= LONGEST && /^0+$/.test(whole.slice(KEPT));
}

/** Built-in formats that show dates and times (ECMA-376, 18.8.30), those of East Asian locales included. */
const BUILT_IN: readonly (readonly [from: number, to: number, kind: NumberKind])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'datetime'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
];

/** What the number format of that id shows; `code` where the document defines it. */
export function numberKind(id: number, code?: string): NumberKind | undefined {
  if (code === undefined) return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2];
  return kindOfCode(code);
}

function kindOfCode(code: string): NumberKind | undefined {
  const first = code.split(';', 1)[0]!.slice(0, 256);
  if (/^0{2,20}$/.test(first)) return { digits: first.length };
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'time';
  const bare = first
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replace(/general|am\/pm|a\/p|上午\/下午/gi, '')
    .toLowerCase();
  if (/[#?]|0(?!0*$)/.test(bare.replace(/s\.?0+/g, 's'))) return undefined;
  const day = /[yedb]/.test(bare) || /m/.test(bare.replace(/h[^dy]*?m+|m+[^dy]*?s/g, ''));
  const time = /[hs]/.test(bare);
  if (day) return time ? 'datetime' : 'date';
  return time ? 'time' : undefined;
}

const DAY = 86_400_000;
/** 1899-12-30 and 1904-01-01. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465.99999;

/** A stored number as its format shows it, dates as ISO; numbers that are no date stay numbers. */
export function formatNumber(stored: string, kind: NumberKind | undefined, epoch1904 = false): CellText {
  if (kind === undefined) return plainNumber(stored);
  if (typeof kind === 'object') {
    const plain = plainNumber(stored);
    return /^\d+$/.test(plain.text) ? { ...plain, text: plain.text.padStart(kind.digits, '0') } : plain;
  }
  const serial = Number(stored);
  if (stored === '' || !(serial >= 0 && serial <= LAST_SERIAL)) return plainNumber(stored);
  return { text: serialText(serial, kind, epoch1904), rounded: false };
}

function serialText(serial: number, kind: 'date' | 'datetime' | 'time', epoch1904: boolean): string {
  // The leap day of 1900 that never was: before it days count from one day later.
  const days = epoch1904 || serial >= 61 ? serial : serial + 1;
  const milliseconds = Math.round((days * DAY) / 1000) * 1000;
  const iso = new Date((epoch1904 ? EPOCH_1904 : EPOCH_1900) + milliseconds).toISOString();
  const time = iso.slice(11, 19);
  if (kind === 'time' && serial < 1) return time;
  return time === '00:00:00' && kind !== 'datetime' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}
