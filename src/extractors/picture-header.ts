import { inflateSync } from 'node:zlib';
import { decodeText, readTiff, type TiffPage } from './exif.js';
import { xmpLines } from './xmp.js';

/** What a picture says of itself without being decoded. */
export interface PictureHeader {
  readonly pages: readonly TiffPage[];
  readonly orientation: number;
  /** "Artist: ..." */
  readonly lines: readonly string[];
  /** A packed text was larger than any real one and was left out. */
  readonly bomb: boolean;
  /** The file ends, or makes no sense, before its own end. */
  readonly damaged: boolean;
}

/** Bytes of one text that is packed. */
const MAX_PACKED = 1 << 20;

/** Reads size and texts of a PNG, JPEG, TIFF, BMP, WebP or GIF. Damage ends it, what was read stays. Never throws. */
export function pictureHeader(format: string, bytes: Buffer): PictureHeader {
  const header = new Header(bytes);
  try {
    // A reader may say so itself, too: `||=` would put back what it found before.
    if (READERS[format]?.(header) === false) header.damaged = true;
  } catch {
    // A length that leads nowhere.
    header.damaged = true;
  }
  return header;
}

class Header implements PictureHeader {
  readonly pages: TiffPage[] = [];
  readonly lines: string[] = [];
  orientation = 1;
  bomb = false;
  damaged = false;

  constructor(readonly bytes: Buffer) {}

  size(width: number, height: number): void {
    if (this.pages.length === 0) this.pages.push({ width, height, at: 0 });
  }

  text(name: string, text: string): void {
    const clean = text.replaceAll('\0', ' ').trim();
    if (clean !== '') this.lines.push(`${name}: ${clean}`);
  }

  /** `own` = the file itself, not what another one says of its picture. */
  tiff(bytes: Buffer, own: boolean): void {
    const { lines, orientation, pages, xmp, iptc, damaged } = readTiff(bytes);
    this.lines.push(...lines);
    this.orientation = orientation;
    if (own) {
      this.pages.push(...pages);
      this.damaged ||= damaged;
    }
    if (xmp !== undefined) this.lines.push(...xmpLines(xmp));
    if (iptc !== undefined) this.iptc(iptc);
  }

  /** IPTC-IIM 4.2: data sets of record 2 are texts, with or without their encoding said. */
  iptc(bytes: Buffer): void {
    for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c; ) {
      const length = bytes.readUInt16BE(at + 3);
      if (length > 0x7fff) return;
      const text = bytes.subarray(at + 5, at + 5 + length);
      if (bytes[at + 1] === 2 && bytes[at + 2] !== 0) this.text('IPTC', decodeText(text));
      at += 5 + length;
    }
  }
}

/** False where the end is missing. */
const READERS: Readonly<Record<string, (header: Header) => boolean>> = {
  png(header) {
    const { bytes } = header;
    header.size(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
    for (let at = 8; at + 8 <= bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      const type = bytes.toString('latin1', at + 4, at + 8);
      const data = bytes.subarray(at + 8, at + 8 + length);
      if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') pngText(header, type, data);
      else if (type === 'eXIf') header.tiff(data, false);
      else if (type === 'IEND') return true;
      at += 12 + length;
    }
    return false;
  },

  jpeg(header) {
    const { bytes } = header;
    for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
      const marker = bytes[at + 1]!;
      if (marker === 0xff) {
        at++;
        continue;
      }
      if (marker === 0xda || marker === 0xd9) return marker === 0xda;
      const length = bytes.readUInt16BE(at + 2);
      const data = bytes.subarray(at + 4, at + 2 + length);
      const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
      if (frame) header.size(data.readUInt16BE(3), data.readUInt16BE(1));
      else if (marker === 0xfe) header.text('Comment', decodeText(data));
      else if (marker === 0xe1) jpegProfile(header, data);
      else if (marker === 0xed) photoshop(header, data);
      at += 2 + length;
    }
    return false;
  },

  tiff(header) {
    header.tiff(header.bytes, true);
    return true;
  },

  bmp(header) {
    const { bytes } = header;
    if (bytes.readUInt32LE(14) === 12) header.size(bytes.readUInt16LE(18), bytes.readUInt16LE(20));
    else header.size(Math.abs(bytes.readInt32LE(18)), Math.abs(bytes.readInt32LE(22)));
    return true;
  },

  gif(header) {
    const { bytes } = header;
    header.size(bytes.readUInt16LE(6), bytes.readUInt16LE(8));
    const colours = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1));
    for (let at = 13 + colours(bytes[10]!); at < bytes.length; ) {
      const kind = bytes[at];
      if (kind === 0x2c) at += 11 + colours(bytes[at + 9]!);
      else if (kind === 0x21) at += 2;
      else return kind === 0x3b;
      const start = at;
      const label = kind === 0x21 ? bytes[at - 1] : 0;
      const blocks: Buffer[] = [];
      for (let length = bytes[at++]; length !== undefined && length !== 0; length = bytes[at++]) {
        if (label === 0xfe) blocks.push(bytes.subarray(at, at + length));
        at += length;
      }
      if (label === 0xfe) header.text('Comment', decodeText(Buffer.concat(blocks)));
      // An XMP packet is not cut into blocks, but passes for some (XMP part 3, 1.1.2).
      else if (label === 0xff && bytes.toString('latin1', start + 1, start + 12) === 'XMP DataXMP') {
        header.lines.push(...xmpLines(bytes.toString('utf8', start + 12, at)));
      }
    }
    return false;
  },

  webp(header) {
    const { bytes } = header;
    const end = bytes.readUInt32LE(4) + 8;
    let at = 12;
    while (at + 8 <= Math.min(end, bytes.length)) {
      const type = bytes.toString('latin1', at, at + 4);
      const length = bytes.readUInt32LE(at + 4);
      const data = bytes.subarray(at + 8, at + 8 + length);
      if (type === 'VP8X') header.size(1 + data.readUIntLE(4, 3), 1 + data.readUIntLE(7, 3));
      else if (type === 'VP8 ') header.size(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff);
      else if (type === 'VP8L') {
        const size = data.readUInt32LE(1);
        header.size((size & 0x3fff) + 1, ((size >> 14) & 0x3fff) + 1);
      } else if (type === 'EXIF') {
        header.tiff(data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data, false);
      } else if (type === 'XMP ') header.lines.push(...xmpLines(data.toString('utf8')));
      at += 8 + length + (length & 1);
    }
    // Chunks that do not come out where the file says it ends were not read as they were meant.
    return at === end && end <= bytes.length;
  },
};

