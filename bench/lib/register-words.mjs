// Names, addresses and companies, many more and rarer than the ones of `values.mjs`.

const S1 = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史贺陶毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝',
];
const GV =
  '伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 建华 文博 子涵 浩然 欣怡 梓萱 雨桐 志强 晓燕 建国 国庆 俊杰 嘉怡 思远 海燕 玉兰 春梅 立新 婷婷 鹏飞 佳琪 宇航 振华 雪梅 一鸣 若曦 凤英 德胜 福生 金花 翠莲 淑珍 桂兰 卫东 红梅 爱华 学军 永强 新民 小龙 晓东 丽华 国强 志刚 海涛 文静 雅琴 慧敏 晨曦 梓轩 奕辰 沐宸 语桐 诗涵 雨欣 子墨 亦菲 佳怡 可欣 梦琪 俊豪 泽宇 皓轩 博文 铭泽 睿 昊 彬 波 斌 宁 鑫 琳 颖 璐 倩 莹 雪 飞 凯 峰 龙 辉 健 俊 帆 帅 旭 亮 琴 云 莲 真 环 荣 爱 妹 霞 香 月 莺 媛 瑞 凡 佳 嘉 琼 勤 珍 贞 莉 桂 娣 叶 璧 昭 冰 竹 霭 育德 承志 家栋 有才 长林 宝玉 根生 水根 阿妹 美玲 丽萍 玉芬 素珍 秋菊 冬梅 小红 大伟 自强 一凡 思思 圆圆 乐乐 天宇 宏伟 正义 世杰 绍辉 启明 光耀 汉文 伯涛 仲谋 怀仁 品超 尔康 知远 景行 书瑶 芷若 听雨 望舒 修远 彦君 筱雨 霁月 倚天 逸飞 君浩 哲瀚 心怡 婉婷 舒畅 清扬 若兰'.split(
    ' ',
  );
const S2 = '欧阳 司马 上官 诸葛 皇甫 慕容 司徒 令狐 东方 尉迟 端木 公孙'.split(' ');
export const name = (r) => {
  const s = r.next() < 0.03 ? r.pick(S2) : r.pick(S1.slice(0, r.next() < 0.75 ? 110 : S1.length));
  return s + r.pick(GV);
};
const TS =
  '陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 郭 洪 邱 曾 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 高 潘 簡 朱 鍾 游 彭 詹 胡 施 沈 余 盧 梁 趙 顏 柯 翁 魏 孫 戴'.split(
    ' ',
  );
const TG =
  '志明 雅婷 家豪 怡君 俊傑 淑芬 建宏 美玲 冠宇 宗翰 佩珊 詩涵 宜臻 承恩 國華 嘉雯 偉倫 秀鳳 永康 麗華 曉彤 子軒 芷晴 浩賢 穎欣 文傑 慧儀'.split(
    ' ',
  );
