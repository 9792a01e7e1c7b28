import { describe, expect, it } from 'vitest';
import { today } from '../../src/validators/calendar.js';
import { luhnHolds, mod11x2 } from '../../src/validators/checksums.js';
import { regionLevel } from '../../src/validators/regions.js';
import { residentId } from '../../src/validators/resident-id.js';

/** A small fixed generator, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const withCheck = (body: string): string => body + mod11x2(body);

describe('resident-id', () => {
  it('stays valid when the number also passes Luhn', () => {
    const next = random(20_240_607);
    const counties = ['110105', '440308', '310101', '510107', '441900', '320102', '650102'];
    let found = 0;
    while (found < 100_000) {
      const date = `${1900 + next(120)}${String(1 + next(12)).padStart(2, '0')}${String(1 + next(28)).padStart(2, '0')}`;
      const id = withCheck(`${counties[next(counties.length)]}${date}${String(next(1000)).padStart(3, '0')}`);
      if (id.endsWith('X') || !luhnHolds(id)) continue;
      found++;
      if (residentId.check(id).state !== 'valid') expect.fail(id);
    }
  });

  it('grades how exactly the region is known', () => {
    const grade = (region: string) => residentId.check(withCheck(`${region}19900307000`));
    expect(grade('110105')).toEqual({ state: 'valid', quality: 1, reason: 'checksum region:county' });
    expect(grade('441900')).toMatchObject({ quality: 1 }); // a city without counties
    expect(grade('422101')).toMatchObject({ quality: 1 }); // abolished in 1995
    expect(grade('110199')).toMatchObject({ quality: 0.8, reason: 'checksum region:prefecture' });
    expect(grade('119999')).toMatchObject({ quality: 0.45, reason: 'checksum region:province' });
    expect(grade('710000')).toMatchObject({ quality: 0.45 });
    expect(grade('160101')).toMatchObject({ state: 'invalid' });
    expect(grade('810000')).toMatchObject({ state: 'invalid' });
  });

  it('accepts births from 1890 to today', () => {
    const born = (date: number | string) => residentId.check(withCheck(`110105${date}000`)).state;
    expect(born('18900101')).toBe('valid');
    expect(born('18891231')).toBe('invalid');
    expect(born(today())).toBe('valid');
    expect(born(`${Math.floor(today() / 10_000) + 1}0101`)).toBe('invalid');
    expect(born('20230229')).toBe('invalid');
    expect(born('20240229')).toBe('valid');
    expect(born('20240001')).toBe('invalid');
  });

  it('knows levels of regions', () => {
    expect(['110000', '110100', '330100', '330106', '000000', '9', ''].map(regionLevel)).toEqual([
      'province',
      'prefecture',
      'prefecture',
      'county',
      'none',
      'none',
      'none',
    ]);
  });
});
