import { configure, Reader, ZipReader } from '@zip.js/zip.js';
import type { BudgetReached } from './budget.js';
import { type ByteSource, readRange } from './byte-source.js';
import type { ExtractContext } from './extractor.js';
import { PutAside } from './put-aside.js';

configure({ useWebWorkers: false, useCompressionStream: false });

class SourceReader extends Reader<ByteSource> {
  constructor(private readonly bytes: ByteSource) {
    super(bytes);
    this.size = bytes.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(readRange(this.bytes, index, index + length));
  }
}

/** The one member of a zip archive, by zip.js: encrypted (ZipCrypto, AES) or packed with Deflate64. undefined = it cannot. */
export async function unlock(
  archive: ByteSource,
  password: string | undefined,
  context: ExtractContext,
): Promise<ByteSource | undefined> {
  const reader = new ZipReader(new SourceReader(archive), {
    useWebWorkers: false,
    checkSignature: true,
    ...(password === undefined ? {} : { password }),
  });
  const file = new PutAside(context.scratch).file();
  let reached: BudgetReached | undefined;
  try {
    const [entry] = await reader.getEntries();
    if (entry === undefined || entry.directory) return undefined;
    await entry.getData(
      new WritableStream<Uint8Array>({
        write(bytes) {
          try {
            context.budget.expand(bytes.length);
          } catch (error) {
            reached = error as BudgetReached;
            throw error;
          }
          file.append(bytes);
        },
      }),
    );
    return file.source();
  } catch {
    if (reached !== undefined) throw reached;
    return undefined;
  }
}
