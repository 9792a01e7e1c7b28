/** The same damage every time: bits flipped, tails cut, stretches doubled, moved or filled. */
export function* mutants(seed: Buffer, count: number): Generator<Buffer> {
  let state = 0x9e3779b9 ^ seed.length;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let i = 0; i < count; i++) {
    const from = random(seed.length);
    const size = 1 + random(Math.min(64, seed.length));
    const copy = Buffer.from(seed);
    switch (i % 5) {
      case 0:
        for (let k = 0; k < 1 + random(8); k++) copy[random(copy.length)]! ^= 1 << random(8);
        yield copy;
        break;
      case 1:
        yield copy.subarray(0, from);
        break;
      case 2:
        yield copy.fill(random(2) * 255, from, Math.min(copy.length, from + size));
        break;
      case 3:
        yield Buffer.concat([copy.subarray(0, from), copy.subarray(random(seed.length), seed.length)]);
        break;
      default:
        yield Buffer.concat([copy.subarray(0, from), seed.subarray(from, from + size), copy.subarray(from)]);
    }
  }
}
