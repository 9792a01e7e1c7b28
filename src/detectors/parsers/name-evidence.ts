import { wordRank } from './lexicon.js';
import { isDigit, isHan, isLatin, Phrases } from './text.js';

export const STRONG = 10;
export const MEDIUM = 5;
export const BOUNDARY = 2;
const GLUED = -4;

/** Words a name follows, with or without ':' between. */
const LABELS = new Phrases([
  [
    1,
    `房主 屋主 店主 船主 机主 号主 监护人姓名 亲属 辩护人 审判长 审判员 书记员 鉴定人 作者 编辑 记者 主讲人 主讲 讲师 主持人 撰稿 摄影 导演 主演 客服 跟单员 接待人 接待员 值班员 值班人员 驾驶员 快递员 派送员 配送员 骑手 收银 检验员 巡检员 维修员 安装师傅 安装人 理赔员 查勘员 专管员 信贷员 柜员 大堂经理 理财经理 顾问 置业顾问 健康顾问 姓名 客户姓名 客户名称 客户名 联系人 收件人 收货人 寄件人 发件人 发货人 取件人 提货人 户名 开户名 账户名 账户名称 持卡人 法定代表人 法人代表 法人 经办人 负责人 申请人 申办人 投保人
     被保险人 受益人 借款人 共同借款人 贷款人 担保人 保证人 抵押人 签字人 签署人 签收人 签约人 委托人 受托人 代理人 被代理人 授权人 被授权人 承租人 出租人 承运人 托运人 转让人 受让人 买受人 出卖人 买方 卖方
     甲方 乙方 丙方 甲方代表 乙方代表 业主 房东 租客 住户 患者 病人 就诊人 体检人 学员 学生 考生 家长 监护人 紧急联系人 联络人 对接人 接收人 付款人 收款人 汇款人 转账人 缴费人 取款人 存款人 开户人 报案人 投诉人
     举报人 当事人 原告 被告 上诉人 被上诉人 证人 嫌疑人 驾驶人 车主 司机 乘客 乘车人 旅客 入住人 入住客人 预订人 预约人 购买人 购票人 下单人 付款方 收款方 会员姓名 会员名 用户姓名 真实姓名 中文姓名 员工姓名 学生姓名 患者姓名
     本人姓名 家属 配偶 父亲 母亲 丈夫 妻子 儿子 女儿 推荐人 介绍人 见证人 公证人 审批人 审核人 复核人 制表人 填表人 录入人 操作人 操作员 登记人 领取人 领用人 采购人 采购员 销售员 业务员 客户经理 项目经理 主治医师 主治医生
     经手人 出纳 会计 制单 制单人 复核 审核 收银员 店长 股东 实际控制人 董事长 总经理 执行董事 监事 合伙人 投资人 出资人 发起人 参会人员 参加人员 参与人 出席 出席人员 与会人员 成员 名单 被访人 受访者 来访人 访客 姓 名字 称呼 抬头
     name 客户 顾客 用户 会员 储户 投资者 老客户 新客户 大客户 VIP客户
     公司的 集团的 银行的 支行的 医院的 学校的 大学的 部门的 科室的 经理 主任 总监 主管 书记 老师 教授 医生 护士 秘书 助理 顾问 客服 师傅 孩子 借到 收到 预订人 入住人 股东信息 拟录用人员 录用人员 入职人员 参会人 报警人 报案人姓名 急诊 居民 香港居民 澳门居民 台湾居民 签字 签名 签章 监护人签字 家长签字 本人签字 患者签字 当事人签字 记录人 与会人员 列席 列席人员 缺席 请假人员 抄送 主送 送达人 发货人 拍照人 承诺人 献血者 志愿者 消费者 讲述者 驾驶人姓名 机主姓名 会议主持 会议记录 所有人 机动车所有人 权利人 产权人 使用人 义务人 应聘者 应聘人 求职者 被告人 被执行人 申请执行人 被申请人 被申请执行人 被害人 受害人 死者 伤者 犯罪嫌疑人 嫌犯 诉讼代理人 委托诉讼代理人 法定代理人 第三人
     收方 寄方 收货方 发货方 收 收件 寄件 收货 寄货 下单人姓名 乘机人 乘车人姓名 出行人 预订人姓名 入住人姓名 报名人 参保人 参赛者 挂号人 主刀医生 责任护士 管床医生 开单医生 检查医生 报告医生 送检医生 主诊医师 接诊医生 开票人 收票人 领票人 紧急联络人 第一联系人
     收款人姓名 付款人姓名 收款户名 付款户名 对方户名 对方姓名 持证人 持有人 证件姓名 产权人姓名 户主姓名 亲属姓名 家长姓名 孩子姓名 宝宝姓名 老师姓名 医生姓名 经办 联系 对接 指导老师 班主任 辅导员 导师 交接人 值班人 检查人 验收人 保管人 发放人 签发人 签发 批准人 批准 拟稿 拟稿人 校对 汇报人 主讲老师`,
  ],
  [
    2,
    '客户 顾客 用户 会员 储户 投资者 老客户 新客户 大客户 学生 学员 业主 住户 司机 车主 乘客 旅客 家长 股东 成员 收 收件 寄件 收货 经办 联系 对接 签发 批准 拟稿 校对 导师 持有人 使用人 出席 甲方 乙方 家属 配偶 父亲 母亲 丈夫 妻子 儿子 女儿 会计 出纳 店长 法人 租客 房东 买方 卖方 姓 审核 复核 监事 总经理 董事长 执行董事 业务员 销售员 访客 抬头 名单 称呼 姓名 抄送 主送 签字 签名 公司的 集团的 银行的 支行的 医院的 学校的 大学的 部门的 科室的 客服部的 销售部的 财务部的 人事部的 市场部的 技术部的 采购部 销售部 财务部 人事部 人力资源部 行政部 技术部 市场部 客服部 生产部 研发部 质检部 质量部 仓储部 物流部 法务部 工程部 运营部 信息部 信息中心 客服中心 办公室 综合部 综合办 项目部 护理部 内科 外科 心内科 神经科 骨科 儿科 妇产科 急诊科 检验科 保卫科 总务处 教务处 人事处 财务处 后勤处 经理 主任 总监 主管 书记 老师 教授 医生 护士 秘书 助理 顾问 客服 师傅 司机师傅 维修师傅 快递员 外卖员 骑手 技师 工程师 设计师 律师 老公 老婆 爱人 先生 太太 孩子 宝宝 妈妈 爸爸 哥哥 姐姐 弟弟 妹妹 室友 同学 同事 同事 队友 拟录用人员 录用人员 入职人员 离职人员 参会人 联系电话人 今借到 今收到',
  ],
]);

