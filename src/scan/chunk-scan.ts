import type { TextInput } from '../detectors/text-scan.js';
import type { ByteSource } from '../extractors/byte-source.js';
import type { Lost } from '../extractors/chunk-sink.js';
import { ISSUE_CODES, type IssueCode } from '../model/issue.js';
import type { AssetRun } from './asset-run.js';
import type { FeedReader } from './feed.js';
import { FRAME, splitHead } from './frames.js';
import { GridScan } from './grid-scan.js';
import { unpackLines } from './host-pipe.js';
import { LimitReached } from './tally.js';
import { HEAD, type TextScanner } from './text-scanner.js';

/** Longest text a host may name something with. */
const MAX_NAME = 4096;

interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

/**
 * Scans the chunks a parser host sends until it has no more. What the host says is not trusted: heads are checked, and
 * whatever makes no sense ends the asset as malformed. RED ZONE.
 */
export function scanChunks(feed: FeedReader, text: TextScanner, run: AssetRun, tick: () => void): void {
  const scan = new ChunkScan(feed, text, run, tick);
  let limit: LimitReached | undefined;
  for (;;) {
    const frame = scan.next();
    if (frame.kind === FRAME.end) break;
    if (limit !== undefined) continue;
    try {
      scan.take(frame);
    } catch (error) {
      if (error instanceof LimitReached) limit = error;
      else if (error instanceof BadFrame) {
        run.issue('partial', 'extract', 'malformed', 'what the parser handed on makes no sense');
        limit = new LimitReached('limit-time', '');
      } else throw error;
    }
  }
  scan.finish(limit === undefined);
  if (limit !== undefined && limit.message !== '') run.issue('partial', 'detect', limit.code, limit.message);
}

class BadFrame extends Error {}

class ChunkScan {
  readonly #tables = new Map<number, GridScan>();
  #ahead: Frame | undefined;
  /** Beginnings of inner files: an archive may hold many small ones. */
  readonly #head = Buffer.allocUnsafe(HEAD);

  constructor(
    private readonly feed: FeedReader,
    private readonly text: TextScanner,
    private readonly run: AssetRun,
    private readonly tick: () => void,
  ) {}

  next(): Frame {
    const frame = this.#ahead ?? this.feed.next();
    this.#ahead = undefined;
    return frame;
  }

  take(frame: Frame): void {
    this.tick();
    switch (frame.kind) {
      case FRAME.text:
        this.#text(frame);
        return;
      case FRAME.table: {
        const { id, part, columns, comments } = headOf(frame);
        const named = names(columns);
        const table = new GridScan(
          this.text,
          this.run,
          this.tick,
          name(part),
          named === undefined ? undefined : { columns: named, comments: names(comments) ?? [] },
        );
        this.#tables.set(number(id), table);
        return;
      }
      case FRAME.rows: {
        const { head, bytes } = parts(frame);
        this.#table(head.id).rows(bytes, unpackLines(numbers(head.lines)));
        return;
      }
      case FRAME.rounded: {
        const { id, column } = headOf(frame);
        this.#table(id).rounded.add(number(column));
        return;
      }
      case FRAME.tableEnd: {
        const { id } = headOf(frame);
        this.#table(id).end();
        this.#tables.delete(number(id));
        return;
      }
      case FRAME.file:
        this.#file(frame);
        return;
      case FRAME.picture: {
        this.run.pictures++;
        return;
      }
      case FRAME.issue: {
        const { part, code, message, lost } = headOf(frame);
        this.#issue(name(part), code, name(message), lost);
        return;
      }
      case FRAME.fact: {
        const { part, name: key, value } = headOf(frame);
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
          if (name(part) === '') this.run.fact(name(key), typeof value === 'string' ? name(value) : value);
          else this.run.fact(`${name(part)}#${name(key)}`, typeof value === 'string' ? name(value) : value);
        return;
      }
      default:
        throw new BadFrame();
    }
  }

  /** What is still open when nothing more comes. */
  finish(whole: boolean): void {
    if (whole) for (const table of this.#tables.values()) table.end();
  }

  #table(id: unknown): GridScan {
    const table = this.#tables.get(number(id));
    if (table === undefined) throw new BadFrame();
    return table;
  }

