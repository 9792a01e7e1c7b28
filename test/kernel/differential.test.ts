import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANCHOR_WORDS, EXACT_SHAPES, SHAPE_ID, WHOLE_CELL } from '../../src/kernel/anchors.js';
import type { Kernel, TableDialect } from '../../src/kernel/kernel.js';
import { bothKernels } from './both.js';
import { encode, LITERALS, testProgram } from './program.js';

const { twin, wasm } = bothKernels(testProgram());

const VALUES = [
  '11010519491231002X',
  '110101199003070000',
  '440308 19990101 0004',
  '110103-19850615-0003',
  '1101 0519 4912 3100 2x',
  '11010519491231002×',
  '6222020000000000000',
  '6217 0000 1234 5678 907',
  '4000-0012-3456-7899',
  '371449635398431',
  '3714 496353 98431',
  '13900001234',
  '139 0000 1234',
  '1390-000-1234',
  '+86 13900001234',
  '(+86)139-0000-1234',
  '008613900001234',
  '+(86) 13900001234',
  '86-13900001234',
  '010-62345678',
  '(0571)88880000',
  '0571-8888 0000',
  '02058880000',
  '+86-10-62345678',
  '+86 (10) 62345678',
  '0755-26000000转801',
  '0571-88880000-801',
  '+861062345678',
  ' ext. 12',
  '分机3',
  'zhang.san@example.com',
  '_a+b%c@mail.example.cn',
  'a..b@example.com',
  'x@y.museum',
  '@',
  '@example.com.',
  '@a.b.c.d.e.f.g.com',
  '536-22-1234',
  '35-209900-176148-1',
  '2024-01-15 10:23:45',
  '20240115102345',
  '203.0.113.7',
  '1.2.3.4.5',
  '10.0.0.1',
  '256.1.1.1',
  '.7',
  '3.14159',
  '00:1B:44:11:3A:B7',
  'A0-B1-C2-D3-E4-F5',
  '2001:db8::1',
  '2001:db8:0:0:0:0:2:1',
  '::1',
  'std::string',
  'fe80::1:2',
  ':',
  '39.9087,116.3975',
  '116.397500, 39.908700',
  '-31.23041 121.47370',
  '39°',
  '39.9042°54\'20"N',
  '25°C',
  '0.12345',
  '，',
  '°',
  '12号',
  '3弄',
  'A座',
  '5单元',
  '8街坊',
  '街',
  '单',
  '京A12345',
  '沪A·D1234挂',
  '粤Z1234港',
  '京',
  '·',
  'WJ京12345',
  'WJ 1234X',
  'WJ',
  '91110108MA01ABCD2X',
  'GB29NWBK6',
  'A1B2C3D45',
  'ABCDEFGHJ',
  '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
  '0x52908400098527886E0F7030069857D2E4169EE7',
  'bc1q',
  'T',
  '身',
  '份',
  '证',
  '手',
  '机',
  '中',
  '文',
  '字',
  'é',
  'п',
  '😀',
  '№',
  'Phone',
  'PASSWORD',
  'userPhone',
  'e',
  'ID',
  'x',
  'X',
  '_',
  '1',
  '2',
  '86',
  '00',
  '0',
  '9',
  '1234',
  '12345678',
  ' ',
  '-',
  '.',
  ',',
  ';',
  '+',
  '(',
  ')',
  '"',
  '""',
  '\n',
  '\r\n',
  '\t',
  '|',
  '=',
  "'",
  '`',
  '%',
  '/',
  ...LITERALS,
].map(encode);

const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...VALUES) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...VALUES).chain((v) => fc.nat(v.length).map((n) => v.subarray(0, n))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...VALUES), fc.integer({ min: 2, max: 40 }))
      .map(([v, n]) => new Uint8Array(Buffer.concat(Array(n).fill(v)))),
  },
);
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => new Uint8Array(Buffer.concat(pieces)));

const all = (kernel: Kernel, count: number): number[] => [
  ...kernel.anchors.subarray(0, count * ANCHOR_WORDS),
];

function textScan(kernel: Kernel, data: Uint8Array): unknown {
  kernel.bytes.set(data);
  kernel.bytes.fill(0x39, data.length, data.length + 64);
  const count = kernel.scan(0, data.length, data.length);
  return { anchors: all(kernel, count), next: kernel.next, lines: kernel.lines };
}

