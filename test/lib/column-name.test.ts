import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnKey, nameKeys, parseColumnName } from '../../src/lib/column-name.js';

describe('columnKey', () => {
  it('is the text of the name taken apart, by whichever way', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'aeqxz') }),
      fc.string({ unit: fc.constantFrom(...'手机号码電話一二') }),
      fc.string({ unit: fc.constantFrom(...'手机no_号码 1') }),
    );
    fc.assert(fc.property(word, (name) => columnKey(name) === parseColumnName(name).text));
  });

  it.each([
    ['custMobileNo', 'custmobileno'],
    ['CUST_MOBILE_NO', 'custmobileno'],
    ['t_cust.mobile-no', 'custmobileno'],
    ['IDCard', 'idcard'],
    ['客户手机号码(必填)', '客户手机号'],
    ['＊手机号码 1', '手机号'],
    ['联系人二', '联系人'],
    ['聯絡電話', '联络电话'],
    ['f_name', 'name'],
    ['e-mail', 'email'],
    ['QQ号码', 'qq号'],
    ['phones[]', 'phones'],
    ['', ''],
    ['***', ''],
  ])('%s -> %s', (name, key) => expect(columnKey(name)).toBe(key));

  it('keeps remarks and alternatives apart', () => {
    expect(parseColumnName('联系方式（手机）').notes).toEqual(['手机']);
    expect(parseColumnName('姓名/电话').notes).toEqual(['电话']);
  });

  it('knows where words may begin', () => {
    expect(parseColumnName('cust_mobile').starts).toEqual([0, 4]);
    expect(parseColumnName('收货人QQ').starts).toEqual([0, 1, 2, 3]);
  });

  it('is quick on long names', () => {
    const started = performance.now();
    columnKey('a_'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe('nameKeys', () => {
  it('takes neutral ends off', () => {
    expect(nameKeys('mobileno')).toContain('mobile');
    expect(nameKeys('phonehome')).toContain('phone');
    expect(nameKeys('手机号密文')).toContain('手机');
    expect(nameKeys('phonetype')).toEqual(['phonetype']);
  });
});
