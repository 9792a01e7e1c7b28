// Labelled sentences: every value put in is marked, everything else is not to be found.
import * as v from './values.mjs';

/** A mobile number the way people type it. */
function mobileForm(r) {
  const m = v.mobile(r);
  const grouped = `${m.slice(0, 3)} ${m.slice(3, 7)} ${m.slice(7)}`;
  return r.pick([
    m,
    m,
    m,
    grouped,
    grouped.replaceAll(' ', '-'),
    `+86 ${m}`,
    `+86${m}`,
    `0086${m}`,
    `86-${m}`,
    v.fullWidth(m),
  ]);
}

function landlineForm(r) {
  const { area, number } = v.landline(r);
  return r.pick([
    `${area}-${number}`,
    `(${area})${number}`,
    `${area} ${number}`,
    `${area}-${number}-80${r.int(1, 9)}`,
    `${area}${number}`,
  ]);
}

function cardForm(r) {
  const c = v.unionpay(r);
  return r.chance(0.4) ? c.replace(/(\d{4})(?=\d)/g, '$1 ') : c;
}

function idForm(r) {
  const id = v.residentId(r);
  return r.pick([
    id,
    id,
    id,
    id.replace('X', 'x'),
    `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
    v.fullWidth(id),
  ]);
}

const P = {
  id: (r) => ['cn.resident-id', idForm(r)],
  mobile: (r) => ['cn.mobile', mobileForm(r)],
  landline: (r) => ['cn.landline', landlineForm(r)],
  card: (r) => ['fin.card-unionpay', cardForm(r)],
  visa: (r) => ['fin.card-intl', r.chance(0.5) ? v.visa(r) : v.mastercard(r)],
  email: (r) => ['email', v.email(r)],
  account: (r) => ['cn.bank-account', v.bankAccount(r)],
  plate: (r) => ['cn.vehicle-plate', v.plate(r)],
  vin: (r) => ['vehicle.vin', v.vin(r)],
  uscc: (r) => ['cn.uscc', v.uscc(r)],
  iban: (r) => ['fin.iban', v.iban(r)],
  cnaps: (r) => ['cn.cnaps', v.cnaps(r)],
  imei: (r) => ['device.imei', v.imei(r)],
  hkid: (r) => ['hk.hkid', v.hkid(r)],
  passport: (r) => ['cn.passport', v.passport(r)],
  name: (r) => ['cn.person-name', v.personName(r)],
  address: (r) => ['cn.address', v.address(r)],
  company: (r) => ['cn.company-name', v.company(r)],
  password: (r) => ['secret.login-password', v.password(r)],
};

/** `{type}` puts in a labelled value, `<name>` an unlabelled decoration. */
const TEMPLATES = [
  // identity
  '身份证号：{id}',
  '身份证号码为{id}，请核对。',
  '公民身份号码 {id}',
  '证件号码:{id}',
  'sfzh={id}',
  '{"idCard":"{id}","status":1}',
  '投保人证件类型：身份证，号码{id}',
  '实名认证失败：{id} 与姓名不一致',
  '请把{id}这个号登记一下',
  'ID card no. {id} was verified yesterday.',
  '<name>的身份证是{id}，你再看一下',
  '<idcard>{id}</idcard>',
  '经办人 {name}，身份证号 {id}',
  '客户信息：{id}；开户日期 2021-03-05',
  '护照号码：{passport}',
  'Passport No: {passport}',
  '持护照{passport}入境',
  '香港身份證號碼：{hkid}',
  'HKID {hkid}',
  // money
  '银行卡号：{card}',
  '请把货款打到 {card}，谢谢',
  '卡号 {card} 户名 {name}',
  '收款卡号:{card} 开户行：工商银行',
  '工资卡{card}已激活',
  'card_no={card}&type=1',
  '信用卡 {visa} 已还款',
  'Visa card {visa} was charged.',
  '对公账号：{account}',
  '账号: {account}',
  '收款账户：{account}，开户行中国银行',
  'Account No. {account}',
  '开户行行号：{cnaps}',
  '联行号{cnaps}',
  'IBAN {iban}',
  '汇款至 {iban}（德意志银行）',
  // contact
  '手机：{mobile}',
  '联系电话：{mobile}',
  '有事打我电话{mobile}',
  '{mobile}这个号码加微信',
  '客户手机号码{mobile}，已回访',
  'mobile: {mobile}',
  '"phone":"{mobile}"',
  '请致电 {mobile} 联系王经理',
  '收货人电话{mobile}',
  '短信已发送至{mobile}',
  '电话：{landline}',
  '办公电话 {landline}',
  '传真：{landline}',
  '请拨打{landline}咨询',
  'Tel: {landline}',
  '座机{landline}，工作日九点到六点',
  '邮箱：{email}',
  '请发到{email}',
  '抄送 {email}、{email}',
  'E-mail: {email}',
  'From: <name> <{email}>',
  '发票寄到邮箱{email}即可',
  // people and places
  '姓名：{name}',
  '联系人：{name}',
  '收件人: {name}',
  '户名：{name}',
  '法定代表人：{name}',
  '经办人：{name}',
  '客户姓名：{name} 性别：男',
  '收货人：{name}，电话 {mobile}',
  '申请人：{name}',
  '持卡人姓名：{name}',
  '地址：{address}',
  '收货地址：{address}',
  '家庭住址：{address}',
  '我住在{address}',
  '请寄到{address}，谢谢',
  '通讯地址: {address}',
  '快递送到{address}就行',
  '公司名称：{company}',
  '甲方：{company}',
  '供应商：{company}',
  '我司与{company}签订了协议',
  '{company}于2020年成立',
  '购买方名称:{company}',
  '开票单位为{company}',
  '姓名：{name}，手机：{mobile}，地址：{address}',
  '{name}，{mobile}，{address}（收）'.replace('{name}，', '收件人 {name}，'),
  '纳税人识别号：{uscc}',
  '统一社会信用代码 {uscc}',
  '信用代码{uscc}（见营业执照）',
  // vehicles, devices
  '车牌号：{plate}',
  '车牌{plate}停在B2',
  '{plate}违停一次',
  '车架号：{vin}',
  'VIN: {vin}',
  'IMEI：{imei}',
  '设备串号 {imei}',
  // credentials
  '密码：{password}',
  'password={password}',
  'db.password: "{password}"',
  '初始密码为{password}，请尽快修改',
];

/** Nothing here is customer data. */
const NEGATIVES = [
  (r) => `订单号：${v.orderNumber(r)}`,
  (r) => `订单编号 ${v.orderNumber(r)} 已发货`,
  (r) => `流水号：${r.digits(18)}`,
  (r) => `快递单号 ${r.digits(13)}`,
  (r) => `交易号：${v.brokenResidentId(r)}`,
  (r) => `序列号 ${r.digits(16)}`,
  (r) => `发票代码 0${r.digits(11)} 发票金额 ${r.digits(5)}.${r.digits(2)} 元`.replace(/发票代码 \d+ /, ''),
  (r) => `trace_id=${r.digits(19)} cost=${r.int(1, 900)}ms`,
  (r) =>
    `2024-0${r.int(1, 9)}-1${r.int(0, 9)} 1${r.int(0, 9)}:2${r.int(0, 9)}:3${r.int(0, 9)}.${r.digits(3)} INFO request ${r.digits(8)} done`,
  (r) => `时间戳 17${r.digits(11)}`,
  (r) => `版本 v${r.int(1, 9)}.${r.int(0, 20)}.${r.int(0, 30)}`,
  (r) => `商品条码 69${r.digits(11)}`,
  (r) => `ISBN 978-7-${r.digits(3)}-${r.digits(5)}-${r.int(0, 9)}`,
  (r) => `sha256: ${Array.from({ length: 64 }, () => r.pick([...'0123456789abcdef'])).join('')}`,
  (r) => `会议室在${r.int(2, 9)}楼，请准时参加`,
  (r) => `地铁${r.int(1, 12)}号线晚点${r.int(2, 20)}分钟`,
  (r) => `第${r.int(1, 40)}号公告：关于调整工作时间的通知`,
  (r) => `合计金额 ${r.digits(7)}.00 元，大写另附`,
  (r) => `本季度销售额同比增长${r.int(2, 40)}.${r.int(0, 9)}%，超过去年同期`,
  () => `请输入验证码后点击登录，密码不能为空`,
  (r) => `密码长度为${r.int(6, 8)}到${r.int(12, 20)}位，不能与账号相同`,
  (r) => `const password = getPassword(user, ${r.int(1, 9)});`,
  (r) => `高级经理负责项目周期管理，按月汇报进度 ${r.int(1, 12)} 次`,
  (r) => `黄金价格上涨${r.int(1, 9)}%，方法详见附件`,
  (r) => `公司法第${r.int(1, 200)}条规定，有限公司应当设立账簿`,
  (r) => `npm install lodash@4.17.${r.int(1, 40)} --save`,
  (r) => `<img src="icon@2x.png" width="${r.int(10, 999)}">`,
  (r) => `共处理 ${r.digits(11).replace(/^1/, '2')} 条记录`,
  (r) => `坐标系缩放 0.${r.digits(4)}, 0.${r.digits(4)}`,
  (r) => `手机号 138****${r.digits(4)} 已脱敏`,
  (r) => `身份证 1101**********${r.digits(4)} 已隐藏`,
  (r) => `型号 E${r.digits(8)} 库存 ${r.int(1, 900)}`,
  (r) => `部件 A${r.digits(6)}${r.int(0, 9)} 规格 ${r.int(10, 99)}mm`,
  (r) =>
    `uuid ${Array.from({ length: 8 }, () => r.pick([...'0123456789abcdef'])).join('')}-${r.digits(4)}-4${r.digits(3)}-8${r.digits(3)}-${r.digits(12)}`,
  (r) => `参考文献[${r.int(1, 30)}] 王小波. 黄金时代[M]. 北京`.replace('王小波. ', ''),
  (r) => `浙江省杭州市是电子商务之都，今年接待游客 ${r.int(100, 900)} 万人次`,
  (r) => `中山路很热闹，我们在路上走了${r.int(2, 9)}个小时`,
  (r) => `请联系客服或拨打热线，服务时间 ${r.int(8, 9)}:00-1${r.int(7, 9)}:30`,
  (r) => `port=${r.int(1024, 65535)} pid=${r.int(100, 99999)} size=${r.digits(9)}`,
  (r) => `统计口径：全国消费 ${r.int(1000, 9000)} 亿元，增长 ${r.int(1, 9)}%`,
];

const LEADS = ['', '', '', '备注：', '【系统】', '> ', '1. ', '[2024-05-06 10:11:12] ', '王总好，', '\t'];

/** `count` labelled sentences, then half as many without anything to find. */
export function sentences(r, count) {
  const list = [];
  for (let i = 0; i < count; i++) {
    const template = TEMPLATES[i % TEMPLATES.length];
    let text = r.pick(LEADS);
    if (text === '王总好，') text = '你好，';
    const spans = [];
    for (const piece of template.split(/(\{[a-z]+\}|<name>)/)) {
      const maker = /^\{([a-z]+)\}$/.exec(piece)?.[1];
      if (maker !== undefined && P[maker] !== undefined) {
        const [infoType, value] = P[maker](r);
        spans.push({ start: text.length, end: text.length + value.length, infoType });
        text += value;
      } else if (piece === '<name>') text += v.personName(r);
      else text += piece;
    }
    list.push({ text, spans, loose: template.includes('<name>') });
  }
  for (let i = 0; i < count / 2; i++)
    list.push({ text: NEGATIVES[i % NEGATIVES.length](r), spans: [], loose: false });
  return r.shuffle(list).map((item, id) => ({ id: `s${id}`, ...item }));
}

/** Running prose that names people without a label: measured and told, not required. */
const PROSE = [
  '昨天{name}来电咨询保单续保的事。',
  '由{name}签收了包裹。',
  '{name}先生对服务表示满意。',
  '客户{name}投诉物流太慢。',
  '我叫{name}，想查一下余额。',
  '{name}女士的合同已经寄出。',
  '请{name}和{name}周五来开会。',
  '刚才{name}打电话说不来了。',
  '这份材料交给{name}审核。',
  '业主{name}反映漏水。',
  '患者{name}，男，五十二岁，主诉头痛。',
  '{name}（手机尾号8821）已预约。',
];

export function prose(r, count) {
  return Array.from({ length: count }, (_, i) => {
    let text = '';
    const spans = [];
    for (const piece of PROSE[i % PROSE.length].split(/(\{name\})/)) {
      if (piece !== '{name}') {
        text += piece;
        continue;
      }
      const name = v.personName(r);
      spans.push({ start: text.length, end: text.length + name.length, infoType: 'cn.person-name' });
      text += name;
    }
    return { id: `p${i}`, text, spans, loose: false };
  });
}
