/** Keccak-256 as Ethereum uses it (padding 0x01, before FIPS 202), on 32-bit halves of the 25 lanes. */

const ROUNDS = 24;
const RATE = 136;

/** Rotation offsets and lane order of rho and pi, round constants of iota: generated as the specification defines them. */
const { rotations, order } = rhoPi();
const CONSTANTS = roundConstants();

function rhoPi(): { rotations: number[]; order: number[] } {
  const rotations: number[] = [];
  const order: number[] = [];
  let [x, y] = [1, 0];
  for (let t = 0; t < 24; t++) {
    rotations.push((((t + 1) * (t + 2)) / 2) % 64);
    [x, y] = [y, (2 * x + 3 * y) % 5];
    order.push(x + 5 * y);
  }
  return { rotations, order };
}

function roundConstants(): Uint32Array {
  const constants = new Uint32Array(ROUNDS * 2);
  let register = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (let j = 0; j < 7; j++) {
      const position = (1 << j) - 1;
      if (register & 1) constants[round * 2 + (position >> 5)]! ^= 1 << (position & 31);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
  }
  return constants;
}

/** Rotates the 64-bit value (low, high) left and writes it to lane `index`. */
function rotated(target: Uint32Array, index: number, low: number, high: number, by: number): void {
  const shift = by & 31;
  const l = by < 32 ? low : high;
  const h = by < 32 ? high : low;
  target[index * 2] = shift === 0 ? l : (l << shift) | (h >>> (32 - shift));
  target[index * 2 + 1] = shift === 0 ? h : (h << shift) | (l >>> (32 - shift));
}

/** Scratch of `permute`, which is synchronous and calls nobody back. */
const parity = new Uint32Array(10);
const turned = new Uint32Array(10);
const row = new Uint32Array(10);

function permute(state: Uint32Array): void {
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < 10; i++) {
      parity[i] = state[i]! ^ state[i + 10]! ^ state[i + 20]! ^ state[i + 30]! ^ state[i + 40]!;
    }
    for (let x = 0; x < 5; x++) {
      const next = ((x + 1) % 5) * 2;
      rotated(turned, x, parity[next]!, parity[next + 1]!, 1);
    }
    for (let i = 0; i < 50; i++) {
      const x = (i >> 1) % 5;
      const left = ((x + 4) % 5) * 2 + (i & 1);
      state[i] = state[i]! ^ parity[left]! ^ turned[x * 2 + (i & 1)]!;
    }
    let low = state[2]!;
    let high = state[3]!;
    for (let t = 0; t < 24; t++) {
      const lane = order[t]!;
      const nextLow = state[lane * 2]!;
      const nextHigh = state[lane * 2 + 1]!;
      rotated(state, lane, low, high, rotations[t]!);
      low = nextLow;
      high = nextHigh;
    }
    for (let y = 0; y < 50; y += 10) {
      for (let i = 0; i < 10; i++) row[i] = state[y + i]!;
      for (let i = 0; i < 10; i++) state[y + i] = row[i]! ^ (~row[(i + 2) % 10]! & row[(i + 4) % 10]!);
    }
    state[0] = state[0]! ^ CONSTANTS[round * 2]!;
    state[1] = state[1]! ^ CONSTANTS[round * 2 + 1]!;
  }
}

/** Keccak-256 digest of ASCII text shorter than 136 characters (one block), as lower-case hexadecimal. */
export function keccak256(text: string): string {
  const block = new Uint8Array(200);
  for (let i = 0; i < text.length; i++) block[i] = text.charCodeAt(i);
  block[text.length] = 0x01;
  block[RATE - 1]! |= 0x80;
  const view = new DataView(block.buffer);
  const state = Uint32Array.from({ length: 50 }, (_, index) => view.getUint32(index * 4, true));
  permute(state);
  state.forEach((word, index) => {
    view.setUint32(index * 4, word, true);
  });
  return Buffer.from(block.subarray(0, 32)).toString('hex');
}