/** Words that introduce a name directly. */
const INTRODUCED = new Phrases([
  [
    1,
    '我叫 名叫 叫做 名为 我是 本人是 本人 自称 署名 署名为 化名 原名 曾用名 户主 致电给 转账给 汇款给 打款给',
  ],
]);

/** Words that often stand before a name but prove little. */
const BEFORE = new Phrases([
  [
    1,
    `由 向 与 和 给 找 请 联系 通知 致电 回访 经 被 把 让 将 对 为 是 、 及 同 跟 叫 替 代 帮 问 告知 提醒 拜访 邀请 陪同 咨询 委托 授权 指派 安排 派 包括 以及 或 即 按 据 凭 因 与会者 会同
     同事 员工 职工 经理 主任 主管 院士 总监 书记 市长 县长 局长 处长 科长 所长 院长 校长 行长 厂长 队长 教授 医生 律师 护士 老师 警官 法官 同学 朋友 邻居 亲属 家人 嫂子 女士 先生 记者 律师 民警 村民 居民 市民 群众 党员 干部 代表 顾问 专员 助理 秘书 客服 柜员 工程师 设计师 快递员
     支付给 交给 转给 发给 寄给 送给 卖给 借给 还给 分配给 转交 移交 交由 收到 签收 经由 致 抄送 属于 归 系 获 询问 核实 采访 感谢 表彰 任命 聘任 聘请 录用 招聘 面试 辞退 处理 跟进 随 等 候选人 负责 与我 尊敬的 亲爱的 接到 收到 见到 遇到 得知 认识 介绍 采访 陪 查一下 查下 找一下 问一下 联系下 联系一下 看到 看见 目睹 支付至 付至 打至 汇至 拉入 把 转 报至 送至 交至 转至 发至 至 昨天 今天 明天 上午 下午 早上 晚上 日 刚才 刚刚 方才 今早 昨晚 前天 后天 后来 听说 据说 麻烦 拜托 新来的 抄送给 转达 托`,
  ],
]);

