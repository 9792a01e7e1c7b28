import { describe, expect, it } from 'vitest';
import { HeaderIndex } from '../../../src/detectors/columns/header.js';
import { MATCHERS, NEGATIVE } from './matchers.js';

const rules = MATCHERS.map((matcher) => matcher.rule);
const index = new HeaderIndex(rules, NEGATIVE);
const score = (id: string, name: string, comment = '', table = ''): number =>
  index.read(name, comment, table).scores.get(rules.findIndex((rule) => rule.id === id))?.score ?? 0;

describe('HeaderIndex', () => {
  it.each([
    ['cn.mobile', 'sjh', 0.85],
    ['cn.mobile', '手机号码', 0.85],
    ['cn.mobile', '手機號碼', 0.85],
    ['cn.mobile', 'mobile_no', 0.85],
    ['cn.mobile', 'cust_mobile', 0.7],
    ['cn.mobile', 'custmobile', 0.7],
    ['cn.mobile', 'khsjh', 0.7],
    ['cn.mobile', '客户手机号码(必填)', 0.7],
    ['cn.mobile', '紧急联系人电话', 0.7],
    ['cn.mobile', 'user.contact.phone', 0.7],
    ['cn.mobile', 'phone_home', 0.85],
    ['cn.mobile', '手机号_密文', 0.85],
    ['cn.mobile', 'sj', 0.45],
    ['cn.mobile', '联系方式类型', 0],
    ['cn.mobile', 'phone_type', 0],
    ['cn.mobile', 'is_mobile', 0],
    ['cn.mobile', 'isMobile', 0],
    ['cn.mobile', '是否绑定手机', 0],
    ['cn.mobile', '手机型号', 0],
    ['cn.mobile', '手机号归属地', 0],
    ['email', 'email_verified', 0],
    ['email', 'user_email', 0.7],
    ['cn.resident-id', 'id_type', 0],
    ['cn.resident-id', '法人身份证号', 0.7],
    ['fin.card-unionpay', 'card_count', 0],
    ['fin.card-unionpay', '会员卡号', 0],
    ['fin.card-unionpay', '客户卡号', 0.7],
    ['fin.card-unionpay', '社保卡号', 0],
    ['cn.bank-account', '登录账号', 0],
    ['cn.bank-account', '收款人账号', 0.7],
    ['cn.address', 'ip_address', 0],
    ['cn.address', 'IP地址', 0],
    ['cn.address', '邮箱地址', 0],
    ['cn.address', 'ship_address', 0.7],
    ['cn.address', '地址类型', 0],
    ['cn.person-name', '客户姓名', 0.7],
    ['cn.person-name', 'product_name', 0],
    ['cn.person-name', 'fileName', 0],
    ['cn.person-name', 'contact_name', 0.7],
    ['cn.person-name', 'user_name', 0.45],
    ['cn.person-name', '项目名', 0],
  ])('%s under %s: %f', (id, name, expected) => expect(score(id, name)).toBeCloseTo(expected, 5));

  it('reads remarks, comments and the table name', () => {
    expect(score('cn.mobile', '联系人（手机）')).toBeCloseTo(0.7);
    expect(score('cn.mobile', 'c17', '手机号，登录用')).toBeCloseTo(0.7);
    expect(score('cn.mobile', 'c17', '手机型号')).toBe(0);
    expect(score('cn.mobile', 'sjh', '', 't_customer_info')).toBeCloseTo(0.95);
    expect(score('cn.mobile', 'foo', '', 'customer')).toBe(0);
  });

  it('knows names of business records and of things', () => {
    expect(index.read('pay_order_no').negative).not.toBeNull();
    expect(index.read('订单金额').negative).not.toBeNull();
    expect(index.read('订单联系电话').negative).toBeNull();
    expect(index.read('邮箱').negative).toBeNull();
    expect(index.read('产品名称').thing).toBe(true);
    expect(index.read('客户姓名').thing).toBe(false);
  });
});
