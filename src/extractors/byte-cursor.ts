import { decodeUnlabelled } from './mail-charset.js';

/** Goes through bytes that hold numbers and strings one behind the other. Everything throws a RangeError at the end. */
export class ByteCursor {
  constructor(
    readonly buffer: Buffer,
    public at = 0,
    readonly end = buffer.length,
  ) {}

  byte(): number {
    return this.buffer[this.#move(1)]!;
  }

  bytes(length: number): Buffer {
    const start = this.#move(length);
    return this.buffer.subarray(start, start + length);
  }

  /** UTF-8, and what is not, as what it seems to be. */
  text(length: number): string {
    return decodeUnlabelled(this.bytes(length));
  }

  /** Up to and over the next NUL. */
  cString(): string {
    const nul = this.buffer.indexOf(0, this.at);
    if (nul < 0 || nul >= this.end) throw new RangeError('no end of a string');
    const text = this.text(nul - this.at);
    this.at++;
    return text;
  }

  int32LE(): number {
    return this.buffer.readInt32LE(this.#move(4));
  }

  int64LE(): bigint {
    return this.buffer.readBigInt64LE(this.#move(8));
  }

  floatLE(): number {
    return this.buffer.readFloatLE(this.#move(4));
  }

  doubleLE(): number {
    return this.buffer.readDoubleLE(this.#move(8));
  }

  /** A whole number of any size up to 64 bits: base 128, low groups first, sign in the lowest bit. */
  zigzag(): number | bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const signed = (value >> 1n) ^ -(value & 1n);
        return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
      }
    }
    throw new RangeError('a number of too many bytes');
  }

  /** The same where it counts something. */
  int(): number {
    const value = this.zigzag();
    if (typeof value === 'bigint') throw new RangeError('a count of too many bytes');
    return value;
  }

  #move(length: number): number {
    const start = this.at;
    if (!(length >= 0) || start + length > this.end) throw new RangeError('beyond the end');
    this.at = start + length;
    return start;
  }
}
