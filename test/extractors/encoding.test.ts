import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../src/extractors/byte-source.js';
import { ENCODINGS, type Encoding } from '../../src/extractors/charset.js';
import { detectEncoding } from '../../src/extractors/encoding.js';
import { TextReader } from '../../src/extractors/text-reader.js';
import { encode } from './encode.js';

function found(bytes: Uint8Array, atEof = true): string {
  const guess = detectEncoding(bytes, atEof);
  return guess.binary ? 'binary' : guess.label;
}

function decoded(bytes: Uint8Array): string {
  const reader = new TextReader(bytesSource(bytes), detectEncoding(bytes, true));
  const target = new Uint8Array(4 * bytes.length + 8);
  return Buffer.from(target.subarray(0, reader.read(target, 0, target.length))).toString();
}

const SIMPLIFIED = [
  '姓名,电话',
  '张三,13800000000',
  '姓名',
  '客户姓名,证件号码,联系地址\n李四,无,杭州市西湖区文三路1号\n',
  '备注：已电话回访，客户表示满意。',
  '王小明\t男\t三十岁\t软件工程师',
  '{"name":"陈大文","city":"苏州"}',
  '错误：无法连接到数据库服务器',
];
const TRADITIONAL = [
  '姓名,電話',
  '客戶姓名,聯絡電話\n陳大文,0900000000\n',
  '請將此表發送至財務部審核，謝謝！',
  '臺北市信義區市府路一號',
];

