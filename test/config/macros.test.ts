import { describe, expect, test } from 'vitest';
import { expandMacros, MACROS } from '../../src/config/macros.js';

function regex(pattern: string): RegExp {
  const expanded = expandMacros(pattern);
  if ('unknown' in expanded) throw new Error(expanded.unknown);
  return new RegExp(expanded.source);
}

describe('macros', () => {
  test('every macro compiles, with and without the u flag', () => {
    for (const [name, { source }] of Object.entries(MACROS)) {
      const usable = name === 'HAN' ? `[${source}]` : source;
      expect(() => new RegExp(usable), name).not.toThrow();
    }
  });

  test('{D<} {D>}: not inside a longer number or decimal, but Han and letters may touch', () => {
    const number = regex('{D<}\\d{4}{D>}');
    for (const text of ['1234', '电话1234号', 'a1234b', '1234.', '1234。', '(1234)'])
      expect(text).toMatch(number);
    for (const text of ['12345', '1.2345', '1234.5', '51234.0']) expect(text).not.toMatch(number);
  });

  test('{W<} {W>}: no ASCII word character beside it', () => {
    const word = regex('{W<}AB12{W>}');
    for (const text of ['AB12', '证AB12号', '-AB12-']) expect(text).toMatch(word);
    for (const text of ['xAB12', 'AB12_', '_AB12', 'AB123']) expect(text).not.toMatch(word);
  });

  test.each([
    ['pwd=abcd1', 'abcd1'],
    ['pwd: "Qwer!2024"', 'Qwer!2024'],
    ['"pwd":"a,b"', undefined],
    ['<pwd>Abc@123</pwd>', 'Abc@123'],
    ['pwd => tK8.wq', 'tK8.wq'],
    ['pwd为a1b2c3，请', 'a1b2c3'],
    ['pwd=secret1&next=2', 'secret1'],
    ['pwd=P&9x', 'P&9x'],
    ['(pwd:abc123).', 'abc123'],
    ['pwd = getPassword()', undefined],
    ['pwd = request.form', 'request.form'],
    ['pwd: 12', undefined],
  ])('{KV}{VALUE} reads %s', (text, value) => {
    expect(regex('pwd{KV}({VALUE})').exec(text)?.[1]).toBe(value);
  });

  test('quantifiers, escapes and properties are left alone; slips are named', () => {
    expect(expandMacros('\\d{2,4}\\{x\\}\\p{Han}')).toEqual({ source: '\\d{2,4}\\{x\\}\\p{Han}' });
    expect(expandMacros('{DIGIT}')).toEqual({ unknown: 'DIGIT' });
    expect(expandMacros('{d<}1')).toEqual({ unknown: 'd<' });
    expect(expandMacros('{D <}1')).toEqual({ unknown: 'D <' });
  });
});