/** Words after a name that only follow persons. */
// Canonical text has ASCII commas; tests and other callers may bring the wide ones.
const HONORIFICS = new Phrases([
  [
    1,
    `先生 女士 小姐 太太 夫人 同志 老师 教授 博士 医生 大夫 律师 法官 检察官 警官 师傅 阿姨 叔叔 大爷 大妈 经理 总经理 副总经理 总监 主任 副主任 主管 董事长 董事 监事 院长 校长 所长 行长 店长 科长 处长 局长 部长 厂长 书记 会计 护士 同学 工程师 秘书长 总裁 副总裁 院士 主席 先生/女士
     您好 你好 (String) 尾号 建行卡 工行卡 农行卡 招行卡 的卡 ，就诊 ，血型 ，科室 ，年级 ，班级 ，职务 ，岗位 ，部门 ，学号 ，病历 ，床号 ，住院号 ，性别 ,性别 ，出生 ，年龄 (先生 (女士 (男 (女 (身份证 (证件 (手机 (电话 (联系电话 (联系方式 (工号 (学号 (客户号 (客户编号 (会员号 (会员编号 (员工编号 (账号 (卡号 (护照 (公民 (户籍 (出生 (生于 (已故 (法定 (签字 (签名 (签章 (女士 (本人 (居民
     身份证号 身份证 身份号码 公民身份 证件号 证件类型 护照号 护照 性别 出生 籍贯 民族 户籍 汉族 住址 住所 现住 家住 手机号 手机 电话 联系电话 联系方式 微信号 微信 邮箱 银行卡号 银行卡 卡号 账号 账户 年龄
     ，男 ，女 ,男 ,女 、男 、女 ，身份证 ,身份证 ，证件 ,证件 ，手机 ,手机 ，电话 ,电话 ，联系电话 ,联系电话 ，联系方式 ,联系方式 ，住址 ,住址 ，住所 ,住所 ，家住 ，现住 ，住 ，汉族 ,汉族 ，生于 ，出生 ，公民身份 ，身份号 ，籍贯 ，户籍 ，护照 ，工号 ，年龄 ;手机 ;电话 ；手机 ；电话 ；身份证 ，卡号 ，账号 ，银行卡 ,卡号 ,账号
     的身份证 的手机 的电话 的银行卡 的护照 的账户 的账号 的住址 的家庭住址 的住所 的地址 的联系方式 的联系电话 的微信 的邮箱 的驾驶证 的社保 的病历 的保单 的妻子 的丈夫 的父亲 的母亲 的儿子 的女儿 的配偶 的家属 的收货地址 的卡号 的工资 的户口 的个人 的快递 的包裹 的订单 的保险 的车牌 的车辆 的合同 的材料 的简历 的预约 的号码 的资料 的账单 的行程 的机票 的签名 的签字 的申请 的证件 的病情 的检查 的报告 的毕业 的档案 的学籍 的房产 的房子 的孩子 的父母 的女士 的先生`.replace(
      /，(\S+)/g,
      '，$1 ,$1',
    ),
  ],
]);
const SUFFIXED =
  /[\u4e00-\u9fff](?:人|者|员|师|长|生|户|手|方|主|经理|总监|主管|主任|秘书|助理|顾问|护士|董事|监事)$/;
const SHORT_TITLE = new Phrases([[1, '总 工 董 哥 姐']]);
const NOT_A_TITLE = new Phrases([
  [
    1,
    '总部 总公司 总行 总计 总额 总数 总共 总是 总体 总结 总量 总会 总店 总局 工作 工程 工资 工号 工厂 工业 工人 工会 工商 工具 工期 工单 工地 工龄 董事会 哥们 姐妹 医生们 老师们 师傅们 先生们 女士们 经理们 同学们 同志们 经理人 博士后 博士生 博士学 主任医 教授级 男装 女装 男鞋 女鞋 男款 女款 (男款 (女款',
  ],
]);

