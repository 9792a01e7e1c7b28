import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteSource, bytesSource } from '../../src/extractors/byte-source.js';
import type { Encoding } from '../../src/extractors/charset.js';
import { detectEncoding, type EncodingGuess } from '../../src/extractors/encoding.js';
import { TextReader, type TextReaderOptions } from '../../src/extractors/text-reader.js';
import { encode, encodeChars } from './encode.js';

function known(encoding: Encoding, ascii = false): EncodingGuess {
  return { encoding, label: encoding, bomLength: 0, confidence: 1, binary: false, ascii, invalid: 0 };
}

/** Reads everything in steps of `capacity`, asking for `ask` after each step. */
function readAll(reader: TextReader, capacity: number, ask?: (from: number, to: number) => void): Buffer {
  const target = new Uint8Array(capacity + 6).fill(0x2a);
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const length = reader.read(target, 3, capacity);
    if (length === 0) break;
    expect(length).toBeLessThanOrEqual(capacity);
    parts.push(Buffer.from(target.slice(3, 3 + length)));
    ask?.(total, total + length);
    total += length;
  }
  expect([target[0], target[2], target[capacity + 3], target[capacity + 5]]).toEqual([
    0x2a, 0x2a, 0x2a, 0x2a,
  ]);
  return Buffer.concat(parts);
}

function decodeAll(
  bytes: Uint8Array,
  guess = detectEncoding(bytes, true),
  options?: TextReaderOptions,
): string {
  return readAll(new TextReader(bytesSource(bytes), guess, options), 64).toString();
}

const ANY_UNICODE: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'gb18030'];
const POOLS: Readonly<Record<string, string>> = {
  unicode: 'aZ09,\n 姓名电话号码镕㐂𠮷😀éß，。\ufeff\u0000㐀',
  gb18030: 'aZ09,\n 姓名电话号码镕㐂𠮷😀é，。丂',
  big5: 'aZ09,\n 姓名電話號碼，。中國',
  shift_jis: 'aZ09,\n 氏名電話ひらがなカナｱｲｳ',
  'euc-kr': 'aZ09,\n 이름전화번호',
  'euc-jp': 'aZ09,\n 氏名電話ひらがな',
  'windows-1252': 'aZ09,\n éüßñ£',
  'koi8-r': 'aZ09,\n имяИ',
  'windows-1251': 'aZ09,\n имяИ',
};

