import type CFB from 'cfb';
import { streamOf } from './doc-file.js';
import type { PartOutput } from './extractor.js';
import { decodeBytes, encodingOf } from './markup-text.js';

/** Names of properties by their number (MS-OLEPS 2.4, 2.5); those that count or mark are not read. */
const SUMMARY = new Map([
  [2, 'title'],
  [3, 'subject'],
  [4, 'author'],
  [5, 'keywords'],
  [6, 'comments'],
  [8, 'last author'],
]);
const DOCUMENT = new Map([
  [2, 'category'],
  [14, 'manager'],
  [15, 'company'],
  [26, 'content type'],
]);
const CREATED = 12;
const SAVED = 13;
/** Properties in a section. */
const COUNT = 4096;

/** The property sets of an Office 97-2003 document: title, author, company, and those of its user. */
export function readOleProperties(file: CFB.CFB$Container, out: PartOutput): void {
  for (const [stream, names] of [
    ['\x05SummaryInformation', SUMMARY],
    ['\x05DocumentSummaryInformation', DOCUMENT],
  ] as const) {
    const bytes = streamOf(file, stream);
    try {
      if (bytes.length >= 48) readSet(bytes, names, stream === '\x05SummaryInformation', out);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      out.issue('malformed', 'the properties are damaged', 'properties');
    }
  }
}

function readSet(bytes: Buffer, names: ReadonlyMap<number, string>, dated: boolean, out: PartOutput): void {
  const sections = Math.min(bytes.readUInt32LE(24), 2);
  for (let s = 0; s < sections; s++) {
    const start = bytes.readUInt32LE(28 + 20 * s + 16);
    const section = bytes.subarray(start);
    const count = Math.min(section.readUInt32LE(4), COUNT);
    const places = new Map<number, number>();
    for (let i = 0; i < count; i++)
      places.set(section.readUInt32LE(8 + 8 * i), section.readUInt32LE(12 + 8 * i));
    const page = places.get(1);
    const codePage = page === undefined ? 1252 : section.readUInt16LE(page + 4);
    // The second section holds the user's own: its dictionary says what they are called.
    const own = s === 1 && places.has(0) ? dictionary(section.subarray(places.get(0)!), codePage) : names;
    for (const [id, place] of places) {
      if (id < 2) continue;
      const value = propertyAt(section, place, codePage);
      if (dated && s === 0 && (id === CREATED || id === SAVED)) {
        const date = dateOf(section, place);
        if (date !== undefined) out.fact(id === CREATED ? 'document.created' : 'document.modified', date);
      } else if (value !== undefined && value !== '' && own.has(id))
        out.text('properties', `${own.get(id)}: ${value}`);
    }
  }
}

function dictionary(bytes: Buffer, codePage: number): Map<number, string> {
  const names = new Map<number, string>();
  const count = Math.min(bytes.readUInt32LE(0), COUNT);
  for (let i = 0, at = 4; i < count; i++) {
    const id = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4);
    const size = codePage === 1200 ? length * 2 : length;
    names.set(id, text(bytes.subarray(at + 8, at + 8 + size), codePage));
    at += 8 + (codePage === 1200 ? (size + 3) & ~3 : size);
  }
  return names;
}

function propertyAt(section: Buffer, at: number, codePage: number): string | undefined {
  const type = section.readUInt16LE(at);
  if (type === 0x1e || type === 0x1f) {
    const length = section.readUInt32LE(at + 4);
    const size = type === 0x1f ? length * 2 : length;
    return text(section.subarray(at + 8, at + 8 + size), type === 0x1f ? 1200 : codePage);
  }
  if (type === 3) return String(section.readInt32LE(at + 4));
  if (type === 5) return String(section.readDoubleLE(at + 4));
  return undefined;
}

/** A FILETIME: tenths of microseconds since 1601. */
function dateOf(section: Buffer, at: number): string | undefined {
  if (section.readUInt16LE(at) !== 0x40) return undefined;
  const time = Number(section.readBigUInt64LE(at + 4) / 10_000n) - 11_644_473_600_000;
  return time > 0 && time < 4e12 ? new Date(time).toISOString() : undefined;
}

function text(bytes: Buffer, codePage: number): string {
  const decoded =
    codePage === 1200
      ? bytes.subarray(0, bytes.length & ~1).toString('utf16le')
      : decodeBytes(
          bytes,
          codePage === 65001
            ? 'utf-8'
            : (encodingOf(String(codePage)) ?? encodingOf(`windows-${codePage}`) ?? 'windows-1252'),
        );
  const end = decoded.indexOf('\0');
  return (end < 0 ? decoded : decoded.slice(0, end)).trim();
}
