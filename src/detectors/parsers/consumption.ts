import type { Parser, Span } from './parser.js';

const SPENDING =
  /(?:消费|购买|购物|下单|刷卡|充值|打赏|网购)[^。;；！？!?\n]{0,16}?(?:¥|￥|RMB|人民币)?[ ]?\d{1,3}(?:,?\d{3}){0,3}(?:\.\d{1,2})?[ ]?(?:元|块|万元)/g;
const TASTE =
  /(?:消费偏好|购物偏好|偏好品类|偏好品牌|常购|经常购买|喜欢购买|最爱购买|经常消费|复购)(?:商品|品类|品牌|的)?[为是]?[:： ]{0,2}[\u4e00-\u9fffA-Za-z0-9、,，]{2,30}/g;
/** Who spends: a person, not an industry. */
const PERSON =
  /客户|会员|用户|顾客|本人|该[男女]|他|她|持卡人|买家|我(?!国|司|公司|省|市|们)|先生|女士|小姐|手机|身份证|卡号|尾号|账号|1[3-9]\d{9}|上月|本月|近\d+[天日月]|每月|每周|月均|累计|[一-龥]{2,3}于/;
const PERSONAL = /^(?:网购|打赏|充值|刷卡|消费偏好|购物偏好|常购|经常购买|喜欢购买|偏好)/;
const CROWD =
  /全国|全省|全市|全球|行业|公司(?!会员)|企业|集团|政府|财政|合计|总计|汇总|预算|GDP|总额|社会|市场规模|人均|居民|零售|同比|环比|亿|支出结构|商户|平台交易|满\d|优惠|立减|起售|套餐价|客单价|采购/;
const RULES = /须知|说明|权益|指南|保护|协议|规则|流程|平台|税|心理|升级|主义|信心/;
const REACH = 40;

/** What one person buys, for how much, or likes: phrases that need a person nearby. */
export const consumption: Parser = {
  id: 'consumption',

  find(text, from, to) {
    const base = Math.max(0, from - REACH);
    const part = text.slice(base, Math.min(text.length, to + REACH));
    const spans: Span[] = [];
    for (const [pattern, kind] of [[SPENDING, 'spending'] as const, [TASTE, 'taste'] as const]) {
      pattern.lastIndex = 0;
      for (let hit = pattern.exec(part); hit !== null; hit = pattern.exec(part)) {
        const start = base + hit.index;
        const end = start + hit[0].length;
        if (start >= to || end <= from) continue;
        const around = text.slice(Math.max(0, start - REACH), Math.min(text.length, end + 10));
        if (CROWD.test(around) || RULES.test(hit[0].slice(2, 6))) continue;
        const person = PERSON.test(around);
        if (!person && !PERSONAL.test(hit[0])) continue;
        spans.push({ start, end, prior: person ? 0.55 : 0.5, why: person ? [kind, 'person'] : [kind] });
      }
    }
    return spans.sort((a, b) => a.start - b.start);
  },

  whole(cell) {
    if (cell.length < 5 || cell.length > 80) return 0;
    const spans = consumption.find(cell, 0, cell.length);
    return spans.length > 0 && spans[0]!.start <= 12 ? 0.8 : 0;
  },
};
