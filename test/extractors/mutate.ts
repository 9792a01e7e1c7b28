/** A small generator of numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Damaged copies of a file: bits flipped, pieces cut out, doubled or exchanged, ends cut off. Always the same for a seed. */
export function* mutants(bytes: Uint8Array, count: number, seed = 1): Generator<Buffer> {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let i = 0; i < count; i++) {
    let mutant = Buffer.from(bytes);
    switch (i % 4) {
      case 0:
        for (let k = 1 + below(8); k > 0; k--) mutant[below(mutant.length)]! ^= 1 << below(8);
        break;
      case 1:
        mutant = mutant.subarray(0, below(mutant.length));
        break;
      case 2: {
        const from = below(mutant.length);
        mutant = Buffer.concat([
          mutant.subarray(0, from),
          mutant.subarray(Math.min(mutant.length, from + below(400))),
        ]);
        break;
      }
      default: {
        const piece = mutant.subarray(below(mutant.length)).subarray(0, 1 + below(200));
        const at = below(mutant.length);
        mutant = Buffer.concat([mutant.subarray(0, at), piece, mutant.subarray(at)]);
      }
    }
    yield mutant;
  }
}
