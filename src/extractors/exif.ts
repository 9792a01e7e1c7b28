/** What the directories of a TIFF structure say; EXIF is one inside other files (TIFF 6.0, CIPA DC-008). */
export interface TiffContent {
  /** "Artist: ..." */
  readonly lines: readonly string[];
  /** 1 = upright; see EXIF Orientation. */
  readonly orientation: number;
  readonly pages: readonly TiffPage[];
  readonly xmp: string | undefined;
  readonly iptc: Buffer | undefined;
  /** A directory of a page is not where it should be, or tells no picture that lies in the file. */
  readonly damaged: boolean;
}

export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Where its directory begins. */
  readonly at: number;
}

const MAX_PAGES = 1000;
/** Strips or tiles of a page that are looked at. */
const MAX_PLACES = 65_536;
const MAX_TEXT = 1 << 20;
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
};
const WIDTH = 0x100;
const HEIGHT = 0x101;
const ORIENTATION = 0x112;
/** Where the picture lies, in strips or tiles, or as a JPEG (TIFF 6.0, sections 8, 15, 22). */
const PLACES = [
  [0x111, 0x117],
  [0x144, 0x145],
  [0x201, 0x202],
] as const;
const XMP = 0x2bc;
const IPTC = 0x83bb;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const USER_COMMENT = 0x9286;

const TEXTS: Readonly<Record<number, string>> = {
  269: 'DocumentName',
  270: 'Description',
  285: 'PageName',
  315: 'Artist',
  316: 'HostComputer',
  33432: 'Copyright',
  42032: 'CameraOwner',
  42033: 'BodySerialNumber',
};
/** Of Windows, in UTF-16. */
const WIDE_TEXTS: Readonly<Record<number, string>> = {
  40091: 'Title',
  40092: 'Comment',
  40093: 'Author',
  40094: 'Keywords',
  40095: 'Subject',
};

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Reads what the directories hold; damage ends it, what was read stays. Never throws. */
export function readTiff(bytes: Buffer): TiffContent {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) =>
    at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const u32 = (at: number) =>
    at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  const seen = new Set<number>();

  const entries = (at: number): Entry[] => {
    if (at < 8 || at + 2 > bytes.length || seen.has(at)) return [];
    seen.add(at);
    const list: Entry[] = [];
    for (let i = 0; i < u16(at) && at + 14 + 12 * i <= bytes.length; i++) {
      const entry = at + 2 + 12 * i;
      const type = u16(entry + 2);
      const count = u32(entry + 4);
      const inside = (SIZES[type] ?? 1) * count <= 4;
      list.push({ tag: u16(entry), type, count, at: inside ? entry + 8 : u32(entry + 8) });
    }
    return list;
  };
  const value = ({ type, at }: Entry) => (type === 3 ? u16(at) : type === 1 ? (bytes[at] ?? 0) : u32(at));
  const raw = ({ type, count, at }: Entry) =>
    bytes.subarray(at, at + Math.min(MAX_TEXT, (SIZES[type] ?? 1) * count));
  const rational = (at: number) => (u32(at + 4) === 0 ? Number.NaN : u32(at) / u32(at + 4));

  const lines: string[] = [];
  const add = (name: string, text: string) => {
    const clean = text.replace(/\0+$/, '').replaceAll('\0', ' ').trim();
    if (clean !== '') lines.push(`${name}: ${clean}`);
  };
  let orientation = 1;
  let xmp: string | undefined;
  let iptc: Buffer | undefined;

  const read = (list: readonly Entry[]): void => {
    for (const entry of list) {
      const { tag } = entry;
      const text = TEXTS[tag];
      const wide = WIDE_TEXTS[tag];
      if (text !== undefined) add(text, decodeText(raw(entry)));
      else if (wide !== undefined) add(wide, raw(entry).toString('utf16le'));
      else if (tag === USER_COMMENT) add('UserComment', userComment(raw(entry), little));
      else if (tag === ORIENTATION) orientation = value(entry);
      else if (tag === XMP) xmp = raw(entry).toString('utf8');
      else if (tag === IPTC) iptc = raw(entry);
      else if (tag === EXIF_DIRECTORY) read(entries(value(entry)));
      else if (tag === GPS_DIRECTORY) {
        const position = gps(entries(value(entry)), bytes, rational);
        if (position !== undefined) lines.push(position);
      }
    }
  };

  const numbers = ({ type, count, at }: Entry): number[] => {
    const width = type === 3 ? 2 : 4;
    return Array.from({ length: Math.min(count, MAX_PLACES) }, (_, i) =>
      width === 2 ? u16(at + 2 * i) : u32(at + 4 * i),
    );
  };
  /** The stretches of the page's picture lie in the file. */
  const lies = (list: readonly Entry[]): boolean => {
    for (const [starts, lengths] of PLACES) {
      const from = list.find(({ tag }) => tag === starts);
      if (from === undefined) continue;
      const size = list.find(({ tag }) => tag === lengths);
      const sizes = size === undefined ? [] : numbers(size);
      return numbers(from).every((at, i) => at > 0 && at + (sizes[i] ?? 1) <= bytes.length);
    }
    return false;
  };

  const pages: TiffPage[] = [];
  let damaged = false;
  for (let at = u32(4); at !== 0 && pages.length < MAX_PAGES && !seen.has(at); ) {
    const list = entries(at);
    read(list);
    const size = (tag: number) => {
      const entry = list.find((each) => each.tag === tag);
      return entry === undefined ? 0 : value(entry);
    };
    const [width, height] = [size(WIDTH), size(HEIGHT)];
    damaged ||= list.length < u16(at) || width === 0 || height === 0 || !lies(list);
    if (list.length === 0) break;
    pages.push({ width, height, at });
    at = u32(at + 2 + 12 * u16(at));
  }
  return {
    lines,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    pages,
    xmp,
    iptc,
    damaged: damaged || pages.length === 0,
  };
}

/** Texts without a declared encoding: UTF-8 where they are that, else the encoding of Chinese systems. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function userComment(bytes: Buffer, little: boolean): string {
  const code = bytes.toString('latin1', 0, 8);
  const text = bytes.subarray(8);
  if (code.startsWith('UNICODE')) return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(text);
  if (code.startsWith('JIS')) return new TextDecoder('euc-jp').decode(text);
  return decodeText(text);
}

function gps(list: readonly Entry[], bytes: Buffer, rational: (at: number) => number): string | undefined {
  const degrees = (reference: number, negative: string): number => {
    const sign = list.find(({ tag }) => tag === reference);
    const place = list.find(({ tag }) => tag === reference + 1);
    if (sign === undefined || place === undefined || place.count < 3) return Number.NaN;
    const { at } = place;
    const size = rational(at) + (rational(at + 8) || 0) / 60 + (rational(at + 16) || 0) / 3600;
    return String.fromCharCode(bytes[sign.at] ?? 0) === negative ? -size : size;
  };
  const latitude = degrees(1, 'S');
  const longitude = degrees(3, 'W');
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return undefined;
  return `GPS: ${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
}
