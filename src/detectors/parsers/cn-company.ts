import { englishCompanies, englishCompanyQuality } from './english-company.js';
import { wordRank } from './lexicon.js';
import type { Parser, Span } from './parser.js';
import { regionAt } from './regions.js';
import { isDigit, isHan, isLatin, Phrases, simplify } from './text.js';

const LONGEST = 32;

const LEGAL = 1;
const GROUP = 2;
const BRANCH = 3;
const FIRM = 4;
const SHOP = 5;
const PLAIN = 6;
/** Organisations that are only believed in a column of their own. */
const OTHER = 7;

const FORMS: readonly (readonly [number, string])[] = [
  [
    LEGAL,
    '股份有限公司 有限责任公司 有限公司 集团有限公司 集团股份有限公司 集团有限责任公司 控股有限公司 控股集团有限公司 集团公司 总公司 股份公司 有限责任合伙 股份合作公司 分公司',
  ],
  [GROUP, '集团 控股集团 集团(控股)'],
  [
    BRANCH,
    '支行 分行 营业部 分理处 储蓄所 支公司 营业所 证券营业部 信用社 信用联社 农商行 农村商业银行 村镇银行',
  ],
  [
    FIRM,
    '律师事务所 会计师事务所 税务师事务所 资产评估事务所 专利代理事务所 建筑设计事务所 设计事务所 合伙企业 专业合作社 合作社 合作联社 联合社 个人独资企业 个体工商户',
  ],
  [
    SHOP,
    '经营部 商行 商店 超市 餐厅 饭店 酒店 餐馆 门市部 药店 药房 大药房 诊所 工作室 服务部 美容院 理发店 美发店 汽修厂 修理厂 加工厂 维修部 批发部 小吃店 面馆 火锅店 服装店 便利店 贸易行 茶行 茶庄 水果店 五金店 建材店 网吧 制造厂 机械厂 制品厂 电器厂 模具厂 食品厂 印刷厂 家具厂 纸箱厂 五金厂 塑料厂 服装厂 化工厂 养殖场 种植场 农场 加油站 旅馆 宾馆 客栈 民宿 养生馆 健身房 健身会所 培训中心 服务中心 商贸行 贸易商行 食品店 百货店 烟酒店 杂货店 生鲜店 蛋糕店 奶茶店 咖啡店 咖啡馆 书店 花店 鞋店 眼镜店 汽配店 摄影店 照相馆 快餐店 烧烤店 饺子馆 餐饮店 早餐店 洗衣店 干洗店 宠物店 文具店 家电店 手机店 通讯店 电脑店',
  ],
  [PLAIN, '公司'],
  [
    OTHER,
    '医院 研究院 研究所 设计院 委员会 协会 商会 基金会 管理局 中心 厂 店 企业 工厂 村委会 居委会 出版社 报社 电视台',
  ],
];
const FORM = new Phrases(FORMS);
// Longest first, so that the alternation finds the longest form at a place.
const inText = (kinds: readonly number[]) =>
  FORMS.filter(([kind]) => kinds.includes(kind))
    .flatMap(([, list]) => list.split(' '))
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[()]/g, '\\$&'))
    .join('|');
const ANY_FORM = new RegExp(inText([LEGAL, GROUP, BRANCH, FIRM, SHOP, PLAIN]), 'g');

