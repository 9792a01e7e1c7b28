import { describe, expect, it } from 'vitest';
import { cnCompany } from '../../../src/detectors/parsers/cn-company.js';

const found = (text: string) => cnCompany.find(text, 0, text.length).map((s) => text.slice(s.start, s.end));

describe('cn-company in text', () => {
  it.each(
    `⟦深圳市测试科技有限公司⟧
甲方:⟦北京示例贸易股份有限公司⟧
⟦上海样例(集团)有限公司⟧
开户行:⟦中国工商银行深圳测试支行⟧
由⟦深圳市测试科技有限公司⟧提供
我司与⟦腾讯科技(深圳)有限公司⟧签订合同
客户⟦华为技术有限公司⟧来访
⟦平安银行股份有限公司深圳分行⟧
⟦中国人民财产保险股份有限公司北京市分公司⟧
⟦北京市中伦律师事务所⟧
⟦普华永道中天会计师事务所(特殊普通合伙)⟧
⟦宁波样例股权投资合伙企业(有限合伙)⟧
⟦杭州市西湖区老王水果店⟧
请联系⟦Acme Trading Co., Ltd.⟧ for details
We met ⟦Siemens GmbH⟧ and ⟦Bar Holdings Ltd.⟧
向⟦上海样例信息技术有限公司⟧、⟦北京云图科技有限公司⟧采购
张三就职于⟦南京晨星网络科技有限公司⟧担任经理
与⟦和谐家园物业管理有限公司⟧签约
收购了⟦成都星辰传媒有限责任公司⟧51%股权
2023年5月⟦深圳市蓝天科技有限公司⟧成立
⟦中国移动通信集团广东有限公司深圳分公司⟧
他曾在⟦招商银行成都分行⟧工作`.split('\n'),
  )('%s', (marked) => {
    const spans = marked.split(/[⟦⟧]/).filter((_, i) => i % 2 === 1);
    expect(found(marked.replace(/[⟦⟧]/g, ''))).toEqual(spans);
  });

  it.each([
    '有限公司',
    '集团',
    '我公司',
    '某公司',
    '依据公司法规定',
    '根据有限责任公司章程',
    '大型集团',
    '跨国集团',
    '请到附近的支行办理',
    '投资成立了一家有限公司',
    '我公司向客户承诺',
    '本公司的子公司',
    'our company is Limited to five',
  ])('nothing in %s', (text) => expect(found(text)).toEqual([]));
});

describe('cn-company in cells', () => {
  it.each([
    '深圳市测试科技有限公司',
    '招商银行成都分行',
    '和美科技(杭州)有限公司',
    'TCL科技集团股份有限公司',
    'Foo Inc.',
    '万科集团',
    '杭州市西湖区老王水果店',
  ])('%s', (cell) => expect(cnCompany.whole(cell)).toBeGreaterThanOrEqual(0.7));
  it.each(['张三', '某公司', '本公司的子公司', '浙江省杭州市西湖区文三路478号', '有限公司', 'Total Amount'])(
    'not %s',
    (cell) => expect(cnCompany.whole(cell)).toBe(0),
  );
});
