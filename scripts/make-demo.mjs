// Writes fixtures/demo: a small synthetic company share. Fixed seed, so the same files come out every time.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../bench/lib/random.mjs';
import * as v from '../bench/lib/values.mjs';

const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'fixtures', 'demo');
const r = seeded(20240601);

rmSync(root, { recursive: true, force: true });

function put(path, content) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Text to GBK bytes: the inverse of the decoder that Node brings along. */
function gbk(text) {
  const decoder = new TextDecoder('gbk');
  const table = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  return Buffer.from(
    [...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))),
  );
}

const lines = (list) => list.map((line) => `${line}\n`).join('');
const rows = (count, make) => Array.from({ length: count }, (_, i) => make(i + 1));
const csv = (header, body) =>
  `${[header, ...body].map((row) => row.map((c) => (/[",\n]/.test(String(c)) ? `"${String(c).replaceAll('"', '""')}"` : c)).join(',')).join('\r\n')}\r\n`;
const day = () => `2024-${r.pad(r.int(1, 12), 2)}-${r.pad(r.int(1, 28), 2)}`;
const clock = () => `${r.pad(r.int(8, 19), 2)}:${r.pad(r.int(0, 59), 2)}:${r.pad(r.int(0, 59), 2)}`;
const order = () => `2024${r.pad(r.int(1, 12), 2)}${r.pad(r.int(1, 28), 2)}${r.digits(10)}`;

// Sales: CRM exports
put(
  '销售部/客户名单_2024Q2.csv',
  `\ufeff${csv(
    ['客户编号', '客户姓名', '手机号码', '身份证号', '邮箱', '收货地址', '会员等级', '录入时间'],
    rows(120, (i) => [
      `KH${10000 + i}`,
      v.personName(r),
      v.mobile(r),
      v.residentId(r),
      v.email(r),
      v.address(r),
      r.pick(['金卡', '银卡', '普通']),
      `${day()} ${clock()}`,
    ]),
  )}`,
);
put(
  '销售部/历史客户_2019.csv',
  gbk(
    csv(
      ['姓名', '联系电话', '家庭住址', '开户行', '银行卡号'],
      rows(80, () => [
        v.personName(r),
        v.mobile(r),
        v.address(r),
        r.pick(['工商银行', '建设银行', '招商银行']),
        v.unionpay(r),
      ]),
    ),
  ),
);
put(
  '销售部/crm导出.jsonl',
  lines(
    rows(60, (i) =>
      JSON.stringify({
        id: i,
        customer: { name: v.personName(r), mobile: v.mobile(r), idCard: v.residentId(r) },
        order: { orderNo: order(), amount: r.int(100, 99999) / 100 },
        tags: [r.pick(['复购', '新客', '流失'])],
      }),
    ),
  ),
);
put(
  '销售部/拜访记录.txt',
  lines(
    rows(
      12,
      () =>
        `${day()} 拜访${v.company(r)}，联系人：${v.personName(r)}，电话：${v.mobile(r)}。${r.pick(['对方希望下周看样品。', '价格还需再谈。', '已寄出合同。'])}`,
    ),
  ),
);
put(
  '销售部/渠道商.tsv',
  lines(
    [
      ['公司名称', '统一社会信用代码', '法定代表人', '办公电话', '地址'],
      ...rows(40, () => {
        const { area, number } = v.landline(r);
        return [v.company(r), v.uscc(r), v.personName(r), `${area}-${number}`, v.address(r)];
      }),
    ].map((row) => row.join('\t')),
  ),
);

// Finance
put(
  '财务部/工资发放_202405.csv',
  csv(
    ['工号', '姓名', '银行卡号', '实发金额'],
    rows(45, (i) => [`E${1000 + i}`, v.personName(r), v.unionpay(r), `${r.int(5000, 32000)}.00`]),
  ),
);
put(
  '财务部/供应商付款.csv',
  csv(
    ['供应商名称', '开户行', '对公账号', '联行号', '付款金额', '发票号码'],
    rows(36, () => [
      v.company(r),
      `中国工商银行${r.pick(['深圳', '杭州', '苏州'])}支行`,
      v.bankAccount(r),
      v.cnaps(r),
      `${r.int(1000, 900000)}.00`,
      r.digits(8),
    ]),
  ),
);
put(
  '财务部/报销说明.md',
  `# 差旅报销\n\n- 住宿每晚不超过 500 元，市内交通实报实销\n- 单据请在 30 天内提交，流水号 ${r.digits(16)}\n- 如有疑问请联系财务，分机 8021\n`,
);
put(
  '财务部/收款通知.txt',
  `请将款项汇至以下账户：\n户名：${v.company(r)}\n开户行：招商银行深圳科技园支行\n账号：${v.bankAccount(r)}\n联系人：${v.personName(r)}  手机：${v.mobile(r)}\n`,
);

