import { describe, expect, it } from 'vitest';
import type { ColumnDecision, ColumnSample } from '../../../src/detectors/columns/column.js';
import { decideColumns } from '../../../src/detectors/columns/decide.js';
import { wilson } from '../../../src/detectors/columns/proof.js';
import { MATCHERS, NEGATIVE } from './matchers.js';
import { type Maker, maker } from './values.js';

const make = maker(7);
const many = (one: () => string, count = 60): string[] => Array.from({ length: count }, one);

function sample(name: string, values: string[], more: Partial<ColumnSample> = {}): ColumnSample {
  const filled = values.filter((value) => value !== '');
  return { name, values: filled, rows: values.length, nonEmpty: filled.length, ...more };
}

function decide(
  name: string,
  values: string[],
  more: Partial<ColumnSample> = {},
  table?: string,
): ColumnDecision {
  const options = table === undefined ? { negative: NEGATIVE } : { negative: NEGATIVE, table };
  return decideColumns([sample(name, values, more)], MATCHERS, options)[0]!;
}
const typeOf = (name: string, values: string[]): string | null => decide(name, values).rule?.id ?? null;

describe('wilson', () => {
  it.each([
    [3, 3, 0.65],
    [5, 5, 0.75],
    [8, 10, 0.6],
    [14, 20, 0.56],
    [70, 200, 0.31],
    [130, 200, 0.61],
  ])('%i of %i -> %f', (hits, tried, lower) => expect(wilson(hits, tried)).toBeCloseTo(lower, 2));
});

