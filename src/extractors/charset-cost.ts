/**
 * How surprising a decoded text is, in bits. Under the right encoding bytes become ordinary characters in ordinary
 * company; under a wrong one they become rare characters, controls and mixed scripts. The encoding under which the
 * same bytes cost least is the one they were written in (minimum description length).
 */

import { REPLACEMENT } from './charset.js';

/** The Han characters that make up most of running text, then words of customer records, surnames, given names and place names. */
const COMMON_HAN =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严' +
  '客户姓手机码址银卡账帐邮箱编男女婚护订密职码街镇村室栋楼座弄巷幢园苑款贷费额保险投申请注册登录服务余龄份籍贯企税签支付微信' +
  '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙雷钱汤尹黎乔贺赖龚' +
  '伟芳娜敏静丽磊洋勇艳杰娟涛超秀霞刚桂英浩宇婷欣怡佳俊晨轩梅玲雪琳晓鹏辉斌鑫' +
  '津沪渝冀豫滇辽黑吉皖鲁浙赣鄂闽粤桂琼川贵蒙宁陕甘藏疆港澳台湾湖福徽圳杭州汉沙都连岛厦朝浦徐汇静闸虹闵';
/** Traditional forms of the above. */
const COMMON_TRADITIONAL =
  '這為個國時來們後會發動說產種過對於開無兩現實點業質關應還進當從樣經機麼長與間學頭電話東車門問題見議論設計語證記許認識請調訂謝該論變讓資費貨買賣質貴貿賬賴贈額類頁順項領預頻風飛飯飲館馬驗體髮鬥魚鳥麗黃點齊號碼戶銀帳編職務員訊聯絡華灣灣臺縣區鄉鎮樓號室陳張劉楊趙黃吳孫馬羅鄭謝韓馮鄧許蕭呂蘇盧蔣賈葉閻餘鍾範譚鄒陸龍錢湯喬賀龔偉靜麗傑濤剛蘭鳳瓊廣遼貴雲陝寧慶錄層壓數線組織結給統級約紅細終經綠維網緊總績續縮義習聖聞聲職腦與興舉舊莊華萬蓋處補裝裏複規視親覺觀計訓設許詞試詢話該詳認誤說課談請論諸謀證識譯護讀變責財貫費貸資賣賬購輕輛輪輸辦農達運過遠遲適選遺還邊鄰醫釋針鈔銷錄鋼錯鐵長閉開間關陽隊階際隨險雙雜離難電靈靜響須預顯願類飛養驗體億倉價儀優償備傳債傷僅創劃劇勞勢勝勵務勸區協單參啟嗎員問啓圍園圓圖團執場報塊壞壓夠夢奪奮婦媽學實審寫寬寶將專尋導屆屬歲島帶師幣幫幹幾庫廠廣張強彈後徑從復徵恆愛態慣應憑憶懷戰戲戶擇擊擔據擬擴擺攝敗敘敵數斷於時晉暫書會東條極構標樣樓機檔檢權歡歐歷歸殘殺氣決沒況洩測準溫滅滿漢潔濟濤灣為無煙熱營爭爾牆獎獨獲現環產畢畫異當療發盡監盤眾睏碼確礎禮稅種稱積穩窮競筆節範築簡簽籌糧紀約級紙紛';
/** Frequent kanji that neither list has. */
const COMMON_KANJI =
  '県町番号氏様扱株田鈴木佐藤橋渡辺伊村林加吉井松込売円店舗届払絡続済駅丁枚桜沢浜崎録択検覧画像変更駐';
/** Frequent Hangul syllables. */
const COMMON_HANGUL =
  '이다는의가에을하고사지한은로기대도인서나리해자시어일정과를있아전부구보제수라주장조상만요스원것경안음중국습니업연여선동우그공호오저세금성비관계명번화소님생년월김박최강윤임씨' +
  '울특별광역산남북홍길완료문감합객개등록드터데이베류결없않름방법내위트레크프로그램운행당질통신실무용직교육';

const ASCII = 5;
const COMMON = 9.5;
const CONTROL = 20;
const RARE = 19;
const INVALID = 40;
const EMOJI = 13;

