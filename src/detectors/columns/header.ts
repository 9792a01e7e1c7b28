import { columnKey, nameKeys, parseColumnName } from '../../lib/column-name.js';
import type { Rule } from '../../model/rule.js';

/** What a column's name says about one rule. */
export interface HeaderScore {
  /** h: 0..1. */
  readonly score: number;
  /** `exact` = the whole name is a word of the rule; `part` = its head is; `hint` = an ambiguous abbreviation. */
  readonly kind: 'exact' | 'part' | 'hint';
  /** The dictionary word that matched, or "comment:word". */
  readonly word: string;
}

export interface HeaderReading {
  /** By index of the rule in the index. Rules not named are absent. */
  readonly scores: ReadonlyMap<number, HeaderScore>;
  /** A negative word (订单号, order_no, amount ...) is the head of the name; `negativeFor` those of single rules. */
  readonly negative: string | null;
  readonly negativeFor: ReadonlyMap<number, string>;
  /** The name says what the column is, and it is a thing, a property or a flag (产品名称, phone_type, is_mobile). */
  readonly thing: boolean;
}

const EXACT = 0.85;
const PART = 0.7;
const HINT = 0.45;
const TABLE_BONUS = 0.1;

/** Names of business records and of measures: a number under one of these is not a person's. */
const RECORD_NAMES = `ddh ddbh lsh htbh hth fph fphm jylsh pch xlh cpbh ptbh wldh kddh ydh jdbh
  order_no order_id order_number order_sn trade_no trade_id transaction_id txn_id trace_id request_id session_id serial_no serial_number
  invoice_no batch_no tracking_no waybill_no bill_no flow_no sku sn isbn issn barcode uuid guid md5 sha hash checksum version timestamp
  amount total price quantity qty count balance fee cost score rate ratio create_time created_at update_time updated_at gmt_create
  gmt_modified create_date update_date modified_at deleted_at order_time pay_time login_time
  订单号 订单编号 单号 流水号 交易号 运单号 快递单号 凭证号 发票号 合同号 合同编号 批次号 批号 序列号 货号 料号 条码 时间戳 版本号
  金额 合计 数量 单价 总价 价格 余额 费用 创建时间 更新时间 修改时间 下单时间 支付时间 登录时间 注册时间 创建日期 更新日期`
  .split(/\s+/)
  .map(columnKey);

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that may stand before a bare name head and make it a person's or an organisation's. */
const PARTY_WORDS =
  list(`cust customer client member contact emp employee staff person patient student owner holder real true full first last given
  family middle sur chinese legal guardian payer payee sender receiver recipient consignee applicant insured beneficiary buyer seller guest
  passenger borrower father mother parent spouse child doctor teacher lawyer company corp corporate org organization enterprise merchant
  supplier vendor shop firm employer invoice kh hy yg lxr gs qy dw`);
const PARTY_HAN =
  /(?:姓名|人|客户|会员|员工|用户|学生|患者|业主|公司|企业|单位|商户|商家|供应商|机构|户主|[甲乙买卖购销付收]方|代表|银行|集团|配偶|家长|老师|医生|主任|经理)$/;
const HALF_PARTY = list('user account acct login display nick');
/** A bare name head: needs a party before it. */
const NAME_HEAD = /^(?:name|mc|名|名称|名字|全称|简称)$/;

/** Heads that mean something else after certain words: IP地址 is no address, 会员卡号 no bank card, 登录账号 no bank account. */
const OTHER_SENSE: readonly { head: RegExp; words: ReadonlySet<string>; han: RegExp }[] = [
  {
    head: /(?:地址|addr|address|add|dz)$/,
    words:
      list(`ip mac url uri web site website email mail server host memory wallet contract eth btc usdt image img file link http https ftp
      callback redirect avatar device`),
    han: /(?:网络|网站|网页|网|邮箱|邮件|图片|文件|存储|下载|接口|链接|钱包|合约|内存|服务器|主机|回调|跳转|头像|视频|物理|设备)$/,
  },
  {
    head: /(?:卡号|卡|card|cardno|cardnum|cardnumber|kh)$/,
    words:
      list(`sim iccid member membership vip gift loyalty id job point points library access report score time video graphics sound
      network business post hy`),
    han: /(?:会员|贵宾|社保|社会保障|医保|门禁|礼品|就诊|诊疗|病历|加油|油|饭|一卡通|校园|工|员工|身份|充值|流量|手机|电话|公交|交通|考勤|积分|图书|借阅|储值|优惠|购物|点|显|声|网|上网)$/,
  },
  {
    head: /(?:账号|账户|account|accountno|acct|acctno|accountnumber|zh|zhh)$/,
    words: list(
      'qq wechat weixin login user email alipay game sys system domain social admin app ad twitter facebook github',
    ),
    han: /(?:扣扣|微信|微博|抖音|支付宝|淘宝|京东|登录|用户|邮箱|游戏|平台|系统|注册|域|第三方|社交|管理员|小程序|公众号|员工)$/,
  },
  { head: /(?:生日|birthday)$/, words: list('company brand shop'), han: /(?:公司|品牌|店铺)$/ },
];