  #issue(part: string, code: unknown, message: string, lost: unknown): void {
    if (!ISSUE_CODES.includes(code as IssueCode)) throw new BadFrame();
    const all = (lost as Lost) === 'all' && part === '';
    this.run.issue(all ? 'skipped' : 'partial', 'extract', code as IssueCode, message, part);
  }

  /** Text frames of one part and page that follow each other are one text. */
  #text(first: Frame): void {
    const { head } = parts(first);
    const part = name(head.part);
    const page = head.page === undefined ? undefined : number(head.page);
    const lines: number[] = [];
    const input = new JoinedText(
      first,
      () => this.#more(part, page),
      (packed) => lines.push(...packed),
    );
    const moved = (line: number) => {
      const at = lineAt(lines, line - 1);
      return page === undefined ? { line: at } : { line: at, page };
    };
    this.text.scanPlain(input, part, this.run, this.tick, moved);
  }

  #more(part: string, page: number | undefined): Frame | undefined {
    const frame = this.next();
    if (frame.kind === FRAME.text) {
      const { head } = parts(frame);
      if (head.part === part && head.page === page) return frame;
    }
    this.#ahead = frame;
    return undefined;
  }

  /** A text file inside, byte for byte. */
  #file(first: Frame): void {
    const { part, name: fileName } = headOf(first);
    const source = new FedSource(() => this.#fileBytes());
    const head = this.#head;
    let size = 0;
    while (size < HEAD) {
      const got = source.read(head, size, HEAD - size, size);
      if (got === 0) break;
      size += got;
    }
    const place = { name: name(fileName), part: name(part) };
    try {
      if (size > 0)
        this.text.scanFile(source, head.subarray(0, size), size < HEAD, place, this.run, this.tick);
    } finally {
      source.skip();
    }
  }

  #fileBytes(): Buffer | undefined {
    const frame = this.next();
    if (frame.kind === FRAME.fileBytes) return frame.payload;
    if (frame.kind !== FRAME.fileEnd) {
      this.#ahead = frame;
      if (frame.kind !== FRAME.end) throw new BadFrame();
    }
    return undefined;
  }
}

/** The bytes of text frames, one after the other. */
class JoinedText implements TextInput {
  #bytes: Buffer;
  #at = 0;

  constructor(
    first: Frame,
    private readonly more: () => Frame | undefined,
    private readonly lines: (packed: readonly number[]) => void,
  ) {
    this.#bytes = this.#open(first);
  }

  read(target: Uint8Array, offset: number, capacity: number): number {
    while (this.#at === this.#bytes.length) {
      const frame = this.more();
      if (frame === undefined) return 0;
      this.#bytes = this.#open(frame);
      this.#at = 0;
    }
    const size = Math.min(capacity, this.#bytes.length - this.#at);
    target.set(this.#bytes.subarray(this.#at, this.#at + size), offset);
    this.#at += size;
    return size;
  }

  originalOffset(offset: number): number {
    return offset;
  }

  #open(frame: Frame): Buffer {
    const { head, bytes } = parts(frame);
    if (head.lines !== undefined) this.lines(numbers(head.lines));
    return bytes;
  }
}

/** A stream as a source: read from front to back, with a look back at what was just read. */
class FedSource implements ByteSource {
  readonly size = Number.MAX_SAFE_INTEGER;
  #kept: Buffer[] = [];
  /** Position of the first byte kept, and of the one behind the last. */
  #start = 0;
  #end = 0;
  #over = false;

  constructor(private readonly more: () => Buffer | undefined) {}

  read(target: Uint8Array, offset: number, length: number, position: number): number {
    while (position >= this.#end && !this.#over) this.#pull();
    if (position >= this.#end) return 0;
    let at = this.#start;
    for (const bytes of this.#kept) {
      if (position < at + bytes.length) {
        const part = bytes.subarray(position - at, position - at + length);
        target.set(part, offset);
        return part.length;
      }
      at += bytes.length;
    }
    return 0;
  }

  /** Reads to the end without looking. */
  skip(): void {
    while (!this.#over) this.#pull();
  }

  #pull(): void {
    const bytes = this.more();
    if (bytes === undefined) {
      this.#over = true;
      return;
    }
    this.#kept.push(bytes);
    this.#end += bytes.length;
    while (this.#kept.length > 1 && this.#end - this.#start - this.#kept[0]!.length > LOOK_BACK)
      this.#start += this.#kept.shift()!.length;
  }
}

const LOOK_BACK = 1 << 20;

/** The number of line `index` (from 0), by runs of [first, how many]. */
function lineAt(packed: readonly number[], index: number): number {
  let left = index;
  for (let i = 0; i + 1 < packed.length; i += 2) {
    if (left < packed[i + 1]!) return packed[i]! + left;
    left -= packed[i + 1]!;
  }
  return index + 1;
}

function parts({ payload }: Frame): { head: Record<string, unknown>; bytes: Buffer } {
  try {
    const { head, bytes } = splitHead(payload);
    if (typeof head === 'object' && head !== null) return { head: head as Record<string, unknown>, bytes };
  } catch {
    // Falls through: no JSON.
  }
  throw new BadFrame();
}

function headOf(frame: Frame): Record<string, unknown> {
  return parts(frame).head;
}

function name(value: unknown): string {
  if (typeof value !== 'string') throw new BadFrame();
  return value.length > MAX_NAME ? value.slice(0, MAX_NAME) : value;
}

function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadFrame();
  return value;
}

function numbers(value: unknown): number[] {
  if (!Array.isArray(value)) throw new BadFrame();
  return value.map(number);
}

function names(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map((each) => name(each ?? '')) : undefined;
}
