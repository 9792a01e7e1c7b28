import { describe, expect, it } from 'vitest';
import { PARSERS } from '../../../src/detectors/parsers/index.js';
import {
  address,
  addresses,
  companies,
  company,
  EMPTY,
  type Figures,
  measure,
  people,
  person,
  random,
  type Sample,
} from './synthetic.js';

const empty = EMPTY.map((text) => ({ text, gold: [] }));

function figures(id: string, make: (rng: () => number) => Sample, least: number): Figures {
  const rng = random(11);
  const samples = [...Array.from({ length: 800 }, () => make(rng)), ...empty];
  const parser = PARSERS.get(id)!;
  return measure(samples, (text) =>
    parser
      .find(text, 0, text.length)
      .filter((s) => s.prior >= least)
      .map((s) => text.slice(s.start, s.end)),
  );
}

describe('figures on synthetic sentences', () => {
  it.each([
    ['labelled names', 'person-name', (rng: () => number) => people(rng, true), 0.98, 0.97],
    ['names in running text', 'person-name', (rng: () => number) => people(rng, false), 0.98, 0.88],
    ['addresses', 'cn-address', addresses, 0.95, 0.95],
    ['companies', 'cn-company', companies, 0.97, 0.95],
  ] as const)('%s', (_, id, make, precision, recall) => {
    const f = figures(id, make, id === 'cn-address' ? 0.4 : 0.5);
    expect(f.precision, f.wrong.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(precision);
    expect(f.recall, f.wrong.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(recall);
  });

  it.each([
    ['person-name', person],
    ['cn-address', address],
    ['cn-company', company],
  ] as const)('%s fills cells', (id, make) => {
    const rng = random(5);
    const cells = Array.from({ length: 500 }, () => make(rng));
    expect(cells.filter((cell) => PARSERS.get(id)!.whole(cell) >= 0.7).length / 500).toBeGreaterThan(0.96);
    for (const [other, parser] of PARSERS) {
      if (other === id || other === 'person-name-foreign') continue;
      expect(cells.filter((cell) => parser.whole(cell) >= 0.5).length, other).toBeLessThan(10);
    }
  });
});