/** What may stand before a company name and is no part of it. The number says how sure the cut is. */
const CUTS = new Phrases([
  [
    4,
    `甲方 乙方 丙方 客户 供应商 采购商 卖方 买方 购买方 销售方 发包方 承包方 发包人 承包人 委托方 受托方 出租方 承租方 投标人 中标人 招标人 中标单位 投标单位 建设单位 施工单位 设计单位 监理单位 用人单位 工作单位 供货商 供货方 经销商 代理商 合作方 合作伙伴 合作商 我司 我方 我们 贵司 贵公司 本公司 我公司 该公司 我行 本行
     联系 委托 通过 隶属于 位于 就职于 任职于 供职于 就业于 入职 收购 关于 根据 按照 依据 转账给 付款至 付款给 汇款至 汇款给 转给 支付给 支付至 开票给 开具给 收到 名称 名称为 名称是 单位 单位为 抬头 抬头为 抬头是 开户行 开户银行 户名 付款方 收款方 付款人 收款人 付款单位 收款单位 被告 原告 申请人 被申请人 债权人 债务人 担保人 保证人 法人 股东 投资方 承运商
     来自 加入 代表 作为 成为 名为 叫做 旗下 母公司 全资子公司 子公司 控股子公司 关联方 关联公司 关联企业 交易对方 对方 双方 三方 客户名称 公司名称 企业名称 供应商名称 客户为 客户是 以及 拜访 走访 考察 参观 采购自 购自 寄给 寄往 寄至 发给 发送给 发往 送至 卖给 租给 出售给 转让给 交付给 提交给 邀请 感谢 致电 通知 起诉 诉 告知 回访 签约 中标 合作 服务于 受雇于 毕业后 目前在 现任 担任 曾任 兼任 创办 创立 注册 成立 设立 开办 经营 就是 不是 或者 例如 比如 包括 其中 分别是 分别为 公司 合同 协议 与会 获得 授予 认证 负责人 联系人 员工 经理 总经理 董事长 法定代表人 竞争对手 供方 需方 债务 归属 出票人 承兑人 背书人 收票人 持票人 保险人 投保人 投保单位 参保单位 缴费单位 扣缴义务人 纳税人 下属 下辖 上级 主管 由于 对于 属于 基于 至于 起 请与 并与 后与 曾在 已与 已向 拟向 将与 现与 拟与 今与 同意 要求 确认 收购了 投资了 推荐 介绍 借款给 出借给 融资给 授权 向我 指定 并由 交由 改由 统一由 现由 转入 转至 汇入 打入 存入 划入 划至 划给 打款至 打款给 开户于 开立于 发票开给 发票抬头 发货方 收货方 发货单位 收货单位 承运人 托运人 托运方 买受人 出卖人 委托人 受托人 出租人 承租人 受益人 贷款人 借款人 抵押权人 抵押人 被保险人 被执行人 申请执行人 被告人 被上诉人 上诉人 第三人 被申请执行人 受让方 转让方 受让人 转让人 报价单位 询价单位 制造商 生产商 生产厂家 厂家 品牌商 服务商 开发商 物业公司 总包 分包 业主方 业主单位 实施单位 承建单位 承办单位 主办单位 协办单位 挂靠 派遣至 派往 外派 借调至`,
  ],
  [
    2,
    '的 了 是 为 由 向 与 和 同 跟 及 在 于 给 从 将 把 被 对 以 让 至 到 经 该 即 叫 找 请 受 归 含 致 系 据 并 而 但 其 因 据 或 有 就 去 来 则 且 也 已 曾 现 拟 年 月 日 时 号 元 万 等 方 家 往',
  ],
]);

const NO_STEM =
  /^(?:农民|[我某该本贵各此其他你她它这那两一多每全新老总分子母大小上下]+|某某.{0,2}|X+|x+|\*+|[\d年月日]+|其他|任何|所有|国有|民营|外资|合资|独资|上市|全资|控股|参股|股份|关联|物业|保险|证券|信托|基金|租赁|物流|快递|保洁|家政|中介|广告|旅游|贸易|科技|投资|软件|互联网|责任|代理|设计|承包|施工|建筑|装修|培训|咨询|服务|管理|运输|外贸|中外合资|一人|个人独资|跨国|犯罪|企业|大型|知名|龙头|利益|财团|国际|多家|一家|几家|两家|相关|有关|目标|项目|集团|合作|创业|初创|科创|第三方|境外|境内|国内|海外|外国|公司|我们|你们|他们|咱们|连锁|附近|网上|便民|大型|小型|各大|实体|普通|特殊普通)$/;
const FOLLOWED = /^(?:法(?!人|务|定|院|律)|章程|制度|形式|类型|型|化|军|性质)/;
const TAIL = /[\u4e00-\u9fff()]{2,14}?(?:分公司|支公司|分行|支行|营业部|分理处|分店|分厂|分校|事业部)/y;
const PARTNERSHIP = /\((?:有限合伙|普通合伙|特殊普通合伙|个人独资|集团|中国)\)/y;
const NO_TAIL = /[的与和在由向对为了是等及被从给将]|公司|合同|签|客户|负责|旗下|委托|通过|以及/;
const MONEY =
  /银行|信用|农商|农信|邮政|储蓄|公司|证券|保险|人寿|财险|邮储|期货|电力|供电|[工农中建交招浦兴广光民]行|商行/;

interface Start {
  readonly at: number;
  readonly score: number;
  readonly region: boolean;
}

