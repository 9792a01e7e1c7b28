import { describe, expect, it } from 'vitest';
import { personName } from '../../../src/detectors/parsers/person-name.js';
import { personNameForeign } from '../../../src/detectors/parsers/person-name-foreign.js';

const found = (text: string) => personName.find(text, 0, text.length).map((s) => text.slice(s.start, s.end));

describe('person-name in text', () => {
  it.each([
    ['姓名:张三丰', ['张三丰']],
    ['联系人 欧阳测试', ['欧阳测试']],
    ['户名:李四', ['李四']],
    ['收件人:阿卜杜拉·买买提', ['阿卜杜拉·买买提']],
    ['法定代表人:陳志明', ['陳志明']],
    ['姓名:王伟 性别:男 民族:汉', ['王伟']],
    ['{"name":"李小龙","phone":"13900001234"}', ['李小龙']],
    ['王小明先生您好', ['王小明']],
    ['我叫王丽,今年25岁', ['王丽']],
    ['王小明(身份证号110101199003070000)', ['王小明']],
    ['李娜，女，汉族', ['李娜']],
    ['客户张伟来电', ['张伟']],
    ['由陈晓红签收', ['陈晓红']],
    ['张三、李四和王五参加会议', ['张三', '李四', '王五']],
    ['请联系张建国13900001234', ['张建国']],
    ['13900001234 赵敏', ['赵敏']],
    ['委托人张丽华与受托人王建军签订合同', ['张丽华', '王建军']],
    ['经办人王芳审核人李强', ['王芳', '李强']],
  ])('%s', (text, names) => expect(found(text)).toEqual(names));

  it.each([
    '姓名:不详',
    '黄金先生',
    '张三丰',
    '联系人:某某公司',
    '客户方法不对',
    '高级经理说',
    '任何时候都可以',
    '金额为500元',
    '解决方案由技术部提供',
    '周一上午和周五下午',
    '与马上到期的客户联系',
    '感谢老师的指导',
    '江苏省南京市',
    '收件人:财务部',
    '负责人:经理',
    '苹果、香蕉、石榴和黄瓜',
  ])('nothing in %s', (text) => expect(found(text)).toEqual([]));

  it('keeps to the window', () => {
    const text = '姓名:张伟 姓名:李强';
    expect(personName.find(text, 0, 5).map((s) => s.start)).toEqual([3]);
    expect(personName.find(text, 7, 11).map((s) => s.start)).toEqual([9]);
  });

  it('never names the value in its reasons', () => {
    for (const span of personName.find('姓名:张三丰', 0, 6)) expect(span.why.join()).not.toContain('张');
  });
});

describe('person-name in cells', () => {
  it.each([
    '张伟',
    '王芳',
    '李秀英',
    '欧阳娜娜',
    '黃志強',
    '李 明',
    '陈黄淑芬',
    '阿卜杜拉·买买提',
    'John Smith',
    'SMITH John',
    'Wang Xiaoming',
    'Chan Tai Man',
  ])('%s', (cell) => expect(personName.whole(cell)).toBeGreaterThanOrEqual(0.7));
  it.each([
    '黄金',
    '金额',
    '财务部',
    '不详',
    '王先生',
    '张*',
    '北京市',
    '时间',
    '苹果',
    '纪念品',
    '男',
    '已完成',
    '未付款',
    '任务',
    'Total Amount',
    'Acme Ltd',
    '2024-01-01',
    '',
  ])('not %s', (cell) => expect(personName.whole(cell)).toBeLessThan(0.4));
});

describe('person-name-foreign', () => {
  const latin = (text: string) =>
    personNameForeign.find(text, 0, text.length).map((s) => text.slice(s.start, s.end));
  it.each([
    ['Name: John Smith, tel 555', ['John Smith']],
    ['Mr. Robert Brown called', ['Robert Brown']],
    ['Customer name: WANG XIAOMING', ['WANG XIAOMING']],
    ['Dear Jane Doe,', ['Jane Doe']],
    ['姓名:Zhang Wei 电话', ['Zhang Wei']],
    ['Name: Acme Trading Company', []],
    ['Product Name: Super Widget', []],
    ['We met John Smith', ['John Smith']],
    ['They live in Wilson Road, off Martin Street', []],
    ['Grace period and Mark Sheet', []],
    ['Patient: Liam Hall, NHS 372', ['Liam Hall']],
  ])('%s', (text, names) => expect(latin(text)).toEqual(names));
});
