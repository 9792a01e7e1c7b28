import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VALIDATORS, validatorIds } from '../../src/validators/index.js';
import { VECTORS } from './vectors.js';

const live = (value: string): string => value.replaceAll('~', '');

describe.each(validatorIds)('%s', (id) => {
  const validator = VALIDATORS.get(id)!;
  const vectors = VECTORS[id]!;

  it('knows its checked values', () => {
    for (const entry of vectors.valid) {
      const [value, quality, reason] = typeof entry === 'string' ? [entry] : entry;
      const verdict = validator.check(live(value));
      expect.soft(verdict, value).toMatchObject({ state: 'valid' });
      expect.soft(verdict.quality, value).toBeGreaterThan(0);
      expect.soft(verdict.quality, value).toBeLessThanOrEqual(1);
      if (quality !== undefined) expect.soft(verdict.quality, value).toBe(quality);
      if (reason !== undefined) expect.soft(verdict.reason, value).toBe(reason);
    }
    for (const value of vectors.invalid)
      expect.soft(validator.check(live(value)), value).toMatchObject({ state: 'invalid' });
    for (const value of vectors.unknown ?? [])
      expect.soft(validator.check(value), value).toMatchObject({ state: 'unknown' });
  });

  it('cites a source and has near-misses', () => {
    expect(validator.id).toBe(id);
    expect(validator.source.length).toBeGreaterThan(5);
    expect(vectors.valid.length).toBeGreaterThan(0);
    expect(vectors.invalid.length).toBeGreaterThan(1);
  });

  it('never throws, whatever the string, and says the same twice', () => {
    const known = [
      ...vectors.valid.map((entry) => live(typeof entry === 'string' ? entry : entry[0])),
      ...vectors.invalid,
    ];
    // Arbitrary UTF-16 with lone surrogates, and known values with something cut, doubled or put in.
    const wild = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 48 })
      .map((units) => String.fromCharCode(...units));
    const shaped = fc.string({
      unit: fc.constantFrom(...'0123456789ABXZabxz -./:;()@年·×<"$%{}='),
      maxLength: 48,
    });
    const damaged = fc
      .tuple(
        fc.constantFrom(...known),
        fc.nat(40),
        fc.nat(3),
        fc.constantFrom('', '\ud800', '\0', '９', 'é', '0', 'X'),
      )
      .map(([value, at, cut, put]) => value.slice(0, at) + put + value.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(wild, shaped, damaged), (value) => {
        const first = validator.check(value);
        expect(['valid', 'invalid', 'unknown']).toContain(first.state);
        expect(first.state === 'valid' ? first.quality > 0 && first.quality <= 1 : first.quality === 0).toBe(
          true,
        );
        // A reason may be printed: it never carries the value.
        if (first.reason !== undefined && value.length > 6) expect(first.reason).not.toContain(value);
        expect(validator.check(value)).toEqual(first);
      }),
      { numRuns: 150 },
    );
  });

  it('is fast on long values', () => {
    for (const unit of [
      '1',
      '6222 ',
      'a.',
      'A',
      '"',
      "'",
      '-',
      '=',
      '$',
      'a@',
      '0x',
      '(',
      '١',
      'eyJ',
      '1:',
      'password',
    ]) {
      const value = unit.repeat(Math.ceil(100_000 / unit.length));
      const started = performance.now();
      validator.check(value);
      validator.check(value.slice(0, 500));
      expect(performance.now() - started, unit).toBeLessThan(60_000);
    }
  });
});

it('has vectors for nothing else', () => {
  expect(Object.keys(VECTORS).sort()).toEqual([...validatorIds].sort());
  expect(new Set(validatorIds).size).toBe(validatorIds.length);
});