describe('decideColumns with headers', () => {
  it('follows the formula for a supported header', () => {
    const decision = decide('sfzh', many(make.resident));
    expect(decision.rule?.id).toBe('cn.resident-id');
    expect(decision.confidence).toBeCloseTo(0.985, 2);
    expect(decision.why).toContain('column:sfzh');
    expect(decision.why).toContain('values:100%');
    expect(decision.declaredOnly).toBe(false);
  });

  const table: [string, (m: Maker) => string, string | null][] = [
    ['身份证号码', (m) => m.resident(), 'cn.resident-id'],
    ['证件号', (m) => m.resident(), 'cn.resident-id'],
    ['驾驶证号', (m) => m.resident(), 'cn.driver-licence'],
    ['驾驶证档案编号', (m) => `4403${m.digits(8)}`, 'cn.driver-licence'],
    ['社会保障号码', (m) => m.resident(), 'cn.social-security'],
    ['社保卡号', (m) => `A${m.digits(8)}`, 'cn.social-security'],
    ['银行账号', (m) => m.account(), 'cn.bank-account'],
    ['收款账号', (m) => m.card(), 'fin.card-unionpay'],
    ['ACCT_NO', (m) => m.card(), 'fin.card-unionpay'],
    ['account_no', (m) => m.account(), 'cn.bank-account'],
    ['客户银行卡号', (m) => m.card(), 'fin.card-unionpay'],
    ['税号', (m) => m.uscc(), 'cn.uscc'],
    ['nsrsbh', (m) => m.uscc(), 'cn.uscc'],
    ['客户手机号码(必填)', (m) => m.mobile(), 'cn.mobile'],
    ['custMobileNo', (m) => m.mobile(), 'cn.mobile'],
    ['lxr_sjh', (m) => m.mobile(), 'cn.mobile'],
    ['办公电话', (m) => m.landline(), 'cn.landline'],
    ['客户名称', (m) => m.name(), 'cn.person-name'],
    ['客户名称', (m) => m.company(), 'cn.company-name'],
    ['Customer Name', (m) => m.name(), 'cn.person-name'],
    ['xm', (m) => m.name(), 'cn.person-name'],
    ['dz', (m) => m.address(), 'cn.address'],
    ['ship_address', (m) => m.address(), 'cn.address'],
    ['QQ', (m) => m.qq(), 'im.qq'],
    ['订单号', (m) => m.qq(), 'biz.record'],
    ['order_id', (m) => m.mobile(), null],
    ['微信号', (m) => m.wechat(), 'im.wechat'],
    ['护照号码', (m) => m.passport(), 'cn.passport'],
    ['出生日期', (m) => m.date(), 'person.dob'],
    ['创建时间', (m) => m.date(2019, 2024), null],
    ['created_at', (m) => `${m.date(2019, 2024)} 10:22:31`, null],
    ['update_date', (m) => m.date(1960, 2000), null],
    ['login_ip', (m) => m.ip(), 'net.ip'],
    ['IP地址', (m) => m.ip(), 'net.ip'],
    ['E-Mail', (m) => m.email(), 'email'],
    ['开户行', (m) => `中国银行深圳${m.pick('福罗南宝' as string)}${m.digits(2)}支行`, 'cn.company-name'],
    ['产品名称', (m) => m.pick(['高级套餐', '金卡', '万能险', '安心保']), null],
    ['部门', (m) => m.pick(['财务部', '市场部', '安全部', '方案部']), null],
    ['城市', (m) => m.pick(['金华', '江门', '成都', '安庆', '白银', '马鞍山']), null],
    ['状态', (m) => m.pick(['成功', '成交', '安排']), null],
    ['金额', (m) => `${m.int(1, 9999)}.${m.digits(2)}`, null],
    ['备注', (m) => m.pick(['已回访', '无人接听', '需要再联系客户', '价格偏高']), null],
    ['email_verified', (m) => m.pick(['true', 'false']), null],
    ['phone_type', (m) => m.pick(['home', 'work', 'mobile']), null],
    ['手机型号', (m) => m.pick(['小米13', '华为Mate60', 'iPhone 15']), null],
    ['年份', (m) => String(m.int(1990, 2024)), null],
    ['code', (m) => m.digits(6), null],
  ];
  it.each(table)('%s', (name, one, type) => {
    const m = maker(99);
    expect(
      typeOf(
        name,
        many(() => one(m)),
      ),
    ).toBe(type);
  });

  it('reports the more frequent type of a mixed phone column and the other as runner-up', () => {
    const values = [...many(make.mobile, 33), ...many(make.landline, 27)];
    const decision = decide('联系电话', values);
    expect(decision.rule?.id).toBe('cn.mobile');
    expect(decision.runnerUp).toBe('cn.landline');
    expect(decision.confidence).toBeGreaterThan(0.9);
    expect(decide('联系电话', [...many(make.mobile, 20), ...many(make.landline, 40)]).rule?.id).toBe(
      'cn.landline',
    );
  });

  it('says who is in doubt when one number fits two types', () => {
    expect(decide('驾驶证号', many(make.resident)).runnerUp).toBe('cn.resident-id');
  });

  it('keeps a header with few rows', () => {
    expect(decide('手机号', [make.mobile(), make.mobile()]).confidence).toBeGreaterThan(0.9);
    expect(decide('', [make.mobile()]).rule).toBeNull();
    expect(decide('', [make.resident()]).rule?.id).toBe('cn.resident-id');
    expect(decide('护照号', [make.passport()]).rule?.id).toBe('cn.passport');
  });

  it('lets the table name and the comment speak', () => {
    const values = many(make.name);
    const plain = decide('xm', values).confidence;
    expect(decide('xm', values, {}, 'customer_info').confidence).toBeGreaterThan(plain);
    const decision = decide('c_17', many(make.account), { comment: '收款银行账号，用于付款' });
    expect(decision.rule?.id).toBe('cn.bank-account');
    expect(decision.why[0]).toMatch(/^comment:/);
  });

  it('turns down numbers of business records unless they prove themselves', () => {
    const decision = decide('order_no', many(make.mobile));
    expect(decision.rule).toBeNull();
    expect(decision.runnerUp).toBe('cn.mobile');
    expect(decision.why.join()).toContain('negative:');
    expect(decide('serial_no', many(make.resident)).rule?.id).toBe('cn.resident-id');
  });
});

describe('decideColumns against a header', () => {
  it('believes the values', () => {
    expect(typeOf('备注', many(make.mobile))).toBe('cn.mobile');
    expect(
      typeOf(
        'phone',
        many(() => make.date(2020, 2024)),
      ),
    ).toBeNull();
    const swapped = decide('email', many(make.mobile));
    expect(swapped.rule?.id).toBe('cn.mobile');
    expect(swapped.why).toContain('disagree:email');
    expect(
      decide(
        'phone',
        many(() => make.date(2020, 2024)),
      ).why,
    ).toContain('disagree:cn.mobile');
    expect(typeOf('password', many(make.mobile))).toBe('cn.mobile');
    expect(typeOf('姓名', many(make.resident))).toBe('cn.resident-id');
    expect(typeOf('手机号', many(make.name))).toBe('cn.person-name');
  });
});