/** What stands beside a character matters: a word keeps to one script, an accented letter to ASCII letters. */
enum Script {
  Other,
  AsciiLetter,
  Accented,
  CyrillicLower,
  CyrillicUpper,
  Han,
  Kana,
  Hangul,
  LatinSymbol,
  HalfKana,
}

/** [left * 16 + right] = extra bits for two neighbours. */
const PAIRS = new Uint8Array(256);
{
  const pair = (left: Script, right: Script, bits: number, both = true): void => {
    PAIRS[left * 16 + right] = bits;
    if (both) PAIRS[right * 16 + left] = bits;
  };
  pair(Script.Accented, Script.Accented, 7);
  pair(Script.Accented, Script.LatinSymbol, 6);
  pair(Script.LatinSymbol, Script.LatinSymbol, 5);
  pair(Script.Accented, Script.Han, 7);
  pair(Script.Accented, Script.Other, 1);
  for (const cyrillic of [Script.CyrillicLower, Script.CyrillicUpper]) {
    for (const other of [Script.AsciiLetter, Script.Accented, Script.Han, Script.LatinSymbol])
      pair(cyrillic, other, 7);
  }
  pair(Script.CyrillicLower, Script.CyrillicUpper, 8, false);
  pair(Script.Han, Script.Hangul, 4);
  pair(Script.Han, Script.HalfKana, 4);
  pair(Script.Kana, Script.Hangul, 6);
}

interface Tables {
  /** [UTF-16 unit] = half bits. */
  readonly bits: Uint8Array;
  readonly script: Uint8Array;
}

let tables: Tables | undefined;

/** Characters of the first level of GB 2312 and of Big5: the ones schools teach. */
function taughtHan(): string {
  const gb: number[] = [];
  for (let lead = 0xb0; lead <= 0xd7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) gb.push(lead, trail);
  const big5: number[] = [];
  for (let lead = 0xa4; lead <= 0xc6; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail <= 0x7e || trail >= 0xa1) big5.push(lead, trail);
  }
  return (
    new TextDecoder('gb18030').decode(Uint8Array.from(gb)) +
    new TextDecoder('big5').decode(Uint8Array.from(big5))
  );
}

