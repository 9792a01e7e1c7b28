import { describe, expect, test } from 'vitest';
import { displayName, join } from '../../src/sources/paths.js';

const raw = (...bytes: number[]) => Buffer.from(bytes).toString('latin1');
const rawOf = (text: string) => Buffer.from(text).toString('latin1');

describe('names on screen', () => {
  test('UTF-8 names are themselves, controls included (writers escape them)', () => {
    for (const name of ['a.txt', '姓名.csv', '😀', 'a\nb', '\x1b]52;', '\ufeffx', 'e\u0301'])
      expect(displayName(rawOf(name))).toBe(name);
  });

  test('names in GBK, as Chinese Windows wrote them, are read as such', () => {
    expect(displayName(raw(0xd0, 0xd5, 0xc3, 0xfb, 0x2e, 0x74, 0x78, 0x74))).toBe('姓名.txt');
  });

  test('other bytes are written out', () => {
    expect(displayName(raw(0xff, 0xfe, 0x41))).toBe('\\xff\\xfeA');
    expect(displayName(raw(0x61, 0x81))).toBe('a\\x81');
  });

  test('joining', () => {
    expect([join('', 'a'), join('/', 'a'), join('x', 'a')]).toEqual(['a', '/a', 'x/a']);
  });
});