/** Keyword, then text: plain (Latin-1 by the standard), packed, or UTF-8 with its language (PNG 11.3.3). */
function pngText(header: Header, type: string, data: Buffer): void {
  const end = data.indexOf(0);
  if (end < 0) return;
  const name = data.toString('latin1', 0, end);
  let text = data.subarray(end + 1);
  if (type === 'zTXt') text = unpack(header, text.subarray(1));
  if (type === 'iTXt') {
    const packed = text[0] === 1;
    const language = text.indexOf(0, 2);
    const translated = text.indexOf(0, language + 1);
    if (language < 0 || translated < 0) return;
    text = text.subarray(translated + 1);
    if (packed) text = unpack(header, text);
  }
  if (name === 'XML:com.adobe.xmp') header.lines.push(...xmpLines(text.toString('utf8')));
  else if (name.startsWith('Raw profile type')) rawProfile(header, text);
  else header.text(name, decodeText(text));
}

function unpack(header: Header, bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_PACKED });
  } catch (error) {
    header.damaged = true;
    header.bomb ||= (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return Buffer.alloc(0);
  }
}

/** ImageMagick keeps EXIF, IPTC and XMP in texts of hexadecimal digits. */
function rawProfile(header: Header, text: Buffer): void {
  const [, , , ...digits] = text.toString('latin1').trimStart().split('\n');
  const bytes = Buffer.from(digits.join(''), 'hex');
  if (bytes.toString('latin1', 0, 6) === 'Exif\0\0') header.tiff(bytes.subarray(6), false);
  else if (bytes.toString('latin1', 0, 4) === '8BIM') resources(header, bytes);
  else if (bytes[0] === 0x3c) header.lines.push(...xmpLines(bytes.toString('utf8')));
}

function jpegProfile(header: Header, data: Buffer): void {
  const start = data.toString('latin1', 0, 35);
  if (start.startsWith('Exif\0')) header.tiff(data.subarray(6), false);
  else if (start.startsWith('http://ns.adobe.com/')) {
    header.lines.push(...xmpLines(data.subarray(data.indexOf(0) + 1).toString('utf8')));
  }
}

function photoshop(header: Header, data: Buffer): void {
  if (data.toString('latin1', 0, 14) === 'Photoshop 3.0\0') resources(header, data.subarray(14));
}

/** Image resource blocks: "8BIM", id, padded name, size, data; 0x0404 is IPTC. */
function resources(header: Header, data: Buffer): void {
  for (let at = 0; at + 12 <= data.length && data.toString('latin1', at, at + 4) === '8BIM'; ) {
    const id = data.readUInt16BE(at + 4);
    const name = 1 + data[at + 6]!;
    const start = at + 6 + name + (name & 1);
    const length = data.readUInt32BE(start);
    if (id === 0x0404) header.iptc(data.subarray(start + 4, start + 4 + length));
    at = start + 4 + length + (length & 1);
  }
}
