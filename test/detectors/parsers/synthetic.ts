/** Synthetic people, addresses and companies in sentences, with the place of each. Seeded, so that figures repeat. */

export interface Sample {
  readonly text: string;
  readonly gold: readonly string[];
}

export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const pick = <T>(rng: Random, list: readonly T[]): T => list[Math.floor(rng() * list.length)]!;
const int = (rng: Random, from: number, to: number) => from + Math.floor(rng() * (to - from + 1));

const FREQUENT = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const LESS = [
  ...'梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文',
];
const COMPOUND = ['欧阳', '上官', '司马', '诸葛', '慕容', '皇甫', '令狐', '尉迟'];
const TRADITIONAL = ['陳', '張', '劉', '黃', '許', '楊', '趙', '吳', '鄭', '葉', '蘇', '羅'];
const GIVEN =
  '秀荣 玉华 凤霞 立新 春生 德福 根生 金花 有才 宝财 爱玲 亚男 亚楠 思敏 可欣 钰莹 沛霖 景行 知远 怀瑾 望舒 星辰 书瑶 锦程 凯文 乐乐 果果 一然 亦凡 子衿 云舒 安然 清扬 慕白 逸飞 峻熙 尚文 守业 继红 向阳 解放 援朝 跃进 卫红 胜利 丰收 春花 秋月 冬雪 夏荷 大海 小梅 小亮 晓峰 晓雯 晓彤 永亮 永红 志刚 志勇 建平 建林 建新 国梁 国富 文华 文斌 文涛 文杰 立军 立伟 海霞 海龙 海滨 丽君 丽敏 丽红 秀芳 秀梅 桂芳 桂珍 玉珍 玉霞 淑兰 淑琴 素芬 素珍 惠芳 慧芳 雪芹 雪峰 红军 红波 俊峰 俊英 光辉 光明 明亮 明辉 成林 成龙 庆华 庆丰 世杰 世昌 少华 少军 天成 天赐 学军 学勤 雅婷 雅琴 一诺 奕霖 梓晨 梓宁 诗蕊 若溪 若琳 沐瑶 语桐 昭阳 承泽 承志 启航 启明 万里 长青 长顺 百川 千里 东升 东明 南星 北辰'.split(
    ' ',
  );
const SINGLE = [
  ...'伟芳娜敏静丽强磊洋勇艳杰军涛超霞平刚桂亮峰玲飞波斌宇浩凯健琪帆倩蕾薇晶莹岩松柏洲航诚信义谦翔铭泽宁悦欢甜月星',
];

export function person(rng: Random): string {
  const roll = rng();
  const surname =
    roll < 0.55
      ? pick(rng, FREQUENT)
      : roll < 0.92
        ? pick(rng, LESS)
        : roll < 0.96
          ? pick(rng, COMPOUND)
          : pick(rng, TRADITIONAL);
  return surname + (rng() < 0.75 ? pick(rng, GIVEN) : pick(rng, SINGLE));
}

const MOBILE = (rng: Random) => `13900${String(int(rng, 100000, 999999))}`;

const LABELLED = [
  '姓名:{p}',
  '姓名:{p} 性别:女 年龄:34',
  '收件人:{p},电话{m}',
  '收货人 {p} {m}',
  '联系人{p}电话{m}',
  '户名:{p} 开户行:中国银行',
  '法定代表人:{p}',
  '甲方代表(签字):{p} 日期:2024年3月1日',
  '经办人:{p} 复核人:{p}',
  '持卡人姓名:{p}',
  '被保险人:{p};受益人:{p}',
  '"name":"{p}","age":33',
  '紧急联系人:{p}(母亲)',
  '患者{p},女,56岁,主诉头痛三天',
  '投保人{p}于2023年5月投保',
  '客户姓名为{p},证件类型为身份证',
];
const RUNNING = [
  '{p}先生您好,您的快递已到',
  '今天上午接到{p}女士来电,反映账单问题',
  '由{p}签收后通知财务',
  '{p}、{p}和{p}参加了本次会议',
  '我叫{p},今年三十岁',
  '{p}(身份证号110101199003070000)自愿放弃',
  '请尽快联系{p},手机{m}',
  '客户{p}要求退款',
  '{p},男,汉族,1988年出生',
  '与{p}签订了借款合同',
  '项目经理{p}负责现场协调',
  '感谢{p}老师的指导',
  '{p} {m}',
  '收到{p}的身份证复印件',
  '会员{p}上月消费较多',
  '患者{p}入院治疗',
  '经{p}同意后办理',
  '本人{p}承诺以上信息真实',
  '回访客户{p},表示满意',
  '业务员{p}提交了申请表',
];

