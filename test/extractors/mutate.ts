import { expect } from 'vitest';
import { extract } from './extract.js';

/** Small, seeded, good enough to spoil files. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Bit flips, cut ends, doubled and removed stretches. */
export function* mutants(bytes: Buffer, count: number, seed = 1): Generator<Buffer> {
  const next = random(seed);
  const place = (): number => Math.floor(next() * bytes.length);
  for (let i = 0; i < count; i++) {
    const copy = Buffer.from(bytes);
    const [from, length] = [place(), 1 + Math.floor(next() * 64)];
    switch (i % 4) {
      case 0:
        for (let k = 0; k < 1 + (i % 7); k++) copy[place()]! ^= 1 << Math.floor(next() * 8);
        yield copy;
        break;
      case 1:
        yield copy.subarray(0, from);
        break;
      case 2:
        yield Buffer.concat([copy.subarray(0, from), copy.subarray(Math.min(from + length, copy.length))]);
        break;
      default: {
        const other = place();
        yield Buffer.concat([
          copy.subarray(0, from),
          copy.subarray(other, other + length),
          copy.subarray(from),
        ]);
      }
    }
  }
}

/** However it is spoilt, a file ends: with content or with a reason, and never in silence. */
export async function survives(bytes: Buffer, name: string, count = 60): Promise<void> {
  for (const mutant of mutants(bytes, count)) {
    const found = await extract(mutant, name, { limits: { time: 10_000 } });
    const something = found.issues.length + found.tables.length + found.texts.length + found.files.length;
    if (mutant.length > 0) expect(something).toBeGreaterThan(0);
  }
}
