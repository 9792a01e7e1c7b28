// Sentences written by hand in many registers (registers.txt), values put in: `{name}` by a maker below, `⟦type:value⟧` as it stands.
// A question mark (`{name?}`, `⟦type?:value⟧`) marks what may be found or not.
import { readFileSync } from 'node:fs';
import { addr, comp, eaddr, ecomp, ename, name, tname } from './register-words.mjs';
import * as v from './values.mjs';

/** Two digits of a year, month and day. */
const DATE6 = (r) => `${r.int(50, 99)}${r.pad(r.int(1, 12), 2)}${r.pad(r.int(1, 28), 2)}`;

/** Makes values until one passes `ok`. */
function until(_r, make, ok) {
  for (let i = 0; i < 100000; i++) {
    const x = make();
    let good = false;
    try {
      good = ok(x);
    } catch {}
    if (good) return x;
  }
  throw new Error('no value');
}

const sep4 = (s, c) => s.replace(/(.{4})(?=.)/g, `$1${c}`);
/** What `{...}` in registers.txt puts in. */
const MAKE = {
  id: (r) => {
    const x = v.residentId(r);
    return r.pick([
      x,
      x,
      x,
      x,
      x.toLowerCase(),
      v.fullWidth(x),
      `${x.slice(0, 6)} ${x.slice(6, 14)} ${x.slice(14)}`,
      `${x.slice(0, 6)}-${x.slice(6, 14)}-${x.slice(14)}`,
      `${x.slice(0, 3)} ${x.slice(3, 6)} ${x.slice(6, 10)} ${x.slice(10, 14)} ${x.slice(14)}`,
    ]);
  },
  idp: (r) => v.residentId(r),
  idluhn: (r) => v.luhnResidentId(r),
  id15: (r) => {
    const x = v.residentId(r);
    const y = x.slice(0, 6) + r.int(45, 85) + x.slice(10, 17);
    return y;
  },
  mob: (r) => {
    const m = v.mobile(r);
    const g = `${m.slice(0, 3)} ${m.slice(3, 7)} ${m.slice(7)}`;
    return r.pick([
      m,
      m,
      m,
      m,
      g,
      g.replaceAll(' ', '-'),
      `+86 ${m}`,
      `+86${m}`,
      `0086${m}`,
      `86-${m}`,
      `+86-${g.replaceAll(' ', '-')}`,
      `(+86)${m}`,
      `+86 ${g}`,
      v.fullWidth(m),
      `+86（0）${m}`.replace('（0）', ''),
      `${m.slice(0, 4)}-${m.slice(4, 7)}-${m.slice(7)}`,
      `${m.slice(0, 3)}-${m.slice(3)}`,
      `${m.slice(0, 3)}.${m.slice(3, 7)}.${m.slice(7)}`,
    ]);
  },
  mobp: (r) => v.mobile(r),
  tel: (r) => {
    const { area, number } = v.landline(r);
    return r.pick([
      `${area}-${number}`,
      `${area}-${number}`,
      `(${area})${number}`,
      `（${area}）${number}`,
      `${area} ${number}`,
      `${area}-${number}-80${r.int(1, 9)}`,
      `${area}-${number}转${r.int(100, 8999)}`,
      `${area}${number}`,
      `+86-${area.slice(1)}-${number}`,
      `+86 ${area.slice(1)} ${number.slice(0, -4)} ${number.slice(-4)}`,
      `${area}—${number}`,
      `${area}－${number}`,
      `0086-${area.slice(1)}-${number}`,
    ]);
  },
  card: (r) => {
    const c = v.unionpay(r);
    return r.pick([c, c, c, sep4(c, ' '), sep4(c, '-'), v.fullWidth(c)]);
  },
  cardp: (r) => v.unionpay(r),
  visa: (r) => {
    const c = r.next() < 0.5 ? v.visa(r) : v.mastercard(r);
    return r.pick([c, c, sep4(c, ' '), sep4(c, '-')]);
  },
  amex: (r) => {
    const b = `37${r.digits(12)}`;
    const c = b + v.luhnDigit(b);
    return r.pick([
      c,
      `${c.slice(0, 4)} ${c.slice(4, 10)} ${c.slice(10)}`,
      `${c.slice(0, 4)}-${c.slice(4, 10)}-${c.slice(10)}`,
    ]);
  },
  jcb: (r) => {
    const b = `3530${r.digits(11)}`;
    return b + v.luhnDigit(b);
  },
  acct: (r) => {
    const a = v.bankAccount(r);
    return r.pick([a, a, a, sep4(a, ' ')]);
  },
  cnaps: (r) => v.cnaps(r),
  email: (r) => {
    const u =
      r.pick([
        'zhang.wei',
        'li_na',
        'chen-xm',
        'wf',
        'Liu.Yang',
        'sun',
        'service',
        'hr',
        'a.zhou+crm',
        'm',
        '1838',
        'x_y_z',
        'sales01',
        'Tom.Lee',
        'ops-team',
      ]) + r.pick(['', r.digits(2), r.digits(4)]);
    return (
      u +
      r.pick(['@', '@', '@', '@', '@', '＠']) +
      r.pick([
        'qq.com',
        '163.com',
        '126.com',
        'gmail.com',
        'outlook.com',
        'yeah.net',
        'mail.hust.edu.cn',
        'corp.example.com',
        'sub.dept.company.com.cn',
        'example.org',
        'foxmail.com',
        'sina.com',
        'hotmail.co.uk',
        'abc-tech.io',
        'startup.ai',
        'museum.example.de',
        'gov.cn',
        '188.com',
        'live.cn',
        'aliyun.com',
      ])
    );
  },
  iban: (r) => {
    const b = r.digits(18);
    const c = String(98n - (BigInt(`${b}131400`) % 97n)).padStart(2, '0');
    const x = `DE${c}${b}`;
    const k = r.int(0, 4);
    if (k === 3) {
      const bb = `NWBK${r.digits(14)}`;
      const num = [...`${bb}GB00`].map((ch) => (/\d/.test(ch) ? ch : ch.charCodeAt(0) - 55)).join('');
      const cc = String(98n - (BigInt(num) % 97n)).padStart(2, '0');
      const y = `GB${cc}${bb}`;
      return r.next() < 0.5 ? y : sep4(y, ' ');
    }
    if (k === 4) {
      const bb = r.pick(['INGB', 'ABNA', 'RABO']) + r.digits(10);
      const num = [...`${bb}NL00`].map((ch) => (/\d/.test(ch) ? ch : ch.charCodeAt(0) - 55)).join('');
      const cc = String(98n - (BigInt(num) % 97n)).padStart(2, '0');
      const y = `NL${cc}${bb}`;
      return r.next() < 0.5 ? y : sep4(y, ' ');
    }
    return r.next() < 0.5 ? x : sep4(x, ' ');
  },
  uscc: (r) => {
    const x = v.uscc(r);
    return r.pick([x, x, x, x.toLowerCase() === x ? x : x]);
  },
  plate: (r) => {
    const x = v.plate(r);
    return r.pick([
      x,
      x,
      x,
      `${x.slice(0, 2)}·${x.slice(2)}`,
      `${x.slice(0, 2)} ${x.slice(2)}`,
      `${x.slice(0, 2)}-${x.slice(2)}`,
      `${x.slice(0, 2)}•${x.slice(2)}`,
      x[0] + x.slice(1).toLowerCase(),
    ]);
  },
  vin: (r) => v.vin(r),
  imei: (r) => v.imei(r),
  hkid: (r) => v.hkid(r),
  hkidb: (r) => v.hkid(r).replace(/[()]/g, ''),
  hkidfw: (r) => v.hkid(r).replace('(', '（').replace(')', '）'),
  twid: (r) =>
    until(
      r,
      () => r.pick([...'ABCDEFGHJKLMNPQRSTUVXYWZIO']) + r.pick(['1', '2']) + r.digits(8),
      (x) => {
        const i = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(x[0]) + 10;
        let s = Math.floor(i / 10) + (i % 10) * 9;
        for (let k = 1; k <= 8; k++) s += Number(x[k]) * (9 - k);
        return (s + Number(x[9])) % 10 === 0;
      },
    ),
  mobir: (r) => `${r.pick(['1', '5', '7']) + r.digits(6)}(${r.int(0, 9)})`,
  pass: (r) => v.passport(r),
  hmp: (r) => r.pick(['H', 'M']) + r.digits(8),
  twp: (r) => r.digits(8),
  eep: (r) => `C${r.pick([...'ABDEFGH'])}${r.digits(7)}`,
  hmt: (r) =>
    until(
      r,
      () =>
        r.pick(['81', '82', '83']) +
        '0000' +
        `19${r.int(60, 99)}${String(r.int(1, 12)).padStart(2, '0')}${String(r.int(1, 28)).padStart(2, '0')}` +
        r.digits(3) +
        r.pick([...'0123456789X']),
      (x) => {
        const w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return '10X98765432'[w.reduce((s, k, i) => s + k * Number(x[i]), 0) % 11] === x[17];
      },
    ),
  mil: (r) => `${r.pick([...'军南北沈兰济广空海武'])}字第${r.digits(8)}号`,
  dl: (r) => r.pick(['3301', '4403', '1101', '5101']) + r.digits(8),
  ssc: (r) => r.pick(['A', 'B', '', 'K']) + r.digits(8),
  hh: (r) => r.digits(9),
  name,
  tname,
  addr,
  comp,
  ename,
  eaddr,
  ecomp,
  pwd: (r) => v.password(r),
  otp: (r) => r.digits(6),
  cvv: (r) => r.digits(3),
  exp: (r) => `${String(r.int(1, 12)).padStart(2, '0')}/${r.int(26, 32)}`,
  pin: (r) => r.digits(6),
  wx: (r) =>
    r.pick([
      `wxid_a8kq2mzp0xw${r.digits(3)}`,
      `sunny_${r.digits(4)}`,
      `Leo${r.digits(5)}`,
      `xiaomei-${r.digits(3)}`,
      `abc${r.digits(6)}`,
    ]),
  qq: (r) => r.int(1, 9) + r.digits(r.int(6, 9)),
  ali: (r) => r.pick([v.mobile(r), `pay${r.digits(4)}@163.com`]),
  ip: (r) =>
    `${r.pick([36, 58, 101, 113, 121, 180, 203, 220])}.${r.int(0, 255)}.${r.int(0, 255)}.${r.int(1, 254)}`,
  mac: (r) => Array.from({ length: 6 }, () => r.int(16, 239).toString(16)).join(r.pick([':', '-'])),
  ip6: (r) => `2408:8${r.int(100, 999)}:${r.int(1000, 9999)}:a${r.int(100, 999)}::${r.int(1, 99)}`,
  geo: (r) => `${r.int(20, 45)}.${r.digits(6)},${r.pick(['', ' '])}${r.int(100, 125)}.${r.digits(6)}`,
  dob: (r) => {
    const y = r.int(1950, 2010),
      m = r.int(1, 12),
      d = r.int(1, 28);
    return r.pick([
      `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
      `${y}年${m}月${d}日`,
      `${y}/${m}/${d}`,
      `${y}.${String(m).padStart(2, '0')}.${String(d).padStart(2, '0')}`,
      `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
    ]);
  },
  edob: (r) =>
    r.pick([
      `${r.int(1, 12)}/${r.int(1, 28)}/19${r.int(50, 99)}`,
      `${r.int(1, 28)} ${r.pick(['January', 'March', 'July', 'Oct', 'Nov'])} 19${r.int(50, 99)}`,
      `${r.pick(['April', 'May', 'August', 'Dec'])} ${r.int(1, 28)}, 19${r.int(50, 99)}`,
      `19${r.int(50, 99)}-0${r.int(1, 9)}-1${r.int(0, 9)}`,
    ]),
  ssn: (r) => `${r.pick(['219', '301', '457', '512', '536', '623'])}-${r.int(10, 99)}-${r.int(1000, 9999)}`,
  ssnb: (r) => `${r.pick(['219', '301', '457', '512'])}${r.int(10, 99)}${r.int(1000, 9999)}`,
  itin: (r) => `9${r.digits(2)}-7${r.int(0, 9)}-${r.digits(4)}`,
  ein: (r) => `${r.pick(['12', '36', '45', '84'])}-${r.digits(7)}`,
  nino: (r) => {
    const x = r.pick(['AB', 'CE', 'JG', 'WX', 'PL', 'SR']) + r.digits(6) + r.pick([...'ABCD']);
    return r.next() < 0.5
      ? x
      : `${x.slice(0, 2)} ${x.slice(2, 4)} ${x.slice(4, 6)} ${x.slice(6, 8)} ${x.slice(8)}`;
  },
  nhs: (r) => {
    const x = until(
      r,
      () => r.digits(10),
      (y) => {
        let s = 0;
        for (let i = 0; i < 9; i++) s += Number(y[i]) * (10 - i);
        const c = 11 - (s % 11);
        return c !== 10 && (c === 11 ? 0 : c) === Number(y[9]) && y[0] !== '0';
      },
    );
    return r.pick([
      x,
      `${x.slice(0, 3)} ${x.slice(3, 6)} ${x.slice(6)}`,
      `${x.slice(0, 3)}-${x.slice(3, 6)}-${x.slice(6)}`,
    ]);
  },
  dni: (r) => {
    const n = r.int(10000000, 99999999);
    return n + r.pick(['', '-', '']) + 'TRWAGMYFPDXBNJZSQVHLCKE'[n % 23];
  },
  nie: (r) => {
    const p = r.int(0, 2),
      n = r.int(1000000, 9999999);
    return 'XYZ'[p] + n + 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(`${p}${n}`) % 23];
  },
  medi: (r) => {
    const b = r.int(2, 6) + r.digits(7);
    const w = [1, 3, 7, 9, 1, 3, 7, 9];
    const c = [...b].reduce((s, d, i) => s + Number(d) * w[i], 0) % 10;
    const x = b + c + r.int(1, 9);
    return r.next() < 0.5 ? x : `${x.slice(0, 4)} ${x.slice(4, 9)} ${x.slice(9)}`;
  },
  nric: (r) => {
    const p = r.pick(['S', 'T']);
    const d = r.digits(7);
    const w = [2, 7, 6, 5, 4, 3, 2];
    const s = [...d].reduce((t, c, i) => t + Number(c) * w[i], p === 'T' ? 4 : 0);
    return p + d + 'JZIHGFEDCBA'[s % 11];
  },
  pan: (r) => r.letters(3) + r.pick(['P', 'C', 'H']) + r.letters(1) + r.digits(4) + r.letters(1),
  rrn: (r) =>
    until(
      r,
      () => `${DATE6(r)}-${r.pick(['1', '2'])}${r.digits(6)}`,
      (x) => {
        const y = x.replace('-', '');
        const w = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
        const s = w.reduce((t, k, i) => t + k * Number(y[i]), 0);
        return (11 - (s % 11)) % 10 === Number(y[12]);
      },
    ),
  mynum: (r) => {
    const b = r.digits(11);
    const a = [...b].reverse();
    let s = 0;
    a.forEach((c, i) => {
      const n = i + 1;
      s += Number(c) * (n <= 6 ? n + 1 : n - 5);
    });
    const k = s % 11;
    const x = b + (k <= 1 ? 0 : 11 - k);
    return r.next() < 0.5 ? x : sep4(x, ' ');
  },
  intl: (r) =>
    r.pick([
      `+1 415-555-01${r.digits(2)}`,
      `+44 20 7946 0${r.digits(3)}`,
      `+49 30 90182${r.digits(3)}`,
      `+81 3-${r.int(3000, 6999)}-${r.digits(4)}`,
      `+65 6${r.digits(3)} ${r.digits(4)}`,
      `+61 2 9${r.digits(3)} ${r.digits(4)}`,
      `+33 1 42 68 ${r.digits(2)} ${r.digits(2)}`,
      `+1 (212) 555-01${r.digits(2)}`,
      `+91 98${r.digits(8)}`,
      `+82 10-${r.int(2000, 9999)}-${r.digits(4)}`,
      `+7 495 ${r.digits(3)}-${r.digits(2)}-${r.digits(2)}`,
    ]),
  usph: (r) => r.pick([`(415) 555-01${r.digits(2)}`, `212-555-01${r.digits(2)}`, `650.555.01${r.digits(2)}`]),
  hkph: (r) =>
    r.pick(['+852 ', '+852-', '(852) ']) +
    r.pick(['9', '6', '2', '5']) +
    r.digits(3) +
    r.pick([' ', '']) +
    r.digits(4),
  hkphb: (r) => `${r.pick(['9', '6']) + r.digits(3)} ${r.digits(4)}`,
  twph: (r) =>
    r.pick([
      `0912-${r.digits(3)}-${r.digits(3)}`,
      `+886 9${r.digits(2)} ${r.digits(3)} ${r.digits(3)}`,
      `(02)2${r.digits(3)}-${r.digits(4)}`,
      `02-2${r.digits(3)}-${r.digits(4)}`,
    ]),
  moph: (r) => `+853 6${r.int(2, 8)}${r.digits(2)} ${r.digits(4)}`,
  s400: (r) =>
    r.pick([`400-${r.digits(3)}-${r.digits(4)}`, `400 ${r.digits(4)} ${r.digits(3)}`, `400-${r.digits(7)}`]),
  swift: (r) => r.pick(['ICBKCNBJ', 'BKCHCNBJ300', 'HSBCHKHH', 'DEUTDEFF', 'CMBCCNBS']),
  rec: (r) => `${r.pick(['HT', 'XS', 'CG'])}-20${r.int(18, 25)}-${r.digits(4)}`,
  d6: (r) => r.digits(6),
  d8: (r) => r.digits(8),
  d10: (r) => r.int(1, 9) + r.digits(9),
  d11: (r) => `2${r.digits(10)}`,
  d12: (r) => r.int(1, 9) + r.digits(11),
  d13: (r) => r.int(2, 9) + r.digits(12),
  d16: (r) => r.int(1, 9) + r.digits(15),
  d18: (r) => `7${r.digits(17)}`,
  d19: (r) => r.int(1, 9) + r.digits(18),
  hex32: (r) => Array.from({ length: 32 }, () => r.int(0, 15).toString(16)).join(''),
  amt: (r) => `${r.int(1, 999)},${r.digits(3)}.${r.digits(2)}`,
  ord: (r) => v.orderNumber(r),
  badid: (r) => v.brokenResidentId(r),
  badcard: (r) => {
    const c = v.unionpay(r);
    return c.slice(0, -1) + ((Number(c.at(-1)) + 1 + r.int(0, 8)) % 10);
  },
};
/** Their types; makers without one put in what is no customer data. */
const TYPES = {
  id: 'cn.resident-id',
  idp: 'cn.resident-id',
  idluhn: 'cn.resident-id',
  id15: 'cn.resident-id-15',
  mob: 'cn.mobile',
  mobp: 'cn.mobile',
  tel: 'cn.landline',
  card: 'fin.card-unionpay',
  cardp: 'fin.card-unionpay',
  visa: 'fin.card-intl',
  amex: 'fin.card-intl',
  jcb: 'fin.card-intl',
  acct: 'cn.bank-account',
  cnaps: 'cn.cnaps',
  email: 'email',
  iban: 'fin.iban',
  uscc: 'cn.uscc',
  plate: 'cn.vehicle-plate',
  vin: 'vehicle.vin',
  imei: 'device.imei',
  hkid: 'hk.hkid',
  hkidb: 'hk.hkid',
  hkidfw: 'hk.hkid',
  twid: 'tw.national-id',
  mobir: 'mo.bir',
  pass: 'cn.passport',
  hmp: 'cn.hk-macau-permit',
  twp: 'cn.taiwan-permit',
  eep: 'cn.exit-entry-permit',
  hmt: 'cn.hmt-residence-permit',
  mil: 'cn.military-id',
  dl: 'cn.driver-licence',
  ssc: 'cn.social-security',
  hh: 'cn.household',
  name: 'cn.person-name',
  tname: 'cn.person-name',
  ename: 'cn.person-name',
  addr: 'cn.address',
  eaddr: 'en.address',
  comp: 'cn.company-name',
  ecomp: 'cn.company-name',
  pwd: 'secret.login-password',
  otp: 'secret.otp',
  cvv: 'fin.cvv',
  exp: 'fin.card-expiry',
  pin: 'secret.transaction-password',
  wx: 'im.wechat',
  qq: 'im.qq',
  ali: 'pay.alipay',
  ip: 'net.ip',
  ip6: 'net.ip',
  mac: 'net.mac',
  geo: 'geo.coordinates',
  dob: 'person.dob',
  edob: 'person.dob',
  ssn: 'us.ssn',
  ssnb: 'us.ssn',
  itin: 'us.itin',
  ein: 'us.ein',
  nino: 'uk.nino',
  nhs: 'uk.nhs',
  dni: 'es.dni',
  nie: 'es.nie',
  medi: 'au.medicare',
  nric: 'sg.nric',
  pan: 'in.pan',
  rrn: 'kr.rrn',
  mynum: 'jp.my-number',
  intl: 'intl.phone',
  usph: 'intl.phone',
  hkph: 'hk.phone',
  hkphb: 'hk.phone',
  twph: 'tw.phone',
  moph: 'mo.phone',
  s400: 'cn.service-phone',
  swift: 'fin.swift-bic',
  rec: 'biz.record',
};