/** Scans in blocks that end at the cuts; rows are made absolute. */
function inBlocks(kernel: Kernel, data: Uint8Array, cuts: readonly number[]): unknown {
  kernel.bytes.set(data);
  const anchors: number[] = [];
  let lines = 0;
  let at = 0;
  for (const cut of [...cuts, data.length]) {
    while (at < cut) {
      const count = kernel.scan(at, cut, data.length);
      const words = all(kernel, count);
      for (let i = 4; i < words.length; i += ANCHOR_WORDS) words[i]! += lines;
      anchors.push(...words);
      lines += kernel.lines;
      at = kernel.next;
    }
  }
  return { anchors, next: at, lines };
}

const DIALECTS: TableDialect[] = [
  { delimiter: 0x2c, quote: 0x22, terminator: 0x0a, quietAfter: 2 },
  { delimiter: 0x09, quote: 0, terminator: 0x0a, quietAfter: 1000 },
  { delimiter: 0x20, quote: 0x22, terminator: 0x0a, quietAfter: 0 },
  { delimiter: 0x3b, quote: 0x27, terminator: 0x0d, quietAfter: 1 },
  { delimiter: 0x7c, quote: 0x22, terminator: 0x2e, quietAfter: 1 },
  { delimiter: 0x1f, quote: 0, terminator: 0x1e, quietAfter: 1 },
];

function tableScan(
  kernel: Kernel,
  data: Uint8Array,
  dialect: TableDialect,
  cuts: readonly number[],
): unknown {
  kernel.bytes.set(data);
  kernel.bytes.fill(0x39, data.length, data.length + 64);
  kernel.table(dialect, 7);
  const anchors: number[] = [];
  let lines = 0;
  let at = 0;
  for (const cut of [...cuts, data.length]) {
    while (at < cut) {
      const count = kernel.scanTable(at, cut, data.length);
      anchors.push(...all(kernel, count));
      lines += kernel.lines;
      at = kernel.next;
    }
  }
  const counts: number[] = [];
  for (let column = 0; column < Math.min(kernel.columns, 40); column++) {
    counts.push(kernel.empty(column));
    for (let shape = 0; shape < EXACT_SHAPES; shape++)
      counts.push(kernel.count(column, shape), kernel.distinct(column, shape));
  }
  expect(kernel.bytes.subarray(0, data.length)).toEqual(data);
  return { anchors, next: at, lines, rows: kernel.rows, columns: kernel.columns, counts };
}

const cutsIn = (data: Uint8Array) =>
  fc.array(fc.nat(data.length), { maxLength: 4 }).map((cuts) => cuts.sort((a, b) => a - b));
const RUNS = Number(process.env.KERNEL_RUNS ?? 400);

