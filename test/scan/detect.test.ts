import { beforeAll, describe, expect, it } from 'vitest';
import { TextProbe } from '../../src/scan/detect.js';

interface Found {
  infoType: string;
  tier: string;
  start: number;
  end: number;
  text: string;
  confidence: number;
  why: string[];
}

let probe: TextProbe;
beforeAll(async () => {
  probe = await TextProbe.load({ dirs: [], minConfidence: 0.5 });
});
const detect = (text: string): Found[] => JSON.parse(probe.json(text)) as Found[];
const types = (text: string): string[] => detect(text).map(({ infoType }) => infoType);

// Region 110105, born 1949-12-31, sequence 002: the published specimen of GB 11643.
const ID = '11010519491231002X';

describe('detect', () => {
  it('gives offsets in UTF-16 units of the text, also behind characters outside the basic plane', () => {
    const text = `𠮷野家😀：身份证 ${ID}，谢谢`;
    const [found] = detect(text);
    expect(found?.infoType).toBe('cn.resident-id');
    expect(text.slice(found?.start, found?.end)).toBe(ID);
    expect(found?.tier).toBe('core');
  });

  it('finds values that touch Han characters, letters and underscores', () => {
    expect(types(`身份证${ID}已登记`)).toEqual(['cn.resident-id']);
    expect(types(`id_${ID}`)).toEqual(['cn.resident-id']);
    expect(types(`abc${ID}`)).toEqual(['cn.resident-id']);
    expect(types(`SN${ID}`), 'SN announces a serial number').toEqual([]);
    expect(types('电话13900001234转告')).toEqual(['cn.mobile']);
  });

  it.each([
    ['full width', '手机：１３９００００１２３４'],
    ['no-break spaces', '手机：139\u00a00000\u00a01234'],
    ['zero-width characters', '手机：139\u200b0000\u200b1234'],
    ['non-ASCII hyphens', '手机：139‑0000‑1234'],
    ['+86', '手机：+86 139 0000 1234'],
    ['0086', '手机：0086 13900001234'],
    ['(+86)', '手机：(+86)13900001234'],
    ['spaces', '手机：139 0000 1234'],
    ['hyphens', '手机：139-0000-1234'],
  ])('finds a mobile number written with %s', (_, text) => {
    expect(types(text)).toEqual(['cn.mobile']);
  });

  it('maps offsets back through folded characters', () => {
    const text = '第１行\u200b：手机１３９０００\u200b０１２３４，完';
    const [found] = detect(text);
    expect(text.slice(found?.start, found?.end).replaceAll('\u200b', '')).toBe('１３９００００１２３４');
  });

  it('calls a resident ID that also passes Luhn a resident ID only', () => {
    // Computed: MOD 11-2 and Luhn both hold.
    for (const id of ['110101199003070134', '110101198001010117']) {
      expect(types(`卡号 ${id}`).filter((type) => type.startsWith('fin.card'))).toEqual([]);
    }
  });

  it('says why', () => {
    const [found] = detect(`身份证号：${ID}`);
    expect(found?.why).toContain('checksum');
    expect(found?.why).toContain('context:身份证号');
    expect(found?.confidence).toBeGreaterThan(0.95);
  });

  it('takes an order number for what it is', () => {
    expect(types(`订单号 ${ID}`)).toEqual(['biz.record']);
    expect(types('流水号：6222020000000000000').filter((type) => type !== 'biz.record')).toEqual([]);
  });

  it('lets the nearest label decide', () => {
    const found = detect('订单号 20240115123456 手机 13900001234 金额 300');
    expect(found.map(({ infoType }) => infoType)).toContain('cn.mobile');
    expect(types('手机联系后请提供订单号：13900001234')).not.toContain('cn.mobile');
  });

  it('reads keys of JSON, XML and properties as labels', () => {
    expect(detect(`{"sfzh":"${ID}"}`)[0]?.why).toContain('context:sfzh');
    expect(types('<mobile>13900001234</mobile>')).toEqual(['cn.mobile']);
    expect(types('{"orderNo":"13900001234"}')).not.toContain('cn.mobile');
  });

  it('finds every value of a long text exactly once', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `第${i}条 备注 手机 139${String(i).padStart(8, '0')} 完`,
    );
    const found = detect(lines.join('\n')).filter(({ infoType }) => infoType === 'cn.mobile');
    expect(found.length).toBe(20_000);
    expect(new Set(found.map(({ start }) => start)).size).toBe(20_000);
  });

  it('survives text that is no text', () => {
    expect(detect('')).toEqual([]);
    expect(detect('\ud800')).toEqual([]);
    expect(detect(`\0\0${ID}\0`).length).toBe(1);
    expect(detect('1'.repeat(100_000))).toEqual([]);
    expect(detect('@'.repeat(50_000))).toEqual([]);
  });
});
