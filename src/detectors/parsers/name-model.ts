import { FIRST_LEVELS, SECOND_LEVELS, SINGLE_LEVELS, SURNAME_LEVELS } from './data/name-statistics.js';
import { isLongWord, wordRank } from './lexicon.js';
import { Phrases } from './text.js';

const NOT_SURNAME = -128;
const UNSEEN = -1;

const COMPOUNDS = new Phrases([
  [
    1,
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 ' +
      '宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 ' +
      '微生 公户 公玉 梁丘 左丘 东门 西门 南荣 贯丘 叶赫 那拉 纳兰 完颜 富察 爱新觉罗',
  ],
]);

/** Never a given name after a surname: titles, kinship, masks, roles, units. */
const NOT_GIVEN = new Phrases([
  [
    1,
    `先生 女士 小姐 太太 夫人 经理 总经理 主任 老师 医生 律师 教授 博士 同志 师傅 阿姨 叔叔 大爷 大妈 大叔 哥 姐 姐姐 哥哥 总 工 董 局 处 科 所 某 某某 某人 氏 家
     女 男 先 小 老板 老总 主管 会计 出纳 秘书 助理 组长 队长 班长 科长 处长 局长 部长 厂长 院长 校长 所长 店长 行长 董事 书记 代表 顾问 专员 客服 工程师 设计师
     护士 大夫 警官 法官 检察官 同学 客户 用户 顾客 会员 员工 职员 职工 家属 父亲 母亲 妻子 丈夫 儿子 女儿 公司 集团 银行 部门 科技 信息 管理 中心 大学 医院
     姓 月的 的 了 们 是 不 没 个 号 元 岁 名 位 份 你 我 他 她 它 这 那 本人 账户 账号 电话 手机 地址 姓名 性别 年龄 省 市 县 区 镇 乡 村 路 街 府 都 内 外 间
     凌晨 清晨 早晨 傍晚 深夜 当日 当天 今日 昨日 今天 昨天 上月 下月 本月 本周 省长 市长 县长 区长 镇长 村长 庄 村民 镇长 所有 所在 等人 等等 一下 之后 之前 以后 以前 目前 时候 为什么 怎么 什么`,
  ],
]);

/** Whole values that stand in a name's place. */
const NOT_NAMES = new Phrases([
  [
    1,
    `不详 未知 暂无 没有 测试 测试员 某某 某某某 本人 同上 匿名 保密 无名氏 路人甲 甲方 乙方 丙方 管理员 系统 高级 高级经理 高管 安保 安全员 保安 保洁 保险 包装 包括 车间
     财务 财务部 人事部 市场部 技术部 研发部 商务部 行政部 客服部 采购部 销售部 生产部 运营部 法务部 工程部 质检部 办公室 后勤部 仓储部 管理部 项目部 信息部 党委 党支部
     计划部 设计部 策划部 安全部 保卫科 保卫部 安保部 应收 应付 应用 应急 金额 金融 金牌 余额 余款 温馨 温馨提示 易燃 易碎 易耗 常规 常用 常温 温度 湿度 高温 高清 高新 高端 高配 白色 黑色 红色 黄色 蓝色 绿色 紫色 灰色 银色 金色
     水果 水费 电费 计费 计件 计时 毛利 毛重 毛巾 毛衣 包邮 包裹 包年 包月 年费 云服务 云主机 云盘 麦片 米粉 米饭 查询 单价 单位 总计 合计 小计 经理 主任 主管 部长 组长 职务 职位 岗位 明细 成交 成品
     时间 时长 日期 月份 周一 周二 周三 周四 周五 周六 周日 周末 一月 二月 三月 石油 石材 和平 平安 康师傅 蒙牛 伊利 农夫山泉 王老吉 安踏 万科 万达 马自达 路虎 金龙鱼 白云山 云南白药 王致和 老干妈 张小泉
     老师傅 师傅 屠夫 农夫 车夫 高人 路人 明人 古人 安家 成家 相关人 关系人 关联方 负责人 联系人 经办人 收件人 寄件人 收货人 申请人 常住 常驻 都有 全部 全体 全员 左侧 左边 连锁 连接 简介 简称 原价 原因 江苏省 浙江省 江西省 云南省 安徽省 贵州省
     华东 华南 华北 华中 华西 官方 官网 水电 应届 成人 向上 向下 向左 向右 游客 游戏 花费 花店 钱包 钱款 张贴 平均 平台 平方 方案 方便 强制 强烈 解除 解决 解释 关闭 关注 项目 项目组 项目经理 程序员 和解 于是 于此
     安徽 安康 安庆 常州 常熟 成都 大连 东莞 方城 广州 贵阳 杭州 江门 江阴 金华 荆州 连云港 柳州 马鞍山 宁波 宁夏 石家庄 苏州 台州 台湾 台北 武汉 襄阳 徐州 阳江 云南 云浮 张家口 张家港 郑州 高雄 贺州 黄石 黄冈 黄山 吉林 吉安
     纪元前 纪元后 公元前 皮克斯 解锁 都市 高考 安装 连载 全文 全集 全书 章节 章回 冷静 康复 舒适区 舒适 谢意 谢谢 通过 通知 通告 时代 满意 贾宝玉 候补 候选人 候选 计算机 全国 万元 万人 石化 易错 边缘 车牌 车位 车主 房东 房主 房产 房租 房贷 房号 商家 商品 商户 花呗 党员 古城 沙发 金卡 白金 银卡 金卡会员 白金卡 高血压 糖尿病 单身 单亲 易拉罐 银行卡 卡号 卡片 付款 付费 支付 代付 代收 代理 代表 代办 代驾 代码`,
  ],
]);