// Contracts
for (let i = 1; i <= 3; i++) {
  put(
    `法务部/合同/采购合同_${i}.txt`,
    `采购合同\n\n合同编号：HT-2024-${r.pad(r.int(1, 999), 4)}\n甲方：${v.company(r)}\n统一社会信用代码：${v.uscc(r)}\n地址：${v.address(r)}\n法定代表人：${v.personName(r)}\n\n乙方：${v.personName(r)}\n身份证号码：${v.residentId(r)}\n住址：${v.address(r)}\n收款卡号：${v.unionpay(r)}\n联系电话：${v.mobile(r)}\n\n第一条 乙方应于签订后十日内交付货物，金额合计 ${r.int(10, 90)}${r.digits(3)}.00 元。\n第二条 本合同一式两份，具有同等法律效力。\n`,
  );
}
put(
  '法务部/保密协议模板.txt',
  '保密协议\n\n甲方：________有限公司\n乙方：________\n身份证号码：____________________\n\n一、乙方应对客户资料严格保密，不得通过微信、邮件等方式对外传送。\n二、本协议自双方签字之日起生效。\n',
);

// Chat exports and mail
put(
  '客服中心/微信聊天记录_VIP群.txt',
  rows(40, () => {
    const who = v.personName(r);
    return `${day()} ${clock()} ${who}\n${r.pick([() => `我的手机是${v.mobile(r)}，麻烦回电`, () => `地址改成${v.address(r)}`, () => `订单号${order()}怎么还没到`, () => '好的，谢谢', () => `身份证${v.residentId(r)}，帮我查下积分`, () => '明天几点营业？', () => `加我微信：${r.letters(2, 'abcdxyz')}_${r.digits(5)}`])()}\n`;
  }).join('\n'),
);
put(
  '客服中心/工单_0612.html',
  `<!doctype html><html><head><meta charset="utf-8"><title>工单</title></head><body><table><tr><th>工单号</th><th>客户</th><th>电话</th><th>内容</th></tr>${rows(15, () => `<tr><td>GD${r.digits(10)}</td><td>${v.personName(r)}</td><td>${v.mobile(r)}</td><td>${r.pick(['咨询发票', '退货申请', '投诉物流'])}</td></tr>`).join('\n')}</table></body></html>\n`,
);
put(
  '客服中心/邮件/投诉.eml',
  `From: "${v.personName(r)}" <${v.email(r)}>\nTo: kefu@qiyou.example.com\nSubject: complaint about order ${order()}\nDate: Wed, 12 Jun 2024 10:21:33 +0800\nContent-Type: text/plain; charset=utf-8\n\n你好，\n我的会员手机 ${v.mobile(r)}，身份证 ${v.residentId(r)}，请尽快处理退款到卡 ${v.unionpay(r)}。\n`,
);
put(
  '客服中心/邮件/通知.eml',
  'From: hr@qiyou.example.com\nTo: all@qiyou.example.com\nSubject: holiday notice\nDate: Wed, 5 Jun 2024 09:00:00 +0800\nContent-Type: text/plain; charset=utf-8\n\n端午节放假安排：6月8日至10日放假，共3天。\n',
);
put(
  '客服中心/回访.json',
  `${JSON.stringify({ batch: '2024-06', calls: rows(30, () => ({ name: v.personName(r), phone: v.mobile(r), satisfied: r.chance(0.8), note: r.pick(['', '要求开票', '电话无人接听']) })) }, null, 2)}\n`,
);