function build(): Tables {
  const bits = new Uint8Array(0x10000).fill(2 * 18);
  const script = new Uint8Array(0x10000);
  const range = (from: number, to: number, cost: number, kind: Script = Script.Other): void => {
    bits.fill(2 * cost, from, to + 1);
    script.fill(kind, from, to + 1);
  };
  const each = (text: string, cost: number, from: number, to: number): void => {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= from && unit <= to) bits[unit] = 2 * cost;
    }
  };
  range(0x00, 0x1f, CONTROL);
  // Separators of data exports, and what terminals and editors leave behind.
  for (const unit of [0x01, 0x02, 0x03, 0x08, 0x0b, 0x0c, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]) bits[unit] = 2 * 10;
  for (const unit of [0x09, 0x0a, 0x0d]) bits[unit] = 2 * ASCII;
  range(0x20, 0x7e, ASCII);
  range(0x41, 0x5a, ASCII, Script.AsciiLetter);
  range(0x61, 0x7a, ASCII, Script.AsciiLetter);
  range(0x7f, 0x9f, CONTROL);
  range(0xa0, 0xbf, 11, Script.LatinSymbol);
  each('°£¥§©®±·×÷', 8.5, 0xa0, 0xff);
  each('°', 7, 0xa0, 0xff);
  range(0xc0, 0xde, 8, Script.Accented);
  range(0xdf, 0xff, 7, Script.Accented);
  for (const unit of [0xd7, 0xf7]) script[unit] = Script.LatinSymbol;
  range(0x100, 0x17f, 11, Script.Accented);
  each('ıİşŞğĞłŁąęćńśźżčďěňřšťžůőűăđ', 9, 0x100, 0x17f);
  range(0x180, 0x36f, 13, Script.Accented);
  range(0x370, 0x3ff, 11);
  range(0x400, 0x4ff, 14, Script.CyrillicUpper);
  range(0x410, 0x42f, 7, Script.CyrillicUpper);
  range(0x430, 0x44f, 5.5, Script.CyrillicLower);
  bits[0x401] = 2 * 9;
  bits[0x451] = 2 * 8;
  script[0x451] = Script.CyrillicLower;
  range(0x500, 0x52f, 16);
  range(0x530, 0x8ff, 12);
  range(0xe00, 0xeff, 12);
  range(0x1e00, 0x1eff, 11, Script.Accented);
  range(0x2000, 0x206f, 13, Script.LatinSymbol);
  each('–—‘’“”…', 9, 0x2000, 0x206f);
  range(0x2070, 0x2bff, 15);
  each('①②③④⑤⑥⑦⑧⑨⑩№℃√●○★☆■□◆→←↑↓', 11, 0x2070, 0x2bff);
  range(0x3000, 0x303f, 10);
  each('　、。《》「」【】〔〕', 7.5, 0x3000, 0x303f);
  range(0x3040, 0x309f, 10, Script.Kana);
  range(0x30a0, 0x30ff, 10.5, Script.Kana);
  range(0x3100, 0x33ff, 18);
  range(0x3400, 0x4dbf, RARE, Script.Han);
  range(0x4e00, 0x9fff, 18, Script.Han);
  range(0xac00, 0xd7a3, 13, Script.Hangul);
  range(0xd800, 0xf8ff, 30);
  range(0xf900, 0xfaff, RARE, Script.Han);
  range(0xff00, 0xffef, 12);
  range(0xff01, 0xff5e, 10);
  range(0xff61, 0xff9f, 11, Script.HalfKana);
  each('，：（）；！？', 7.5, 0xff00, 0xffef);
  bits[0xfeff] = 2 * 12;
  bits[REPLACEMENT] = 2 * INVALID;
  each(taughtHan(), 13.5, 0x4e00, 0x9fff);
  each(COMMON_HAN + COMMON_TRADITIONAL + COMMON_KANJI, COMMON, 0x4e00, 0x9fff);
  each(COMMON_HANGUL, COMMON, 0xac00, 0xd7a3);
  return { bits, script };
}

export interface TextCost {
  readonly bits: number;
  /** Characters, a run of NULs counted once. */
  readonly characters: number;
  /** Characters that text does not hold: controls, malformed sequences, private use. NUL and separators are not among them. */
  readonly noise: number;
  /** NULs, a run counted once. */
  readonly nuls: number;
}

/** Cost of a UTF-8 text. A run of NULs (padding, the hole of a sparse file) costs little more than one. */
export function textCost(utf8: Uint8Array, end: number): TextCost {
  tables ??= build();
  const { bits, script } = tables;
  let total = 0;
  let characters = 0;
  let noise = 0;
  let nuls = 0;
  let previous = -1;
  let left: number = Script.Other;
  for (let i = 0; i < end; ) {
    const lead = utf8[i]!;
    let unit: number;
    if (lead < 0x80) {
      unit = lead;
      i++;
    } else if (lead < 0xe0) {
      unit = ((lead & 0x1f) << 6) | (utf8[i + 1]! & 0x3f);
      i += 2;
    } else if (lead < 0xf0) {
      unit = ((lead & 0x0f) << 12) | ((utf8[i + 1]! & 0x3f) << 6) | (utf8[i + 2]! & 0x3f);
      i += 3;
    } else {
      const plane = ((lead & 0x07) << 6) | (utf8[i + 1]! & 0x3f);
      total += 2 * (plane >= 0x1f && plane < 0x20 ? EMOJI : plane >= 0x20 && plane < 0x32 ? RARE : 30);
      characters++;
      if (plane >= 0x32) noise++;
      left = Script.Other;
      previous = -1;
      i += 4;
      continue;
    }
    const right = script[unit]!;
    if (unit === 0 && previous === 0) total++;
    else {
      total += bits[unit]! + 2 * PAIRS[left * 16 + right]!;
      characters++;
      if (unit === 0) nuls++;
      else if (bits[unit]! >= 2 * CONTROL) noise++;
    }
    left = right;
    previous = unit;
  }
  return { bits: total / 2, characters, noise, nuls };
}