function fill(template: string, make: Record<string, () => string>): Sample {
  const gold: string[] = [];
  const text = template.replace(/\{(\w)\}/g, (_, key: string) => {
    const value = make[key]!();
    if (key === key.toLowerCase() && key !== 'm') gold.push(value);
    return value;
  });
  return { text, gold };
}

export function people(rng: Random, labelled: boolean): Sample {
  return fill(pick(rng, labelled ? LABELLED : RUNNING), { p: () => person(rng), m: () => MOBILE(rng) });
}

const PLACES: readonly (readonly [string, readonly string[]])[] = [
  ['江苏省南京市', ['鼓楼区', '玄武区', '江宁区']],
  ['浙江省宁波市', ['海曙区', '慈溪市', '宁海县']],
  ['广东省东莞市', ['南城街道', '长安镇', '虎门镇']],
  ['山东省济南市', ['历下区', '章丘区', '平阴县']],
  ['四川省绵阳市', ['涪城区', '江油市', '三台县']],
  ['北京市', ['西城区', '丰台区', '通州区', '昌平区']],
  ['上海市', ['闵行区', '杨浦区', '嘉定区']],
  ['重庆市', ['沙坪坝区', '万州区', '开州区']],
  ['福建泉州', ['丰泽区', '晋江市', '安溪县']],
  ['河南洛阳', ['涧西区', '偃师区', '栾川县']],
  ['陕西省西安市', ['未央区', '碑林区', '长安区']],
  ['', ['武侯区', '南山区', '江汉区', '雨花区', '昆山市']],
  ['云南省红河哈尼族彝族自治州', ['蒙自市', '个旧市', '建水县']],
  ['内蒙古自治区呼伦贝尔市', ['海拉尔区', '鄂温克族自治旗']],
  ['新疆维吾尔自治区喀什地区', ['喀什市', '疏附县']],
];
const ROADS =
  '文昌路 建设西路 长江大道 光明街 和平里东街 学府路 幸福北路 创新三路 滨河路 解放大街 桃源路 观音桥步行街 七一路 凤凰山路 迎泽大街 青年路 五四北路 玉泉路 沿江中路 龙腾大道 工农路 科苑南路 石板巷 翠竹胡同 兴业路 东风东路 机场路 月牙湖路 宝塔街 复兴路'.split(
    ' ',
  );
const ESTATES =
  '阳光小区 金色家园 锦绣花园 万达广场 恒大绿洲 保利香槟国际 碧桂园凤凰城 翠湖新村 金茂大厦 时代广场 绿地中央广场 中海康城花园 龙湖天街 创业大厦 软件园 华润置地中心 紫金公寓 富力城 御景湾 世纪新苑 国贸大厦 东方明珠花苑 融创玖樾台 华侨城 天鹅湖畔'.split(
    ' ',
  );
const VILLAGES = '李家村 王庄村 石桥村 大河村 柳树屯 张集村 上坪村 和平村 新民村 东方红村'.split(' ');
const TOWNS = '城关镇 双河镇 龙泉街道 河东乡 新城街道 石井镇 太平乡'.split(' ');

export function address(rng: Random): string {
  const [region, districts] = pick(rng, PLACES);
  let out = region + pick(rng, districts);
  if (rng() < 0.15)
    return `${out}${pick(rng, TOWNS)}${pick(rng, VILLAGES)}${pick(rng, [`${int(rng, 1, 12)}组${int(rng, 1, 99)}号`, `${int(rng, 1, 12)}组`, `${int(rng, 1, 200)}号`])}`;
  if (rng() < 0.2 && !/[镇道]$/.test(out)) out += pick(rng, TOWNS);
  out += `${pick(rng, ROADS)}${int(rng, 1, 2000)}${pick(rng, ['号', '号', '号', '弄', '号院', `-${int(rng, 1, 9)}号`])}`;
  if (rng() < 0.65) out += pick(rng, ESTATES);
  if (rng() < 0.7) {
    out += pick(rng, [
      `${int(rng, 1, 30)}栋${int(rng, 1, 4)}单元${int(rng, 101, 2805)}室`,
      `${int(rng, 1, 30)}号楼${int(rng, 101, 2805)}`,
      `${pick(rng, ['A', 'B', 'C'])}座${int(rng, 101, 2805)}室`,
      `${int(rng, 1, 30)}层`,
      `${int(rng, 1, 30)}幢${int(rng, 101, 2805)}`,
      `${int(rng, 1, 30)}-${int(rng, 1, 4)}-${int(rng, 101, 2805)}`,
    ]);
  }
  return out;
}

