import { BudgetReached } from './budget.js';
import { type ByteSource, bytesSource, pieces, readRange } from './byte-source.js';
import type { ChunkSink } from './chunk-sink.js';
import { detectEncoding } from './encoding.js';
import type { ExtractContext, PartOutput, Scratch } from './extractor.js';
import { sniffType } from './file-type.js';
import { extractorFor } from './index.js';
import { ChunkWriter } from './part-output.js';

/** Bytes looked at to tell what a part is. */
const HEAD = 1 << 16;
/** Inner files that must be read from anywhere and are larger than this go to scratch. */
const IN_MEMORY = 32 << 20;

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
    const type = sniffType(opened.head);
    const load = extractorFor(type);
    if (load !== undefined) {
      const source = await this.#anywhere(opened);
      const out = new ChunkWriter(this.sink, path, this.name, this.context.ocr, (part, inner, bytes) =>
        this.#inner(part, inner, bytes),
      );
      try {
        const extractor = await load();
        await extractor.extract({ source, name, type }, out, this.context);
      } catch (error) {
        if (error instanceof BudgetReached) throw error;
        this.sink.issue(path, 'malformed', `the ${type.format} could not be read to its end`, 'some');
      } finally {
        out.end();
      }
      return;
    }
    if (type.encrypted !== undefined) {
      this.sink.fact(path, 'encrypted', type.encrypted);
      this.sink.issue(path, 'encrypted', `encrypted (${type.format})`, 'all');
      return;
    }
    if (type.kind === 'binary') {
      this.sink.issue(path, 'unsupported-format', `no extractor for ${type.format}`, 'all');
      return;
    }
    if (this.context.ocr) return;
    const guess = detectEncoding(opened.head, !opened.more);
    if (guess.binary) {
      if (opened.head.length > 0)
        this.sink.issue(path, 'unsupported-format', 'binary content of an unknown format', 'all');
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

  /** The bytes to be read from anywhere: in memory, or put aside where there are too many. */
  async #anywhere(opened: Opened): Promise<ByteSource> {
    if (opened.source !== undefined) return opened.source;
    const kept: Uint8Array[] = [];
    let size = 0;
    let scratch: Scratch | undefined;
    for await (const bytes of opened.all()) {
      size += bytes.length;
      if (scratch === undefined && size > IN_MEMORY) {
        scratch = this.context.scratch();
        for (const each of kept.splice(0)) scratch.append(each);
      }
      if (scratch === undefined) kept.push(Uint8Array.from(bytes));
      else scratch.append(bytes);
    }
    return scratch ?? bytesSource(Buffer.concat(kept));
  }
}

interface Opened {
  readonly head: Uint8Array;
  /** Set when the content can be read from anywhere already. */
  readonly source?: ByteSource;
  /** Something follows the head. */
  readonly more: boolean;
  all(): AsyncGenerator<Uint8Array>;
}

async function open(content: Content): Promise<Opened> {
  if ('read' in content) {
    const head = readRange(content, 0, HEAD);
    return {
      head,
      source: content,
      more: content.size > head.length,
      async *all() {
        yield* pieces(content);
      },
    };
  }
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
  };
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
