import { expect, test } from 'vitest';
import { charsBefore, utf8SafeEnd, utf8SafeStart } from '../../src/lib/utf8.js';

const text = Buffer.from('a客é𠮷b'); // starts at 0, 1, 4, 6, 10; length 11

test('charsBefore counts code points', () => {
  expect(charsBefore(text, 0, text.length)).toBe(5);
  expect(charsBefore(text, 1, 6)).toBe(2);
  expect(charsBefore(text, 4, 4)).toBe(0);
});

test('safe starts and ends lie between characters', () => {
  expect(Array.from({ length: 12 }, (_, i) => utf8SafeStart(text, i))).toEqual([
    0, 1, 1, 1, 4, 4, 6, 6, 6, 6, 10, 11,
  ]);
  expect(Array.from({ length: 12 }, (_, i) => utf8SafeEnd(text, i))).toEqual([
    0, 1, 1, 1, 4, 4, 6, 6, 6, 6, 10, 11,
  ]);
});

test('bytes that are not UTF-8 are left alone', () => {
  const broken = Buffer.of(0x41, 0x80, 0x80, 0x80, 0x80, 0x80, 0xff, 0xc3);
  for (let i = 0; i <= 7; i++) expect(utf8SafeStart(broken, i)).toBe(i);
  for (let i = 0; i <= 7; i++) expect(utf8SafeEnd(broken, i)).toBe(i);
  expect(utf8SafeEnd(broken, 8)).toBe(7);
});