/** Too general to be the head of a longer name: they count only when they are the whole name. */
const WHOLE_ONLY = new Set([
  'id',
  'no',
  'code',
  'number',
  'num',
  'value',
  'key',
  'uid',
  'date',
  'time',
  'data',
  'kl',
  '号',
  '编号',
  '代码',
  '代号',
]);
/** Property and flag names: `phone_type` and `手机型号` are about the phone, `is_mobile` asks. */
const FLAG = /^(?:is|has|if|can|need|allow|enable|should|was|did|是否|有无|能否|可否|已|未)/;
const FLAG_WORDS = /^(?:is|has|if|can|need|allow|enable|should|was|did)$/;
const PROPERTY =
  /(?:type|kind|status|state|verified|verify|valid|flag|count|cnt|total|time|date|at|model|brand|level|rank|source|channel|length|size|format|prefix|suffix|domain|provider|carrier|operator|area|region|city|province|country|zip|desc|description|remark|hash|md|sha|url|image|photo|img|path|id|enabled|confirmed|required|expiry|rate|score|category|class|名称|产品|商品|品名|文件名|项目名|类型|类别|分类|种类|状态|型号|品牌|归属地|归属|数量|次数|个数|时间|日期|验证|认证|标识|标志|等级|级别|来源|渠道|运营商|备注|说明|描述|长度|有效期|前缀|后缀|机关|部门|科室|城市|省份|省|市|区县|国家|地区|区域|照片|图片|职务|职位|岗位|职称|性别|民族|学历|专业|科目|课程|品类|款式|颜色|规格|序号|年龄|币种|语言|行业)$/;
const PERSON_TABLE =
  /(?:customer|cust|client|member|user|person|people|employee|emp|staff|hr|payroll|contact|patient|student|khxx|kh|hy|yg|ry|客户|会员|用户|员工|人员|联系人|患者|学生|花名册|通讯录|名单|档案)/;

/** What stands directly before the head of a name written without separators: cust|mobile, kh|sjh, lxr|dh. */
const GLUED = new Set(
  'cust customer client user usr member mem mbr emp employee staff contact owner holder my his home work office company comp corp org bank person personal customers receiver sender payer payee legal kh hy yg lxr khlxr jbr fr frdb sjr shr jjr xs hz yz ry gr dw gs qy jt bg jj fdr dlr sq sqr tbr bbr syr jkr dbr po mq fq mobile phone tel id'.split(
    ' ',
  ),
);

interface Entry {
  readonly rule: number;
  readonly hint: boolean;
}

/** Reads column names against the dictionaries of a set of rules. Build once, use for every column. */
export class HeaderIndex {
  readonly #words = new Map<string, Entry[]>();
  readonly #negative = new Map<string, string>();
  readonly #negativeFor: ReadonlyMap<string, string>[];