export const cnCompany: Parser = {
  id: 'cn-company',

  find(text, from, to) {
    const simple = simplify(text);
    const spans: Span[] = [];
    const base = Math.max(0, from - LONGEST);
    const part = simple.slice(base, Math.min(simple.length, to + LONGEST));
    let floor = base;
    let before = base;
    ANY_FORM.lastIndex = 0;
    for (let hit = ANY_FORM.exec(part); hit !== null; hit = ANY_FORM.exec(part)) {
      const at = base + hit.index;
      let span = companyAt(simple, floor, at, hit[0]);
      const last = spans[spans.length - 1];
      // 移动通信集团|广东有限公司: a longer name with the same beginning swallows the shorter one.
      if (
        last !== undefined &&
        at - last.end <= LONGEST / 2 &&
        (span === undefined || span.start === last.end)
      ) {
        const longer = companyAt(simple, before, at, hit[0]);
        if (longer?.start === last.start) {
          spans[spans.length - 1] = longer;
          floor = longer.end;
          continue;
        }
        span ??= longer !== undefined && longer.start >= floor ? longer : undefined;
      }
      if (span === undefined) continue;
      before = floor;
      floor = span.end;
      ANY_FORM.lastIndex = Math.max(ANY_FORM.lastIndex, span.end - base);
      spans.push(span);
    }
    return englishCompanies(
      simple,
      from,
      to,
      spans.filter((span) => span.start < to && span.end > from),
    );
  },

  whole(cell) {
    const code = cell.charCodeAt(0);
    if (cell.length < 4 || cell.length > 60) return 0;
    if (code < 0x80 && cell.charCodeAt(cell.length - 1) < 0x80 && !cell.endsWith(')'))
      return englishCompanyQuality(cell);
    return hanQuality(simplify(cell).replace(/ /g, ''));
  },
};

function hanQuality(text: string): number {
  const bracket = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  const end = bracket > 3 ? bracket : text.length;
  const form = FORM.endingAt(text, end);
  // A branch of a company: what counts is the company.
  const head = /分公司|支公司|[分支]行|营业部|分理处/.test(form)
    ? text.lastIndexOf('公司', end - form.length - 1) + 2
    : 1;
  if (head > 4 && end - head <= 16) return hanQuality(text.slice(0, head));
  const stem = text.slice(0, end - form.length);
  if (form === '' || stem.length < 2 || NO_STEM.test(stem) || /[，。；！？,;!?]/.test(text)) return 0;
  const start = bestStart(text, 0, end - form.length);
  if (start === undefined || start.at > 0) return 0;
  switch (FORM.value(form)) {
    case LEGAL:
      return form === '分公司' && stem.length < 4 ? 0.4 : 1;
    case FIRM:
      return 1;
    case GROUP:
      return 0.9;
    case BRANCH:
      return MONEY.test(text) ? 1 : 0;
    case SHOP:
      return start.region ? 1 : 0.8;
    case PLAIN:
      return 0.8;
    default:
      return start.region || stem.length >= 4 ? 0.6 : 0.4;
  }
}

/** The company whose form (有限公司 ...) stands at `at`, if a believable name stands before it. */
function companyAt(text: string, floor: number, at: number, form: string): Span | undefined {
  const kind = FORM.value(form);
  const formEnd = at + form.length;
  if (FOLLOWED.test(text.slice(formEnd, formEnd + 2))) return undefined;
  if (text[at - 1] === '的') return undefined;
  const left = leftLimit(text, floor, at);
  const start = bestStart(text, left, at);
  if (start === undefined) return undefined;
  const stem = text.slice(start.at, at);
  if (NO_STEM.test(stem) || /某/.test(stem)) return undefined;
  let prior = start.region ? 0.88 : 0.82;
  if (start.score < 0) prior -= 0.2;
  if (kind === GROUP) {
    if (
      !start.region &&
      (stem.length > 8 || wordRank(stem.charCodeAt(stem.length - 2), stem.charCodeAt(stem.length - 1)) > 1)
    ) {
      if (start.score < 3 || stem.length < 4) return undefined;
    }
    prior = start.region ? 0.8 : 0.6;
  } else if (kind === BRANCH) {
    if (
      form.length === 2 ||
      form.startsWith('营业') ||
      form === '分理处' ||
      form === '支公司' ||
      form === '储蓄所'
    ) {
      if (!MONEY.test(stem)) return undefined;
    }
    if (stem.length < 4 && !start.region) return undefined;
  } else if (kind === SHOP) {
    if (!start.region || stem.length < 4 || stem.length > 18 || start.score < 4) return undefined;
    prior = 0.65;
  } else if (kind === PLAIN || form === '总公司' || form === '分公司') {
    if (!start.region || stem.length < 4) return undefined;
    prior = 0.6;
  } else if (form === '合作社' || form === '合伙企业' || form === '个体工商户' || form === '联合社') {
    if (stem.length < 4) return undefined;
  }
  return {
    start: start.at,
    end: tailEnd(text, formEnd, kind),
    prior,
    why: start.region ? ['form', 'region'] : ['form'],
  };
}