describe('decideColumns without headers', () => {
  const table: [string, (m: Maker) => string, string | null][] = [
    ['resident', (m) => m.resident(), 'cn.resident-id'],
    ['uscc', (m) => m.uscc(), 'cn.uscc'],
    ['mobile', (m) => m.mobile(), 'cn.mobile'],
    ['landline', (m) => m.landline(), 'cn.landline'],
    ['email', (m) => m.email(), 'email'],
    ['card', (m) => m.card(), 'fin.card-unionpay'],
    ['name', (m) => m.name(), 'cn.person-name'],
    ['company', (m) => m.company(), 'cn.company-name'],
    ['address', (m) => m.address(), 'cn.address'],
    ['plate', (m) => m.plate(), 'cn.vehicle-plate'],
    ['birth dates', (m) => m.date(1945, 2005), 'person.dob'],
    ['event dates', (m) => m.date(2018, 2024), null],
    ['amounts', (m) => `${m.int(1, 99999)}.${m.digits(2)}`, null],
    ['order numbers', (m) => `2024${m.digits(14)}`, null],
    ['snowflakes', (m) => `17${m.digits(17)}`, null],
    ['accounts', (m) => m.account(), null],
    ['short numbers', (m) => m.qq(), null],
    ['departments', (m) => m.pick(['财务部', '市场部', '安全部']), null],
    ['cities', (m) => m.pick(['金华', '江门', '成都', '安庆', '白银']), null],
    ['sexes', (m) => m.pick(['男', '女']), null],
    ['text', (m) => `客户反映${m.pick(['送货太慢', '产品很好', '价格偏高'])}${m.digits(2)}`, null],
    ['passports', (m) => m.passport(), null],
  ];
  it.each(table)('%s', (_, one, type) => {
    const m = maker(1234);
    const values = many(() => one(m), 120);
    expect(typeOf('', values)).toBe(type);
    expect(typeOf('column7', values)).toBe(type);
  });

  it('takes a generated key for a key', () => {
    const keys = Array.from({ length: 80 }, (_, i) => String(13_800_000_000 + i));
    expect(typeOf('', keys)).toBeNull();
    expect(typeOf('手机号', keys)).toBe('cn.mobile');
  });

  it('leaves a constant column to its cells', () => {
    const decision = decide(
      '',
      Array.from({ length: 40 }, () => '13900001234'),
    );
    expect(decision.rule).toBeNull();
    expect(decision.why).toEqual(['constant']);
  });

  it('reports a few strong values among others as mixed, one or two not at all', () => {
    const notes = many(() => `记录${make.digits(5)}`, 60);
    expect(typeOf('', [...notes, make.email(), make.email()])).toBeNull();
    const mixed = decide('', [...notes, ...many(make.email, 8)]);
    expect(mixed.rule?.id).toBe('email');
    expect(mixed.why).toContain('mixed');
  });

  it('uses counts over all rows where there are any', () => {
    const few = sample('', [...many(make.mobile, 6), ...many(() => `x${make.digits(3)}`, 6)], {
      rows: 1000,
      nonEmpty: 1000,
      exact: new Map([['cn.mobile', 940]]),
    });
    expect(decideColumns([few], MATCHERS, { negative: NEGATIVE })[0]?.confidence).toBeCloseTo(0.9, 2);
  });
});