// Operations: logs, code, configuration
put(
  '运维/logs/app-2024-06-12.log',
  lines(
    rows(
      300,
      (i) =>
        `2024-06-12 ${clock()}.${r.digits(3)} INFO [exec-${r.int(1, 16)}] OrderService - order=${order()} trace=${r.digits(19)} cost=${r.int(2, 900)}ms${i % 60 === 0 ? ` mobile=${v.mobile(r)}` : ''}`,
    ),
  ),
);
put(
  '运维/logs/gateway.log',
  lines(
    rows(
      200,
      () =>
        `10.${r.int(0, 255)}.${r.int(0, 255)}.${r.int(1, 254)} - - [12/Jun/2024:${clock()} +0800] "GET /api/v1/items/${r.digits(8)} HTTP/1.1" 200 ${r.int(100, 99999)}`,
    ),
  ),
);
put(
  '运维/deploy/application.properties',
  `server.port=8080\nspring.datasource.url=jdbc:mysql://10.0.3.12:3306/crm\nspring.datasource.username=crm_app\nspring.datasource.password=${v.password(r)}\nredis.url=redis://default:${v.password(r)}@10.0.3.20:6379/0\n`,
);
put(
  '运维/deploy/env.sample',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file is to hold a placeholder
  'DB_HOST=localhost\nDB_PASSWORD=${DB_PASSWORD}\nSMS_SIGN=测试\nTOKEN=<your token>\n',
);
put(
  '运维/backup/customer_20240301.sql',
  `-- dump of crm.customer\nCREATE TABLE customer (id INT, name VARCHAR(40), id_card CHAR(18), mobile VARCHAR(20), created_at DATETIME);\nINSERT INTO customer (id, name, id_card, mobile, created_at) VALUES\n${rows(50, (i) => `(${i},'${v.personName(r)}','${v.residentId(r)}','${v.mobile(r)}','${day()} ${clock()}')`).join(',\n')};\n`,
);
put(
  '研发/src/validate.ts',
  `// Checks an order number: 18 digits, no check digit.\nexport function isOrderNumber(text: string): boolean {\n  return /^2024\\d{14}$/.test(text);\n}\n\nexport const SAMPLE = '${order()}';\nexport const VERSION = '4.17.21';\nexport const password = getPassword();\n`,
);
put(
  '研发/test/fixtures/users.csv',
  csv(
    ['username', 'phone', 'id_no'],
    rows(10, (i) => [`test${i}`, `1380000${r.pad(i, 4)}`.replace(/^138/, '138'), v.brokenResidentId(r)]),
  ),
);
put(
  '研发/README.md',
  '# 订单服务\n\n启动：`npm start`，端口 8080。健康检查 `/healthz`。\n\n版本 3.2.1，构建号 20240612.17。\n',
);

// Clean decoys
put(
  '仓储/出库单.csv',
  csv(
    ['出库单号', '商品条码', '商品名称', '数量', '快递单号', '出库时间'],
    rows(150, () => [
      `CK${r.digits(14)}`,
      `69${r.digits(11)}`,
      r.pick(['不锈钢水杯', '高级办公椅', '黄金丝绒毯', '安全帽']),
      r.int(1, 60),
      `SF${r.digits(13)}`,
      `${day()} ${clock()}`,
    ]),
  ),
);
put(
  '仓储/盘点.tsv',
  lines(
    [
      ['货号', '库位', '账面', '实盘'],
      ...rows(90, () => [
        `${r.letters(2)}-${r.digits(6)}`,
        `A${r.int(1, 30)}-${r.int(1, 9)}`,
        r.int(1, 999),
        r.int(1, 999),
      ]),
    ].map((row) => row.join('\t')),
  ),
);
put(
  '行政/会议纪要_0603.txt',
  '会议纪要\n\n时间：2024年6月3日 14:00\n地点：3号楼5层第二会议室\n议题：二季度经营分析\n\n一、销售额同比增长 12.5%，华东区域增长最快。\n二、仓储部反馈 7 号线施工影响配送，建议调整路线。\n三、下次会议定于 6 月 17 日。\n',
);
put(
  '行政/车辆登记.csv',
  csv(
    ['车牌号', '车主', '车架号', '停车位'],
    rows(25, (i) => [v.plate(r), v.personName(r), v.vin(r), `B2-${r.pad(i, 3)}`]),
  ),
);
put(
  '行政/通讯录.csv',
  Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(
      csv(
        ['部门', '姓名', '分机', '手机', '邮箱'],
        rows(40, () => [
          r.pick(['财务部', '市场部', '研发中心']),
          v.personName(r),
          r.int(8000, 8999),
          v.mobile(r),
          v.email(r),
        ]),
      ),
      'utf16le',
    ),
  ]),
);
put(
  '行政/logo.png',
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
