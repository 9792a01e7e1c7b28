// Synthetic values with their own check digits, written apart from the product's validators so that one can test the other.

const REGIONS = [
  '110101',
  '110105',
  '120103',
  '130102',
  '140105',
  '210102',
  '220102',
  '230103',
  '310101',
  '310115',
  '320102',
  '320505',
  '330102',
  '330106',
  '340104',
  '350203',
  '360102',
  '370102',
  '370203',
  '410105',
  '420106',
  '430102',
  '440103',
  '440305',
  '450103',
  '460105',
  '500103',
  '510104',
  '510107',
  '520102',
  '530102',
  '610103',
  '620102',
  '640104',
  '650102',
];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function luhnDigit(body) {
  let sum = 0;
  for (let i = body.length - 1, double = true; i >= 0; i--, double = !double) {
    const d = Number(body[i]) * (double ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return String((10 - (sum % 10)) % 10);
}

function mod11Digit(body) {
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i], 0);
  return '10X98765432'[sum % 11];
}

export function isoMod1110(body) {
  let p = 10;
  for (const digit of body) {
    p = (p + Number(digit)) % 10 || 10;
    p = (p * 2) % 11;
  }
  return String((11 - p) % 10);
}

export function date(r, from = 1950, to = 2005) {
  return { year: r.int(from, to), month: r.int(1, 12), day: r.int(1, 28) };
}

export function residentId(r) {
  const { year, month, day } = date(r);
  const body = `${r.pick(REGIONS)}${year}${r.pad(month, 2)}${r.pad(day, 2)}${r.digits(3)}`;
  return body + mod11Digit(body);
}

/** A number of the same shape whose check digit is wrong. */
export function brokenResidentId(r) {
  const good = residentId(r);
  return good.slice(0, 17) + (good[17] === '5' ? '6' : '5');
}

/** A numeric resident ID that also passes Luhn (one in ten does). */
export function luhnResidentId(r) {
  for (;;) {
    const id = residentId(r);
    if (/^\d+$/.test(id) && luhnDigit(id.slice(0, 17)) === id[17]) return id;
  }
}

const UNIONPAY = [
  '622202',
  '621226',
  '622848',
  '621661',
  '621700',
  '622700',
  '622588',
  '622262',
  '621098',
  '622908',
  '622516',
  '622689',
];
export function unionpay(r) {
  const bin = r.pick(UNIONPAY);
  const length = ['622588', '622516', '622689'].includes(bin) ? 16 : bin === '622908' ? 18 : 19;
  const body = bin + r.digits(length - 7);
  return body + luhnDigit(body);
}

export function visa(r) {
  const body = r.pick(['400551', '453978', '471604', '402400']) + r.digits(9);
  return body + luhnDigit(body);
}

export function mastercard(r) {
  const body = r.pick(['510510', '540012', '552433', '222300']) + r.digits(9);
  return body + luhnDigit(body);
}

const SEGMENTS = [
  '130',
  '131',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '157',
  '158',
  '159',
  '166',
  '170',
  '176',
  '177',
  '180',
  '185',
  '186',
  '187',
  '188',
  '189',
  '191',
  '195',
  '198',
  '199',
];
export function mobile(r) {
  return r.pick(SEGMENTS) + r.digits(8);
}

export function landline(r) {
  const [area, length] = r.pick([
    ['010', 8],
    ['021', 8],
    ['020', 8],
    ['0755', 8],
    ['0571', 8],
    ['028', 8],
    ['0512', 8],
    ['0311', 8],
    ['0931', 7],
    ['0898', 8],
  ]);
  return { area, number: r.int(2, 8) + r.digits(length - 1) };
}

const HOSTS = [
  'qiyou.example.com',
  'mail.hengtai.com.cn',
  '163.com',
  'qq.com',
  'outlook.com',
  'sina.cn',
  'foxmail.com',
  'corp-xinda.cn',
  'gmail.com',
];
export function email(r) {
  const user =
    r.pick([
      'zhang.wei',
      'lili',
      'chenxm',
      'wang_fang',
      'liu-yang',
      'sunhao',
      'kefu',
      'hr',
      'a.zhou',
      'marketing',
    ]) + r.int(1, 9999);
  return `${user}@${r.pick(HOSTS)}`;
}

