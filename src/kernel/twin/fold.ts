const SPACE = 0x20;
const DASH = 0x2d;
/** The character vanishes. */
const NOTHING = 0;
/** The bytes stay as they are. */
const KEEP = -1;

/** What the two- or three-byte character at `i` becomes. */
function folded(bytes: Uint8Array, i: number, end: number): number {
  const a = bytes[i]!;
  if (a === 0xc2 && i + 1 < end) {
    const b = bytes[i + 1]!;
    return b === 0xa0 ? SPACE : b === 0xad ? NOTHING : KEEP;
  }
  if (i + 2 >= end || (a !== 0xe2 && a !== 0xe3 && a !== 0xef)) return KEEP;
  const b = bytes[i + 1]!;
  const c = bytes[i + 2]!;
  if ((b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return KEEP;
  const code = ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  if (code >= 0xff08 && code <= 0xff5a) {
    const plain = code - 0xfee0;
    const letter = (plain | 0x20) >= 0x61 && (plain | 0x20) <= 0x7a;
    const digit = plain >= 0x30 && plain <= 0x39;
    return letter || digit || '@+-.()'.includes(String.fromCharCode(plain)) ? plain : KEEP;
  }
  if ((code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000)
    return SPACE;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe63) return DASH;
  if ((code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff) return NOTHING;
  return KEEP;
}

/** Folds bytes [start, end) in place; returns the new end and the number of pairs written to `map`. */
export function foldBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  map: Int32Array,
): { end: number; count: number } {
  let to = start;
  let removed = 0;
  let count = 0;
  for (let from = start; from < end; ) {
    const b = bytes[from]!;
    const becomes = b < 0x80 ? KEEP : folded(bytes, from, end);
    if (becomes === KEEP) {
      bytes[to++] = b;
      from++;
      continue;
    }
    const width = b === 0xc2 ? 2 : 3;
    from += width;
    removed += width;
    if (becomes !== NOTHING) {
      bytes[to++] = becomes;
      removed--;
    }
    if (count > 0 && map[count * 2 - 2] === to) count--;
    map[count * 2] = to;
    map[count * 2 + 1] = removed;
    count++;
  }
  return { end: to, count };
}
