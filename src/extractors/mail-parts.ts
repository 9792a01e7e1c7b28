import type { Budget } from './budget.js';
import { type ByteSource, readRange, slice } from './byte-source.js';
import { type MailHeader, parseHeader } from './mail-header.js';

/** A part of a message that holds no further parts of the same message, or one whose parts cannot be told. */
export interface MailPart {
  readonly header: MailHeader;
  /** As transported: see decodeTransfer. */
  readonly body: ByteSource;
  /** Types of the multiparts around it, the nearest last. */
  readonly within: readonly string[];
  /** Set where it could not be taken further apart. */
  readonly problem?: 'no-boundary' | 'too-deep';
}

/** Header lines of one part; a longer block is no header. */
const MAX_HEADER = 1 << 20;
/** Multiparts in multiparts. Each level is read once more. */
const MAX_LEVELS = 24;
/** RFC 2046 allows 70 characters. */
const MAX_BOUNDARY = 512;
const BLOCK = 1 << 18;

/** Where the header of a message ends. */
export interface Head {
  readonly header: MailHeader;
  readonly bodyStart: number;
}

/** Reads the header block at `start`. One that does not end within a megabyte is cut there; the rest is body. */
export function readHead(source: ByteSource, start: number, end: number): Head {
  for (let size = 1 << 13; ; size = Math.min(size * 8, MAX_HEADER)) {
    const limit = Math.min(end, start + size);
    const block = readRange(source, start, limit);
    const length = headerLength(block);
    if (length < 0 && limit < end && size < MAX_HEADER) continue;
    const used =
      length >= 0
        ? length
        : block.lastIndexOf(0x0a) >= 0 && limit < end
          ? block.lastIndexOf(0x0a) + 1
          : block.length;
    return { header: parseHeader(block.subarray(0, used)), bodyStart: start + used };
  }
}

/** Bytes up to and with the empty line, -1 = there is none. */
function headerLength(block: Buffer): number {
  if (block[0] === 0x0a) return 1;
  if (block[0] === 0x0d && block[1] === 0x0a) return 2;
  for (let at = block.indexOf(0x0a); at >= 0; at = block.indexOf(0x0a, at + 1)) {
    if (block[at + 1] === 0x0a) return at + 2;
    if (block[at + 1] === 0x0d && block[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}

/** The parts of the message, in their order. Nothing of its bytes is left out but boundaries and headers of multiparts. */
export function* mailParts(source: ByteSource, head: Head, budget: Budget): Generator<MailPart> {
  yield* walk(source, head, source.size, [], budget);
}

function* walk(
  source: ByteSource,
  { header, bodyStart }: Head,
  end: number,
  within: readonly string[],
  budget: Budget,
): Generator<MailPart> {
  budget.entry();
  const { value } = header.type;
  const leaf = (problem?: MailPart['problem']): MailPart => ({
    header,
    body: slice(source, bodyStart, end),
    within,
    ...(problem === undefined ? {} : { problem }),
  });
  if (!value.startsWith('multipart/')) return yield leaf();
  const boundary = header.type.parameters.get('boundary') ?? '';
  const marker =
    boundary !== '' && boundary.length <= MAX_BOUNDARY
      ? Buffer.from(`--${boundary}`, 'latin1')
      : openingMarker(source, bodyStart, end);
  if (marker === undefined) return yield leaf('no-boundary');
  if (within.length >= MAX_LEVELS) return yield leaf('too-deep');
  const inside = [...within, value];
  // What stands before the first delimiter and behind a closing one is for nobody, and still somebody wrote it.
  let start = bodyStart;
  let open = false;
  let found = false;
  for (const line of delimiters(source, bodyStart, end, marker, budget)) {
    if (open) yield* walk(source, readHead(source, start, line.start), line.start, inside, budget);
    else yield* aside(source, start, line.start, inside);
    start = line.end;
    open = !line.closing;
    found = true;
  }
  if (!found) yield leaf('no-boundary');
  else if (open) yield* walk(source, readHead(source, start, end), end, inside, budget);
  else yield* aside(source, start, end, inside);
}

const NO_HEADER = parseHeader(Buffer.alloc(0));

function* aside(
  source: ByteSource,
  start: number,
  end: number,
  within: readonly string[],
): Generator<MailPart> {
  if (end - start > 4) yield { header: NO_HEADER, body: slice(source, start, end), within };
}

/** A multipart that does not name its boundary shows it: a line of two hyphens and more, and a header behind it. */
function openingMarker(source: ByteSource, start: number, end: number): Buffer | undefined {
  const text = readRange(source, start, Math.min(end, start + 4096)).toString('latin1');
  const line = /(?:^|\n)(--[!-~ ]{1,200}?)[\t ]*\r?\ncontent-[a-z-]+:/i.exec(text)?.[1];
  return line === undefined ? undefined : Buffer.from(line, 'latin1');
}

interface Delimiter {
  readonly start: number;
  /** Behind its line's end. */
  readonly end: number;
  readonly closing: boolean;
}

function* delimiters(
  source: ByteSource,
  start: number,
  end: number,
  marker: Buffer,
  budget: Budget,
): Generator<Delimiter> {
  // A line may be cut by the end of the block: it is seen whole in the next.
  const overlap = marker.length + 1100;
  for (let at = start; at < end; at += BLOCK) {
    budget.tick();
    const from = Math.max(start, at - 1);
    const block = readRange(source, from, Math.min(end, at + BLOCK + overlap));
    for (
      let hit = block.indexOf(marker);
      hit >= 0 && from + hit < at + BLOCK;
      hit = block.indexOf(marker, hit + 1)
    ) {
      if (from + hit < at) continue;
      if (hit > 0 ? block[hit - 1] !== 0x0a : from !== start) continue;
      const tail = /^(--)?[\t ]{0,1000}\r{0,2}(?:\n|$)/.exec(
        block.toString('latin1', hit + marker.length, hit + marker.length + 1010),
      );
      if (tail === null) continue;
      yield {
        start: from + hit,
        end: from + hit + marker.length + tail[0].length,
        closing: tail[1] !== undefined,
      };
    }
  }
}
