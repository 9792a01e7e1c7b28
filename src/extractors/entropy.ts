/** Below this even random bytes do not show it. */
const ENOUGH = 4096;
/** Bits per byte. 64 KB of random bytes have 7.997; of compressed data without a header we know, mostly less. */
const RANDOM = 7.9;
/** Chi-squared of 255 degrees of freedom beyond which bytes are not evenly spread, with room: mean 255, deviation 22.6. */
const UNEVEN = 400;

/** Bits per byte that these bytes would take at best, each by itself: 0 to 8. */
export function entropy(bytes: Uint8Array): number {
  let bits = 0;
  for (const count of histogram(bytes)) if (count > 0) bits -= count * Math.log2(count / bytes.length);
  return bytes.length === 0 ? 0 : bits / bytes.length;
}

/** Bytes as even as a cipher makes them: encrypted containers without a header (VeraCrypt and the like) look so. */
export function looksEncrypted(bytes: Uint8Array): boolean {
  if (bytes.length < ENOUGH) return false;
  const expected = bytes.length / 256;
  let unevenness = 0;
  for (const count of histogram(bytes)) unevenness += (count - expected) ** 2 / expected;
  return unevenness < UNEVEN && entropy(bytes) > Math.min(RANDOM, 8 - 300 / bytes.length);
}

function histogram(bytes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte]!++;
  return counts;
}