describe('detectEncoding', () => {
  const wide: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'gb18030'];
  test.each(wide)(
    'Chinese rows in %s, short and long, with and without a mark, give the same text',
    (encoding) => {
      for (const row of [...SIMPLIFIED, `${SIMPLIFIED.join('\n')}\n𠮷野,㐂,镕\n`.repeat(40)]) {
        // Two ideographs in UTF-16 without a mark are four bytes that mean something in any encoding.
        if (row.length > 3 || encoding === 'utf-8' || encoding === 'gb18030') {
          const plain = encode(row, encoding);
          expect([row, found(plain)]).toEqual([row, encoding]);
          expect(decoded(plain)).toBe(row);
        }
        const marked = encode(`\ufeff${row}`, encoding);
        expect(detectEncoding(marked, true)).toMatchObject({ encoding, confidence: 1, binary: false });
        expect(decoded(marked)).toBe(row);
      }
    },
  );

  test('traditional Chinese in Big5, GB18030 and Unicode', () => {
    for (const row of [...TRADITIONAL, TRADITIONAL.join('\n').repeat(30)]) {
      for (const encoding of ['big5', 'gb18030', 'utf-8', 'utf-16le', 'utf-16be'] as const) {
        expect([row, found(encode(row, encoding))]).toEqual([row, encoding]);
        expect(decoded(encode(row, encoding))).toBe(row);
      }
    }
  });

  test('Japanese, Korean, Russian', () => {
    expect(found(encode('お客様の個人情報を取り扱います。', 'shift_jis'))).toBe('shift_jis');
    expect(found(encode('東京都千代田区丸の内1丁目', 'shift_jis'))).toBe('shift_jis');
    expect(found(encode('고객님의 개인정보를 보호합니다. 이름, 전화번호', 'euc-kr'))).toBe('euc-kr');
    expect(found(encode('Уважаемый клиент, ваш заказ готов', 'windows-1251'))).toBe('windows-1251');
    expect(found(encode('Уважаемый клиент, ваш заказ готов', 'koi8-r'))).toBe('koi8-r');
  });

  test('Latin text: accents that stand alone between ASCII letters', () => {
    for (const row of [
      'José García, Málaga',
      'Müller & Söhne, Straße 5',
      'déjà vu à la carte',
      'Price: £5.00',
      '25°C',
      'El Niño',
    ]) {
      expect([row, found(encode(row, 'windows-1252'))]).toEqual([row, 'windows-1252']);
      expect([row, found(encode(row, 'utf-8'))]).toEqual([row, 'utf-8']);
      expect(decoded(encode(row, 'windows-1252'))).toBe(row);
    }
    expect(decoded(Buffer.from('It costs 10 \x80 \x96 \x93caf\xe9\x94', 'latin1'))).toBe(
      'It costs 10 € – “café”',
    );
  });

  test('UTF-8 stays UTF-8: a cut tail, a few malformed bytes, overlong forms', () => {
    const text = Buffer.from('第一行：客户资料，联系电话。'.repeat(30));
    for (let cut = 1; cut < 4; cut++) {
      expect(detectEncoding(text.subarray(0, text.length - cut), false)).toMatchObject({
        encoding: 'utf-8',
        invalid: 0,
      });
      expect(found(text.subarray(0, text.length - cut))).toBe('utf-8');
    }
    const dirty = Buffer.concat([text.subarray(0, 60), Buffer.of(0xff, 0xc0, 0xaf), text.subarray(60)]);
    const guess = detectEncoding(dirty, true);
    expect(guess).toMatchObject({ encoding: 'utf-8', binary: false });
    expect(guess.invalid).toBeGreaterThan(0);
  });

  test('GB18030 whose tail is cut, or that is damaged here and there', () => {
    const text = encode('客户姓名：张三，备注：已联系。\n'.repeat(20), 'gb18030');
    expect(found(text.subarray(0, 33), false)).toBe('gb18030');
    const dirty = text.slice();
    dirty[41] = 0xff;
    dirty[200] = 0x20;
    expect(found(dirty)).toBe('gb18030');
  });

  test('ASCII, UTF-16 of ASCII, NULs', () => {
    expect(detectEncoding(Buffer.from('id,name\n1,Li\n'), true)).toMatchObject({
      encoding: 'utf-8',
      ascii: true,
      confidence: 1,
    });
    expect(detectEncoding(new Uint8Array(0), true)).toMatchObject({
      encoding: 'utf-8',
      ascii: true,
      binary: false,
    });
    expect(found(encode('Card 4000 0000 0000 0002', 'utf-16le'))).toBe('utf-16le');
    expect(found(encode('Card 4000 0000 0000 0002', 'utf-16be'))).toBe('utf-16be');
    expect(found(encode('Card 4000 0000 0000 0002', 'utf-32be'))).toBe('utf-32be');
    expect(found(Buffer.from('this app can break'))).toBe('utf-8');
    expect(found(Buffer.from('number 4000 0000\0 0000 0002\n'))).toBe('utf-8');
    expect(found(Buffer.from('a\0bc\0def\0 4000 0000 0000 0002'))).toBe('utf-8');
    expect(found(new Uint8Array(4096))).toBe('utf-8');
    expect(
      found(Buffer.concat([new Uint8Array(3000), Buffer.from('late text after a hole\n'.repeat(9))])),
    ).toBe('utf-8');
    expect(found(Buffer.from('Zhang\x01138\x01Beijing\x01\\N\n'.repeat(20)))).toBe('utf-8');
    expect(found(Buffer.from('\x1b[31mERROR\x1b[0m done\n'.repeat(20)))).toBe('utf-8');
  });

  test('what cannot be decoded is named', () => {
    expect(detectEncoding(Buffer.from('+WdNUDQ-,+dTWL3Q-\n+XyBOCQ-,+dTc-\n'), true)).toMatchObject({
      encoding: 'unsupported',
      label: 'utf-7',
    });
    expect(found(Buffer.from('~{PUC{~},~{5g;0~}\n~{UEH}~},~{DP~}\n'))).toBe('hz-gb-2312');
    expect(found(Buffer.from('\x1b$B;aL>\x1b(B,\x1b$BEEOC\x1b(B\n'))).toBe('iso-2022');
    // "CUSTOMER NAME: LI PHONE 13800000000" in EBCDIC.
    const ebcdic = Buffer.from(
      'c3e4e2e3d6d4c5d940d5c1d4c57a40d3c940d7c8d6d5c540f1f3f8f0f0f0f0f0f0f0f015',
      'hex',
    );
    expect(detectEncoding(ebcdic, true)).toMatchObject({ encoding: 'unsupported', label: 'ebcdic' });
    for (const text of [
      'a + b + cde = f+ghi',
      '+8613800000000, +8613900000000',
      'x+abc/def+ghi==',
      'C++ and ~{home}',
    ]) {
      expect([text, found(Buffer.from(text))]).toEqual([text, 'utf-8']);
    }
  });

  test('binary: a signature, or noise', () => {
    expect(found(Buffer.from('%PDF-1.7\n'))).toBe('binary');
    let state = 12_345;
    const noise = Uint8Array.from({ length: 4096 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    });
    expect(found(noise)).toBe('binary');
  });

  test('any bytes: a known answer, no exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, atEof) => {
        const guess = detectEncoding(bytes, atEof);
        expect([...ENCODINGS, 'unsupported']).toContain(guess.encoding);
        expect(guess.bomLength).toBeLessThanOrEqual(bytes.length);
        expect(guess.confidence).toBeGreaterThanOrEqual(0);
        expect(guess.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
