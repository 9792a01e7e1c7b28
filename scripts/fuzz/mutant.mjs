import { seeded } from '../../bench/lib/random.mjs';

/** One mutant of these bytes, the same for the same seed: bits, bytes, lengths, cuts, repeats, pieces of another file. */
export function mutant(bytes, other, seed) {
  const r = seeded(seed);
  let copy = Buffer.from(bytes);
  for (let times = r.int(1, 4); times > 0 && copy.length > 8; times--) {
    const at = r.int(0, copy.length - 1);
    switch (r.int(0, 8)) {
      case 0:
        copy[at] ^= 1 << r.int(0, 7);
        break;
      case 1:
        copy[at] = r.int(0, 255);
        break;
      case 2:
        copy = Buffer.from(copy.subarray(0, Math.max(8, at)));
        break;
      case 3: {
        // A number that is a length, most likely.
        const lie = r.pick([0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff]);
        if (at + 4 <= copy.length) r.chance(0.5) ? copy.writeUInt32LE(lie, at) : copy.writeUInt32BE(lie, at);
        break;
      }
      case 4: {
        const from = r.int(0, Math.max(0, other.length - 1));
        other.copy(copy, at, from, from + r.int(1, 64));
        break;
      }
      case 5: {
        const end = Math.min(copy.length, at + r.int(1, 512));
        copy = Buffer.concat([copy.subarray(0, end), copy.subarray(at)]);
        break;
      }
      case 6: {
        const end = Math.min(copy.length, at + r.int(1, 512));
        copy = Buffer.concat([copy.subarray(0, at), copy.subarray(end)]);
        break;
      }
      case 7:
        copy.fill(r.pick([0, 0xff, 0x20]), at, Math.min(copy.length, at + r.int(1, 64)));
        break;
      default:
        // Near the head and the tail stand the structures.
        copy[
          r.chance(0.5)
            ? r.int(0, Math.min(63, copy.length - 1))
            : copy.length - 1 - r.int(0, Math.min(63, copy.length - 1))
        ] ^= 1 << r.int(0, 7);
    }
  }
  return copy;
}
