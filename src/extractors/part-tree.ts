import { BudgetReached } from './budget.js';
import { type ByteSource, pieces, readRange } from './byte-source.js';
import type { ChunkSink, Lost } from './chunk-sink.js';
import { detectEncoding } from './encoding.js';
import { looksEncrypted } from './entropy.js';
import type { ExtractContext, PartOutput } from './extractor.js';
import { type FileType, sniffType } from './file-type.js';
import { extractorFor } from './index.js';
import { ChunkWriter } from './part-output.js';
import { PutAside } from './put-aside.js';
import { hasZipBehind, zipBehind } from './zip-directory.js';

/** Bytes looked at to tell what a part is. */
const HEAD = 1 << 16;

const ZIP: FileType = { kind: 'binary', format: 'zip', mediaType: 'application/zip' };
const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');

/** A zip archive, or a document that is one. */
function isZip({ format }: FileType): boolean {
  return format !== undefined && ['zip', 'ooxml', 'odf', 'epub', 'ofd'].includes(format);
}

type Content = Parameters<PartOutput['file']>[1];

/**
 * Takes one asset apart, all levels of it, and hands everything on through `sink`. Never throws what content can cause:
 * parts that fail are issues, with a reason and no quotation. RED ZONE.
 */
export class PartTree {
  constructor(
    private readonly sink: ChunkSink,
    private readonly context: ExtractContext,
    /** File name of the asset: the first level of the paths of inner parts. */
    private readonly name: string,
  ) {}

  async read(source: ByteSource): Promise<void> {
    try {
      await this.#part('', this.name, source);
    } catch (error) {
      if (!(error instanceof BudgetReached)) throw error;
      this.sink.issue('', error.code, error.message, 'some');
    }
  }

  async #part(path: string, name: string, content: Content): Promise<void> {
    const opened = await open(content);
    try {
      await this.#opened(path, name, opened);
    } finally {
      await opened.close();
    }
  }

  async #opened(path: string, name: string, opened: Opened): Promise<void> {
    const type = sniffType(opened.head);
    const load = extractorFor(type);
    const zipped =
      !isZip(type) && (opened.source !== undefined || Buffer.from(opened.head).includes(LOCAL_HEADER));
    if (load === undefined && !zipped) return this.#plain(path, name, type, opened);
    const { source, reached } = await this.#anywhere(opened);
    if (load !== undefined) await this.#extract(path, name, type, source);
    // An archive may stand behind another document, in the same bytes: both are there for whoever opens them.
    if (zipped && hasZipBehind(source)) {
      const whole = load === undefined && type.kind === 'text';
      if (load === undefined && !whole) await this.#plain(path, name, type, asOpened(source), 'some');
      await this.#extract(path, name, ZIP, whole ? source : zipBehind(source, this.context.budget));
    } else if (load === undefined) await this.#plain(path, name, type, asOpened(source));
    if (reached !== undefined) throw reached;
  }

  async #extract(path: string, name: string, type: FileType, source: ByteSource): Promise<void> {
    const out = new ChunkWriter(this.sink, path, this.name, this.context.ocr, (part, inner, bytes) =>
      this.#inner(part, inner, bytes),
    );
    try {
      const extractor = await extractorFor(type)!();
      await extractor.extract({ source, name, type }, out, this.context);
    } catch (error) {
      if (error instanceof BudgetReached) throw error;
      this.sink.issue(path, 'malformed', `the ${type.format} could not be read to its end`, 'some');
    } finally {
      out.end();
    }
  }

  /** What no extractor is for: text, as it stands, or nothing. */
  async #plain(
    path: string,
    name: string,
    type: FileType,
    opened: Opened,
    lost: Lost = 'all',
  ): Promise<void> {
    if (type.encrypted !== undefined) {
      this.sink.fact(path, 'encrypted', type.encrypted);
      this.sink.issue(path, 'encrypted', `encrypted (${type.format})`, lost);
      return;
    }
    if (type.kind === 'binary') {
      this.sink.issue(path, 'unsupported-format', `no extractor for ${type.format}`, lost);
      return;
    }
    if (this.context.ocr) return;
    const guess = detectEncoding(opened.head, !opened.more);
    if (guess.binary) {
      if (opened.head.length > 0) this.#unknown(path, opened.head);
      return;
    }
    const file = this.sink.file(path, name);
    try {
      for await (const bytes of opened.all()) {
        this.context.budget.tick();
        file.bytes(bytes);
      }
    } finally {
      file.end();
    }
  }

  #unknown(path: string, head: Uint8Array): void {
    const random = looksEncrypted(head);
    if (random) this.sink.fact(path, 'maybe-encrypted', true);
    const message = random
      ? 'bytes as even as if encrypted, without a signature: perhaps an encrypted container'
      : 'binary content of an unknown format';
    this.sink.issue(path, 'unsupported-format', message, 'all');
  }

  async #inner(path: string, name: string, content: Content): Promise<void> {
    const { budget } = this.context;
    budget.entry();
    try {
      const entered = await budget.deeper(() => this.#part(path, lastName(name), content));
      if (!entered)
        this.sink.issue(path, 'limit-depth', `more than ${budget.limits.depth} levels of containers`, 'all');
    } catch (error) {
      if (error instanceof BudgetReached) throw error;
      // What a stream throws: a decompressor that met damage.
      this.sink.issue(path, 'malformed', 'the content is damaged; what came before it was read', 'some');
    }
  }

  /**
   * The bytes to be read from anywhere: in memory, or put aside where there are too many. Where a budget is used up by
   * unpacking them, what came until then is still read, and `reached` is to be thrown afterwards.
   */
  async #anywhere(opened: Opened): Promise<{ source: ByteSource; reached?: BudgetReached }> {
    if (opened.source !== undefined) return { source: opened.source };
    const file = new PutAside(() => this.context.scratch()).file();
    try {
      for await (const bytes of opened.all()) file.append(bytes);
    } catch (error) {
      if (!(error instanceof BudgetReached) || error.code === 'limit-time') throw error;
      return { source: file.source(), reached: error };
    }
    return { source: file.source() };
  }
}

interface Opened {
  readonly head: Uint8Array;
  /** Set when the content can be read from anywhere already. */
  readonly source?: ByteSource;
  /** Something follows the head. */
  readonly more: boolean;
  all(): AsyncGenerator<Uint8Array>;
  /** Nothing more is asked for: a decompressor can go. */
  close(): Promise<void>;
}

function asOpened(source: ByteSource): Opened {
  const head = readRange(source, 0, HEAD);
  return {
    head,
    source,
    more: source.size > head.length,
    async *all() {
      yield* pieces(source);
    },
    close: async () => {},
  };
}

async function open(content: Content): Promise<Opened> {
  if ('read' in content) return asOpened(content);
  const stream =
    Symbol.asyncIterator in content ? content[Symbol.asyncIterator]() : content[Symbol.iterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < HEAD) {
    const next = await stream.next();
    if (next.done === true) {
      ended = true;
      break;
    }
    first.push(Uint8Array.from(next.value));
    size += next.value.length;
  }
  const head = Buffer.concat(first);
  return {
    head,
    more: !ended,
    async *all() {
      yield head;
      if (ended) return;
      for (let next = await stream.next(); next.done !== true; next = await stream.next()) yield next.value;
    },
    async close() {
      await stream.return?.();
    },
  };
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