export const tname = (r) => r.pick(TS) + r.pick(TG);
const P = [
  [
    '浙江省',
    '杭州市',
    '西湖区,上城区,拱墅区,滨江区,萧山区,临平区',
    '文三路,延安路,莫干山路,天目山路,江南大道,市心北路',
  ],
  ['浙江省', '宁波市', '鄞州区,海曙区,江北区', '中山东路,百丈东路,惊驾路'],
  ['浙江省', '义乌市', '', '稠州北路,江滨西路'],
  ['广东省', '广州市', '天河区,越秀区,番禺区,白云区', '体育东路,中山三路,黄埔大道西,兴业大道'],
  ['广东省', '深圳市', '南山区,宝安区,福田区,龙华区', '科技南十二路,前海路,滨河大道,民治大道'],
  ['广东省', '东莞市', '', '东城街道火炼树一路,长安镇振安中路,虎门镇连升中路'],
  [
    '',
    '北京市',
    '海淀区,朝阳区,西城区,通州区,大兴区',
    '中关村南大街,东三环北路,阜成门外大街,新华东街,黄村西大街',
  ],
  ['', '上海市', '浦东新区,徐汇区,静安区,杨浦区', '张江路,肇嘉浜路,南京西路,四平路'],
  ['', '重庆市', '渝中区,江北区,渝北区', '民权路,建新北路,龙山大道'],
  ['', '天津市', '和平区,南开区,滨海新区', '南京路,白堤路,第二大街'],
  ['江苏省', '南京市', '鼓楼区,玄武区,建邺区', '中山北路,珠江路,江东中路'],
  ['江苏省', '昆山市', '', '前进东路,长江南路'],
  ['四川省', '成都市', '武侯区,金牛区,高新区,双流区', '人民南路四段,一环路北三段,天府大道中段,航空路'],
  ['湖北省', '武汉市', '武昌区,江岸区,东西湖区', '中南路,中山大道,吴中街'],
  ['湖南省', '长沙市', '岳麓区,雨花区', '麓山南路,韶山中路'],
  ['陕西省', '西安市', '雁塔区,碑林区', '小寨西路,南大街,太白南路'],
  ['河南省', '郑州市', '金水区,二七区', '花园路,大学中路'],
  ['山东省', '济南市', '历下区,市中区', '泉城路,经十路'],
  ['辽宁省', '沈阳市', '和平区,皇姑区', '太原街,黄河北大街'],
  ['黑龙江省', '哈尔滨市', '南岗区,道里区', '西大直街,中央大街'],
  ['福建省', '厦门市', '思明区,湖里区', '湖滨南路,嘉禾路'],
  ['广西壮族自治区', '南宁市', '青秀区,西乡塘区', '民族大道,大学东路'],
  ['云南省', '昆明市', '五华区,盘龙区', '东风西路,北京路'],
  ['新疆维吾尔自治区', '乌鲁木齐市', '天山区,沙依巴克区', '解放北路,友好南路'],
  ['内蒙古自治区', '呼和浩特市', '赛罕区,新城区', '大学西街,成吉思汗大街'],
];
const EST =
  '翠苑一区,阳光花园,金色家园,万科魅力之城,绿地世纪城,幸福里小区,碧桂园凤凰城,锦绣江南,保利花园,中海国际社区,龙湖滟澜山,融创玫瑰园,香榭丽舍,御景湾,水木清华园,建设新村,铁路小区,机关家属院,教师公寓,丽景苑'.split(
    ',',
  );
const BLD = '创业大厦,国贸中心,环球金融中心,科技大厦,华润大厦,银泰城,恒隆广场,软件园,时代广场,财富中心'.split(
  ',',
);
export function addr(r) {
  const [p, c, ds, rs] = r.pick(P);
  const d = ds === '' ? '' : r.pick(ds.split(','));
  const road = r.pick(rs.split(','));
  const n = r.int(1, 1999);
  const head = `${(r.next() < 0.65 ? p : '') + (r.next() < 0.95 || d === '' ? c : '') + d + road + n}号`;
  const t = r.int(0, 9);
  if (t === 0) return head;
  if (t < 4)
    return (
      head +
      r.pick(EST) +
      r.int(1, 40) +
      r.pick(['栋', '幢', '号楼', '座']) +
      (r.next() < 0.6 ? `${r.pick(['一', '二', '三', '1', '2', '3', '4'])}单元` : '') +
      r.int(1, 33) +
      '0' +
      r.int(1, 6) +
      r.pick(['室', '', ''])
    );
  if (t < 6)
    return (
      head +
      r.pick(BLD) +
      r.pick(['A座', 'B座', 'C栋', '北楼', '', '1号楼']) +
      r.int(1, 48) +
      r.pick(['层', '楼', `楼${r.int(1001, 4808)}室`, 'F'])
    );
  if (t === 6)
    return (
      (r.next() < 0.6 ? p : '') +
      c +
      d +
      r.pick(EST) +
      r.int(1, 60) +
      '号楼' +
      r.int(1, 6) +
      '单元' +
      r.int(101, 3304)
    );
  if (t === 7) return `${head}院${r.int(1, 20)}号楼${r.int(1, 18)}层${r.int(101, 1804)}`;
  if (t === 8) return `${head + r.int(1, 30)}-${r.int(1, 4)}-${r.int(101, 3304)}`;
  return (
    r.pick([
      '河北省保定市清苑区',
      '安徽省阜阳市颍上县',
      '贵州省毕节市织金县',
      '甘肃省天水市秦安县',
      '山西省临汾市洪洞县',
      '江西省赣州市于都县',
    ]) +
    r.pick(['城关镇', '谢桥镇', '猫场镇', '西川镇', '大槐树镇', '贡江镇', '东闾乡']) +
    r.pick(['张家', '王庄', '李家湾', '上河', '东风', '红星', '马家坪']) +
    '村' +
    r.pick(['', `${r.int(1, 12)}组`]) +
    r.int(1, 300) +
    '号'
  );
}
const BR =
  '恒泰,博远,新锐,云帆,鼎盛,华创,瑞丰,嘉诚,金桥,启航,东润,远景达,百川,盛世通,安信源,天禾,沃尔得,奇点,慧眼,星辰大海,蓝鲸,巨力,康美佳,万象更新,中孚,同德,老街坊,小满,橙子,海纳,智联云,贝壳粉,麦田,优品道,亿科'.split(
    ',',
  );