describe('declared columns', () => {
  it.each<[string, string, string[], string]>([
    ['masked', 'sjh', many(() => `138****${make.digits(4)}`), 'cn.mobile'],
    ['masked', '身份证号', many(() => `110105********${make.digits(4)}`), 'cn.resident-id'],
    [
      'encrypted',
      '手机号',
      many(() => Array.from({ length: 64 }, () => make.pick('0123456789abcdef')).join('')),
      'cn.mobile',
    ],
    ['empty', 'email', ['', '', ''], 'email'],
    [
      'unchecked',
      'sfzh',
      many(() => make.resident().replace(/.$/, (c) => (c === '3' ? '4' : '3'))),
      'cn.resident-id',
    ],
  ])('%s: %s', (reason, name, values, type) => {
    const decision = decide(name, values);
    expect(decision.rule?.id).toBe(type);
    expect(decision.declaredOnly).toBe(true);
    expect(decision.confidence).toBeLessThanOrEqual(0.6);
    expect(decision.why).toContain(reason);
  });

  it('knows masked values without a header', () => {
    const decision = decide(
      '',
      many(() => `138****${make.digits(4)}`),
    );
    expect(decision.rule?.id).toBe('cn.mobile');
    expect(decision.declaredOnly).toBe(true);
  });

  it('does not count masked cells against the rest', () => {
    const decision = decide('手机', [
      ...many(make.mobile, 20),
      ...many(() => `138****${make.digits(4)}`, 40),
    ]);
    expect(decision.declaredOnly).toBe(false);
    expect(decision.confidence).toBeGreaterThan(0.9);
  });

  it('never makes a boolean column a type', () => {
    expect(typeOf('is_mobile', ['1', '0', '1'])).toBeNull();
    expect(typeOf('手机', ['是', '否', '是'])).toBeNull();
    expect(typeOf('has_email', ['true', 'false'])).toBeNull();
  });

  it('counts placeholders for nothing as empty', () => {
    const decision = decide('手机号', ['-', '无', 'N/A', make.mobile(), make.mobile(), make.mobile()]);
    expect(decision.share).toBe(1);
  });
});

describe('speed', () => {
  it('decides 50 columns of 200 values quickly', () => {
    const m = maker(5);
    const kinds = [
      m.resident,
      m.mobile,
      m.name,
      m.address,
      m.company,
      m.card,
      () => m.digits(10),
      () => m.date(2019, 2024),
      m.email,
      m.uscc,
    ];
    const rules = [...MATCHERS, ...MATCHERS, ...MATCHERS, ...MATCHERS].slice(0, 80);
    const samples = Array.from({ length: 50 }, (_, i) =>
      sample(i % 2 === 0 ? '' : '联系电话', many(kinds[i % kinds.length]!, 200)),
    );
    const options = { negative: NEGATIVE };
    decideColumns(samples, rules, options);
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      decideColumns(samples, rules, options);
      best = Math.min(best, performance.now() - started);
    }
    expect(best).toBeLessThan(60_000);
    if (process.env.TRAWL_TIMES) process.stdout.write(`columns: ${best.toFixed(1)} ms\n`);
  });
});

describe('numbers that lost their last digits', () => {
  /** As a spreadsheet keeps a number: fifteen digits. */
  const lose = (value: string): string => value.slice(0, 15).padEnd(value.length, '0');
  const rounded = { rounded: true };

  it.each([
    ['身份证号', () => lose(make.resident()), 'cn.resident-id', 0.8],
    ['', () => lose(make.resident()), 'cn.resident-id', 0.7],
    ['银行卡号', () => lose(make.card()), 'fin.card-unionpay', 0.8],
  ])('under "%s" still show what they are', (name, one, type, least) => {
    const decision = decide(name, many(one), rounded);
    expect(decision.rule?.id).toBe(type);
    expect(decision.declaredOnly).toBe(false);
    expect(decision.why).toContain('precision-lost');
    expect(decision.confidence).toBeGreaterThanOrEqual(least);
    expect(decision.confidence).toBeLessThan(
      decide(name, many(type === 'cn.resident-id' ? make.resident : make.card)).confidence,
    );
  });
  it('need a name where only a check digit could tell them', () => {
    expect(
      decide(
        '',
        many(() => lose(make.card())),
        rounded,
      ).rule,
    ).toBeNull();
    expect(
      decide(
        '订单号',
        many(() => `62${make.digits(13)}0000`),
        rounded,
      ).rule?.id,
    ).not.toBe('fin.card-unionpay');
  });
  it('are no resident IDs when region or date of birth do not fit', () => {
    expect(
      decide(
        '',
        many(() => `10${make.digits(13)}000`),
        rounded,
      ).rule,
    ).toBeNull();
  });
  it('are whole values where nothing was lost', () => {
    const decision = decide('身份证号', many(make.resident), rounded);
    expect(decision.why).not.toContain('precision-lost');
    expect(decision.confidence).toBeCloseTo(0.985, 2);
  });
});