const PIECE = /(\{[a-z0-9]+\??\}|⟦[^⟧]*⟧)/;

/** Every sentence `times` times (once when it holds no made value), labelled. */
export function registers(r, times) {
  const lines = readFileSync(new URL('registers.txt', import.meta.url), 'utf8').split('\n');
  const items = [];
  for (const line of lines) {
    if (line.trim() === '' || line.startsWith('# ')) continue;
    const pieces = line.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r').split(PIECE);
    const made = pieces.some((piece) => MAKE[/^\{([a-z0-9]+)\??\}$/.exec(piece)?.[1]] !== undefined);
    for (let time = 0; time < (made ? times : 1); time++) {
      let text = '';
      const spans = [];
      const put = (infoType, value, optional) => {
        if (infoType !== undefined)
          spans.push({ start: text.length, end: text.length + value.length, infoType, optional });
        text += value;
      };
      for (const piece of pieces) {
        const maker = /^\{([a-z0-9]+)(\??)\}$/.exec(piece);
        const marked = /^⟦([^:]+?)(\??):([^⟧]*)⟧$/.exec(piece);
        if (maker !== null && MAKE[maker[1]] !== undefined)
          put(TYPES[maker[1]], MAKE[maker[1]](r), maker[2] === '?');
        else if (marked !== null) put(marked[1], marked[3], marked[2] === '?');
        else text += piece;
      }
      items.push({ id: `g${items.length}`, text, spans, loose: false });
    }
  }
  return items;
}