/** Branch offices and kinds of partnership behind the form belong to the name. */
function tailEnd(text: string, end: number, kind: number): number {
  PARTNERSHIP.lastIndex = end;
  const at = PARTNERSHIP.test(text) ? PARTNERSHIP.lastIndex : end;
  if (kind === SHOP) return at;
  TAIL.lastIndex = at;
  const tail = TAIL.exec(text);
  if (tail === null || NO_TAIL.test(tail[0].slice(0, -3)) || /[()]/.test(tail[0])) return at;
  return regionAt(text, at) !== undefined || tail[0].length <= 8 ? TAIL.lastIndex : at;
}

/** Walks left over characters a name may hold; an open bracket without its partner ends the walk. */
function leftLimit(text: string, floor: number, at: number): number {
  let depth = 0;
  let p = at;
  while (p > floor && at - p < LONGEST) {
    const code = text.charCodeAt(p - 1);
    if (code === 41) depth++;
    else if (code === 40) {
      if (depth === 0) break;
      depth--;
    } else if (
      !isHan(code) &&
      !isLatin(code) &&
      !isDigit(code) &&
      code !== 0xb7 &&
      code !== 38 &&
      code !== 45
    ) {
      // A space only between Latin words and the Han that follow them is part of a name; elsewhere it ends it.
      break;
    }
    p--;
  }
  while (depth > 0 && p < at) {
    if (text.charCodeAt(p) === 41) depth--;
    p++;
  }
  while (p < at && (text.charCodeAt(p) === 45 || text.charCodeAt(p) === 41)) p++;
  return p;
}

/** Where the name begins: behind the last label, verb or particle, at the first region name. */
function bestStart(text: string, left: number, at: number): Start | undefined {
  let best: Start | undefined;
  let depth = 0;
  let boundary = 3;
  // What lies between a start and the form and is no part of a name counts against that start.
  const junk = new Int8Array(at - left + 1);
  for (let p = at - 1; p >= left; p--)
    junk[p - left] = Math.min(60, junk[p - left + 1]! + cutAt(text, p, left, at));
  for (let p = left; p <= at - 2; p++) {
    if (p > left) {
      const previous = text.charCodeAt(p - 1);
      if (previous === 40) depth++;
      if (previous === 41) depth--;
      const cut = CUTS.endingAt(text, p);
      boundary = cut !== '' && p - cut.length >= left ? CUTS.value(cut) : -6;
    }
    if (depth > 0 || text.charCodeAt(p) === 40) continue;
    const named = isHan(text.charCodeAt(p)) ? regionAt(text, p) : undefined;
    const region = named !== undefined || text.startsWith('中国', p);
    if (boundary < 0 && !region) continue;
    const length = at - p;
    // A short region name in the middle (招商银行|成都分行) begins no name unless what stands before is none.
    const score =
      (boundary > 0 ? boundary + (region ? 4 : 0) : named?.full ? 4 : 2.5) -
      junk[p - left]! -
      Math.max(0, length - 16) / 2;
    if (best === undefined || score > best.score) best = { at: p, score, region };
  }
  return best;
}

const REAL_PARTICLE = '的了是';

/** How much a cut word that starts at `p` speaks against a name reaching over it. */
function cutAt(text: string, p: number, left: number, at: number): number {
  const cut = CUTS.startingAt(text, p);
  if (cut === '' || p + cut.length >= at) return 0;
  if (cut.length > 1) return p + cut.length <= at - 2 ? 5 : 0;
  if (REAL_PARTICLE.includes(cut)) return 8;
  const end = p + 1;
  if ('年月日时号元万'.includes(cut)) return p > left && isDigit(text.charCodeAt(p - 1)) ? 5 : 0;
  if ('方家来有万同'.includes(cut)) return 0;
  // Nothing stands before that it could join.
  if ((p === left || CUTS.value(text[p - 1]!) > 0) && '和及或同跟而'.includes(cut)) return 0;
  if (regionAt(text, end) !== undefined || text.startsWith('中国', end)) return 4;
  // Inside a word it is no particle: 华为, 和谐, 向阳.
  if (wordRank(text.charCodeAt(p), text.charCodeAt(end)) > 0) return 0;
  if (p > left && wordRank(text.charCodeAt(p - 1), text.charCodeAt(p)) > 0) return 0;
  return '由向与在把被给从'.includes(cut) ? 4 : p === left || '和及于将对至到'.includes(cut) ? 2 : 1;
}