/** Words after a name that persons and organisations share, or that prove little. */
const AFTER = new Phrases([
  [
    1,
    `来电 签收 办理 申请 购买 投诉 反馈 表示 咨询 登记 提供 签订 签署 签字 签名 签约 出资 担任 确认 付款 支付 转账 汇款 预订 预约 要求 提出 提交 提议 申报 报名 报案 报警 下单 退货 退款 换货 收货 取件 寄出 寄来 发来 发送 来访 到访 来信 来函 来到 前来 前往 到店 到场 到柜台 到我行 到银行
     办卡 开卡 开户 销户 挂失 存入 取款 存款 转入 转出 贷款 借款 还款 逾期 消费 充值 刷卡 入住 退房 就诊 住院 出院 入院 体检 挂号 入职 离职 辞职 请假 出差 参加 参会 出席 主持 负责 介绍 生于 上月 本月 上周 本周 下周 去年 今年 近期 最近 每月 现在 目前 之前 同志 接 于今 反映 反应 建议 希望 催促 投保 续保 退保 理赔 缴存 结算 到期 违约 失信 履行 偿还 归还 申诉 上诉 起诉 答辩 辩称 诉称 述称 接待 处理 跟进 到家 在家 说 称 认为 告诉 询问 回复 答复 同意 拒绝 不同意 承诺 保证 委托 授权 代理 代办 代签 领取 使用 持有 持 名下
     和 与 及 、 以及 等 在 于 已 已经 因 因为 将 曾 向 对 从 到 把 被 的 是 为 系 未 不 也 还 又 再 想 要 会 能 通过 根据 按照 自愿 现 于今日 今天 昨天 明天 今日 昨日 上午 下午 诉 涉嫌 驾驶 乘坐 毕业 出生于 居住 户 拨打 添加 更换 修改 变更 更新 补办 补充 完成 接受 接到 收到 获得 取得 拥有 打电话 电联 约 缴纳 缴费 出示 携带 到 一家 夫妇 本人 个人 二人 两人 三人 等人 同 跟 给 请 让 找 买 卖 用 住 有 没 没有 去 来 先 均 共 两 一行 审核 审批 复核 批准 核准 周一 周二 周三 周四 周五 周六 周日 周末 星期 打来 打了 发了 给了 说了 不来 没来 没有来 刚才 刚刚 正在 值班 开会 来开会 上班 下班 加班 休假 调岗 升职 晋升 接手 带队 带来 送来 拿走 交来 转来 交了 买了 订了 问了 已婚 未婚 就是 也来 都来 一起 陪同 代收 代领 代缴 转告 处 证言 证实 证明 陈述 供述 供称 述称 出庭 到庭 伙同 结伙 配送 约好 约了 说他 说她 说要 一案 之间 民间 收 亲启 敬上 启 专收 转交 转 发消息 发短信 留言 补交 交接`,
  ],
]);

const SPACE = 32;
const SEPARATORS = ':=|>"\'\t】]」』_-*#';

function isBoundary(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return true;
  const code = text.charCodeAt(at);
  return !isHan(code) && code !== 0xb7;
}

export interface Evidence {
  readonly weight: number;
  readonly why: string;
}
const evidence = (weight: number, why: string): Evidence => ({ weight, why });
const AT_BOUNDARY = evidence(BOUNDARY, '');
const NOTHING = evidence(0, '');
const INSIDE = evidence(GLUED, '');
const TORN = evidence(3 * GLUED, '');
const LABEL_SEPARATED = evidence(STRONG + 4, 'label');
const LABEL = evidence(STRONG, 'label');
const ROLE = evidence(MEDIUM + 2, 'role');
const INTRODUCTION = evidence(STRONG, 'introduced');
const CUE_BEFORE = evidence(MEDIUM, 'cue-before');
const HONORIFIC = evidence(STRONG + 2, 'honorific');
const CUE_AFTER = evidence(MEDIUM, 'cue-after');
const NUMBER = evidence(STRONG, 'number');