const USCC_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
export function uscc(r) {
  const body = `91${r.pick(REGIONS)}MA${Array.from({ length: 7 }, () => USCC_CHARS[r.int(0, 30)]).join('')}`;
  let sum = 0;
  let weight = 1;
  for (const c of body) {
    sum += USCC_CHARS.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return body + USCC_CHARS[(31 - (sum % 31)) % 31];
}

export function plate(r) {
  const head = r.pick([...'京沪粤苏浙川鲁豫湘鄂']) + r.letters(1, 'ABCDEFGH');
  return r.chance(0.25)
    ? `${head}${r.pick(['D', 'F'])}${r.digits(5)}`
    : `${head}${r.letters(1)}${r.digits(4)}`;
}

export function vin(r) {
  const chars = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  const value = (c) =>
    /\d/.test(c)
      ? Number(c)
      : {
          A: 1,
          B: 2,
          C: 3,
          D: 4,
          E: 5,
          F: 6,
          G: 7,
          H: 8,
          J: 1,
          K: 2,
          L: 3,
          M: 4,
          N: 5,
          P: 7,
          R: 9,
          S: 2,
          T: 3,
          U: 4,
          V: 5,
          W: 6,
          X: 7,
          Y: 8,
          Z: 9,
        }[c];
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const list = [
    ...`L${r.letters(2, 'ABCDEFGHJKLMNPRSTUVWXYZ')}`,
    ...Array.from({ length: 5 }, () => chars[r.int(0, 32)]),
    '0',
    ...Array.from({ length: 3 }, () => chars[r.int(0, 32)]),
    ...r.digits(5),
  ];
  const sum = list.reduce((total, c, i) => total + value(c) * weights[i], 0);
  list[8] = '0123456789X'[sum % 11];
  return list.join('');
}

export function iban(r) {
  const body = r.digits(18);
  const numeric = `${body}131400`;
  const check = 98n - (BigInt(numeric) % 97n);
  return `DE${r.pad(check, 2)}${body}`;
}

export function cnaps(r) {
  const body = r.pick(['102', '103', '104', '105', '301', '308', '313']) + r.digits(8);
  return body + isoMod1110(body);
}

export function imei(r) {
  const body = `86${r.digits(12)}`;
  return body + luhnDigit(body);
}

export function hkid(r) {
  const letter = r.letters(1, 'ABCDEGHKPRSVYZ');
  const digits = r.digits(6);
  let sum = 36 * 9 + (letter.charCodeAt(0) - 55) * 8;
  [...digits].forEach((d, i) => {
    sum += Number(d) * (7 - i);
  });
  const check = (11 - (sum % 11)) % 11;
  return `${letter}${digits}(${check === 10 ? 'A' : check})`;
}

export function passport(r) {
  return r.chance(0.5) ? `E${r.letters(1)}${r.digits(7)}` : `E${r.digits(8)}`;
}

export function bankAccount(r) {
  return r.pick(['0200', '1105', '4405', '7559', '3301', '8110']) + r.digits(r.pick([11, 13, 15]));
}

const SURNAMES = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史贺陶毛郝顾龚邵万覃武钱戴严莫孔向常汤',
];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '秀英',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀兰',
  '霞',
  '平',
  '刚',
  '桂英',
  '建华',
  '文博',
  '子涵',
  '浩然',
  '欣怡',
  '梓萱',
  '雨桐',
  '志强',
  '晓燕',
  '建国',
  '国庆',
  '俊杰',
  '嘉怡',
  '思远',
  '海燕',
  '玉兰',
  '春梅',
  '立新',
  '婷婷',
  '鹏飞',
  '佳琪',
  '宇航',
  '振华',
  '雪梅',
  '天佑',
  '一鸣',
  '若曦',
];
export function personName(r) {
  if (r.chance(0.03)) return r.pick(['欧阳', '司马', '上官', '诸葛', '皇甫']) + r.pick(GIVEN);
  return r.pick(SURNAMES) + r.pick(GIVEN);
}

