import type { Decode } from './charset.js';
import { decoderOf } from './charset-decoders.js';
import { decodeUtf8, utf8Sequence } from './charset-unicode.js';

/** A longer run of bytes above 0x7F is judged in pieces; also the most that is held back at the end of a block. */
const RUN = 4096;

/** UTF-8 that is no accident: well-formed throughout, with a character of three bytes or more. */
function isUtf8Run(bytes: Uint8Array, from: number, to: number): boolean {
  let long = false;
  for (let i = from; i < to; ) {
    const length = utf8Sequence(bytes, i, to);
    if (length <= 0) return false;
    if (length >= 3) long = true;
    i += length;
  }
  return long;
}

/**
 * A file in which UTF-8 and GB18030 alternate (logs of several programs, exports glued together): each run of bytes above
 * 0x7F is UTF-8 where it can be, and GB18030 otherwise. Whether a run is UTF-8 is judged over the whole run, wherever in it
 * decoding starts, so that stopping and going on changes nothing.
 */
export const decodeMixed: Decode = (source, end, last, target, limit, cursor) => {
  const decodeGb18030 = decoderOf('gb18030');
  while (cursor.from < end && cursor.to < limit) {
    const from = cursor.from;
    if (source[from]! < 0x80) {
      target[cursor.to++] = source[cursor.from++]!;
      continue;
    }
    const start = runStart(source, from);
    const stop = runEnd(source, from, end);
    // Cut by the end of the block: judged when the rest is there.
    if (stop === end && !last && start > 0 && stop - start < RUN) return;
    if (isUtf8Run(source, start, stop)) {
      decodeUtf8(source, stop, true, target, limit, cursor);
    } else {
      decodeGb18030(source, stop, false, target, limit, cursor);
      // The last byte of a run may lead one or three bytes behind it; only that one character is taken from there.
      const edge = cursor.from;
      if (edge < stop) {
        const digit = source[stop]! >= 0x30 && source[stop]! <= 0x39;
        const reach = Math.min(end, edge + (digit ? 4 : 2));
        const room = Math.min(limit, cursor.to + 4);
        decodeGb18030(source, reach, last && reach === end, target, room, cursor);
      }
    }
    if (cursor.from === from) return;
  }
};

function runStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1]! >= 0x80) start--;
  return start;
}

function runEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end && bytes[stop]! >= 0x80) stop++;
  return stop;
}

export interface Malformed {
  /** Malformed bytes. */
  readonly count: number;
  /** Start of the first run that holds one, -1 = none. */
  readonly first: number;
  /** Such runs with a little of what surrounds them, one a line: what to judge the other encoding by. */
  readonly runs: Uint8Array;
}

/** The runs of a block that are not UTF-8. */
export function malformedRuns(block: Uint8Array): Malformed {
  const runs: number[] = [];
  let first = -1;
  let count = 0;
  for (let i = 0; i < block.length; ) {
    if (block[i]! < 0x80) {
      i++;
      continue;
    }
    const stop = runEnd(block, i, block.length);
    let malformed = 0;
    for (let at = i; at < stop; ) {
      const length = utf8Sequence(block, at, stop);
      if (length <= 0) malformed++;
      at += Math.max(1, length);
    }
    if (malformed > 0) {
      if (first < 0) first = i;
      count += malformed;
      if (runs.length < RUN)
        runs.push(...block.subarray(Math.max(0, i - 1), Math.min(stop, i + RUN) + 1), 0x0a);
    }
    i = stop;
  }
  return { count, first, runs: Uint8Array.from(runs) };
}
