import { isAscii, isUtf8 } from 'node:buffer';
import { utf8SafeEnd } from '../lib/utf8.js';
import type { ByteSource } from './byte-source.js';
import type { Cursor, Decode, Encoding } from './charset.js';
import { decoderOf } from './charset-decoders.js';
import { decodeMixed, malformedRuns } from './charset-mixed.js';
import { detectEncoding, type EncodingGuess } from './encoding.js';

export interface TextReaderOptions {
  /** Original bytes decoded at a time. Default 128 KiB. */
  readonly blockSize?: number;
  /** Produced bytes for which original offsets stay known. Default 2 MiB. */
  readonly reach?: number;
}

/** A stretch of the produced stream and where it came from. */
interface Stretch {
  /** First UTF-8 offset. */
  readonly utf8: number;
  /** Original offset of that byte. */
  readonly original: number;
  /** Original bytes, to be decoded again when somebody asks; null where UTF-8 offsets only differ by a constant. */
  readonly bytes: Uint8Array | null;
  readonly length: number;
  readonly last: boolean;
  readonly decode: Decode;
}

/** The longest character in any encoding: room a caller must offer. */
const MIN_CAPACITY = 4;

/** ASCII bytes that are judged along with the first that is not. */
const CONTEXT = 16;

/** How clear it must be that a file goes on in another encoding than it began with. */
const SWITCH_CONFIDENCE = 0.9;

/**
 * RED ZONE. Reads a text of any supported encoding as UTF-8, in order, and finds the way back to original offsets.
 * UTF-8 and ASCII pass through untouched: they are read straight into the caller's memory, malformed bytes included.
 * What looked like ASCII at first is judged again at the first byte that is not; GB18030 in a file that began as UTF-8
 * is decoded from there on, run by run.
 */
export class TextReader {
  readonly #source: ByteSource;
  readonly #blockSize: number;
  readonly #reach: number;
  #encoding: Encoding;
  /** Null = pass through. */
  #decode: Decode | null;
  /** Nothing but ASCII so far. */
  #unsettled: boolean;
  /** The guess rests on a sign or two; better evidence may come. */
  #doubtful: boolean;
  #position: number;
  #produced = 0;
  #end: number;
  #invalid = 0;
  #truncated = false;
  readonly #stretches: Stretch[] = [];
  /** The block being decoded, and how far that has come. */
  #block: Stretch | null = null;
  readonly #cursor: Cursor = { from: 0, to: 0, invalid: 0 };
  /** Last answer of originalOffset, from which the next search goes on. */
  readonly #asked = { stretch: null as Stretch | null, from: 0, utf8: 0 };

  /** Throws a RangeError when the guess says `unsupported`: such an asset is skipped, not read. */
  constructor(source: ByteSource, guess: EncodingGuess, options: TextReaderOptions = {}) {
    if (guess.encoding === 'unsupported') throw new RangeError(`no decoder for ${guess.label}`);
    this.#source = source;
    this.#blockSize = Math.max(16, options.blockSize ?? 1 << 17);
    this.#reach = options.reach ?? 1 << 21;
    this.#encoding = guess.encoding;
    this.#decode = guess.encoding === 'utf-8' ? null : decoderOf(guess.encoding);
    this.#unsettled = guess.ascii;
    this.#doubtful = guess.confidence < SWITCH_CONFIDENCE && isAsciiCompatible(guess.encoding);
    this.#position = Math.min(guess.bomLength, source.size);
    this.#end = source.size;
  }