describe('TextReader', () => {
  test('decodes known bytes', () => {
    const cases: readonly (readonly [Encoding, string, string])[] = [
      ['gb18030', 'd0d5c3fb2cb5e7bbb0', '姓名,电话'],
      ['gb18030', '9534b2358139ef31e946a2e3', '𠮷㐂镕€'],
      ['big5', 'b971b8dc', '電話'],
      ['shift_jis', '8e8196bcb1', '氏名ｱ'],
      ['euc-kr', 'c0ccb8a7', '이름'],
      ['utf-16le', '42d8b7df', '𠮷'],
      ['utf-32be', '00020bb7', '𠮷'],
    ];
    for (const [encoding, hex, text] of cases) {
      expect(decodeAll(Buffer.from(hex, 'hex'), known(encoding))).toBe(text);
    }
  });

  test('gives the text and the original offset of every character, whatever the block size', () => {
    const cases = [
      ...ANY_UNICODE,
      'big5',
      'shift_jis',
      'euc-kr',
      'euc-jp',
      'windows-1252',
      'koi8-r',
      'windows-1251',
    ] as Encoding[];
    for (const encoding of cases) {
      const pool = POOLS[encoding] ?? POOLS.unicode!;
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...Array.from(pool)), { maxLength: 120 }).map((list) => list.join('')),
          fc.integer({ min: 16, max: 70 }),
          fc.integer({ min: 4, max: 40 }),
          fc.boolean(),
          (text, blockSize, capacity, backwards) => {
            const chars = encodeChars(text, encoding);
            const starts = new Map<number, number>();
            let utf8 = 0;
            let original = 0;
            for (const [i, character] of Array.from(text).entries()) {
              starts.set(utf8, original);
              utf8 += Buffer.byteLength(character);
              original += chars[i]!.length;
            }
            starts.set(utf8, original);
            const bytes = new Uint8Array(Buffer.concat(chars));
            const reader = new TextReader(bytesSource(bytes), known(encoding), { blockSize });
            const out = readAll(reader, capacity, (from, to) => {
              for (let at = from; at <= to; at++) {
                const want = starts.get(at);
                if (want !== undefined) expect(reader.originalOffset(at)).toBe(want);
              }
            });
            expect(out.toString()).toBe(Buffer.from(text).toString());
            expect(reader.bytesRead).toBe(bytes.length);
            expect(reader.invalid).toBe(0);
            const all = [...starts];
            for (const [at, want] of backwards ? all.reverse() : all)
              expect(reader.originalOffset(at)).toBe(want);
          },
        ),
        { numRuns: 60 },
      );
    }
  }, 20_000);

  test('any bytes in any encoding: no crash, valid UTF-8, offsets ascend to the end', () => {
    const wide: Encoding[] = [
      'utf-16le',
      'utf-16be',
      'utf-32le',
      'utf-32be',
      'gb18030',
      'big5',
      'shift_jis',
      'euc-kr',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...wide),
        fc.uint8Array({ maxLength: 150 }),
        fc.integer({ min: 16, max: 40 }),
        (encoding, bytes, blockSize) => {
          const reader = new TextReader(bytesSource(bytes), known(encoding), { blockSize });
          const out = readAll(reader, 11);
          expect(Buffer.from(out.toString())).toEqual(out);
          // One block gives the same as many.
          const whole = new TextReader(bytesSource(bytes), known(encoding));
          expect(readAll(whole, 4096).toString()).toBe(out.toString());
          let before = -1;
          for (let at = 0; at <= out.length; at++) {
            if (at < out.length && (out[at]! & 0xc0) === 0x80) continue;
            const original = reader.originalOffset(at);
            expect(original).toBeGreaterThan(before);
            before = original;
          }
          expect(before).toBe(bytes.length);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('UTF-8 passes through byte for byte, malformed bytes included', () => {
    const bytes = Buffer.concat([
      Buffer.from('卡号 4000 0000 '),
      Buffer.of(0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80),
      Buffer.from(' 尾\ufeff部'),
    ]);
    const reader = new TextReader(bytesSource(bytes), known('utf-8'));
    expect(readAll(reader, 7)).toEqual(bytes);
    expect(reader.invalid).toBeGreaterThan(0);
    expect(reader.originalOffset(9)).toBe(9);
  });

  test('a byte order mark is skipped at the start and kept inside', () => {
    for (const encoding of ANY_UNICODE) {
      const bytes = encode('\ufeff客户\ufeff资料', encoding);
      const guess = detectEncoding(bytes, true);
      expect(guess.encoding).toBe(encoding);
      const reader = new TextReader(bytesSource(bytes), guess);
      expect(readAll(reader, 64).toString()).toBe('客户\ufeff资料');
      expect(reader.originalOffset(0)).toBe(guess.bomLength);
      expect(reader.originalOffset(9)).toBe(encode('\ufeff客户\ufeff', encoding).length);
    }
  });

  test('a file that began as ASCII is judged again where it stops being ASCII', () => {
    const rows = '姓名：张三，电话 13800000000\n证件 身份证\n'.repeat(20);
    for (const encoding of ['gb18030', 'utf-8'] as const) {
      const bytes = Buffer.concat([Buffer.from('id,name\n'.repeat(5000)), encode(rows, encoding)]);
      for (const capacity of [64, 1 << 16]) {
        const guess = detectEncoding(bytes.subarray(0, 4096), false);
        expect(guess.ascii).toBe(true);
        const reader = new TextReader(bytesSource(bytes), guess, { blockSize: 100 });
        const out = readAll(reader, capacity);
        expect(out.toString()).toBe('id,name\n'.repeat(5000) + rows);
        expect(reader.encoding).toBe(encoding);
        expect(reader.originalOffset(40_000)).toBe(40_000);
        expect(reader.originalOffset(out.length)).toBe(bytes.length);
      }
    }
  });

  test('UTF-8 and GB18030 in one file: both are read', () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `第${i}行，客户张三，住址北京市海淀区，电话13800000000，镕\n`,
    );
    const chars = rows.map((row, i) => encode(row, i > 10 && i % 3 !== 0 ? 'gb18030' : 'utf-8'));
    const bytes = new Uint8Array(Buffer.concat(chars));
    for (const blockSize of [61, 1000, 1 << 17]) {
      const guess = detectEncoding(bytes.subarray(0, 500), false);
      const reader = new TextReader(bytesSource(bytes), guess, { blockSize });
      const out = readAll(reader, 4096).toString();
      expect(out).toBe(rows.join(''));
      let original = 0;
      let utf8 = 0;
      for (const [i, row] of rows.entries()) {
        expect(reader.originalOffset(utf8)).toBe(original);
        original += chars[i]!.length;
        utf8 += Buffer.byteLength(row);
      }
    }
  });

  test('a few malformed bytes do not turn UTF-8 into something else', () => {
    const bytes = Buffer.concat([
      Buffer.from('第一行：客户资料\n'.repeat(10)),
      Buffer.of(0xe5, 0xae, 0x0a, 0xe9),
      Buffer.from(' est\n第二行：联系电话\n'.repeat(10)),
    ]);
    const reader = new TextReader(bytesSource(bytes), detectEncoding(bytes.subarray(0, 90), false));
    expect(readAll(reader, 4096)).toEqual(bytes);
    expect(reader.encoding).toBe('utf-8');
    expect(reader.invalid).toBeGreaterThan(0);
  });

  test('one Latin sign first, Chinese text much later', () => {
    const later = '客户姓名：李四，手机号码13900000000。\n'.repeat(30);
    for (const encoding of ['gb18030', 'utf-8'] as const) {
      const bytes = Buffer.concat([
        Buffer.from('Copyright \xa9 2024\n', 'latin1'),
        Buffer.from('x = 1\n'.repeat(3000)),
        encode(later, encoding),
      ]);
      expect(detectEncoding(bytes, true).encoding).toBe(encoding);
      const early = detectEncoding(bytes.subarray(0, 4096), false);
      expect(early.encoding).toBe('windows-1252');
      for (const guess of [early, detectEncoding(bytes, true)]) {
        expect(decodeAll(bytes, guess).endsWith(later)).toBe(true);
      }
      expect(decodeAll(bytes, early, { blockSize: 1024 }).endsWith(later.slice(100))).toBe(true);
    }
  });

  test('UTF-16: odd byte at the end, lone surrogates, a stray byte in the middle', () => {
    const number = '4111 1111 1111 1111';
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const odd = Buffer.concat([encode(`卡号 ${number}`, encoding), Buffer.of(0x41)]);
      expect(decodeAll(odd)).toBe(`卡号 ${number}\ufffd`);
      const lone = Buffer.concat([
        encode('客户', encoding),
        encoding === 'utf-16le' ? Buffer.of(0x00, 0xd8) : Buffer.of(0xd8, 0x00),
        encode(number, encoding),
      ]);
      expect(decodeAll(lone)).toBe(`客户\ufffd${number}`);
      const stray = Buffer.concat([
        encode('name=Li, phone ', encoding),
        Buffer.of(0x41),
        encode(number, encoding),
      ]);
      expect(decodeAll(stray)).toContain(number.slice(1));
    }
  });

  test('never reads behind the size at opening, and says when the file shrank', () => {
    const bytes = encode('客户资料 '.repeat(40), 'gb18030');
    const grown: ByteSource = {
      size: 90,
      read(target, offset, length, position) {
        expect(position + length).toBeLessThanOrEqual(90);
        return bytesSource(bytes).read(target, offset, Math.min(length, 7), position);
      },
    };
    for (const encoding of ['gb18030', 'utf-8'] as const) {
      const reader = new TextReader(grown, known(encoding), { blockSize: 32 });
      readAll(reader, 30);
      expect(reader.bytesRead).toBe(90);
      expect(reader.truncated).toBe(false);
      const shrunk = new TextReader({ ...bytesSource(bytes.subarray(0, 50)), size: 90 }, known(encoding), {
        blockSize: 32,
      });
      readAll(shrunk, 30);
      expect(shrunk.bytesRead).toBe(50);
      expect(shrunk.truncated).toBe(true);
    }
  });

  test('offsets stay known within the reach only', () => {
    const bytes = encode('客户'.repeat(2000), 'gb18030');
    const reader = new TextReader(bytesSource(bytes), known('gb18030'), { blockSize: 64, reach: 600 });
    const out = readAll(reader, 50);
    expect(reader.originalOffset(out.length - 600)).toBe(bytes.length - 400);
    expect(() => reader.originalOffset(30)).toThrow(RangeError);
    expect(() => reader.originalOffset(out.length + 1)).toThrow(RangeError);
  });

  test('refuses what it cannot do', () => {
    expect(
      () => new TextReader(bytesSource(new Uint8Array(4)), { ...known('utf-8'), encoding: 'unsupported' }),
    ).toThrow();
    expect(() =>
      new TextReader(bytesSource(new Uint8Array(4)), known('utf-8')).read(new Uint8Array(8), 0, 3),
    ).toThrow();
    const empty = new TextReader(bytesSource(new Uint8Array(0)), known('utf-16le'));
    expect(empty.read(new Uint8Array(8), 0, 8)).toBe(0);
    expect(empty.originalOffset(0)).toBe(0);
  });
});