describe('twin and wasm agree', () => {
  test('on text', () => {
    fc.assert(
      fc.property(soup, (data) => {
        expect(textScan(wasm, data)).toEqual(textScan(twin, data));
      }),
      { numRuns: RUNS },
    );
  });

  test('on text in blocks, and blocks on the whole', () => {
    fc.assert(
      fc.property(
        soup.chain((data) => fc.tuple(fc.constant(data), cutsIn(data))),
        ([data, cuts]) => {
          const whole = textScan(twin, data);
          expect(inBlocks(twin, data, cuts)).toEqual(whole);
          expect(inBlocks(wasm, data, cuts)).toEqual(whole);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('on tables, whole and in blocks', () => {
    fc.assert(
      fc.property(
        soup.chain((data) => fc.tuple(fc.constant(data), cutsIn(data), fc.constantFrom(...DIALECTS))),
        ([data, cuts, dialect]) => {
          const whole = tableScan(twin, data, dialect, []);
          expect(tableScan(twin, data, dialect, cuts)).toEqual(whole);
          expect(tableScan(wasm, data, dialect, [])).toEqual(whole);
          expect(tableScan(wasm, data, dialect, cuts)).toEqual(whole);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('on settled and hushed columns', () => {
    const plain = fc
      .constantFrom(
        ...[
          '11010519491231002X',
          '440308199901010004',
          '13900001234',
          'Zhang.san@example.com',
          '4000001234567899',
        ],
        ...[
          '6222020000000000000',
          '"13900001234"',
          '13900001234\r',
          '1390-000-1234',
          'phone 3弄',
          '12号',
          'userPhone',
          '',
        ],
      )
      .map(encode);
    const cell = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: piece });
    const mark = fc.constantFrom(0x2c, 0x2c, 0x2c, 0x0a);
    const table = fc
      .array(fc.tuple(cell, mark), { maxLength: 150 })
      .map(
        (cells) =>
          new Uint8Array(Buffer.concat(cells.flatMap(([bytes, end]) => [bytes, Uint8Array.of(end)]))),
      );
    const orders = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(0, 1, 2, 4)), { maxLength: 5 });
    const kinds = [440308 * 64 + 18, 110105 * 64 + 17, 400000 * 64 + 16, 622202 * 64 + 19];
    /** Anchors by cell, and the counts. */
    const read = (
      kernel: Kernel,
      data: Uint8Array,
      settled: readonly (readonly [number, number])[],
      hushed: number,
    ) => {
      kernel.bytes.set(data);
      kernel.table({ delimiter: 0x2c, quote: 0x22, terminator: 0x0a, quietAfter: 1e9 }, 7);
      kernel.hush(hushed);
      for (const [column, shape] of settled) {
        kernel.settle(column, shape);
        for (const kind of kinds) kernel.learn(column, kind);
      }
      const cells = new Map<string, number[][]>();
      for (let at = 0; at < data.length; at = kernel.next) {
        const words = all(kernel, kernel.scanTable(at, data.length, data.length));
        for (let i = 0; i < words.length; i += ANCHOR_WORDS) {
          const key = `${words[i + 4]}:${words[i + 5]}`;
          cells.set(key, [...(cells.get(key) ?? []), words.slice(i, i + ANCHOR_WORDS)]);
        }
      }
      const counts = [kernel.rows, kernel.columns];
      for (let column = 0; column < Math.min(kernel.columns, 40); column++) {
        counts.push(kernel.empty(column));
        for (let shape = 0; shape < EXACT_SHAPES; shape++)
          counts.push(kernel.count(column, shape), kernel.distinct(column, shape));
      }
      return { cells, counts };
    };
    fc.assert(
      fc.property(table, orders, fc.nat(5), (data, settled, hushed) => {
        const expected = read(twin, data, settled, hushed);
        const got = read(wasm, data, settled, hushed);
        expect(got.counts).toEqual(expected.counts);
        const shapeOf = new Map(settled);
        let passedOver = 0;
        for (const [key, anchors] of expected.cells) {
          if (got.cells.has(key)) expect(got.cells.get(key)).toEqual(anchors);
          else {
            const shape = shapeOf.get(Number(key.split(':')[1]));
            expect(anchors.some((words) => words[2] === (WHOLE_CELL | (shape ?? -1)))).toBe(true);
            passedOver++;
          }
        }
        expect(got.cells.size).toBe(expected.cells.size - passedOver);
      }),
      { numRuns: RUNS },
    );
  });

  test('on folding', () => {
    const wide = [
      '０',
      'Ｘ',
      'ａ',
      '＠',
      '（',
      '）',
      '．',
      '，',
      '：',
      '\u00a0',
      '\u2003',
      '\u200b',
      '\ufeff',
      '\u00ad',
      '\u2013',
      '\u2212',
      '\ufe63',
      '　',
      '中',
    ].map(encode);
    const bytes = fc
      .array(
        fc.oneof(
          fc.constantFrom(...wide),
          fc.constantFrom(...wide).map((w) => w.subarray(0, 2)),
          piece,
        ),
        { maxLength: 60 },
      )
      .map((pieces) => new Uint8Array(Buffer.concat(pieces)));
    const folded = (kernel: Kernel, data: Uint8Array) => {
      kernel.bytes.set(data, 3);
      kernel.bytes.fill(0x80, 3 + data.length, 64 + data.length);
      const end = kernel.fold(3, 3 + data.length);
      return {
        end,
        bytes: [...kernel.bytes.subarray(0, end)],
        map: [...kernel.foldMap.subarray(0, kernel.foldCount * 2)],
      };
    };
    fc.assert(
      fc.property(bytes, (data) => {
        expect(folded(wasm, data)).toEqual(folded(twin, data));
      }),
      { numRuns: RUNS },
    );
  });
});

test('characters are counted, broken ones too', () => {
  fc.assert(
    fc.property(soup, fc.nat(20), (data, from) => {
      const start = Math.min(from, data.length);
      for (const kernel of [wasm, twin]) kernel.bytes.set(data);
      expect(wasm.characters(start, data.length)).toBe(twin.characters(start, data.length));
      expect(wasm.characters(0, data.length)).toBe(data.filter((b) => b < 0x80 || b >= 0xc0).length);
    }),
  );
});

test('a settled column passes plain values over and counts them', () => {
  const data = encode('13900001234,a\n13900005678,b\n139 0000 1234,c\n');
  wasm.bytes.set(data);
  wasm.table({ delimiter: 0x2c, quote: 0, terminator: 0x0a, quietAfter: 1e9 }, 7);
  wasm.settle(0, SHAPE_ID.mobile);
  const found = wasm.scanTable(0, data.length, data.length);
  expect(all(wasm, found).filter((_, i) => i % ANCHOR_WORDS === 4)).toEqual([2]);
  expect(wasm.count(0, SHAPE_ID.mobile)).toBe(3);
});