  constructor(
    readonly rules: readonly Rule[],
    negative: readonly string[],
  ) {
    rules.forEach((rule, index) => {
      const exact = new Set([...rule.context.columns, ...rule.context.words].flatMap(wordKeys));
      for (const key of exact) this.#add(key, { rule: index, hint: false });
      for (const key of new Set(rule.context.hints.flatMap(wordKeys))) {
        if (!exact.has(key)) this.#add(key, { rule: index, hint: true });
      }
    });
    for (const key of [...RECORD_NAMES, ...negative.flatMap(wordKeys)]) this.#negative.set(key, key);
    this.#negativeFor = rules.map(
      (rule) => new Map(rule.context.negative.flatMap(wordKeys).map((key) => [key, key])),
    );
  }

  /** Normalised header words of all rules: what table sniffing takes as evidence of a header row. */
  words(): Set<string> {
    return new Set([...this.#words.keys(), ...this.#negative.keys()]);
  }

  read(name: string, comment = '', table = ''): HeaderReading {
    const own = this.#readName(name);
    const scores = new Map(own.scores);
    for (const note of comment === '' ? own.notes : [...own.notes, firstClause(comment)]) {
      for (const [rule, found] of this.#readName(note).scores) {
        const kind = found.kind === 'exact' ? 'part' : found.kind;
        const score = Math.min(PART, found.score);
        if (score > (scores.get(rule)?.score ?? 0))
          scores.set(rule, { score, kind, word: `comment:${found.word}` });
      }
    }
    if (table !== '' && PERSON_TABLE.test(parseColumnName(table).text)) {
      for (const [rule, found] of scores) scores.set(rule, { ...found, score: found.score + TABLE_BONUS });
    }
    return { ...own, scores };
  }

  #add(key: string, entry: Entry): void {
    const entries = this.#words.get(key);
    if (entries === undefined) this.#words.set(key, [entry]);
    else if (!entries.some((other) => other.rule === entry.rule)) entries.push(entry);
  }

  #readName(name: string): HeaderReading & { notes: readonly string[] } {
    const { text, starts, words, notes } = parseColumnName(name);
    const scores = new Map<number, HeaderScore>();
    const reach = new Map<number, number>();
    const flag =
      words.length > 0 &&
      (FLAG_WORDS.test(words[0]!) ? words.length > 1 : /^[^a-z]/.test(text) && FLAG.test(text));
    let otherSense = false;
    let longest = 0;
    if (!flag && text !== '') {
      for (const [start, key] of this.#heads(text, starts)) {
        const before = text.slice(0, start);
        const length = text.length - start;
        for (const { rule, hint } of this.#words.get(key)!) {
          if (scores.has(rule)) continue;
          const grade = start === 0 ? 'exact' : senseBefore(key, before, lastWord(before, starts));
          if (grade === null) {
            otherSense = true;
            continue;
          }
          // 卡号 inside 社保卡号: a longer word of another type says more.
          const kind = hint || length < longest ? 'hint' : grade;
          scores.set(rule, {
            score: kind === 'exact' ? EXACT : kind === 'part' ? PART : HINT,
            kind,
            word: key,
          });
          reach.set(rule, length);
          if (!hint) longest = Math.max(longest, length);
        }
      }
    }
    const thing = flag || (scores.size === 0 && (otherSense || PROPERTY.test(text)));
    const negative = longestHead(text, starts, this.#negative);
    const negativeFor = new Map<number, string>();
    this.rules.forEach((rule, index) => {
      const length = reach.get(index) ?? 0;
      const word =
        longestHead(text, starts, this.#negativeFor[index]!) ??
        (rule.context.globalNegative ? negative : null);
      if (word !== null && (length === 0 || word.length > length)) negativeFor.set(index, word);
    });
    return { scores, negative, negativeFor, thing, notes };
  }

  /** Ends of the name that are dictionary words, longest first, as [where the end starts, the word]. */
  *#heads(text: string, starts: readonly number[]): Generator<[number, string]> {
    for (const start of starts) {
      const end = text.slice(start);
      for (const key of nameKeys(end)) {
        if (!this.#words.has(key)) continue;
        if (start > 0 && (WHOLE_ONLY.has(key) || end.length < 2)) continue;
        yield [start, key];
        break;
      }
    }
    // Written without separators: only a known word may stand before the head.
    const glue = /^[a-z]{5,}$/.test(text) ? text.length - 2 : 0;
    for (let start = 2; start <= glue; start++) {
      if (starts.includes(start) || !GLUED.has(text.slice(0, start))) continue;
      const key = nameKeys(text.slice(start)).find((candidate) => this.#words.has(candidate));
      if (key !== undefined && !WHOLE_ONLY.has(key)) yield [start, key];
    }
  }
}

/** What a dictionary word means at the end of a longer name, null when it means something else there. */
function senseBefore(key: string, before: string, word: string): 'part' | 'hint' | null {
  if (NAME_HEAD.test(key)) {
    return PARTY_WORDS.has(word) || PARTY_HAN.test(before) ? 'part' : HALF_PARTY.has(word) ? 'hint' : null;
  }
  return OTHER_SENSE.some(({ head, words, han }) => head.test(key) && (words.has(word) || han.test(before)))
    ? null
    : 'part';
}

function lastWord(before: string, starts: readonly number[]): string {
  let from = 0;
  for (const start of starts) if (start < before.length) from = start;
  return before.slice(from);
}

function longestHead(
  text: string,
  starts: readonly number[],
  words: ReadonlyMap<string, string>,
): string | null {
  if (words.size === 0) return null;
  for (const start of starts) {
    for (const key of nameKeys(text.slice(start))) {
      if (words.has(key) && (start === 0 || text.length - start > 1)) return key;
    }
  }
  return null;
}

/** Dictionary words are shared by many rules, and read by two indexes. */
const knownKeys = new Map<string, readonly string[]>();

/** A dictionary word as keys: with its full key, and without 号 where the rest still names it. */
function wordKeys(word: string): readonly string[] {
  let keys = knownKeys.get(word);
  if (keys === undefined) {
    const key = columnKey(word);
    keys =
      key === ''
        ? []
        : key.length > 2 && /[证卡机话信箱照牌障]号$/.test(key)
          ? [key, key.slice(0, -1)]
          : [key];
    knownKeys.set(word, keys);
  }
  return keys;
}

function firstClause(comment: string): string {
  return comment.slice(0, 80).split(/[,，;；:：。\n]/, 1)[0] ?? '';
}
