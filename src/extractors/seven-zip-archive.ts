import { type ByteSource, readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { type Listing, loadSevenZip, SEVEN_ZIP_MISSING, type SevenZip } from './seven-zip.js';

/** Archives that 7-Zip reads, whole: 7z, rar, cab, arj, lzh, iso and the like. `format` = its name there. */
function archive(name: string, formatOf: (source: ByteSource) => string = () => name): Extractor {
  return {
    async extract({ source }, out, context) {
      const format = formatOf(source);
      const engine = await loadSevenZip(context);
      if (engine === undefined) {
        out.issue('unsupported-format', `${SEVEN_ZIP_MISSING} ${format}`);
        return;
      }
      const { listing, password } = await open(engine, source, format, context.passwords);
      if (listing.state === 'locked' || (listing.state === 'bad' && hasLockedNames(source))) {
        out.fact('encrypted', name);
        out.issue('encrypted', 'encrypted, the names of its members as well');
        return;
      }
      if (listing.state === 'bad') {
        out.issue('malformed', `damaged, or only one volume of several (${format})`);
        return;
      }
      if (listing.volumes)
        out.issue('malformed', 'a volume of several: what goes on in another was not read');
      const locked = new Set(listing.members.filter(({ encrypted }) => encrypted).map(({ name }) => name));
      if (locked.size > 0) out.fact('encrypted', name);
      const links = listing.members.filter(({ link }) => link);
      for (const { name } of links) out.issue('symlink', 'a link in an archive is not followed', name);
      const skip = new Set(links.map(({ name }) => name));
      const unpacked = await unpack(
        engine,
        source,
        format,
        locked.size > 0 ? [...context.passwords] : [],
        password,
      );
      for (const { name, content } of unpacked.members) {
        if (skip.has(name) || (unpacked.wrongPassword && locked.has(name))) continue;
        await out.file(name, content);
      }
      if (unpacked.reached !== undefined) throw unpacked.reached;
      if (unpacked.wrongPassword) {
        for (const name of locked) out.issue('encrypted', 'encrypted member', name);
      }
      if (unpacked.memory) out.issue('limit-memory', 'needs more memory to be unpacked than there is');
      else if ((unpacked.damaged || listing.damaged) && !unpacked.wrongPassword)
        out.issue('malformed', 'damaged: some of its members are missing or not whole');
    },
  };
}

export const sevenZ = archive('7z');
/** Of version 5 where the last byte of its signature says so. */
export const rar = archive('rar', (source) => (readRange(source, 6, 7)[0] === 1 ? 'rar5' : 'rar'));
export const cab = archive('cab');
export const arj = archive('arj');
export const lzh = archive('lzh');
export const iso = archive('iso');
export const wim = archive('wim');
export const xar = archive('xar');

/** Opens it with the password that fits the names, where they are encrypted. */
async function open(
  engine: SevenZip,
  source: ByteSource,
  format: string,
  passwords: readonly string[],
): Promise<{ listing: Listing; password: string }> {
  let last: Listing | undefined;
  for (const password of ['', ...passwords]) {
    const listing = await engine.list(source, format, password);
    if (listing.state === 'open' || listing.state === 'memory') return { listing, password };
    last = listing;
  }
  return { listing: last!, password: '' };
}

/** Unpacks it with the password that fits its members, the one that opened it first. */
async function unpack(
  engine: SevenZip,
  source: ByteSource,
  format: string,
  passwords: readonly string[],
  opened: string,
): ReturnType<SevenZip['unpack']> {
  let unpacked = await engine.unpack(source, format, opened);
  for (const password of passwords) {
    if (!unpacked.wrongPassword || unpacked.reached !== undefined) break;
    unpacked = await engine.unpack(source, format, password);
  }
  return unpacked;
}

/** A 7z archive whose header is packed with AES (7zFormat.txt: kEncodedHeader, codec 06F10701). 7-Zip does not say so. */
function hasLockedNames(source: ByteSource): boolean {
  const start = readRange(source, 0, 32);
  if (start.toString('latin1', 0, 2) !== '7z' || start.length < 32) return false;
  const at = 32 + Number(start.readBigUInt64LE(12));
  const header = readRange(source, at, at + Math.min(Number(start.readBigUInt64LE(20)), 4096));
  return header[0] === 0x17 && header.includes(Buffer.from('06f10701', 'hex'));
}
