import { wordRank } from './lexicon.js';
import { nameScore } from './name-model.js';
import { isDigit, isHan, isLatin, isWordy, Phrases } from './text.js';

/** Kinds of address tokens, as bits. */
export const P = 1;
export const C = 2;
export const D = 4;
/** Town, street office, development zone. */
export const T = 8;
/** Road. */
export const R = 16;
/** House number. */
export const N = 32;
/** Village, estate, building with a name. */
export const V = 64;
/** Building, unit, floor by number. */
export const B = 128;
/** Room. */
export const M = 256;
const STOP = 512;

export interface Token {
  readonly kind: number;
  readonly end: number;
}

const BODY =
  /(?:[第附甲乙丙丁]|[东西南北](?=\d))?(?:[A-Za-z]{0,3}\d{1,5}[A-Za-z]?|[A-Za-z]{1,2}(?![A-Za-z])|[一二三四五六七八九十百零〇]{1,5})(?:[-~#、/之](?:[A-Za-z]{0,2}\d{1,5}[A-Za-z]?|[A-Za-z](?![A-Za-z]))){0,4}/y;
const PLAIN =
  /(?:[A-Za-z]{0,2}\d{1,5}[A-Za-z]?|[A-Z](?![A-Za-z]))(?:[-#/](?:\d{1,5}[A-Za-z]?|[A-Za-z])){0,4}/y;
const SUFFIX = /(?:附\d{1,4}号?|之[\d一二三四五六七八九十]{1,3}|-\d{1,4}(?:号|室)?)/y;

const MARKERS = new Phrases([
  [N, '号 号院 号大院 号院内 弄 号弄 组 村民小组 小组 社 队 村民组 号之一 番地 段'],
  [
    R,
    '路 街 大街 大道 道 胡同 巷 条 号路 支路 国道 省道 县道 乡道 马路 环路 环 街坊 号大街 大巷 横路 道街 纬路 经路 东路 西路 南路 北路 中路 号街 横街 条街 条巷 道巷',
  ],
  [
    B,
    '栋 幢 座 号楼 号楼层 楼 层 单元 号单元 梯 区 期 门 号门 排 号厂房 厂房 库 号库 号仓 号仓库 车间 号车间 号馆 厅 号厅 #楼 # #栋 # F 楼层 号塔 塔 号塔楼 号公寓 号别墅 号院楼 栋楼 座楼 坊 号梯 井 号栋 号幢 号座 村',
  ],
  [
    M,
    '室 户 房 铺 号铺 号商铺 号室 号房 号房间 房间 档 号档 号档口 号店铺 号门面 号门市 卡 床 工位 号工位 铺位 号铺位 商铺 号摊位 摊位 信箱 号信箱 号柜台',
  ],
  [
    STOP,
    '号线 号文 号文件 号公告 号令 号码 号称 号机 号召 号通知 号决议 号提案 号病 号种子 号字 号电池 号字体 号前 号后 号之前 号之后 号左右 号上午 号下午 号晚 号早 号以 号到 号至 号开 号起 楼梯 层次 层面 层级 户外 户口 房产 房屋 房租 房价 组织 组成 组合 社会 社区 队伍 队员 区别 区域 区间 期间 期限 期末 期待 门票 门店 座位 座机 座谈 条件 条款 条例 路由 路线 路公交 路车 路人 道路 道理 号店 单元测试 厅级 段时间 段落 路口 室内 铺货 条记录 号产品 号样品 号合同 号订单 环节 环境 环比 库存 户均 期货',
  ],
]);

const HOUSE_ANYWAY = /^号(?:机|称|召|前|后|之前|之后|左右|上午|下午|晚|早|以|到|至|开|起|字|病|店)/;

/** Number with its marker (88号院, 3栋, 2-501室, 二楼), or a plain number where `plain` says one may stand. */
export function numberAt(text: string, at: number, plain: number, seen = 0): Token | undefined {
  BODY.lastIndex = at;
  const body = BODY.exec(text);
  if (body === null) return undefined;
  let end = BODY.lastIndex;
  const marker = MARKERS.startingAt(text, end);
  if (marker !== '') {
    const kind = MARKERS.value(marker);
    if (kind === STOP) {
      // 文三路55号|开联中心: behind a road the number is a house, whatever word its sign could begin.
      if ((seen & R) === 0 || (seen & N) !== 0 || !HOUSE_ANYWAY.test(marker)) return undefined;
      return { kind: N, end: end + 1 };
    }
    end += marker.length;
    // 三里屯街5号 is a road; a Chinese number before 村, 段, 社 belongs to a name.
    SUFFIX.lastIndex = end;
    if ((kind & (N | B)) !== 0 && SUFFIX.test(text)) end = SUFFIX.lastIndex;
    return { kind, end };
  }
  if (plain === 0) return undefined;
  PLAIN.lastIndex = at;
  if (PLAIN.test(text)) {
    end = PLAIN.lastIndex;
    const next = text.charCodeAt(end);
    const open =
      Number.isNaN(next) ||
      /^\d+-\d+-\d+$/.test(text.slice(at, end)) ||
      ('的收'.includes(text[end]!) && end - at > 2) ||
      !(isHan(next) || isLatin(next) || isDigit(next) || next === 37 || next === 46);
    if (open && end - at <= 14) return { kind: plain, end };
  }
  return undefined;
}

const ENDINGS = new Phrases([
  [D, '区 县 市 旗 盟 自治县'],
  [
    T,
    '街道 街道办事处 街道办 镇 乡 苏木 民族乡 回族乡 办事处 开发区 高新区 高新技术开发区 高新技术产业开发区 经济开发区 经济技术开发区 新区 工业区 保税区 自贸区 示范区 度假区 试验区 管理区 风景区 经开区 农场 林场 牧场 兵团 管委会 渔场 自由贸易试验区 综合保税区 出口加工区 集聚区 产业集聚区 地区',
  ],
  [
    R,
    '路 街 大街 大道 道 巷 弄 胡同 公路 国道 省道 县道 环路 马路 东路 西路 南路 北路 中路 东街 西街 南街 北街 中街 前街 后街 老街 步行街 商业街 东大街 西大街 南大街 北大街 支路 辅路 快速路 高速 里弄 大马路 横街 横路 直街 街道口 东道 西道 南道 北道 沿线 一路 二路 三路 四路 五路 六路 环线 内环 外环 绕城 斜街 巷子 东巷 西巷 南巷 北巷 坊巷 大道中 大道东 大道西 道中 道东 道西 街坊 围 新街 新路 里巷 段 东段 西段 南段 北段 中段 一段 二段 三段 四段 五段 六段 路段',
  ],
  [
    V,
    `村 屯 村委会 居委会 社区 小区 花园 大厦 广场 中心 公寓 家园 家属院 新村 花苑 别墅 大楼 商厦 科技园 工业园 产业园 创业园 软件园 物流园 园区 写字楼 国际 公馆 名邸 名苑 雅苑 雅居 华庭 豪庭 豪园 府邸 山庄 庄园 新城 天地 世家 人家 商城 商场 市场 超市 医院 大学 学院 中学 小学 学校 幼儿园 酒店 宾馆 饭店 车站 机场 火车站
     宿舍 家属楼 家属区 生活区 住宅区 住宅小区 公社 营 寨 庄 堡 窑 沟 湾 坡 岭 坪 坝 庙 店 集 铺 堂 浜 埭 圩 塘 桥 嘎查 自然村 行政村 科学园 科创园 高新园 孵化园 孵化器 创意园 文创园 智慧园 智谷 硅谷 云谷 创谷 总部基地 基地 大院 名城 名都 名园 花城 花都 水岸 水城 江南 尚城 悦城 都会 广厦 中庭
     银座 金座 金融城 金融中心 国贸 时代 世纪城 城 苑 园 庭 府 邸 轩 阁 居 院 寓 楼 厦 里 坊 墅 厂 公园 馆 场 港 郡 台 殿 汇 座 塔 院落 SOHO CBD 门市部 营业厅 营业部 服务站 驿站 菜鸟驿站 派出所 村部 大队 批发市场 农贸市场 建材市场 物业 仓库 车间 厂区 园内 商务楼 综合楼 办公楼 教学楼 实验楼 住院楼 门诊楼 宿舍楼 公寓楼 商务中心 购物中心 国际城 大酒店 城市广场 都市花园 商业广场 万达广场 写字间 经济园 工业城 新苑 新园 花苑小区 嘉园 嘉苑 佳苑 佳园 丽景 丽苑 翠苑 景苑 香榭 天成 壹号 首府 学府 御府 华府 尊府 书院 御苑 御景 半岛 春天 阳光`,
  ],
  [
    B,
    '南区 北区 东区 西区 中区 一区 二区 三区 四区 五区 东塔 西塔 南塔 北塔 东座 西座 南座 北座 东楼 西楼 南楼 北楼 主楼 副楼 裙楼 前楼 后楼 东门 西门 南门 北门 一期 二期 三期 四期 五期 东侧 西侧 南侧 北侧 地下室 负一层 底商 底楼 顶楼 大堂 前台 门卫 传达室 收发室 物业',
  ],
]);
/** Endings of one character are believed only where a number or the end follows. */
const WEAK_VILLAGE =
  '营寨庄堡窑沟湾坡岭坪坝庙店集铺堂浜埭圩塘桥城苑园庭府邸轩阁居院寓楼厦里坊墅厂馆场港郡台殿汇座塔';
const WEAK_LONG = new Set(
  '国际 中心 市场 时代 江南 阳光 春天 半岛 天地 世家 人家 基地 学校 医院 银座 国贸 都会 天成 物业 大学 学院 中学 小学 酒店 饭店 宾馆 超市 车站 公园'.split(
    ' ',
  ),
);

const STOPS = new Phrases([
  [
    1,
    `的 了 在 是 和 与 及 或 也 要 请 把 被 从 给 让 吗 呢 吧 啊 我 你 他 她 它 这 那 又 就 还 很 并 但 而 可 已 未 不 没 由 因 所以 附近 旁边 对面 门口 楼下 集合 见面 工作 上班 居住 办公 取件 签收 收货 交付 送货 开业 营业 经营 从事 注册 成立 拥有
     属于 作为 进行 开会 举办 举行 发生 电话 手机 联系 邮编 公司 银行 客户 先生 女士 姓名 说 等 时间 号码 部门 负责 每 各 该 此 位于 坐落 提供 发现 参加 前往 到达 出发 乘坐 需要 可以 应当 通知 关于 根据 以及 为了 如果 没有 今天 明天 昨天 我们 他们 购买 销售 有限 设有 共有 还有 只有 具有 含有 至今`,
  ],
]);
/** Stop words that names of places may hold after all. */
const NAMES_WITH_STOPS =
  /(?:和平|永和|中和|和谐|共和|太和|人和|泰和|祥和|颐和|义和|和义|和睦|和顺|可园|安和|致和|五和|万和|仁和|元和|保和|雍和|与城|及第|在水一方|不夜城|不二|自由|由里|各庄|被服|等驾坡|因特|还建|没良心|从化|从江|可可|未来|未央|此间|那达慕|那曲|那坡|康和|协和|公和|和兴|和美|和园|和苑|和府|要塞|给水|就业|并州)/y;

const MAX_STEM = 12;

/**
 * A named token: characters up to the first ending that fits. `seen` holds the kinds found before.
 * Zero characters before the ending are allowed where the ending stands for itself (小区 behind a road, 南区, 一段).
 */
export function namedAt(text: string, at: number, seen: number): Token | undefined {
  const limit = Math.min(text.length, at + MAX_STEM + 1);
  let k = at;
  for (; k < limit; k++) {
    const code = text.charCodeAt(k);
    if (!isHan(code) && !isLatin(code) && !(isDigit(code) && k > at)) return undefined;
    const ending = isHan(code) || isLatin(code) ? ENDINGS.startingAt(text, k) : '';
    if (ending !== '') {
      const token = settle(text, at, k, ending, seen);
      if (token !== undefined) return token;
    }
    if (k === at && isDigit(code)) return undefined;
    const stop = STOPS.startingAt(text, k);
    if (stop !== '' && !(k === at && stop.length === 1 && isFreeFirst(text, k)) && !inName(text, k))
      return undefined;
  }
  return undefined;
}

/** The first character of a name is free (于洪, 来广, 和平, 向阳) when a road or village ending stands close. */
function isFreeFirst(text: string, at: number): boolean {
  if ('的了是在我你他请把被'.includes(text[at]!)) return false;
  for (let k = at + 1; k <= at + 3; k++) if (ENDINGS.startingAt(text, k) !== '') return true;
  return false;
}

function inName(text: string, at: number): boolean {
  for (let p = Math.max(0, at - 2); p <= at; p++) {
    NAMES_WITH_STOPS.lastIndex = p;
    const hit = NAMES_WITH_STOPS.exec(text);
    if (hit !== null && p + hit[0].length > at) return true;
  }
  return false;
}

function settle(text: string, at: number, k: number, ending: string, seen: number): Token | undefined {
  const stem = k - at;
  let kind = ENDINGS.value(ending);
  let end = k + ending.length;
  // 中关村大街, 花园路, 广场东路: the road ending behind wins.
  if (kind !== R || ending.length === 1) {
    const further = ENDINGS.startingAt(text, end);
    if (
      further !== '' &&
      ENDINGS.value(further) === R &&
      !further.endsWith('段') &&
      further !== '围' &&
      (stem > 0 || ending.length > 1)
    ) {
      kind = R;
      end += further.length;
      if (/道[中东西]$/.test(further) && !isDigit(text.charCodeAt(end))) end--;
      return { kind, end };
    }
  }
  const next = text.charCodeAt(end);
  const closed = Number.isNaN(next) || !(isHan(next) || next === 0xb7);
  const numbered = closed || '一二三四五六七八九十第附甲乙丙丁东西南北'.includes(text[end]!);
  switch (kind) {
    case D:
      if (stem === 0) return undefined;
      if (ending === '区' && (seen & (R | N | V | T)) !== 0) return stem <= 4 ? { kind: B, end } : undefined;
      return (seen & (P | C)) !== 0 && (seen & (D | T | R | N | V)) === 0 && stem <= 5
        ? { kind: D, end }
        : undefined;
    case T:
      if ((seen & (R | N | B | M)) !== 0) return undefined;
      return stem > 0 && stem <= 10
        ? { kind: T, end }
        : stem === 0 && (seen & (C | D)) !== 0 && ending.length > 2
          ? { kind: T, end }
          : undefined;
    case R: {
      if (stem === 0) {
        const part = ending.length > 1 && /[段里]$|^[东西南北中一二三四五六][路街]$/.test(ending);
        return part && (seen & R) !== 0 && (seen & N) === 0 ? { kind: R, end } : undefined;
      }
      if ((seen & (N | B | M)) !== 0 || stem > 9) return undefined;
      // 皇后大道中100号, but 滨河大道|西湖花园.
      if (/道[中东西]$/.test(ending) && !isDigit(next)) end--;
      if (ending === '道' || ending === '围' || ending === '段' || ending === '弄' || ending === '高速') {
        if (!numbered || '知报渠频轨管通'.includes(text[k - 1]!)) return undefined;
      }
      return { kind: R, end };
    }
    case V: {
      if ((seen & M) !== 0) return undefined;
      if (stem === 0)
        return ending.length > 1 && (seen & (R | T | V)) !== 0 && (seen & N) === 0
          ? { kind: V, end }
          : undefined;
      const weak = WEAK_LONG.has(ending) || (ending.length === 1 && WEAK_VILLAGE.includes(ending));
      if (weak && !(numbered && (seen !== 0 || !closed || isDigit(next)))) return undefined;
      if (ending === '村' && !closed && (seen & (N | R)) !== 0 && !numbered) return { kind: V, end };
      return { kind: V, end };
    }
    default:
      return (seen & (V | N | R)) !== 0 ? { kind: B, end } : undefined;
  }
}

/** Three to eight characters that are neither a person nor plain words: most likely an estate. */
function isUnknownName(text: string, at: number, end: number): boolean {
  if (/[人方址编话机者]$/.test(text.slice(at, end))) return false;
  if (end - at < 3 || (end - at < 5 && nameScore(text, at, end) > 2)) return false;
  const first = wordRank(text.charCodeAt(at), text.charCodeAt(at + 1));
  return first + wordRank(text.charCodeAt(end - 2), text.charCodeAt(end - 1)) < 3;
}

const HYPHENED = /\d{1,3}-\d{1,3}-?\d{1,5}(?![\d号\u4e00-\u9fff])/y;

/** Characters of an estate whose name has no known ending: believed when a building number follows. */
export function unnamedAt(text: string, at: number, seen: number): Token | undefined {
  if ((seen & (D | T | R | N)) === 0 || (seen & (B | M)) !== 0) return undefined;
  let k = at;
  while (k < text.length && k - at < 9 && isHan(text.charCodeAt(k))) {
    if (k > at + 1) {
      const number = numberAt(text, k, 0);
      if (
        number !== undefined &&
        (number.kind & (B | M | N)) !== 0 &&
        isDigit(text.charCodeAt(number.end - 2))
      )
        break;
    }
    if (STOPS.startingAt(text, k) !== '' && !inName(text, k)) return undefined;
    k++;
  }
  if (k - at < 2) return undefined;
  HYPHENED.lastIndex = k;
  if (HYPHENED.test(text)) return { kind: V, end: k };
  if (
    (seen & N) !== 0 &&
    k - at < 9 &&
    !isWordy(text.charCodeAt(k)) &&
    text[k] !== ':' &&
    isUnknownName(text, at, k)
  )
    return { kind: V, end: k };
  const number = numberAt(text, k, 0);
  return number !== undefined && (number.kind & (B | M | N)) !== 0 ? { kind: V, end: k } : undefined;
}
