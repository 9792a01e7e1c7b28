import type { CellMatcher } from '../../../src/detectors/columns/column.js';
import type { ColumnClass, Rule } from '../../../src/model/rule.js';

interface Spec {
  readonly id: string;
  readonly class: ColumnClass;
  readonly pattern?: RegExp;
  readonly check?: (value: string) => boolean;
  readonly parse?: (value: string) => number;
  readonly words?: string;
  readonly columns?: string;
  readonly hints?: string;
  readonly negative?: string;
  readonly masked?: RegExp;
  readonly globalNegative?: boolean;
}

const split = (words = ''): string[] =>
  words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** A rule and its matcher from a few lines, as the rule packs would give them. */
export function matcher(spec: Spec): CellMatcher {
  const rule: Rule = {
    id: spec.id,
    infoType: spec.id,
    pack: 'test',
    name: { zh: spec.id, en: spec.id },
    patterns: spec.pattern === undefined ? [] : [spec.pattern.source],
    ignoreCase: false,
    ...(spec.parse === undefined ? {} : { parser: spec.id }),
    anchors: [],
    validators: spec.check === undefined ? [] : [spec.id],
    strip: ' -',
    confidence: { prior: 0.3, strength: 0.9 },
    columnClass: spec.class,
    context: {
      words: split(spec.words),
      columns: split(spec.columns),
      hints: split(spec.hints),
      negative: split(spec.negative),
      globalNegative: spec.globalNegative ?? true,
    },
    placeholders: [],
    examples: { match: [], miss: [] },
    references: [],
  };
  const whole = spec.pattern === undefined ? null : new RegExp(`^(?:${spec.pattern.source})$`);
  return {
    rule,
    match(cell) {
      if (spec.parse !== undefined) return spec.parse(cell);
      if (whole === null || !whole.test(cell)) return 0;
      return spec.check === undefined || spec.check(cell.replace(/[ -]/g, '')) ? 1 : 0;
    },
    masked: (cell) => spec.masked?.test(cell) ?? false,
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function residentCheck(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0);
  return '10X98765432'[sum % 11]!;
}

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export function usccCheck(seventeen: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of seventeen) {
    sum += weight * USCC.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return USCC[(31 - (sum % 31)) % 31]!;
}

export function luhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

export const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗金江方万安成白';
const date = (text: string): boolean => {
  const parts = /^((?:19|20)\d{2})\D?(\d{1,2})\D?(\d{1,2})/.exec(text);
  return (
    parts !== null &&
    Number(parts[2]) >= 1 &&
    Number(parts[2]) <= 12 &&
    Number(parts[3]) >= 1 &&
    Number(parts[3]) <= 31
  );
};
const resident = (value: string): boolean => {
  const id = value.toUpperCase();
  return date(id.slice(6, 14)) && residentCheck(id.slice(0, 17)) === id[17];
};
const COMPANY = /(?:有限公司|股份有限公司|集团|事务所|分公司|支行|分行)$/;

export const NEGATIVE: readonly string[] = split(
  '订单号,订单编号,单号,流水号,交易号,运单,快递,物流,凭证号,发票,合同编号,批次,批号,序列号,货号,料号,条码,ISBN,ISSN,tracking,order no,order id,order number,invoice,serial,SN,SKU,batch,trace_id,request_id,uuid,md5,sha1,sha256,hash,时间戳,timestamp,版本,version,金额,合计,数量,单价',
);

export const MATCHERS: readonly CellMatcher[] = [
  matcher({
    id: 'cn.resident-id',
    class: 'strong',
    pattern: /[1-6]\d{16}[0-9Xx]/,
    check: resident,
    words: '身份证,身份证号,公民身份号码,身份号码,证件号,证件号码,ID card,id no',
    columns: 'sfzh,sfz,sfzhm,sfzjhm,zjhm,idcard,idno,certno',
    masked: /^\d{3,6}\*{6,}[0-9Xx]{2,4}$/,
  }),
  matcher({
    id: 'cn.uscc',
    class: 'strong',
    pattern: /[1-9ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}/,
    check: (value) => usccCheck(value.slice(0, 17)) === value[17],
    words: '统一社会信用代码,信用代码,纳税人识别号,税号,营业执照',
    columns: 'tyshxydm,shxydm,nsrsbh,uscc,creditcode,taxno',
  }),
  matcher({
    id: 'email',
    class: 'strong',
    pattern: /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]{2,})+/,
    words: '邮箱,电子邮箱,邮箱地址,电子邮件,email',
    columns: 'yx,dzyx,email,mail,emailaddress',
    masked: /^\w{1,3}\*+@[\w.]+$/,
  }),
  matcher({
    id: 'cn.mobile',
    class: 'medium',
    pattern: /(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}/,
    check: () => true,
    words: '手机,手机号,手机号码,电话,联系电话,联系方式,移动电话,mobile,phone,cell',
    columns: 'sjh,sjhm,lxdh,dh,yddh,phone,mobile,tel,cellphone,contact',
    hints: 'sj',
    masked: /^1[3-9]\d\*{4}\d{4}$/,
  }),
  matcher({
    id: 'cn.landline',
    class: 'medium',
    pattern: /\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7}/,
    check: () => true,
    words: '电话,固定电话,座机,办公电话,传真,联系电话,tel,telephone,fax',
    columns: 'dh,gddh,zj,lxdh,bgdh,tel,telephone,fax',
  }),
  matcher({
    id: 'fin.card-unionpay',
    class: 'medium',
    pattern: /62\d{14,17}/,
    check: luhn,
    words: '银行卡号,银行卡,卡号,借记卡,信用卡号,bank card,card number',
    columns: 'yhkh,yhk,cardno,bankcard,acctno,accountno',
    hints: 'kh',
    masked: /^62\d{2,4}[ *]+\d{4}$/,
  }),
  matcher({
    id: 'fin.card-intl',
    class: 'medium',
    pattern: /[345]\d{14,15}/,
    check: luhn,
    words: '信用卡号,credit card,card number',
    columns: 'cardno,pan,creditcard',
    hints: 'kh',
  }),
  matcher({
    id: 'cn.bank-account',
    class: 'weak',
    pattern: /\d{9,28}/,
    words: '银行账号,账号,对公账号,开户账号,收款账号,account number,bank account',
    columns: 'yhzh,dgzh,acctno,accountno,bankaccount',
    hints: 'zh',
  }),
  matcher({
    id: 'cn.driver-licence',
    class: 'weak',
    pattern: /[1-9]\d{11}|[1-6]\d{16}[0-9Xx]/,
    check: (value) => value.length === 12 || resident(value),
    words: '驾驶证,驾驶证号,驾照,档案编号,driver licence,driver license',
    columns: 'jszh,jsz,dabh,driverlicense,licenceno',
  }),
  matcher({
    id: 'cn.social-security',
    class: 'weak',
    pattern: /[A-Z0-9]\d{7,9}|[1-6]\d{16}[0-9Xx]/,
    words: '社保卡,社保卡号,社会保障号码,社保号,医保卡号,医保号,social security',
    columns: 'sbkh,shbzh,sbh,ybkh,ssn',
  }),
  matcher({
    id: 'cn.tax-id',
    class: 'weak',
    pattern: /[1-6]\d{5}[0-9A-Z]{8}[0-9X]/,
    words: '纳税人识别号,税务登记号,税号,tax id',
    columns: 'nsrsbh,sh,taxid',
  }),
  matcher({
    id: 'cn.passport',
    class: 'weak',
    pattern: /E[A-HJ-NP-Z]?\d{7,8}|G\d{8}/,
    words: '护照,护照号,passport',
    columns: 'hzh,passport,passportno',
  }),
  matcher({
    id: 'im.qq',
    class: 'weak',
    pattern: /[1-9]\d{4,10}/,
    words: 'QQ,QQ号,扣扣',
    columns: 'qq,qqh',
  }),
  matcher({
    id: 'im.wechat',
    class: 'weak',
    pattern: /[A-Za-z][-_A-Za-z0-9]{5,19}/,
    words: '微信,微信号,wechat',
    columns: 'wx,wxh,weixin,wechatid',
  }),
  matcher({
    id: 'person.dob',
    class: 'weak',
    pattern: /(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}|年\d{1,2}月\d{1,2}日)/,
    check: date,
    words: '出生日期,出生年月,生日,date of birth,birthday',
    columns: 'csrq,csny,birthday,birthdate,dob',
    hints: 'sr',
    negative: '下单,有效期,创建,更新,截止',
  }),
  matcher({
    id: 'cn.vehicle-plate',
    class: 'medium',
    pattern: /[京津沪渝冀豫粤苏浙川鲁][A-Z][A-Z0-9]{5,6}/,
    check: () => true,
    words: '车牌,车牌号,plate',
    columns: 'cphm,hphm,plateno',
  }),
  matcher({
    id: 'net.ip',
    class: 'medium',
    pattern: /(?:\d{1,3}\.){3}\d{1,3}/,
    check: (value) => value.split('.').every((part) => Number(part) < 256),
    words: 'IP,IP地址',
    columns: 'ip,ipaddr,clientip,loginip',
  }),
  matcher({
    id: 'secret.login-password',
    class: 'weak',
    pattern: /\S{6,32}/,
    words: '密码,登录密码,口令,password',
    columns: 'pwd,password,passwd',
    hints: 'mm',
  }),
  matcher({
    id: 'cn.person-name',
    class: 'weak',
    parse: (cell) =>
      /^[\u4e00-\u9fff]{2,4}$/.test(cell) && SURNAMES.includes(cell[0]!) && !COMPANY.test(cell) ? 0.8 : 0,
    words: '姓名,联系人,收件人,收货人,户名,持卡人,法定代表人,法人,经办人,客户名称,先生',
    columns: 'khxm,lxr,sjr,shr,frdb,name,custname,customername,realname',
    hints: 'xm,fr',
    negative: '公司,产品名,文件名,用户名,品名,银行,部,项目名',
    masked: /^[\u4e00-\u9fff]\*{1,2}$/,
  }),
  matcher({
    id: 'cn.company-name',
    class: 'medium',
    parse: (cell) => (cell.length >= 6 && COMPANY.test(cell) ? 0.9 : 0),
    words: '公司,公司名称,企业名称,单位名称,供应商,客户名称,company',
    columns: 'gsmc,qymc,dwmc,khmc,company,corpname',
    hints: 'khh',
  }),
  matcher({
    id: 'cn.address',
    class: 'medium',
    parse: (cell) => (/[\u4e00-\u9fff]{2,}(?:省|市|区|县).*(?:路|街|道|巷|村|号|室)/.test(cell) ? 0.9 : 0),
    words: '地址,联系地址,家庭住址,住址,收货地址,address',
    columns: 'jtzz,txdz,shdz,xxdz,addr,address,homeaddr',
    hints: 'dz',
  }),
  matcher({
    id: 'biz.record',
    class: 'weak',
    pattern: /[A-Z0-9][A-Z0-9-]{5,30}/,
    words: '合同编号,订单号,订单编号,发票号码',
    columns: 'htbh,ddh,orderno,contractno,invoiceno',
    globalNegative: false,
  }),
];
