import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskValue } from '../../src/lib/mask.js';

describe('maskValue', () => {
  it.each([
    ['cn.resident-id', '11010119900100000X', '1101**********000X'],
    ['cn.resident-id', '110101 19900100 000X', '1101** ******** 000X'],
    ['cn.mobile', '13900001234', '139****1234'],
    ['cn.mobile', '139 0000 1234', '139 **** 1234'],
    ['cn.mobile', '+8613900001234', '+86139****1234'],
    ['cn.mobile', '1234', '****'],
    ['fin.card-unionpay', '6222020000001234', '6222********1234'],
    ['fin.card-intl', '4000 0000 0000 1234', '4000 **** **** 1234'],
    ['email', 'zhang.san@example.com', 'z***@e***.com'],
    ['email', 'a@mail.example.com.cn', 'a***@m***.cn'],
    ['email', '李@邮箱.中国', '李***@邮***'],
    ['email', 'no-at-sign', '***'],
    ['cn.person-name', '张三', '张*'],
    ['cn.person-name', '张三丰', '张**'],
    ['cn.person-name', '欧阳娜娜', '欧阳**'],
    ['cn.person-name', '欧阳', '欧*'],
    ['cn.person-name', '𠮷田太郎', '𠮷***'],
    ['cn.person-name', 'John Smith', 'J*** S****'],
    ['cn.person-name', 'Li', '**'],
    ['cn.address', '广东省深圳市南山区虚构路1号', '广东省深圳市***'],
    ['cn.address', '北京市朝阳区虚构街2号院', '北京市***'],
    ['cn.address', '内蒙古自治区呼和浩特市虚构路3号', '内蒙古自治区呼和浩特市***'],
    ['cn.address', '虚构小区5栋1单元', '***'],
    ['en.address', '12 Fiction Street, Springfield', '***'],
    ['cn.company-name', '深圳虚构科技有限公司', '深圳******公司'],
    ['person.dob', '1990-01-02', '199*-**-**'],
    ['cn.passport', 'E12345678', 'E1*****78'],
    ['cn.uscc', '91440300MA5000000X', '9144**********000X'],
    ['net.ip', '192.168.10.20', '19*.***.**.20'],
    ['im.qq', '12345', '1***5'],
    ['secret.otp', '482913', '********'],
    ['secret.login-password', 'correct horse battery staple', '****************'],
    ['secret.api-key', 'x'.repeat(900), '************************'],
    ['fin.cvv', '123', '********'],
    ['fin.card-track', '%B4000000000001234^A/B^2512', '****************'],
    ['anything.else', 'abcd', '****'],
    ['anything.else', '', ''],
  ])('%s %s -> %s', (infoType, value, masked) => {
    expect(maskValue(infoType, value)).toBe(masked);
  });

  const TYPES = [
    'cn.resident-id',
    'fin.card-unionpay',
    'cn.bank-account',
    'cn.passport',
    'fin.iban',
    'cn.mobile',
    'cn.landline',
    'email',
    'net.ip',
    'unknown.type',
  ];

  it('leaks no five characters in a row from the middle', () => {
    // Every character once, so that one shown at an end is not mistaken for one of the middle.
    const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ张王李赵'];
    const value = fc
      .uniqueArray(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), value, (infoType, text) => {
        const masked = maskValue(infoType, text);
        const middle = [...text].slice(4, -4);
        for (let i = 0; i + 5 <= middle.length; i++)
          expect(masked).not.toContain(middle.slice(i, i + 5).join(''));
      }),
    );
  });

  it('shows at most 40 % of ordinary numbers, half of a card, nothing of four characters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cn.passport', 'fin.iban', 'cn.uscc', 'fin.card-intl', 'x'),
        fc.stringMatching(/^[0-9A-Z]{1,40}$/),
        (infoType, text) => {
          const shown = [...maskValue(infoType, text)].filter((character) => character !== '*').length;
          const most =
            text.length <= 4
              ? 0
              : infoType === 'fin.card-intl'
                ? Math.max(text.length / 2, 0.4 * text.length + 1, text.length >= 12 ? 8 : 0)
                : Math.ceil(0.4 * text.length);
          expect(shown).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it('shows no character of a secret', () => {
    const types = [
      'secret.login-password',
      'secret.transaction-password',
      'secret.api-key',
      'secret.private-key',
      'secret.jwt',
      'secret.otp',
      'secret.kv',
      'secret.connection-string',
      'fin.cvv',
      'fin.card-track',
      'fin.card-expiry',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
        (infoType, text) => {
          expect(maskValue(infoType, text)).toMatch(/^\**$/);
        },
      ),
    );
  });

  it('gives well-formed text without control or invisible characters, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPES, 'cn.person-name', 'cn.address', 'cn.company-name', 'person.dob'),
        fc.string({ unit: 'binary', maxLength: 80 }),
        (infoType, text) => {
          expect(maskValue(infoType, text)).not.toMatch(
            /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
