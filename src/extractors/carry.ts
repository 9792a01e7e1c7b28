/** Bytes kept from one push to the next. */
export class Carry {
  bytes = new Uint8Array(64 * 1024);
  size = 0;

  append(piece: Uint8Array): void {
    if (this.size + piece.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + piece.length));
      grown.set(this.bytes.subarray(0, this.size));
      this.bytes = grown;
    }
    this.bytes.set(piece, this.size);
    this.size += piece.length;
  }

  /** Forgets the first `count` bytes. */
  shift(count: number): void {
    if (count === 0) return;
    this.bytes.copyWithin(0, count, this.size);
    this.size -= count;
  }
}
