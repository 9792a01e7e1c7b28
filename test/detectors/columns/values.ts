import { luhn, residentCheck, SURNAMES, usccCheck } from './matchers.js';

/** A small deterministic source of made-up values. Serial numbers are 000 where real ones would be issued. */
export function maker(seed: number) {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[] | string): T => from[int(0, from.length - 1)] as T;
  const digits = (count: number): string => Array.from({ length: count }, () => int(0, 9)).join('');
  const two = (n: number): string => String(n).padStart(2, '0');
  const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰';
  const cities = [
    '北京市朝阳区',
    '上海市浦东新区',
    '广东省深圳市南山区',
    '浙江省杭州市西湖区',
    '四川省成都市武侯区',
  ];
  const make = {
    next,
    int,
    pick,
    digits,
    date: (from = 1950, to = 2008): string => `${int(from, to)}-${two(int(1, 12))}-${two(int(1, 28))}`,
    resident: (): string => {
      const body = `${pick(['110105', '310101', '440305', '330106', '510107'])}${int(1950, 2004)}${two(int(1, 12))}${two(int(1, 28))}000`;
      return body + residentCheck(body);
    },
    uscc: (): string => {
      const body = `9144030${digits(1)}MA5${pick('ABCDEFGH')}${digits(2)}TEST`
        .slice(0, 17)
        .replaceAll('S', 'T')
        .padEnd(17, '0');
      return body + usccCheck(body);
    },
    mobile: (): string => `1${pick(['38', '39', '50', '86', '77'])}${digits(8)}`,
    landline: (): string =>
      `${pick(['010', '021', '0755', '0571'])}-${int(2, 8)}${digits(6)}${pick(['', '1'])}`,
    email: (): string => `${pick(['li', 'wang', 'test'])}${digits(4)}@example.${pick(['com', 'cn', 'org'])}`,
    card: (): string => {
      const body = `6222${digits(14)}`;
      return [...'0123456789'].map((d) => body + d).find(luhn)!;
    },
    account: (): string => `${pick(['44', '31', '11'])}${digits(pick([13, 15, 17]))}`,
    name: (): string =>
      pick<string>(SURNAMES) + Array.from({ length: int(1, 2) }, () => pick<string>(given)).join(''),
    company: (): string =>
      `${pick(['深圳', '北京', '上海'])}${pick(given as string)}${pick(given as string)}${pick(['科技', '贸易', '实业'])}有限公司`,
    address: (): string =>
      `${pick(cities)}${pick(['人民', '中山', '解放', '建设'])}路${int(1, 999)}号${int(1, 30)}栋${int(101, 3202)}室`,
    plate: (): string => `${pick('京沪粤苏浙' as string)}${pick('ABCD')}${digits(5)}`,
    ip: (): string => `${int(11, 220)}.${int(0, 255)}.${int(0, 255)}.${int(1, 254)}`,
    passport: (): string => `E${pick(['', 'A', 'B'])}${digits(8)}`.slice(0, 9),
    qq: (): string => String(int(10_000_000, 3_999_999_999)),
    wechat: (): string => `wx_${pick(['sun', 'sky', 'cat'])}${digits(4)}`,
  };
  return make;
}

export type Maker = ReturnType<typeof maker>;