interface Tables {
  readonly surname: Int8Array;
  readonly single: Int8Array;
  readonly first: Int8Array;
  readonly second: Int8Array;
}
let loaded: Tables | undefined;

function levels(text: string, fallback: number): Int8Array {
  const table = new Int8Array(0x10000).fill(fallback);
  for (const group of text.split(' ')) {
    const colon = group.indexOf(':');
    const level = Number(group.slice(0, colon));
    for (let i = colon + 1; i < group.length; i++) table[group.charCodeAt(i)] = level;
  }
  return table;
}

/** Surnames the statistics missed: not rare, but mostly read as words. */
const MORE_SURNAMES =
  '3:芮荀晁訾逄郅隗阙昝庹邴褟蒯亓苌 1:尚荣漆雍尉祖菅皋莘敬智展巢虎牧寿粘 -1:师战平竹须巴山折真';

function tables(): Tables {
  loaded ??= {
    surname: levels(`${MORE_SURNAMES} ${SURNAME_LEVELS}`, NOT_SURNAME),
    single: levels(SINGLE_LEVELS, UNSEEN),
    first: levels(FIRST_LEVELS, UNSEEN),
    second: levels(SECOND_LEVELS, UNSEEN),
  };
  return loaded;
}

export function isSurname(code: number): boolean {
  return tables().surname[code] !== NOT_SURNAME;
}

/** Length of the compound surname at `at`: 0, 2 or 4. */
export function compoundAt(text: string, at: number): number {
  const found = COMPOUNDS.startingAt(text, at);
  return found === '' ? 0 : found.length;
}

/** Whether a value that looks like a name stands for "none", a role, a department, a colour, a place ... */
export function isNoName(text: string): boolean {
  return NOT_NAMES.has(text);
}

/** What the dictionary holds against a name: half nats to subtract, `rejected` when nothing may outweigh it. */
function wordPenalty(text: string, at: number, end: number): number {
  const a = text.charCodeAt(at);
  const b = text.charCodeAt(at + 1);
  if (end - at === 2) return [0, 9, 14][wordRank(a, b)]!;
  const c = text.charCodeAt(at + 2);
  const head = [0, 4, 8][wordRank(a, b)]!;
  if (end - at === 3) return (isLongWord(text.slice(at, end)) ? 14 : 0) + head + [0, 1, 3][wordRank(b, c)]!;
  return head + [0, 1, 3][wordRank(c, text.charCodeAt(at + 3))]!;
}

