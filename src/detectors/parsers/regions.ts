import { CITIES, COUNTIES, PROVINCES } from './data/divisions.js';

export const PROVINCE = 1;
export const CITY = 2;
export const COUNTY = 3;

export interface Region {
  readonly name: string;
  /** PROVINCE, CITY or COUNTY. */
  readonly level: number;
  /** False: only believable behind a province or city (西湖 for 西湖区). */
  readonly alone: boolean;
  /** True for a name with its ending (杭州市). */
  readonly full: boolean;
}

const PEOPLES =
  /(?:维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古|朝鲜|土家|达斡尔|鄂温克|鄂伦春|仡佬|布依|哈尼|傈僳|拉祜|景颇|布朗|毛南|仫佬|裕固|保安|东乡|撒拉|回|藏|彝|苗|侗|壮|瑶|满|白|傣|黎|畲|羌|土|水|佤|怒|独龙|普米|纳西|各)族?(?=.*(?:族|各|$))/g;

// Not in the division tables of the mainland, or abolished but still written.
const OTHERS: readonly (readonly [number, string])[] = [
  [PROVINCE, '香港 澳门 台湾 香港特区 澳门特区 内蒙 新疆生产建设兵团'],
  [
    CITY,
    '九龙 新界 港岛 香港岛 大屿山 澳门半岛 氹仔 路环 路氹 台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市 台北 新北 桃园 台中 台南 高雄 基隆 新竹 嘉义 新竹县 苗栗县 彰化县 南投县 云林县 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县 金门县 连江县 襄樊市 ' +
      '海西州 海北州 海南州 黄南州 果洛州 玉树州 伊犁州 昌吉州 巴州 博州 克州 红河州 文山州 楚雄州 德宏州 怒江州 迪庆州 西双版纳州 黔东南州 黔南州 黔西南州 甘孜州 阿坝州 凉山州 恩施州 湘西州 延边州 临夏州 甘南州 大理州 ' +
      '西双版纳 大理 凉山 恩施 湘西 延边 临夏 甘南 红河 德宏 迪庆 楚雄 黔东南 黔南 黔西南 甘孜 阿坝 伊犁 昌吉',
  ],
  [
    COUNTY,
    '宣武区 崇文区 闸北区 卢湾区 南汇区 下城区 江干区 沧浪区 平江区 金阊区 白下区 下关区 萧山市 余杭市 浦东 滨江 两江新区 天府新区 西咸新区 雄安新区 贵安新区 滨海新区 ' +
      '中西区 湾仔区 湾仔 东区 南区 油尖旺区 油尖旺 深水埗区 深水埗 九龙城区 九龙城 黄大仙区 黄大仙 观塘区 观塘 荃湾区 荃湾 屯门区 屯门 元朗区 元朗 北区 大埔区 大埔 沙田区 沙田 西贡区 西贡 葵青区 葵青 离岛区 中环 上环 西环 铜锣湾 金钟 北角 尖沙咀 尖沙嘴 旺角 油麻地 佐敦 红磡 长沙湾 葵涌 青衣 将军澳 天水围 上水 粉岭 柴湾 鲗鱼涌 太古 香港仔 九龙湾 九龙塘 牛头角 荔枝角 何文田 土瓜湾 新蒲岗 ' +
      '信义区 大安区 中正区 松山区 万华区 中山区 大同区 内湖区 士林区 北投区 文山区 南港区 板桥区 三重区 中和区 永和区 新庄区 新店区 土城区 芦洲区 汐止区 树林区 淡水区 三峡区 林口区 五股区 泰山区 西屯区 南屯区 北屯区 丰原区 大里区 太平区 前镇区 三民区 苓雅区 左营区 鼓山区 凤山区 楠梓区 安平区 永康区 中坜区 平镇区 八德区 竹北市 头份市 员林市',
  ],
];

let index: Map<number, Region[]> | undefined;

function build(): Map<number, Region[]> {
  const known = new Map<string, Region>();
  const add = (name: string, level: number, alone: boolean, full: boolean) => {
    if (name.length >= 2 && !known.has(name)) known.set(name, { name, level, alone, full });
  };
  for (const name of PROVINCES.split(',')) {
    add(name, PROVINCE, true, true);
    add(name.replace(/(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$/, ''), PROVINCE, true, false);
  }
  const each = (list: string, visit: (ending: string, stem: string) => void) => {
    for (const group of list.split(' ')) {
      const colon = group.indexOf(':');
      for (const stem of group.slice(colon + 1).split(',')) visit(group.slice(0, colon), stem);
    }
  };
  each(CITIES, (ending, stem) => {
    add(stem + ending, CITY, true, true);
    if (ending === '市' || ending === '地区') add(stem, CITY, true, false);
    else add(stem.replace(PEOPLES, '') + ending.slice(-1), CITY, true, true);
  });
  for (const [level, names] of OTHERS) {
    for (const name of names.split(' ')) {
      const full = /[省市区县州盟旗]$/.test(name);
      // Two-character districts (东区) prove nothing alone.
      add(name, level, name.length > 2 || level < COUNTY, full);
    }
  }
  each(COUNTIES, (ending, stem) => {
    add(stem + ending, COUNTY, stem.length > 1, ending !== '');
    if (stem.length > 1) add(stem.replace(PEOPLES, ''), COUNTY, ending === '市', false);
    if (ending.startsWith('自治')) add(stem.replace(PEOPLES, '') + ending.slice(-1), COUNTY, true, true);
  });
  const map = new Map<number, Region[]>();
  for (const region of known.values()) {
    const key = pairKey(region.name, 0);
    const list = map.get(key);
    if (list === undefined) map.set(key, [region]);
    else list.push(region);
  }
  for (const list of map.values()) list.sort((a, b) => b.name.length - a.name.length);
  return map;
}

function pairKey(text: string, at: number): number {
  return ((text.charCodeAt(at) & 0x7fff) << 15) ^ text.charCodeAt(at + 1);
}

/** The longest division name at `at` whose level is above `above`; short county names only when `inside` a region. */
export function regionAt(text: string, at: number, above = 0, inside = false): Region | undefined {
  index ??= build();
  const list = index.get(pairKey(text, at));
  if (list === undefined) return undefined;
  for (const region of list) {
    if (region.level > above && (region.alone || inside) && text.startsWith(region.name, at)) return region;
  }
  return undefined;
}
