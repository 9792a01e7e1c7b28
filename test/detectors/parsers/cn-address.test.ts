import { describe, expect, it } from 'vitest';
import { cnAddress } from '../../../src/detectors/parsers/cn-address.js';

const found = (text: string) => cnAddress.find(text, 0, text.length).map((s) => text.slice(s.start, s.end));

describe('cn-address in text', () => {
  // ⟦ ⟧ mark the span.
  it.each(
    `⟦浙江省杭州市西湖区文三路478号华星时代广场A座1201室⟧
地址:⟦上海市浦东新区世纪大道100号15楼⟧
⟦北京市朝阳区建国路88号院3号楼2单元501⟧
收货地址:⟦广东省深圳市南山区科技园南区R2-A栋4层⟧
⟦湖南省长沙县黄花镇黄垅村杨家组12号⟧
住:⟦天河区体育西路101号维多利广场B座⟧
⟦青岛市市北区延吉路18号⟧
⟦香港九龍彌敦道132號美麗華大廈5樓A室⟧
⟦香港中環皇后大道中100號⟧
⟦台北市信義區市府路45號⟧
⟦新北市板橋區文化路一段188巷22弄5號3樓之2⟧
请寄到⟦江苏省苏州市工业园区星湖街328号创意产业园5栋302室⟧,张三收,谢谢
我家住在⟦北京市海淀区中关村大街1号海龙大厦12层⟧
他住在⟦阳光花园3栋2单元501室⟧
⟦河南省郑州市金水区花园路与农业路交叉口向北200米路西⟧
⟦内蒙古自治区锡林郭勒盟锡林浩特市希日塔拉街道那达慕大街12号⟧
⟦新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放路88号⟧
⟦重庆市渝北区龙溪街道新南路168号龙湖MOCO中心3栋12-5⟧
位于⟦文三路478号⟧的公司
深圳市测试科技有限公司位于⟦南山区科技园路5号⟧
⟦江苏昆山花桥镇绿地大道231弄5号楼1203室⟧(李四收)
⟦浙江省宁波市鄞州区首南街道天童南路568号 3幢 1单元 402⟧
⟦海南省三亚市吉阳区迎宾路360-1号⟧`.split('\n'),
  )('%s', (marked) => {
    const [, inside] = marked.split(/[⟦⟧]/);
    expect(found(marked.replace(/[⟦⟧]/g, ''))).toEqual([inside]);
  });

  it.each([
    '广东省深圳市',
    '我们在路上走了3号线',
    '一路一带倡议有5个重点',
    '中山路很热闹',
    '第12号公告',
    '会议在3楼举行',
    '5号文件已下发',
    '1月12号到货',
    '8号仓发货',
    '乘坐地铁2号线到人民广场站下车',
    '根据财税〔2023〕12号文',
    '请于3月5号前到北京路营业厅办理',
    '公司在北京上海设有办事处',
  ])('nothing in %s', (text) => expect(found(text)).toEqual([]));

  it('leaves a university building below the threshold', () => {
    for (const span of cnAddress.find('北京大学有3号楼', 0, 8)) expect(span.prior).toBeLessThan(0.5);
  });

  it('grows with the parts', () => {
    const prior = (text: string) => cnAddress.find(text, 0, text.length)[0]!.prior;
    expect(prior('西湖区文三路478号')).toBeCloseTo(0.52, 5);
    expect(prior('浙江省杭州市西湖区文三路478号')).toBeCloseTo(0.82, 5);
    expect(prior('浙江省杭州市西湖区文三路478号3幢201室')).toBeCloseTo(0.97, 5);
  });
});

describe('cn-address in cells', () => {
  it.each([
    '浙江省杭州市西湖区文三路478号',
    '310000 浙江省杭州市西湖区文三路478号',
    '长安镇李家村3组12号',
    '阳光花园3栋2单元501室',
  ])('%s', (cell) => expect(cnAddress.whole(cell)).toBeGreaterThanOrEqual(0.7));
  it.each(['广东省深圳市', '张三', '13900001234', '深圳市测试科技有限公司', '3号楼', '已发货', ''])(
    'not %s',
    (cell) => expect(cnAddress.whole(cell)).toBe(0),
  );
});