export const IMPOSSIBLE = -99;
/** Particles and verbs no name ends with. */
const NEVER_LAST = '收的了是在等被把将吗呢吧很也都就还不没住';

/**
 * How much the characters [at, end) of simplified Han text speak for a personal name, in half nats of log-likelihood
 * against running text. About 8 and more is a likely name, below 0 an unlikely one; IMPOSSIBLE when it is none.
 */
export function nameScore(text: string, at: number, end: number): number {
  if (NEVER_LAST.includes(text[end - 1]!)) return IMPOSSIBLE;
  const t = tables();
  const length = end - at;
  const compound = length > 2 ? compoundAt(text, at) : 0;
  if (compound > 0) {
    const given = length - compound;
    if (given < 1 || given > 2 || NOT_GIVEN.has(text.slice(at + compound, end))) return IMPOSSIBLE;
    const score =
      given === 1
        ? t.single[text.charCodeAt(end - 1)]!
        : t.first[text.charCodeAt(end - 2)]! + t.second[text.charCodeAt(end - 1)]!;
    return 9 + Math.max(score, -3);
  }
  const surname = t.surname[text.charCodeAt(at)]!;
  if (surname === NOT_SURNAME) return IMPOSSIBLE;
  if (length === 2) {
    if (NOT_GIVEN.has(text.slice(at + 1, end))) return IMPOSSIBLE;
    // 谢谢, 常常, 万万: a doubled surname is a word.
    const doubled = text.charCodeAt(at) === text.charCodeAt(at + 1) ? 12 : 0;
    return surname + t.single[text.charCodeAt(at + 1)]! - 1 - doubled - wordPenalty(text, at, end);
  }
  const given = text.slice(end - 2, end);
  if (NOT_GIVEN.has(given)) return IMPOSSIBLE;
  const score = surname + t.first[text.charCodeAt(end - 2)]! + t.second[text.charCodeAt(end - 1)]!;
  const doubled = text.charCodeAt(at) === text.charCodeAt(at + 1) ? 12 : 0;
  if (length === 3) return score - doubled - wordPenalty(text, at, end);
  // Four characters: two surnames and a given name of two.
  const second = t.surname[text.charCodeAt(at + 1)]!;
  if (length !== 4 || surname < 4 || second < 4) return IMPOSSIBLE;
  return score - 2 - wordPenalty(text, at, end);
}

/** Characters that write foreign and minority names by sound. */
const SOUNDS = new Set(
  '阿巴卜布不都杜达丹德迪丁尔艾埃爱安奥白贝比波伯策茨查戴道蒂东多厄恩法菲费弗福盖甘戈格古贵哈海汉赫黑亨胡华霍吉基加贾杰捷金卡凯坎康考柯科克肯库夸拉莱兰朗劳乐雷勒里力利丽莉立林隆卢鲁路露伦罗洛马玛迈麦曼毛梅美门蒙米密摩莫姆木穆纳娜乃南内尼娘宁努诺欧帕潘佩皮普齐奇恰乔切琴热仁日茹瑞若萨塞赛桑沙莎山尚舍申圣什士斯丝苏孙索塔泰坦汤唐特腾提田廷吐托瓦娃万旺威韦维温翁沃乌吾武西希锡夏肖谢辛雄休许雅亚扬尧耶叶伊依易因英永尤于约泽扎詹珍朱卓兹宗佐买汗江次央顿平措珠嘎巴图雅其格呼',
);

export function isSound(char: string): boolean {
  return SOUNDS.has(char);
}

/** A minority name without a dot: 阿依古丽, 巴特尔, 次仁卓玛. */
export function soundsForeign(text: string): boolean {
  if (text.length < 3 || text.length > 6) return false;
  for (const char of text) if (!SOUNDS.has(char)) return false;
  return true;
}
