import { describe, expect, test } from 'vitest';
import { sniffType } from '../../src/extractors/file-type.js';
import { bigEndian, decimal } from '../../src/extractors/record-json.js';
import { type Extracted, extract } from './extract.js';
import { mutants } from './mutants.js';
import { container, HEADER, PEOPLE } from './people.js';

const lines = (found: Extracted): unknown[] =>
  found.files.flatMap(({ bytes }) => bytes.toString().trim().split('\n')).map((line) => JSON.parse(line));

describe('Parquet', () => {
  test.each(['people.parquet', 'people-plain.parquet'])('%s', async (name) => {
    const found = await extract(container(name), name);
    expect(found.issues).toEqual([]);
    expect(found.tables).toMatchObject([{ part: '', columns: HEADER, rows: PEOPLE }]);
  });

  test('types keep their digits, bytes are what can be read in them, nested values what they hold', async () => {
    const found = await extract(container('../databases/odd.parquet'), 'odd.parquet');
    expect(found.issues).toEqual([]);
    expect(found.tables[0]).toMatchObject({
      columns: ['卡号', '生日', '原文', '余额', '档案', '有效'],
      rows: [
        [
          '6222021234567890123',
          '1990-01-31',
          '姓名：张三',
          '1.5',
          '{"电话":"13912345678","亲属":["李四"]}',
          'true',
        ],
        ['1', '2024-06-01 08:30:00', '', '-2', '{}', 'false'],
        ['', '', '', '', '', ''],
      ],
    });
  });

  test('an encrypted one is a fact', async () => {
    const found = await extract(
      Buffer.concat([Buffer.from('PARE'), Buffer.alloc(40, 1), Buffer.from('PARE')]),
      'a',
    );
    const sealed = await extract(Buffer.from('PARE\x10\0\0\0\x9c\x81\x77\x02abcdPARE', 'latin1'), 'a');
    expect(found.facts).toEqual({});
    expect(sealed.facts).toEqual({ encrypted: 'parquet' });
    expect(sealed.issues).toMatchObject([{ code: 'encrypted' }]);
  });
});

describe('Avro', () => {
  test.each(['null', 'deflate', 'snappy'])('packed by %s', async (codec) => {
    const found = await extract(container(`people-${codec}.avro`), 'a.avro');
    expect(found.issues).toEqual([]);
    expect(lines(found).map((record) => Object.values(record as object))).toEqual(PEOPLE);
  });

  test('every type of a schema', async () => {
    const found = await extract(container('../databases/odd.avro'), 'a.avro');
    expect(found.issues).toEqual([]);
    expect(found.files[0]!.bytes.toString()).toContain('"card":6222021234567890123,');
    expect(lines(found)[0]).toMatchObject({
      tags: ['甲', '乙'],
      extra: { 电话: '13912345678', n: null, i: 7 },
      kind: 'B',
      raw: '姓名：张三',
      balance: '-12345678901234567.8',
      born: '1990-01-31',
      seen: '2024-06-01 08:30:00',
      next: { card: 1, kind: 'B', next: null },
      score: 1.5,
      ratio: 0.1,
      ok: true,
    });
    expect(lines(found)).toHaveLength(2);
  });

  test('hostile schemas end', async () => {
    const file = (schema: unknown, body: number[], count = 1): Buffer => {
      const text = (value: string): Buffer =>
        Buffer.concat([long(Buffer.byteLength(value)), Buffer.from(value)]);
      const data = Buffer.from(body);
      return Buffer.concat([
        Buffer.from('Obj\x01'),
        long(1),
        text('avro.schema'),
        text(typeof schema === 'string' ? schema : JSON.stringify(schema)),
        long(0),
        Buffer.alloc(16),
        long(count),
        long(data.length),
        data,
        Buffer.alloc(16),
      ]);
    };
    const cases: [Buffer, string[]][] = [
      // A list that holds itself, for ever.
      [file({ type: 'record', name: 'R', fields: [{ name: 'r', type: 'R' }] }, [1]), ['malformed']],
      // A billion nothings.
      [file({ type: 'array', items: 'null' }, [0x80, 0xa8, 0xd6, 0xb9, 0x07, 0]), ['malformed']],
      [file('"null"', [], 2 ** 40), ['limit-time']],
      [file({ type: 'record', name: 'R', fields: [{ name: 'x', type: 'Unknown' }] }, [1]), ['malformed']],
      [file(`${'['.repeat(100_000)}`, [1]), ['malformed']],
    ];
    for (const [bytes, codes] of cases) {
      const found = await extract(bytes, 'a.avro', { limits: { time: 300 } });
      expect(found.issues.map(({ code }) => code)).toEqual(codes);
    }
  });
});

/** Zigzag base 128. */
function long(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value) * 2n;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

describe('BSON', () => {
  test('documents of a dump', async () => {
    const found = await extract(container('people.bson'), 'a.bson');
    expect(found.issues).toEqual([]);
    expect(lines(found).map((record) => Object.values(record as object).slice(1))).toEqual(PEOPLE);
  });

  test('every type', async () => {
    const found = await extract(container('../databases/odd.bson'), 'a.bson');
    expect(found.issues).toEqual([]);
    expect(found.files[0]!.bytes.toString()).toContain('"b":6222021234567890123,');
    expect(lines(found)[0]).toMatchObject({
      d: ['甲', { 电话: '13912345678' }],
      e: null,
      g: '2024-06-01 08:30:00',
      h: '张三',
      i: '/a/i',
      j: '123456789012345678.90',
      k: ['x', { y: '李四' }],
    });
  });

  test('an archive of collections', async () => {
    const people = container('people.bson');
    const parting = Buffer.from('ffffffff', 'hex');
    const found = await extract(
      Buffer.concat([Buffer.from('6de29981', 'hex'), people, parting, people, parting]),
      'a',
    );
    expect(found.issues).toEqual([]);
    expect(lines(found)).toHaveLength(24);
  });

  test('text that happens to open like one stays text', () => {
    for (const text of ['\n\0\0\0', 'abc\0\0', '姓名,电话', '    \u0002']) {
      expect(sniffType(Buffer.from(text))).toEqual({ kind: 'text' });
    }
  });
});

test.each([
  'people.parquet',
  'people-plain.parquet',
  '../databases/odd.parquet',
  'people-null.avro',
  'people-deflate.avro',
  'people-snappy.avro',
  '../databases/odd.avro',
  'people.bson',
  '../databases/odd.bson',
])('damaged: %s', async (name) => {
  for (const mutant of mutants(container(name), 80)) {
    const found = await extract(mutant, 'a');
    const content = found.tables.length + found.files.length + found.issues.length + found.texts.length;
    expect(content > 0 || mutant.length === 0).toBe(true);
  }
});

test('decimals', () => {
  expect(decimal(-1234567890123456780n, 2)).toBe('-12345678901234567.8');
  expect(decimal(5n, 3)).toBe('0.005');
  expect(decimal(500n, 0)).toBe('500');
  expect(bigEndian(Uint8Array.of(0xff, 0xfe))).toBe(-2n);
});
