import CFB from 'cfb';

/** Above this a sector number is a sign: end, free, table (MS-CFB, 2.1). */
const MAX_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const ENTRY = 128;

/**
 * Reads a compound file (MS-CFB) into the form of the `cfb` package, whose own reader follows chains and trees that lead back
 * into themselves for ever. Streams are put together when they are asked for, all of them together once at most; `damaged` is
 * called when one of them is shorter than it should be. Throws where it is none.
 */
export function openCompound(bytes: Buffer, damaged: () => void): CFB.CFB$Container {
  const shift = bytes.readUInt16LE(30);
  if (shift < 7 || shift > 16) throw new RangeError('a sector size');
  const disk = new Sectors(bytes, shift);
  const table = disk.table();
  const directory = Buffer.concat([...disk.chain(bytes.readUInt32LE(48), table)]);
  const entries = directoryEntries(directory);
  const root = entries[0];
  if (root === undefined) throw new RangeError('no root');
  const miniTable = words(Buffer.concat([...disk.chain(bytes.readUInt32LE(60), table)]));
  let mini: Sectors | undefined;
  let left = bytes.length;
  const contentOf = (entry: DirectoryEntry): Buffer => {
    // Streams do not share sectors: more than the file there cannot be.
    if (entry.size > left) throw new RangeError('streams larger than their file');
    left -= entry.size;
    let content: Buffer;
    if (entry.size >= bytes.readUInt32LE(56)) content = together(disk.chain(entry.start, table), entry.size);
    else {
      mini ??= new Sectors(together(disk.chain(root.start, table), root.size), bytes.readUInt16LE(32), 0);
      content = together(mini.chain(entry.start, miniTable), entry.size);
    }
    if (content.length < entry.size) damaged();
    return content;
  };
  const paths = pathsOf(entries);
  return {
    FullPaths: [...paths.keys()],
    FileIndex: [...paths.values()].map((entry) => new Stream(entry, contentOf) as unknown as CFB.CFB$Entry),
  };
}

class Stream {
  readonly name: string;
  readonly type: number;
  readonly clsid: string;
  readonly size: number;
  #content: Buffer | undefined;

  constructor(
    private readonly entry: DirectoryEntry,
    private readonly contentOf: (entry: DirectoryEntry) => Buffer,
  ) {
    this.name = entry.name;
    this.type = entry.type;
    this.clsid = entry.clsid;
    this.size = entry.size;
  }

  /** Undefined for storages. With the place to read on that SheetJS expects of a stream. */
  get content(): Buffer | undefined {
    if (this.type === 2) this.#content ??= readable(this.contentOf(this.entry));
    return this.#content;
  }
}

function readable(bytes: Buffer): Buffer {
  (CFB.utils as { prep_blob?: (bytes: Buffer, at: number) => void }).prep_blob?.(bytes, 0);
  return bytes;
}

class Sectors {
  readonly #size: number;

  constructor(
    private readonly bytes: Buffer,
    shift: number,
    /** Sectors before number 0: the header's. */
    private readonly skip = 1,
  ) {
    if (shift > 16) throw new RangeError('a sector size');
    this.#size = 1 << shift;
  }

  sector(number: number): Buffer {
    const at = (number + this.skip) * this.#size;
    return this.bytes.subarray(at, at + this.#size);
  }

  /** The sectors of a chain; it ends where it meets itself. */
  *chain(start: number, table: Uint32Array): Generator<Buffer> {
    const seen = new Set<number>();
    for (let number = start; number < MAX_SECTOR && !seen.has(number); number = table[number] ?? NO_ENTRY) {
      const sector = this.sector(number);
      if (sector.length === 0) return;
      seen.add(number);
      yield sector;
    }
  }

  /** The allocation table: [sector] = the next. Its own sectors are listed in the header, and from 109 on in sectors of their own. */
  table(): Uint32Array {
    const list: number[] = [];
    for (let i = 0; i < 109; i++) list.push(this.bytes.readUInt32LE(76 + 4 * i));
    const seen = new Set<number>();
    for (let more = this.bytes.readUInt32LE(68); more < MAX_SECTOR && !seen.has(more); ) {
      seen.add(more);
      const numbers = words(this.sector(more));
      list.push(...numbers.subarray(0, -1));
      more = numbers.at(-1) ?? NO_ENTRY;
    }
    const most = Math.ceil(this.bytes.length / this.#size);
    const own = list.filter((number) => number < MAX_SECTOR).slice(0, most);
    return words(Buffer.concat(own.map((number) => this.sector(number))));
  }
}

function words(bytes: Buffer): Uint32Array {
  const numbers = new Uint32Array(bytes.length >> 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes.readUInt32LE(4 * i);
  return numbers;
}

function together(sectors: Iterable<Buffer>, size: number): Buffer {
  const kept: Buffer[] = [];
  let length = 0;
  for (const sector of sectors) {
    if (length >= size) break;
    kept.push(sector);
    length += sector.length;
  }
  return Buffer.concat(kept).subarray(0, size);
}

interface DirectoryEntry {
  readonly name: string;
  /** 1 storage, 2 stream, 5 root, 0 unused. */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly clsid: string;
  readonly start: number;
  readonly size: number;
}

function directoryEntries(directory: Buffer): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, length - 2)),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      clsid: directory.toString('hex', at + 80, at + 96),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Entries by full path, as `cfb` writes it: "Root Entry/", "Root Entry/folder/", "Root Entry/folder/stream". */
function pathsOf(entries: readonly DirectoryEntry[]): Map<string, DirectoryEntry> {
  const root = entries[0]!;
  const top = `${root.name}/`;
  const paths = new Map([[top, root]]);
  const seen = new Set([0]);
  const stack: [index: number, folder: string][] = [[root.child, top]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [index, folder] = next;
    const entry = entries[index];
    if (entry === undefined || seen.has(index)) continue;
    seen.add(index);
    const path = folder + entry.name + (entry.type === 2 ? '' : '/');
    if (entry.type !== 0) paths.set(path, entry);
    stack.push([entry.right, folder], [entry.left, folder]);
    if (entry.type === 1) stack.push([entry.child, path]);
  }
  // What a damaged tree does not lead to any more is there all the same.
  entries.forEach((entry, index) => {
    if (entry.type === 2 && !seen.has(index) && !paths.has(top + entry.name))
      paths.set(top + entry.name, entry);
  });
  return paths;
}
