import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../src/lib/canonical.js';

test('full-width forms, spaces, hyphens and dots become plain ones, one for one', () => {
  expect(canonicalText('电话：（０１０）８８８８－００００，ＡＢｃ＠ｑ．ｃｏｍ！～')).toBe(
    '电话:(010)8888-0000,ABc@q.com!~',
  );
  expect(canonicalText('1\u00a02\u20003\u200a4\u202f5\u205f6\u30007')).toBe('1 2 3 4 5 6 7');
  expect(canonicalText('1\u20102\u20133\u20144\u20155\u22126\ufe637')).toBe('1-2-3-4-5-6-7');
  expect(canonicalText('阿•买・提‧江∙·')).toBe('阿·买·提·江··');
});

test('everything else stays', () => {
  const text = 'a1 客户。、“张三”《》×１'.slice(0, -1);
  expect(canonicalText(text)).toBe(text);
  expect(canonicalText('\u200b\ufeff\u00ad￥𠮷😀\ud800')).toBe('\u200b\ufeff\u00ad￥𠮷😀\ud800');
});

test('length never changes, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = canonicalText(text);
      expect(once.length).toBe(text.length);
      expect(canonicalText(once)).toBe(once);
    }),
  );
});
