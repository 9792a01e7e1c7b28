/** Characters that labels and column names are written with in Hong Kong, Macau and Taiwan, and their simplified forms in turn. */
const PAIRS =
  '電电話话號号證证郵邮帳账賬账機机聯联絡络繫系係系戶户銀银執执駕驾駛驶護护編编碼码區区單单稅税車车發发蒐搜檔档開开國国訊讯資资' +
  '訂订購购買买賣卖貨货運运經经辦办負负責责業业務务員员總总師师醫医錄录錢钱貸贷儲储餘余額额價价費费繳缴還还轉转帶带傳传統统' +
  '識识別别稱称職职會会計计審审簽签領领報报壽寿險险療疗診诊門门樓楼層层廣广場场園园灣湾縣县鎮镇鄉乡' +
  '親亲屬属緊紧動动綁绑預预註注冊册遞递達达實实際际權权產产擔担項项試试驗验設设備备網网頁页內内處处長长' +
  '軍军歷历曆历學学習习當当參参與与請请問问給给誰谁嗎吗這这個个從从對对為为應应該该後后裡里來来時时間间點点週周' +
  '鑰钥祕秘兩两條条歸归離离薦荐環环節节類类種种體体檢检據据廠厂廳厅廟庙鐵铁鄰邻認认誠诚義义協协議议賠赔償偿';
const SIMPLE = new Map<string, string>();
const TRADITIONAL = new Map<string, string>();
for (let i = 0; i + 1 < PAIRS.length; i += 2) {
  const [traditional, simple] = [PAIRS[i]!, PAIRS[i + 1]!];
  SIMPLE.set(traditional, simple);
  if (!TRADITIONAL.has(simple)) TRADITIONAL.set(simple, traditional);
}
const FOLDED = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'g');

/** A label or column name in simplified characters; others stay. */
export function simplifiedLabel(text: string): string {
  return text.replace(FOLDED, (character) => SIMPLE.get(character) ?? character);
}

/** The same label in traditional characters, or the label itself when they do not differ. */
export function traditionalLabel(text: string): string {
  let out = '';
  for (const character of text) out += TRADITIONAL.get(character) ?? character;
  return out;
}
