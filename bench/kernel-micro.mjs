// Speed of the kernel alone, in MB/s (10^6 bytes): generated corpora, fixed seed, median of several passes over blocks of 1 MiB.
// usage: node bench/kernel-micro.mjs [kernel.wasm] [--twin]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const twin = process.argv.includes('--twin');
const path = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const dist = new URL('../dist/kernel/', import.meta.url);
const { createWasm } = await import(new URL('wasm.js', dist));
const { createTwin } = await import(new URL('twin.js', dist));
const { ANCHOR_WORDS, SHAPES } = await import(new URL('anchors.js', dist));

const BLOCK = 1 << 20;
const CONTEXT = 512;

/** mulberry32 */
let state = 20240115;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const digits = (n) => Array.from({ length: n }, () => below(10)).join('');
const two = (n) => String(n).padStart(2, '0');

function residentId() {
  const body = `${pick(['110101', '310115', '440308', '510107', '330106'])}${1950 + below(60)}${two(1 + below(12))}${two(1 + below(28))}000`;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (s, w, i) => s + w * Number(body[i]),
    0,
  );
  return body + '10X98765432'[sum % 11];
}
function card() {
  const body = `62${pick(['2202', '1700', '2848', '1226'])}${digits(12)}`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const d = Number(body[body.length - 1 - i]) * ((i & 1) ^ 1 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return body + ((10 - (sum % 10)) % 10);
}
const mobile = () => `1${pick(['39', '38', '50', '59', '77', '86', '99'])}${digits(8)}`;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华'];
const name = () => pick(surnames) + pick(given) + (random() < 0.6 ? pick(given) : '');
const email = () =>
  `${pick(['zhang', 'li', 'wang', 'chen', 'user'])}${digits(4)}@${pick(['example.com', 'mail.example.cn', 'example.org'])}`;
const address = () =>
  `${pick(['北京市朝阳区', '上海市浦东新区', '深圳市南山区', '杭州市西湖区'])}${pick(['建国', '世纪', '科技', '文三'])}路${below(900) + 1}号${below(30) + 1}栋${below(30) + 1}${two(below(4) + 1)}室`;
const stamp = () =>
  `2024-${two(1 + below(12))}-${two(1 + below(28))} ${two(below(24))}:${two(below(60))}:${two(below(60))}`;

const words =
  'request completed order service handler cache miss database connection pool retry timeout worker started stopped payload status upstream latency bytes session token refresh config reload metric queue consumer offset partition leader follower snapshot'.split(
    ' ',
  );
const phrases = [
  '请求处理完成',
  '订单状态已更新',
  '数据库连接超时',
  '缓存未命中',
  '开始执行定时任务',
  '用户登录成功',
  '消息发送失败',
  '正在重试',
  '服务已启动',
  '配置重新加载',
];

function ascii(line) {
  const parts = [
    stamp(),
    pick(['INFO ', 'WARN ', 'DEBUG', 'ERROR']),
    `[http-nio-8080-exec-${below(40)}]`,
    `com.example.${pick(words)}.${pick(words)}Controller`,
    '-',
  ];
  for (let i = 4 + below(8); i > 0; i--) parts.push(pick(words));
  parts.push(`id=${below(1e6)}`, `cost=${below(900)}ms`);
  if (line % 200 === 0) parts.push(`phone=${mobile()}`);
  return parts.join(' ');
}
function mixed(line) {
  return `${stamp()} ${pick(['INFO', 'WARN'])} ${pick(words)}Service ${pick(phrases)}，${pick(phrases)} cost=${below(900)}ms ${pick(words)}${line % 200 === 0 ? ` 手机号 ${mobile()}` : ''}`;
}
const han = () => `${phrases.map(() => pick(phrases)).join('，')}。`;
const csv = () =>
  [
    name(),
    residentId(),
    mobile(),
    card(),
    email(),
    address(),
    `${below(1e5)}.${digits(2)}`,
    stamp(),
    below(120),
  ].join(',');
const prose = () => Array.from({ length: 14 }, () => pick(words)).join(' ');
const amounts = () => Array.from({ length: 10 }, () => `${below(1e5)}.${digits(2)}`).join(',');
const base64 = () =>
  Array.from(
    { length: 76 },
    () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[below(64)],
  ).join('');
const json = (line) =>
  `{"id":${line},"name":"${name()}","phone":"${mobile()}","email":"${email()}","amount":${below(1e5)}.${digits(2)},"createdAt":"${stamp()}"}`;

const lines = (line, bytes) => {
  const out = [];
  for (let size = 0, i = 0; size < bytes; i++) {
    out.push(line(i));
    size += Buffer.byteLength(out.at(-1)) + 1;
  }
  return Buffer.from(`${out.join('\n')}\n`);
};

/** A program the size of the shipped one: the labels of the packs, the common shapes. */
function program() {
  const wanted = new Uint8Array(3200);
  for (const count of [15, 18, 20]) wanted.fill(1, count * 100, count * 100 + 100);
  wanted[16 * 100 + 20] = 1;
  const upper = new Uint8Array(64);
  for (const length of [9, 10, 15, 17, 18]) upper[length] = 1;
  const cards = new Uint32Array(10_000);
  for (let p = 6200; p < 6300; p++) cards[p] = (1 << 16) | (1 << 19);
  for (let p = 4000; p < 5600; p++) cards[p] = 1 << 16;
  const mobiles = new Uint8Array(1000);
  for (let p = 300; p < 1000; p++) mobiles[p] = 1;
  const areas = new Uint8Array(1000);
  areas[10] = areas[21] = 3;
  areas.fill(4, 310, 1000);
  const literals = [
    '身份证',
    '身份证号',
    '手机',
    '手机号',
    '联系电话',
    '电话',
    '姓名',
    '地址',
    '住址',
    '邮箱',
    '银行卡',
    '卡号',
    '账号',
    '密码',
    '订单号',
    '流水号',
    '客户',
    '开户行',
    '先生',
    '女士',
    '经理',
    '有限公司',
    '护照',
    '港澳',
    '台胞证',
    '社保',
    '公积金',
    '车牌',
    '微信',
    '支付宝',
    'id',
    'idno',
    'id card',
    'phone',
    'mobile',
    'tel',
    'email',
    'mail',
    'name',
    'address',
    'password',
    'passwd',
    'pwd',
    'secret',
    'token',
    'api_key',
    'apikey',
    'access_key',
    'card',
    'cardno',
    'account',
    'acct',
    'passport',
    'ssn',
    'iban',
    'swift',
    'bic',
    'vat',
    'tax',
    'cvv',
    'cvc',
    'pin',
    'otp',
    'qq',
    'wechat',
    'wx',
    'akia',
    'ghp_',
    'sk-',
    'eyj',
    '-----begin',
    'mysql://',
    'jdbc:',
    'http://',
    'bearer',
    'ltd',
    'inc',
    'co.',
    'gmbh',
    'limited',
    'sn',
    'sku',
    'invoice',
    'tracking',
    'batch',
    'uuid',
    'md5',
    'sha1',
    'sha256',
    'version',
    'timestamp',
  ];
  const pool = [
    ...'证件号码登记注册持有人客户联系资料编号证明信息家庭户籍国籍民族性别出生年月日期工作单位学历职业婚姻状况收入来源',
  ];
  while (literals.length < 800) {
    const literal = Array.from({ length: 3 + below(3) }, () => pick(pool)).join('');
    if (!literals.includes(literal)) literals.push(literal);
  }
  const tlds = ['com', 'cn', 'org', 'net', 'io', 'edu', 'gov', 'info', 'biz'];
  return {
    digits: wanted,
    upper,
    cards,
    mobiles,
    areas,
    groups: [
      [3, 2, 4],
      [2, 6, 6, 1],
      [3, 3, 3],
    ],
    tlds,
    literals,
    fillers: new Uint8Array(literals.length),
  };
}

const kernel = twin
  ? createTwin()
  : createWasm(readFileSync(path ?? fileURLToPath(new URL('kernel.wasm', dist))));
kernel.load(program());

function measure(data, dialect) {
  const times = [];
  const quiet = [];
  const found = new Map();
  const repeats = twin ? 3 : 15;
  for (let pass = 0; pass < repeats; pass++) {
    let spent = 0;
    if (dialect) kernel.table(dialect, 1);
    for (let from = 0, block = 0; from < data.length; from += BLOCK, block++) {
      const left = Math.min(CONTEXT, from);
      const size = Math.min(BLOCK, data.length - from);
      const end = Math.min(data.length, from + size + CONTEXT);
      kernel.bytes.set(data.subarray(from - left, end));
      const begin = process.hrtime.bigint();
      for (let at = left; at < left + size; at = kernel.next) {
        const count = dialect
          ? kernel.scanTable(at, left + size, end - from + left)
          : kernel.scan(at, left + size, end - from + left);
        if (pass > 0) continue;
        for (let i = 0; i < count; i++) {
          const shape = SHAPES[kernel.anchors[i * ANCHOR_WORDS + 2] & 0xff];
          found.set(shape, (found.get(shape) ?? 0) + 1);
        }
      }
      const took = Number(process.hrtime.bigint() - begin);
      quiet[block] = Math.min(quiet[block] ?? took, took);
      spent += took;
    }
    times.push(spent);
  }
  times.sort((a, b) => a - b);
  const rate = data.length / (times[times.length >> 1] / 1000);
  // Every block at its best: what a machine without other work would do.
  const best = data.length / (quiet.reduce((sum, took) => sum + took, 0) / 1000);
  return { rate, best, found };
}

const size = (twin ? 2 : 16) << 20;
const comma = { delimiter: 0x2c, quote: 0x22, terminator: 0x0a, quietAfter: 100 };
const quoteAll = () =>
  csv()
    .split(',')
    .map((cell) => `"${cell}"`)
    .join(',');
const cases = [
  ['scan      ASCII log', lines(ascii, size)],
  ['scan      mixed log', lines(mixed, size)],
  ['scan      Han', lines(han, size)],
  ['scan      English prose', lines(prose, size)],
  ['scan      base64', lines(base64, size)],
  ['scan      JSON Lines', lines(json, size)],
  ['scan      dense CSV', lines(csv, size)],
  ['scanTable dense CSV', lines(csv, size), comma],
  ['scanTable quoted CSV', lines(quoteAll, size), comma],
  ['scanTable amounts', lines(amounts, size), comma],
];
for (const [title, data, dialect] of cases) {
  const { rate, best, found } = measure(data, dialect);
  const top = [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([shape, count]) => `${shape} ${count}`)
    .join(', ');
  console.log(
    `${title.padEnd(24)} ${rate.toFixed(0).padStart(6)} MB/s (undisturbed ${best.toFixed(0)})   ${top}`,
  );
  if (dialect && title.includes('dense')) {
    console.log(
      `${''.padEnd(24)} ids ${kernel.count(1, 0)} (${kernel.distinct(1, 0)} distinct), mobiles ${kernel.count(2, 2)}, cards ${kernel.count(3, 1)}, e-mails ${kernel.count(4, 4)}, rows ${kernel.rows}`,
    );
  }
}
// Folding, per block of fresh bytes.
for (const [title, data] of [
  ['fold      ASCII log', lines(ascii, size)],
  ['fold      Han', lines(han, size)],
]) {
  const times = [];
  for (let pass = 0; pass < 9; pass++) {
    let spent = 0;
    for (let from = 0; from < data.length; from += BLOCK) {
      const part = data.subarray(from, Math.min(from + BLOCK, data.length));
      kernel.bytes.set(part);
      const begin = process.hrtime.bigint();
      kernel.fold(0, part.length);
      spent += Number(process.hrtime.bigint() - begin);
    }
    times.push(spent);
  }
  times.sort((a, b) => a - b);
  console.log(
    `${title.padEnd(24)} ${(data.length / (times[times.length >> 1] / 1000)).toFixed(0).padStart(6)} MB/s`,
  );
}
