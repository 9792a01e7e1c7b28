import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type ByteSource, pieces, slice } from './byte-source.js';

/** What is known of deflated data once it was read. */
export interface Inflated {
  /** Its own end was met. Else it is cut off, or damaged. */
  whole: boolean;
  /** Place after the last byte that was used. */
  end: number;
}

/** Bytes given to the decompressor at once: what it makes of a piece with damage in it is lost. */
const PIECE = 1 << 16;
const SMALL_PIECE = 16;

/**
 * Unpacks deflated data (RFC 1951) that begins at `start` and ends, by itself, before `limit`. Damage does not throw: it ends
 * after what could be unpacked, and leaves `result.whole` false.
 */
export async function* inflate(
  source: ByteSource,
  start: number,
  limit: number,
  result: Inflated,
): AsyncGenerator<Uint8Array> {
  let sound = start;
  let out = 0;
  result.whole = false;
  // Twice at most: where damage was met, once more and in small steps, so that what stands just before it is not lost.
  for (const step of [PIECE, SMALL_PIECE]) {
    const raw = createInflateRaw({ chunkSize: PIECE });
    const input = Readable.from(steps(source, start, sound, limit, step), { objectMode: false });
    let skip = step === PIECE ? 0 : out;
    try {
      for await (const bytes of input.pipe(raw) as AsyncIterable<Buffer>) {
        const fresh = bytes.subarray(Math.min(skip, bytes.length));
        skip -= bytes.length - fresh.length;
        out += fresh.length;
        if (fresh.length > 0) yield fresh;
      }
      result.whole = true;
    } catch (error) {
      // Cut off: everything that is there came out.
      if (step === PIECE && !isCutOff(error)) {
        sound = start + raw.bytesWritten;
        continue;
      }
    } finally {
      result.end = start + raw.bytesWritten;
      input.destroy();
      raw.destroy();
    }
    return;
  }
}

function isCutOff(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
}

/** Large pieces as far as all is well, steps behind. */
function* steps(
  source: ByteSource,
  start: number,
  sound: number,
  limit: number,
  step: number,
): Generator<Buffer> {
  for (const bytes of pieces(slice(source, start, sound), PIECE)) yield Buffer.from(bytes);
  const end = step === PIECE ? limit : Math.min(limit, sound + 2 * PIECE);
  for (const bytes of pieces(slice(source, sound, end), step)) yield Buffer.from(bytes);
}
