import { describe, expect, it } from 'vitest';
import { PARSERS } from '../../../src/detectors/parsers/index.js';

const found = (id: string, text: string) =>
  PARSERS.get(id)!
    .find(text, 0, text.length)
    .map((s) => text.slice(s.start, s.end));

describe('en-address', () => {
  it.each([
    ['221B Baker Street', '221B Baker Street'],
    ['Ship to: 350 Fifth Ave, Suite 3300', '350 Fifth Ave, Suite 3300'],
    ['P.O. Box 1234', 'P.O. Box 1234'],
    ['at No. 88 Jianguo Road, Chaoyang District, Beijing', 'No. 88 Jianguo Road, Chaoyang District, Beijing'],
    ['She lives at 45 Elm St., Springfield, IL 62704 and works', '45 Elm St., Springfield, IL 62704'],
    [
      'Flat B, 12/F, Lucky Building, 100 Nathan Road, Kowloon, Hong Kong',
      'Flat B, 12/F, Lucky Building, 100 Nathan Road, Kowloon, Hong Kong',
    ],
    ['123 Main St Apt 4B, New York, NY 10001', '123 Main St Apt 4B, New York, NY 10001'],
    ['10 Downing Street, London SW1A 2AA', '10 Downing Street, London SW1A 2AA'],
  ])('%s', (text, span) => expect(found('en-address', text)).toEqual([span]));
  it.each(['12 monkeys drive', '2024 Annual Report', 'Section 4 Way of working', 'No. 5 in the list'])(
    'nothing in %s',
    (text) => expect(found('en-address', text)).toEqual([]),
  );
});

describe('consumption', () => {
  it.each([
    ['客户消费 1,280.50 元', '消费 1,280.50 元'],
    ['上月网购12次,共 3500元', '网购12次,共 3500元'],
    ['消费偏好:母婴、奶粉', '消费偏好:母婴、奶粉'],
    ['会员充值 500 元', '充值 500 元'],
  ])('%s', (text, span) => expect(found('consumption', text)).toEqual([span]));
  it.each([
    '全国消费 5000 亿',
    '价格 500 元',
    '消费者权益',
    '购买须知',
    '公司购买设备 5000元',
    '全国居民消费5000元',
  ])('nothing in %s', (text) => expect(found('consumption', text)).toEqual([]));
});

describe('every parser', () => {
  it('answers to its own id', () => {
    for (const [id, parser] of PARSERS) expect(parser.id).toBe(id);
  });

  const hostile = [
    '北京',
    '张',
    '王李',
    '有限公司',
    '号',
    '1',
    '1号',
    '路',
    '在',
    '路与',
    '张三、',
    '姓名:',
    '(',
    '·',
    '阿·',
    'Ltd ',
    'A',
    'A ',
    '12 Main ',
    '消费1',
    '省市区',
    'Co., ',
    '中国',
    '银行',
    '集团',
    '和',
    'No. 1 ',
    'Name: ',
    '中山路1',
    '村',
    '栋',
    '1-',
    'Mr ',
    '欧阳',
    ' ',
    '\ud800',
  ];
  it.each([...PARSERS.values()].map((parser) => [parser.id, parser] as const))(
    '%s is bounded on 100 KB',
    (_, parser) => {
      parser.find('姓名', 0, 2);
      for (const piece of hostile) {
        const text = piece.repeat(Math.ceil(100_000 / piece.length));
        const started = performance.now();
        parser.find(text, 0, text.length);
        parser.whole(text);
        parser.whole(text.slice(0, 60));
        // Far above what is measured, so that a busy machine does not fail; a quadratic one takes minutes.
        expect(performance.now() - started, piece).toBeLessThan(150_000);
      }
    },
  );

  it('gives sorted spans inside the text', () => {
    const text = '姓名:张伟,住浙江省杭州市西湖区文三路478号,在杭州样例科技有限公司工作,客户消费500元';
    for (const parser of PARSERS.values()) {
      let last = 0;
      for (const { start, end, prior } of parser.find(text, 0, text.length)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(prior).toBeGreaterThan(0);
        expect(prior).toBeLessThanOrEqual(1);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }
  });
});