const ADDRESS_TEXT = [
  '地址:{a}',
  '我住在{a},欢迎来玩',
  '请寄到{a},谢谢',
  '收货地址:{a} 收件人:某人',
  '公司位于{a}。',
  '快递送往{a}(前台代收)',
  '住所地{a},联系电话{m}',
  '订单备注:请送{a},放门口',
  '现住{a},未婚',
  '{a}的房屋已过户',
  '被告住{a}',
];
export function addresses(rng: Random): Sample {
  return fill(pick(rng, ADDRESS_TEXT), { a: () => address(rng), m: () => MOBILE(rng) });
}

const REGION = [
  '深圳市',
  '杭州',
  '江苏',
  '北京',
  '上海',
  '青岛',
  '成都市',
  '佛山市南海区',
  '苏州工业园区',
  '中国',
  '厦门',
  '东莞市',
  '',
  '',
  '',
];
const NAME =
  '蓝湖 远航 鼎盛 中科创智 瑞丰 云帆 天际 恒泰 德润 众诚 华信 金桥 和美 汇通 万方 优品 极光 同创 博雅 星火 百川 正大 聚力 向上 明达 大有 顺发 自在 合众 新元'.split(
    ' ',
  );
const TRADE =
  '科技 贸易 信息技术 建筑工程 文化传媒 餐饮管理 医疗器械 物流 投资管理 网络科技 电子商务 环保设备 人力资源服务 房地产开发 新能源 食品 服饰 汽车销售服务 供应链管理 生物科技'.split(
    ' ',
  );
export function company(rng: Random): string {
  const region = pick(rng, REGION);
  const name = pick(rng, NAME);
  const roll = rng();
  if (roll < 0.06) return `${region || '北京'}${name}${pick(rng, ['律师事务所', '会计师事务所'])}`;
  if (roll < 0.12)
    return `${pick(rng, ['中国建设银行', '招商银行', '交通银行股份有限公司', '中国农业银行'])}${pick(rng, ['杭州', '南京', '成都'])}${pick(rng, ['分行', '城东支行', '高新支行'])}`;
  if (roll < 0.16) return `${region || '宁波'}${name}股权投资合伙企业(有限合伙)`;
  if (roll < 0.2) return `${name}${pick(rng, ['集团有限公司', '控股集团有限公司', '实业集团有限公司'])}`;
  if (roll < 0.3 && region !== '') return `${name}${pick(rng, TRADE)}(${region})有限公司`;
  const company = `${region}${name}${pick(rng, TRADE)}${pick(rng, ['有限公司', '有限公司', '有限责任公司', '股份有限公司'])}`;
  return rng() < 0.1 ? `${company}${pick(rng, ['北京', '广州', '西南'])}分公司` : company;
}
const COMPANY_TEXT = [
  '甲方:{c}',
  '我司与{c}签订了合作协议',
  '货款已转账给{c}',
  '由{c}提供技术支持',
  '{c}成立于2015年',
  '他曾在{c}工作三年',
  '供应商{c}报价最低',
  '向{c}、{c}采购设备',
  '单位名称 {c} 税号 无',
  '发票抬头为{c},请尽快开具',
  '据{c}公告,业绩增长',
  '今天拜访了{c}的王总',
  '原告{c}与被告{c}买卖合同纠纷一案',
  '收购{c}30%的股权',
  '付款单位:{c};收款单位:{c}',
];
export function companies(rng: Random): Sample {
  return fill(pick(rng, COMPANY_TEXT), { c: () => company(rng) });
}

