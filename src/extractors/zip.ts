import { type ByteSource, isPadding, slice } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { upToDamage } from './salvage.js';
import { loadSevenZip, SEVEN_ZIP_MISSING } from './seven-zip.js';
import { searchMembers } from './zip-directory.js';
import { archiveOf } from './zip-member.js';
import { extentOf, openZip, type ZipArchive, type ZipEntry } from './zip-reader.js';
import { unlock } from './zip-unlock.js';

/** Ways of packing (APPNOTE 4.4.5). */
const STORED = 0;
const DEFLATED = 8;
const DEFLATED_64 = 9;
const AES = 99;

/** Zip archives: every member is a file of its own, and what stands between members is looked at, too. */
export const zip: Extractor = {
  async extract({ source }, out, context) {
    const archive = await openZip(source, context.budget, out);
    if (archive.comment !== '') out.text('comment', archive.comment);
    const members = layOut(source, archive, out);
    for (const entry of archive.entries) {
      context.budget.tick();
      if (!entry.folder && members.has(entry)) await readMember(archive, entry, out, context);
    }
    if (!archive.damaged) await readGaps(source, archive, members, out, context);
  },
};

type Extents = Map<ZipEntry, { start: number; end: number }>;

/** Where members are. One that lies in another is left out: bombs are made of such. */
function layOut(source: ByteSource, archive: ZipArchive, out: PartOutput): Extents {
  const extents: Extents = new Map();
  for (const entry of archive.entries) {
    const extent = extentOf(source, entry);
    if (extent === undefined)
      out.issue('malformed', 'there is no member where the directory says', entry.name);
    else extents.set(entry, extent);
  }
  let end = 0;
  for (const [entry, extent] of inOrder(extents)) {
    if (extent.start < end) {
      out.issue(
        'malformed',
        'overlaps another member, as in archives made to exhaust their reader',
        entry.name,
      );
      extents.delete(entry);
    } else end = extent.start + entry.compressedSize;
  }
  return extents;
}

function inOrder(extents: Extents): [ZipEntry, { start: number; end: number }][] {
  return [...extents].sort(([, a], [, b]) => a.start - b.start);
}

async function readMember(
  archive: ZipArchive,
  entry: ZipEntry,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  if (entry.record.comment.length > 0)
    out.text(`${entry.name}!/comment`, entry.record.comment.toString('utf8'));
  if (/^l/.test(unixType(entry))) {
    out.issue('symlink', 'a link in an archive is not followed', entry.name);
    return;
  }
  if (!entry.encrypted && (entry.method === STORED || entry.method === DEFLATED)) {
    let damaged = false;
    const content = upToDamage(archive.stream(entry), () => {
      damaged = true;
    });
    await out.file(entry.name, content);
    if (damaged)
      out.issue('malformed', 'damaged, or not of the size and checksum it should have', entry.name);
    return;
  }
  const packed = archive.packed(entry);
  if (packed === undefined) return;
  const single = archiveOf(entry.record, packed);
  if (entry.encrypted) await readEncrypted(single, entry, out, context);
  else if (entry.method === DEFLATED_64)
    await readUnlocked(await unlock(single, undefined, context), entry, out);
  else await readRare(single, entry, out, context);
}

async function readEncrypted(
  single: ByteSource,
  entry: ZipEntry,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  out.fact('encrypted', 'zip');
  for (const password of context.passwords) {
    const content = await unlock(single, password, context);
    if (content !== undefined) {
      await out.file(entry.name, content);
      return;
    }
  }
  out.issue('encrypted', `encrypted member (${entry.method === AES ? 'AES' : 'ZipCrypto'})`, entry.name);
}

async function readUnlocked(
  content: ByteSource | undefined,
  entry: ZipEntry,
  out: PartOutput,
): Promise<void> {
  if (content === undefined) out.issue('malformed', 'damaged', entry.name);
  else await out.file(entry.name, content);
}

/** BZip2, LZMA, PPMd, zstd, xz: by 7-Zip. */
async function readRare(
  single: ByteSource,
  entry: ZipEntry,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  const engine = await loadSevenZip(context);
  if (engine === undefined) {
    out.issue(
      'unsupported-format',
      `${SEVEN_ZIP_MISSING} members packed with method ${entry.method}`,
      entry.name,
    );
    return;
  }
  const { members, damaged, memory, reached } = await engine.unpack(single, 'zip', '');
  const content = members[0]?.content;
  if (content !== undefined && content.size > 0) await out.file(entry.name, content);
  if (reached !== undefined) throw reached;
  if (memory) out.issue('limit-memory', 'needs more memory to be unpacked than there is', entry.name);
  else if (damaged && (content?.size ?? 0) > 0) out.issue('malformed', 'damaged', entry.name);
  else if (damaged) out.issue('unsupported-format', `packed with method ${entry.method}`, entry.name);
}

/** First letter as in a listing; '' where the member does not come from a Unix. */
function unixType({ record }: ZipEntry): string {
  const type = (record.attributes >>> 28) & 15;
  return type === 10 ? 'l' : type === 8 ? '-' : '';
}

/** A gap this small holds alignment, or a data descriptor that was longer than thought. */
const SMALL_GAP = 32;

/** What the directory does not speak of: a program or document put before the archive, members taken off its list. */
async function readGaps(
  source: ByteSource,
  archive: ZipArchive,
  members: Extents,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  let at = 0;
  let number = 0;
  for (const { start, end } of [
    ...inOrder(members).map(([, extent]) => extent),
    { start: archive.end, end: 0 },
  ]) {
    if (start - at > SMALL_GAP) await readGap(slice(source, at, start), ++number, out, context);
    at = Math.max(at, end);
  }
}

async function readGap(
  gap: ByteSource,
  number: number,
  out: PartOutput,
  context: ExtractContext,
): Promise<void> {
  if (isPadding(gap)) return;
  const hidden = [...searchMembers(gap, 0, gap.size, context.budget)];
  // Members that were taken off the list are still an archive, of the kind that has lost its directory.
  const before = hidden[0]?.at ?? gap.size;
  if (before > SMALL_GAP) await out.file(`between members ${number}`, slice(gap, 0, before));
  if (hidden.length > 0) await out.file(`unlisted members ${number}.zip`, slice(gap, before, gap.size));
}
