/** Registers of one HyperLogLog sketch. */
export const REGISTERS = 4096;
/** Sketches a table may use; further (column, shape) pairs are counted without an estimate of the distinct values. */
export const SKETCHES = 64;

const fmix = (h: number): number => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
const rotl = (h: number, by: number): number => (h << by) | (h >>> (32 - by));

/**
 * Notes the canonical value `value[0, length)` in the sketch at `registers[from]`. `value` is zero up to the next multiple of four.
 * Two 32-bit hashes: one chooses the register, the other gives the rank, so that 2^40 distinct values do not saturate it.
 */
export function noteInSketch(
  registers: Uint8Array,
  from: number,
  value: Uint8Array,
  length: number,
  seed: number,
): void {
  let a = seed ^ 0x3c6ef372;
  let b = seed ^ 0xa54ff53a;
  for (let i = 0; i < length; i += 4) {
    const word = value[i]! | (value[i + 1]! << 8) | (value[i + 2]! << 16) | (value[i + 3]! << 24);
    if ((i & 4) === 0) a = rotl(Math.imul(a ^ word, 0x9e3779b1), 15);
    else b = rotl(Math.imul(b ^ word, 0x85ebca77), 13);
  }
  const register = from + (fmix(a ^ rotl(b, 9) ^ length) >>> 20);
  const rank = Math.clz32(fmix(Math.imul(a, 0x2c1b3c6d) ^ b)) + 1;
  if (rank > registers[register]!) registers[register] = rank;
}

/** Number of distinct values noted (O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6). */
export function estimateDistinct(registers: Uint8Array, from: number): number {
  const counts = new Uint32Array(34);
  for (let i = 0; i < REGISTERS; i++) counts[registers[from + i]!]!++;
  let z = REGISTERS * tau((REGISTERS - counts[33]!) / REGISTERS);
  for (let k = 32; k >= 1; k--) z = 0.5 * (z + counts[k]!);
  z += REGISTERS * sigma(counts[0]! / REGISTERS);
  return Math.round(REGISTERS ** 2 / (2 * Math.LN2) / z);
}

function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY;
  let y = 1;
  let z = x;
  for (let before = -1; before !== z; ) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let y = 1;
  let z = 1 - x;
  for (let before = -1; before !== z; ) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