  /** The encoding in use; it may become another one while reading a file that began as ASCII. */
  get encoding(): Encoding {
    return this.#encoding;
  }
  /** Original bytes read, a byte order mark included. */
  get bytesRead(): number {
    return this.#block === null ? this.#position : this.#block.original + this.#cursor.from;
  }
  /** Malformed sequences so far. They became U+FFFD, or, in UTF-8, stand as they were. */
  get invalid(): number {
    return this.#invalid;
  }
  /** The source ended before its size at opening: the file shrank while it was read. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Writes whole UTF-8 characters to target[offset, offset + capacity); returns how many bytes, 0 at the end. Capacity >= 4. */
  read(target: Uint8Array, offset: number, capacity: number): number {
    if (capacity < MIN_CAPACITY) throw new RangeError('a character may not fit');
    const limit = offset + capacity;
    let at = offset;
    while (limit - at >= MIN_CAPACITY && (this.#block !== null || this.#position < this.#end)) {
      at = this.#decode === null ? this.#passThrough(target, at, limit) : this.#transcode(target, at, limit);
    }
    return at - offset;
  }

  /**
   * Offset in the original bytes of the character at `utf8Offset` of the produced stream. Offsets inside a character give
   * its start; the end of the stream gives the end of the original. Throws a RangeError for what was not produced yet or
   * lies further back than the reach. Cheapest when asked in ascending order.
   */
  originalOffset(utf8Offset: number): number {
    if (utf8Offset < 0 || utf8Offset > this.#produced) throw new RangeError('offset was not produced');
    const stretch = this.#stretchAt(utf8Offset);
    if (stretch === undefined) return Math.min(this.#position, this.#end);
    if (utf8Offset < stretch.utf8) throw new RangeError('offset is out of reach');
    if (stretch.bytes === null) return stretch.original + utf8Offset - stretch.utf8;
    const asked = this.#asked;
    if (asked.stretch !== stretch || asked.utf8 > utf8Offset) {
      asked.stretch = stretch;
      asked.from = 0;
      asked.utf8 = stretch.utf8;
    }
    const room = utf8Offset - asked.utf8;
    if (room > scratch.length) scratch = new Uint8Array(Math.max(room, 2 * scratch.length));
    const cursor = { from: asked.from, to: 0, invalid: 0 };
    stretch.decode(stretch.bytes, stretch.length, stretch.last, scratch, room, cursor);
    asked.from = cursor.from;
    asked.utf8 += cursor.to;
    return stretch.original + cursor.from;
  }

  #stretchAt(utf8Offset: number): Stretch | undefined {
    let low = 0;
    let high = this.#stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#stretches[middle]!.utf8 <= utf8Offset) low = middle;
      else high = middle - 1;
    }
    return this.#stretches[low];
  }

  /** Reads until `length` bytes, the end, or the end that came too early. */
  #fill(target: Uint8Array, offset: number, length: number): number {
    const wanted = Math.min(length, this.#end - this.#position);
    let got = 0;
    while (got < wanted) {
      const n = this.#source.read(target, offset + got, wanted - got, this.#position + got);
      if (n <= 0) {
        this.#truncated = true;
        this.#end = this.#position + got;
        break;
      }
      got += n;
    }
    return got;
  }

  #passThrough(target: Uint8Array, at: number, limit: number): number {
    const got = this.#fill(target, at, limit - at);
    const last = this.#position + got >= this.#end;
    let block = target.subarray(at, at + got);
    if (!isAscii(block)) {
      // What is cut stays in the source and is read again with the next block.
      if (!last) block = block.subarray(0, utf8SafeEnd(block, got) || got);
      if (this.#unsettled || !isUtf8(block)) block = block.subarray(0, this.#judge(block, last));
    }
    this.#remember(null, block.length, last);
    this.#position += block.length;
    this.#produced += block.length;
    return at + block.length;
  }

  /** Decides how to go on in a block that is not plain. Returns how much of it passes as it is. */
  #judge(block: Uint8Array, last: boolean): number {
    if (this.#unsettled) {
      this.#unsettled = false;
      const first = firstHigh(block);
      const guess = detectEncoding(block.subarray(Math.max(0, first - CONTEXT)), last);
      if (guess.encoding !== 'utf-8' && isAsciiCompatible(guess.encoding)) {
        this.#use(guess.encoding, decoderOf(guess.encoding));
        this.#doubtful = guess.confidence < SWITCH_CONFIDENCE;
        return first;
      }
    }
    const malformed = malformedRuns(block);
    if (malformed.first >= 0) {
      const guess = detectEncoding(malformed.runs, true);
      if (guess.encoding === 'gb18030' && guess.confidence >= SWITCH_CONFIDENCE) {
        this.#use('gb18030', decodeMixed);
        return malformed.first;
      }
    }
    this.#invalid += malformed.count;
    return block.length;
  }

  /** One stray sign in the first kilobytes proves little; the text may come later. */
  #doubt(block: Uint8Array): void {
    const high = firstHigh(block);
    if (high < 0) return;
    const { encoding, confidence } = detectEncoding(block.subarray(Math.max(0, high - CONTEXT)), false);
    if (!isAsciiCompatible(encoding) || confidence < SWITCH_CONFIDENCE) return;
    this.#doubtful = false;
    if (encoding !== this.#encoding)
      this.#use(encoding, encoding === 'utf-8' ? decodeMixed : decoderOf(encoding));
  }

  #use(encoding: Encoding, decode: Decode): void {
    this.#encoding = encoding;
    this.#decode = decode;
  }

  #transcode(target: Uint8Array, at: number, limit: number): number {
    this.#block ??= this.#nextBlock();
    const block = this.#block;
    const cursor = this.#cursor;
    cursor.to = at;
    cursor.invalid = 0;
    block.decode(block.bytes!, block.length, block.last, target, limit, cursor);
    this.#invalid += cursor.invalid;
    this.#produced += cursor.to - at;
    // No room for one more character is told from a character cut at the end of the block by the room that is left.
    if (cursor.from >= block.length || limit - cursor.to >= MIN_CAPACITY) {
      this.#position = block.original + cursor.from;
      this.#block = null;
    }
    return cursor.to;
  }

  #nextBlock(): Stretch {
    const bytes = this.#recycle() ?? new Uint8Array(Math.min(this.#blockSize, this.#end - this.#position));
    const length = this.#fill(bytes, 0, bytes.length);
    this.#cursor.from = 0;
    if (this.#doubtful) this.#doubt(bytes.subarray(0, length));
    return this.#remember(bytes, length, this.#position + length >= this.#end);
  }

  #remember(bytes: Uint8Array | null, length: number, last: boolean): Stretch {
    const before = this.#stretches.at(-1);
    if (bytes === null && before !== undefined && before.bytes === null) return before;
    const stretch: Stretch = {
      utf8: this.#produced,
      original: this.#position,
      bytes,
      length,
      last,
      decode: this.#decode ?? decoderOf('utf-8'),
    };
    this.#stretches.push(stretch);
    return stretch;
  }

  /** The memory of a block that nobody may ask about any more. */
  #recycle(): Uint8Array | null {
    let bytes: Uint8Array | null = null;
    while (this.#stretches.length > 1 && this.#stretches[1]!.utf8 <= this.#produced - this.#reach) {
      bytes = this.#stretches.shift()!.bytes ?? bytes;
    }
    return bytes;
  }
}

/** Bytes below 0x80 mean the same in all of these (apart from second bytes of pairs), so one may follow another. */
function isAsciiCompatible(encoding: Encoding | 'unsupported'): encoding is Encoding {
  return encoding !== 'unsupported' && !/^utf-(?:16|32)/.test(encoding);
}

/** Index of the first byte above 0x7F, -1 = none. */
function firstHigh(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return i;
  return -1;
}

/** Where text goes that is decoded only to count it. */
let scratch = new Uint8Array(1 << 16);