/** Words beside which a name may stand: where it is worth looking for one. Those that stand everywhere are left out. */
export const NAME_WORDS: readonly string[] = [
  ...LABELS.phrases,
  ...INTRODUCED.phrases,
  ...['人', '者', '员', '师', '长', '生', '方', '主'].flatMap((last) => [`${last}：`, `${last}:`]),
].filter((word) => word.length > 1 && /[^\0-\x7f]/.test(word));

/** What stands before `at` and speaks for a name there. `text` is simplified. */
export function evidenceBefore(text: string, at: number): Evidence {
  let p = at - 1;
  let separated = false;
  while (p >= 0 && at - p <= 6) {
    const code = text.charCodeAt(p);
    if (code === SPACE) p--;
    else if (SEPARATORS.includes(text[p]!)) {
      separated = true;
      p--;
    } else if (text[p] === '\\' && text[p + 1] === '"') p--;
    else break;
  }
  if (separated || p < at - 1) {
    if (p >= 0 && text[p] === ')') p = text.lastIndexOf('(', p) < p - 8 ? p : text.lastIndexOf('(', p) - 1;
    const label = LABELS.endingAt(text, p + 1) || englishLabel(text, p + 1) || wideLabel(text, p + 1);
    if (label !== '') return LABEL_SEPARATED;
    if (digitsEndAt(text, p + 1) >= 11) return NUMBER;
    // 志愿者：, 教练员:, 组长： - whoever it is, a person is named behind it.
    return text.startsWith(':', p + 1) && SUFFIXED.test(text.slice(Math.max(0, p - 3), p + 1))
      ? LABEL
      : AT_BOUNDARY;
  }
  if (p < 0) return AT_BOUNDARY;
  if (INTRODUCED.endingAt(text, at) !== '') return INTRODUCTION;
  const label = LABELS.endingAt(text, at);
  if (label !== '') return LABELS.value(label) === 2 ? ROLE : LABEL;
  if ((text[p] === '为' || text[p] === '是') && LABELS.endingAt(text, p) !== '') return LABEL;
  const cue = BEFORE.endingAt(text, at);
  if (cue !== '') {
    // A one-character cue inside a word is none: 自由, 方向, 温和.
    if (cue.length === 1 && p > 0 && wordRank(text.charCodeAt(p - 1), text.charCodeAt(p)) > 0) return NOTHING;
    return CUE_BEFORE;
  }
  if (isBoundary(text, p)) return digitsEndAt(text, at) >= 11 ? NUMBER : AT_BOUNDARY;
  // 感|谢: the surname belongs to the word before.
  if (wordRank(text.charCodeAt(p), text.charCodeAt(at)) > 0) return TORN;
  if (p > 0 && wordRank(text.charCodeAt(p - 1), text.charCodeAt(p)) > 0) return NOTHING;
  return INSIDE;
}

/** A label set wide: 姓 名, 收  件  人. */
function wideLabel(text: string, end: number): string {
  if (text.charCodeAt(end - 2) !== SPACE || !isHan(text.charCodeAt(end - 1))) return '';
  let word = '';
  for (let p = end - 1; p >= 0 && end - p < 16 && word.length < 5; p--) {
    const code = text.charCodeAt(p);
    if (isHan(code)) word = text[p]! + word;
    else if (code !== SPACE) break;
  }
  return LABELS.endingAt(word, word.length);
}