/** Sentences without a single person, detailed address or company. */
export const EMPTY: readonly string[] = `今天下午三点在三楼会议室召开项目周会,请各部门负责人准时参加
本系统支持多种数据库连接方式,包括关系型和非关系型
安全管理制度要求所有员工定期修改密码,任何时候不得共享账号
于是我们决定把方案推迟到下周一再讨论
根据合同约定,甲方应当在收到发票后十个工作日内付款
客户反馈黄金会员权益说明不清楚,平台需要改进
高峰时段地铁3号线限流,请乘客提前安排时间
江苏省和浙江省的经济发展水平较高
华东地区销售额同比增长12%,华南地区下降3%
万元以下的小额贷款由分行审批,超过部分上报总行
经理说任务必须在月底前完成,否则影响绩效
银行卡号不能为空,请输入正确的卡号
曾经有人问过这个问题,但一直没有解决方案
通知各单位:五一期间放假安排如下
文件路径和文件名不能包含特殊字符
请联系管理员开通权限,或者拨打客服热线
时间过得很快,转眼又到了年底
石油价格上涨,运输成本随之增加
双方应本着公平自愿的原则协商解决争议
和平与发展是当今时代的主题
由于系统升级,查询服务暂停两小时
成都和重庆是西南地区的中心城市
白色和蓝色两种颜色可选,单价相同
与会人员一致同意该方案
向上级部门汇报工作进展情况
连续三年获得先进集体称号
程序运行时出现内存不足的错误
方便面和矿泉水已经补货到8号仓
应收账款周转率低于行业平均水平
米饭和面条任选其一
常用联系方式变更后请及时更新
全体员工参加了安全培训
余额不足,请充值后再试
马上就要到期了,请尽快续费
金融产品有风险,投资需谨慎
明细表见附件第12号文件
左边是登录按钮,右边是注册按钮
包装破损,易碎品请轻拿轻放
柳州和桂林都在广西
任何个人和单位不得违反公司法的规定
这家有限公司的章程规定了股东权利
集团总部要求各子公司按时报送报表
我公司坚持客户第一的服务宗旨
该支行本月存款增加两亿元
周三和周四系统维护
水费、电费、燃气费均可在线缴纳
苹果、香蕉、石榴和黄瓜今天特价
会员可享受平台提供的专属服务
成本控制由财务部负责
解除合同需要提前三十天通知
管理员已重置密码,请重新登录
毛利率为35%,净利率为12%
党员干部要带头学习
第三季度计划招聘二十人
从北京到上海坐高铁需要四个半小时
严禁酒后驾驶,违者严肃处理
老客户推荐新客户可以获得积分
高血压患者应当注意饮食
司机和乘客都要系好安全带
申请人应当如实填写申请表
请业主及时缴纳物业费
学生应在规定时间内完成作业
经办人员核对资料后盖章
用户名或密码错误
联系人信息为空
客户经理会尽快与您联系
收件人地址不完整,请补充
法定代表人变更需提交材料
户名与账号不符,转账失败
姓名和身份证号码均为必填项
先生/女士您好,感谢您的来电
尊敬的客户:您的账单已生成
项目经理和产品经理共同评审
两条道路在此交汇,交通繁忙
一路一带倡议有5个重点项目
中山路很热闹,晚上人很多
电梯停在3楼不动了
第12号公告已于昨日发布
请到2号窗口办理
本品含有多种维生素
古城旅游线路推荐
查询结果共12条记录
边远地区运费另计
施工单位应当按图施工
应届毕业生优先
都市报讯,本市今日气温下降
温度和湿度需要控制在合理范围内
广州、深圳、珠海三地联动
钱款已到账,谢谢
车辆年检到期提醒
单价金额合计
计算机学院
满意度调查
易燃易爆物品禁止入内
明天上午开会讨论预算
经和解结案,双方互不追究
何时发货,请尽快回复
让员工满意是我们的目标
强烈推荐,值得购买
严重影响用户体验
祝您生活愉快,工作顺利
路由器和交换机需要更换
康复中心提供专业护理`.split('\n');

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly wrong: readonly string[];
}

/** Exact spans count; a near miss is both a miss and a false one. */
export function measure(samples: readonly Sample[], found: (text: string) => readonly string[]): Figures {
  let hits = 0;
  let all = 0;
  let gold = 0;
  const wrong: string[] = [];
  for (const sample of samples) {
    const left = [...sample.gold];
    gold += left.length;
    for (const value of found(sample.text)) {
      all++;
      const at = left.indexOf(value);
      if (at >= 0) {
        hits++;
        left.splice(at, 1);
      } else wrong.push(`+${value} in ${sample.text}`);
    }
    for (const missed of left) wrong.push(`-${missed} in ${sample.text}`);
  }
  return { precision: all === 0 ? 1 : hits / all, recall: gold === 0 ? 1 : hits / gold, wrong };
}
