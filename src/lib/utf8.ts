/** Code points that start in bytes[from, to) of UTF-8 text; stray continuation bytes do not count. */
export function charsBefore(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++;
  return count;
}

/** The start of the character that byte `i` belongs to; `i` itself where the bytes around it are not UTF-8. */
export function utf8SafeStart(bytes: Uint8Array, i: number): number {
  for (let start = i; start >= 0 && start > i - 4; start--) {
    const byte = bytes[start];
    if (byte === undefined) return i;
    if ((byte & 0xc0) !== 0x80) return start + expectedLength(byte) > i ? start : i;
  }
  return i;
}

/** The largest end <= `i` at which bytes[0, end) does not cut a character in two; `i` where the bytes are not UTF-8. */
export function utf8SafeEnd(bytes: Uint8Array, i: number): number {
  for (let start = i - 1; start >= 0 && start >= i - 3; start--) {
    const byte = bytes[start]!;
    if ((byte & 0xc0) !== 0x80) return start + expectedLength(byte) > i ? start : i;
  }
  return i;
}

/** Bytes that a sequence with this lead byte has; 1 for ASCII and for bytes that lead nothing. */
function expectedLength(lead: number): number {
  return lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
}