/** What stands from `end` on and speaks for a name that ends there. */
export function evidenceAfter(text: string, end: number): Evidence {
  if (end >= text.length) return AT_BOUNDARY;
  const honorific = HONORIFICS.startingAt(text, end);
  if (honorific !== '' && NOT_A_TITLE.startingAt(text, end).length <= honorific.length) {
    if (!/[,，、(]/.test(honorific[0]!) || honorific.length > 2 || isBoundary(text, end + honorific.length)) {
      return HONORIFIC;
    }
  }
  if (numberFollows(text, end)) return NUMBER;
  if (SHORT_TITLE.startingAt(text, end) !== '' && NOT_A_TITLE.startingAt(text, end) === '') {
    if (isBoundary(text, end + 1) || AFTER.startingAt(text, end + 1) !== '') return CUE_AFTER;
  }
  const cue = AFTER.startingAt(text, end);
  if (cue !== '') {
    if (cue.length > 1 || end + 1 >= text.length) return CUE_AFTER;
    return wordRank(text.charCodeAt(end), text.charCodeAt(end + 1)) > 0 ? NOTHING : CUE_AFTER;
  }
  if (isBoundary(text, end)) return AT_BOUNDARY;
  return end + 1 < text.length && wordRank(text.charCodeAt(end), text.charCodeAt(end + 1)) > 0
    ? NOTHING
    : INSIDE;
}

/** Whether the character at `at` ends a label or a title: 乙方|谢睿, 师傅|尹香 have no surname 方 and 傅. */
export function endsLabel(text: string, at: number): boolean {
  return LABELS.endingAt(text, at + 1).length > 1 || HONORIFICS.endingAt(text, at + 1).length > 1;
}

/** Whether the last character of a name ending at `end` forms a word with the next one. */
export function crosses(text: string, end: number): boolean {
  return end < text.length && wordRank(text.charCodeAt(end - 1), text.charCodeAt(end)) > 0;
}

/** Whether the last character of a name ending at `end` begins a word that persons do or bear: 陈芳打|电话, 王老|师. */
export function opensCue(text: string, end: number): boolean {
  const cue = AFTER.startingAt(text, end - 1);
  const title = HONORIFICS.startingAt(text, end - 1);
  return Math.max(cue.length, title.length) > 1 && NOT_A_TITLE.startingAt(text, end - 1) === '';
}

function digitsEndAt(text: string, end: number): number {
  let n = 0;
  for (let p = end - 1; p >= 0 && n < 20; p--) {
    const code = text.charCodeAt(p);
    if (isDigit(code) || (n === 0 && (code | 32) === 120)) n++;
    else if (n === 0 && end - p <= 2 && (code === SPACE || code === 44 || code === 0xff0c)) continue;
    else if (code !== 45) break;
  }
  return n;
}

/** A phone or document number directly behind, at most two separators between. */
function numberFollows(text: string, end: number): boolean {
  if (isHan(text.charCodeAt(end))) return false;
  let p = end;
  // In a table of HTML the tags between two cells are the separator.
  const tags = text[p] === '<' ? CELL_TAGS.exec(text.slice(p, p + 60)) : null;
  if (tags !== null) p += tags[0].length;
  const near = p + 4;
  while (p < text.length && p < near && ' ,，:、|/;；(\t"\'-'.includes(text[p]!)) p++;
  if (text[p] === '+') p++;
  const first = p;
  let digits = 0;
  while (p < text.length && p - first < 24) {
    const code = text.charCodeAt(p);
    if (isDigit(code)) digits++;
    // A blank after a whole number ends it: the next column begins.
    else if (digits >= 11 || (code !== 45 && code !== 32 && code !== 42)) break;
    p++;
  }
  return digits >= 11 && (digits === 11 ? text[first] === '1' || text[first] === '0' : digits <= 19);
}

const CELL_TAGS = /^<\/(?:td|th|span|p|div|li|b)>\s{0,4}<(?:td|th|span|p|div|li|b)(?: [^<>]{0,30})?>/i;

const ENGLISH = new Phrases([
  [
    1,
    'name Name NAME contact Contact owner consignee Consignee recipient Recipient applicant receiver Receiver holder customer Customer payee payer sender linkman patient legalPerson legal_person LegalPerson legalRep insured borrower xm XM lxr sjr khxm xingming Xingming',
  ],
]);
/** Keys that hold names of things. A user name that reads as a Chinese person's name is one. */
const NOT_PERSONAL = new Phrases([
  [
    1,
    'filename file_name hostname productname product_name goodsname goods_name fileName hostName className class_name tableName table_name companyName company_name productName goodsName shopName shop_name skuName brandName brand_name bankName bank_name deptName dept_name cityName city_name provinceName projectName project_name typeName roleName role_name statusName areaName itemName categoryName fieldName columnName orgName eventName schoolName hotelName cateName',
  ],
]);

function englishLabel(text: string, end: number): string {
  if (end <= 0 || !isLatin(text.charCodeAt(end - 1))) return '';
  return NOT_PERSONAL.endingAt(text, end) === '' ? ENGLISH.endingAt(text, end) : '';
}