const TR =
  '信息技术,贸易,电子科技,建筑工程,物流,医药,餐饮管理,文化传媒,机械制造,软件,新能源,食品,网络科技,房地产开发,物业服务,汽车销售服务,人力资源,环保设备,生物科技,教育咨询,供应链管理,装饰工程,化工,纺织,农业开发,投资管理,广告,酒店管理,国际货运代理,精密仪器,建材'.split(
    ',',
  );
export const comp = (r) =>
  r.next() < 0.12
    ? r.pick(['中国工商银行', '中国建设银行', '招商银行', '兴业银行', '中国农业银行']) +
      '股份有限公司' +
      r.pick(['杭州文三支行', '深圳科技园支行', '北京分行', '上海张江支行', ''])
    : r.pick([
        '深圳市',
        '上海',
        '北京',
        '杭州',
        '苏州',
        '广州市',
        '成都',
        '武汉',
        '',
        '浙江',
        '江苏',
        '山东',
        '天津',
        '重庆',
        '青岛',
        '福建省',
        '义乌市',
        '佛山市南海区',
      ]) +
      r.pick(BR) +
      (r.next() < 0.1 ? '(集团)' : r.next() < 0.08 ? '（中国）' : '') +
      r.pick(TR) +
      r.pick(['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司']);
const EF =
  'James Mary Robert Patricia Michael Linda David Susan Daniel Karen Olivia Ethan Priya Ahmed Yuki Chloe Liam Sofia Marcus Hannah Oliver Grace Henry Zoe Victor Elena Samuel Nora Thomas Fiona'.split(
    ' ',
  );
const EL =
  'Smith Johnson Brown Taylor Wilson Martin Anderson Clark Walker Hall Young King Wright Hughes Patel Khan Murphy Schmidt Rossi Novak Kowalski Tanaka Nguyen Garcia Lopez Fischer Dubois Andersson Carter Reed'.split(
    ' ',
  );
export const ename = (r) =>
  `${r.pick(EF)} ${r.next() < 0.12 ? `${r.pick([...'ABCDEJKLMRST'])}. ` : ''}${r.pick(EL)}`;
export const eaddr = (r) =>
  r.pick([
    () =>
      `${r.int(1, 9999)} ${r.pick(['Maple', 'Oak', 'Elm', 'Washington', 'Lake View', 'Sunset', 'Park', 'Cedar Hill', 'Main', 'North 5th'])} ${r.pick(['Street', 'Ave', 'Road', 'Blvd', 'Lane', 'Dr', 'Drive', 'St', 'Court', 'Way'])}${r.pick(['', ', Apt 4B', ', Suite 210', ' #12', ', Unit 7'])}, ${r.pick(['Springfield, IL 62704', 'Austin, TX 78701', 'Portland, OR 97205', 'Boston, MA 02108', 'Denver, CO 80202'])}`,
    () =>
      `${r.int(1, 250)} ${r.pick(['High', 'Church', 'Station', 'Victoria', 'Queen', 'Kings'])} ${r.pick(['Street', 'Road', 'Lane', 'Terrace', 'Crescent'])}, ${r.pick(['London SW1A 2AA', 'Manchester M1 4BT', 'Leeds LS1 5QT', 'Bristol BS1 4DJ'])}`,
    () =>
      `Room ${r.int(101, 3208)}, Building ${r.int(1, 20)}, No. ${r.int(1, 999)} ${r.pick(['Century Avenue', 'Jianguo Road', 'Zhongshan East Road', 'Tianhe North Road'])}, ${r.pick(['Pudong, Shanghai', 'Chaoyang District, Beijing', 'Tianhe District, Guangzhou'])}`,
  ])();
export const ecomp = (r) =>
  r.pick([
    'Northwind',
    'Blue Ridge',
    'Sterling',
    'Pacific Rim',
    'Harbour',
    'Evergreen',
    'Quantum',
    'Alpine',
    'Redwood',
    'Meridian',
  ]) +
  ' ' +
  r.pick([
    'Trading',
    'Logistics',
    'Software',
    'Foods',
    'Holdings',
    'Medical',
    'Textiles',
    'Energy',
    'Consulting',
  ]) +
  ' ' +
  r.pick(['Inc.', 'LLC', 'Ltd', 'Co., Ltd.', 'Corp.', 'GmbH', 'Limited', 'Pty Ltd']);
