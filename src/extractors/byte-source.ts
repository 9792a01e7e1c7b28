/** Bytes at fixed places: a file descriptor, a buffer, a part of a container. RED ZONE. */
export interface ByteSource {
  /** Bytes at the time of opening; nothing behind it is read. */
  readonly size: number;
  /** Copies up to `length` bytes from `position` on to target[offset...]; returns how many, 0 at the end. May throw what reading throws. */
  read(target: Uint8Array, offset: number, length: number, position: number): number;
}

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(target, offset, length, position) {
      const part = bytes.subarray(position, position + length);
      target.set(part, offset);
      return part.length;
    },
  };
}

/** The bytes from `start` to `end` (less at the end of the source, none from before its beginning). Copies. */
export function readRange(source: ByteSource, start: number, end: number): Buffer {
  // Places come out of files: what is before the beginning is as empty as what is behind the end.
  if (!(start >= 0)) return Buffer.alloc(0);
  const size = Math.max(0, Math.min(end, source.size) - start);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const got = source.read(bytes, at, size - at, start + at);
    if (got === 0) break;
    at += got;
  }
  return bytes.subarray(0, at);
}

/** All bytes in pieces of at most `piece` bytes; each is valid until the next is asked for. */
export function* pieces(source: ByteSource, piece = 1 << 16): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(piece, Math.max(1, source.size)));
  for (let at = 0; at < source.size; ) {
    const got = source.read(buffer, 0, Math.min(buffer.length, source.size - at), at);
    if (got === 0) return;
    yield buffer.subarray(0, got);
    at += got;
  }
}

/** The bytes from `start` to `end` (less at the end of the source) as a source of their own. */
export function slice(source: ByteSource, start: number, end: number): ByteSource {
  const from = Math.max(0, Math.min(start, source.size));
  const size = Math.max(0, Math.min(end, source.size) - from);
  return {
    size,
    read(target, offset, length, position) {
      const most = Math.min(length, size - position);
      return most <= 0 ? 0 : source.read(target, offset, most, from + position);
    },
  };
}

/** Sources one after the other, as one. */
export function joined(...parts: readonly ByteSource[]): ByteSource {
  const starts: number[] = [];
  let size = 0;
  for (const part of parts) {
    starts.push(size);
    size += part.size;
  }
  return {
    size,
    read(target, offset, length, position) {
      let low = 0;
      for (let high = parts.length - 1; low < high; ) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= position) low = middle;
        else high = middle - 1;
      }
      for (let i = low; i < parts.length; i++) {
        const got = parts[i]!.read(target, offset, length, position - starts[i]!);
        if (got > 0) return got;
      }
      return 0;
    },
  };
}

/** Nothing but zeros. */
export function isPadding(source: ByteSource): boolean {
  for (const bytes of pieces(source)) if (bytes.some((byte) => byte !== 0)) return false;
  return true;
}