const PLACES = [
  ['浙江省', '杭州市', ['西湖区', '余杭区', '滨江区'], ['文三路', '古墩路', '江南大道', '莫干山路']],
  ['广东省', '深圳市', ['南山区', '福田区', '龙岗区'], ['深南大道', '科苑路', '布吉路', '梅林路']],
  ['', '北京市', ['海淀区', '朝阳区', '丰台区'], ['中关村大街', '建国路', '学院路', '丰管路']],
  ['', '上海市', ['浦东新区', '徐汇区', '闵行区'], ['世纪大道', '漕溪北路', '虹梅路', '张杨路']],
  ['江苏省', '苏州市', ['姑苏区', '工业园区', '吴中区'], ['人民路', '星湖街', '东吴北路', '干将东路']],
  ['四川省', '成都市', ['锦江区', '武侯区', '青羊区'], ['春熙路', '天府大道', '一环路西一段', '蜀汉路']],
  ['湖北省', '武汉市', ['洪山区', '江汉区'], ['珞喻路', '解放大道', '雄楚大街']],
  ['山东省', '青岛市', ['市南区', '崂山区'], ['香港中路', '海尔路', '延安三路']],
];
const ESTATES = [
  '翠苑小区',
  '阳光花园',
  '金色家园',
  '万科城',
  '绿地国际花都',
  '世纪城',
  '幸福里',
  '碧桂园',
  '锦绣江南',
];
export function address(r) {
  const [province, city, districts, roads] = r.pick(PLACES);
  const head = `${r.chance(0.7) ? province : ''}${city}${r.pick(districts)}${r.pick(roads)}${r.int(1, 999)}号`;
  const tail = r.pick([
    () => `${r.pick(ESTATES)}${r.int(1, 30)}栋${r.int(1, 4)}单元${r.int(1, 33)}0${r.int(1, 4)}室`,
    () => `${r.pick(ESTATES)}${r.int(1, 30)}幢${r.int(101, 3304)}`,
    () => `${r.int(1, 30)}号楼${r.int(2, 28)}层`,
    () => `创业大厦${r.pick(['A', 'B', 'C'])}座${r.int(101, 2808)}室`,
    () => '',
  ]);
  return head + tail();
}

const BRANDS = [
  '恒泰',
  '博远',
  '新锐',
  '云帆',
  '鼎盛',
  '华创',
  '瑞丰',
  '嘉诚',
  '金桥',
  '启航',
  '东润',
  '远景达',
  '百川',
  '盛世通',
  '安信源',
];
const TRADES = [
  '信息技术',
  '贸易',
  '电子科技',
  '建筑工程',
  '物流',
  '医药',
  '餐饮管理',
  '文化传媒',
  '机械制造',
  '软件',
  '新能源',
  '食品',
];
export function company(r) {
  const place = r.pick(['深圳市', '上海', '北京', '杭州', '苏州', '广州市', '成都', '武汉', '']);
  return `${place}${r.pick(BRANDS)}${r.pick(TRADES)}${r.pick(['有限公司', '股份有限公司', '有限责任公司', '集团有限公司'])}`;
}

export function password(r) {
  return `${r.letters(1)}${r.letters(4, 'abcdefghjkmnpqrstuvwxyz')}${r.pick(['@', '#', '!', '_'])}${r.digits(4)}`;
}

export function orderNumber(r) {
  return r.pick([
    () => `2024${r.pad(r.int(1, 12), 2)}${r.pad(r.int(1, 28), 2)}${r.digits(10)}`,
    () => `DD${r.digits(14)}`,
    () => r.pick(['SF', 'YT', 'JD']) + r.digits(12),
    () => String(r.int(1, 9)) + r.digits(15),
  ])();
}

/** Digits to full width, as input methods type them. */
export function fullWidth(text) {
  return text.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}
