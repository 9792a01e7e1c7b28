import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonForm, JsonRows, sniffJson } from '../../src/extractors/json-rows.js';
import { collector } from './collect.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(form: JsonForm, text: string, piece = Number.POSITIVE_INFINITY) {
  const { sink, result } = collector();
  const reader = new JsonRows(form, sink);
  const source = bytes(text);
  for (let at = 0; at < source.length; at += piece) reader.push(source.subarray(at, at + piece));
  const summary = reader.end();
  return { ...result, ...summary };
}

describe('sniffJson', () => {
  it.each<[string, JsonForm | null]>([
    ['{"a":1}\n{"a":2}\n', 'jsonl'],
    ['{"a":1}\nbroken\n{"a":2}\n{"a":3', 'jsonl'],
    ['[1,"a"]\n[2,"b"]\n', 'jsonl'],
    ['{"a":1}', 'json'],
    ['{\n  "a": [\n    {"b": 1},\n    {"b": 2}\n  ]\n}', 'json'],
    ['[{"a":1},{"a":2}]', 'json'],
    [`{"a":"${'x'.repeat(500)}`, 'json'],
    ['\ufeff{"a":1}', 'json'],
    ['[2024-05-01 10:00:00] INFO started', null],
    ['{x: 1}', null],
    ['{{template}} text', null],
    ['name,phone\na,1', null],
    ['[section]\nkey=value', null],
    ['', null],
  ])('%j is %s', (text, form) => expect(sniffJson(bytes(text))).toBe(form));
});

describe('JSON Lines', () => {
  it('makes a row per line, a column per key path, and keeps numbers as written', () => {
    const result = read(
      'jsonl',
      '{"id":110101199003070000,"user":{"name":"\\u5f20\\u4e09","contact":{"phone":"13900001234"}},"ok":true,"none":null}\n' +
        '{"id":1.50,"user":{"contact":{"phone":"13900001235"},"name":"李四"},"extra":"new"}\n',
    );
    const table = result.tables['']!;
    expect(table.columns).toEqual(['id', 'user.name', 'user.contact.phone', 'ok', 'extra']);
    expect(table.rows).toEqual([
      {
        id: '110101199003070000',
        'user.name': '张三',
        'user.contact.phone': '13900001234',
        ok: 'true',
        line: 1,
      },
      { id: '1.50', 'user.name': '李四', 'user.contact.phone': '13900001235', extra: 'new', line: 2 },
    ]);
    expect(result).toMatchObject({ records: 2, malformed: 0, text: '' });
  });

  it('continues a record for the further elements of its arrays', () => {
    const { tables } = read(
      'jsonl',
      '{"name":"A","tags":["x","y"],"people":[{"n":"B","p":"1"},{"n":"C","p":"2"}],"at":[116.39, 39.90],"z":1}\n',
    );
    expect(tables['']!.rows).toEqual([
      {
        name: 'A',
        'tags[]': 'x',
        'people[].n': 'B',
        'people[].p': '1',
        'at[]': '116.39, 39.90',
        z: '1',
        line: 1,
      },
      { 'tags[]': 'y', line: 1 },
      { 'people[].n': 'C', 'people[].p': '2', line: 1 },
    ]);
  });

  it('passes broken lines on as text, with their lines', () => {
    const result = read('jsonl', '{"a":1}\n{"a":2,}\nnot json 13900001234\n\n{"a":3}\n{"a":"cut');
    expect(result.tables['']!.rows.map((row) => [row.a, row.line])).toEqual([
      ['1', 1],
      ['3', 5],
    ]);
    expect(result.text).toBe('{"a":2,}\nnot json 13900001234\n{"a":"cut\n');
    expect(result.textLines).toEqual([2, 3, 6]);
    expect(result.malformed).toBe(3);
  });

  it('loses no value: duplicate keys, long arrays, many keys, keys that are values', () => {
    const keys = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`k${i}`, `v${i}`]));
    const result = read(
      'jsonl',
      `{"a":"first","a":"second"}\n${JSON.stringify({ n: Array.from({ length: 100 }, (_, i) => 70_000 + i) })}\n${JSON.stringify(keys)}\n{"13900001234":{"x":"y"}}\n`,
    );
    expect(result.text).toContain('a: second');
    const flat = JSON.stringify(result.tables) + result.text;
    for (let i = 0; i < 100; i++) expect(flat).toContain(String(70_000 + i));
    for (const value of Object.values(keys)) expect(flat).toContain(value);
    expect(result.tables['']!.columns.length).toBeLessThanOrEqual(1000);
    expect(flat).toContain('13900001234');
  });

  it('replaces control characters and resolves escapes', () => {
    const { tables } = read('jsonl', '{"a":"x\\u001e\\u001fy\\n\\"z\\" \\ud83d\\ude00 \\/"}\n');
    expect(tables['']!.rows[0]?.a).toBe('x  y "z" 😀 /');
  });

  it('gives the same rows however the bytes are cut', () => {
    const text = '{"a":"张三","b":[1,{"c":"\\\\"}]}\n{"a":"x"}\nbad\n{"b":[[1,2],[3,4]],"a":"\\u5f20"}';
    const whole = read('jsonl', text);
    for (const piece of [1, 2, 3, 7])
      expect(read('jsonl', text, piece)).toEqual({ ...whole, largest: expect.any(Number) });
  });
});

describe('JSON documents', () => {
  it('makes tables of arrays of objects and text of the rest', () => {
    const result = read(
      'json',
      '{\n "title": "名单",\n "total": 2,\n "data": {"users": [\n  {"name": "张三", "phone": 13900001234},\n  {"name": "李四", "phone": 13900001235}\n ]},\n "tags": ["a", "b"],\n "none": null\n}\n',
    );
    expect(Object.keys(result.tables)).toEqual(['$.data.users']);
    expect(result.tables['$.data.users']!.rows).toEqual([
      { name: '张三', phone: '13900001234', line: 5 },
      { name: '李四', phone: '13900001235', line: 6 },
    ]);
    expect(result.text).toBe('title: 名单\ntotal: 2\ntags[]: a\ntags[]: b\n');
    expect(result.textLines).toEqual([2, 3, 8, 8]);
  });

  it('makes a table of an array of arrays by place', () => {
    const { tables } = read('json', '{"columns":["name","phone"],"data":[["张三","1"],["李四","2"]]}');
    expect(tables['$.data']!.rows).toEqual([
      { '[0]': '张三', '[1]': '1', line: 1 },
      { '[0]': '李四', '[1]': '2', line: 1 },
    ]);
  });

  it('gives the same result however the bytes are cut', () => {
    const text =
      '{"a\\"b":"x\\\\","l":[{"n":-1.5e3,"s":"}]"},{"n":[{"m":1}]}],"t":true,"d":[[[1]]],"u":"张"}\n[{"z":1}]';
    const whole = read('json', text);
    expect(whole.malformed).toBe(0);
    for (const piece of [1, 2, 3, 5, 11])
      expect(read('json', text, piece)).toEqual({ ...whole, largest: expect.any(Number) });
  });

  it('holds every string of any JSON value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({
          maxDepth: 5,
          stringUnit: fc.constantFrom('a', '张', '1', '"', '\\', '{', ']', ',', 'é'),
        }),
        fc.integer({ min: 1, max: 9 }),
        (value, piece) => {
          const result = read('json', JSON.stringify({ value: [value, [value]] }), piece);
          expect(result.malformed).toBe(0);
          const flat = Object.values(result.tables)
            .flatMap((table) => table.rows.flatMap((row) => Object.values(row)))
            .concat(result.text.split('\n'))
            .join('\n');
          (function visit(part: unknown): void {
            if (typeof part === 'string') expect(flat).toContain(part.trim());
            else if (part !== null && typeof part === 'object') Object.values(part).forEach(visit);
          })(value);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('passes on the rest of a broken document', () => {
    const result = read('json', '{"a":"x","rows":[{"p":"13900001234"},{"p":139,}],"b":"y"}');
    expect(result.malformed).toBe(1);
    expect(result.tables['$.rows']!.rows).toHaveLength(1);
    expect(result.text).toBe('a: x\n{"p":139,}],"b":"y"}\n');
    expect(read('json', '{"a":"13900001234').text).toContain('13900001234');
  });

  it('survives a million levels', () => {
    const deep = `${'[{"a":'.repeat(500_000)}"13900001234"${'}]'.repeat(500_000)}`;
    const result = read('json', deep, 1 << 20);
    expect(result.text).toContain('"13900001234"');
    const line = read('jsonl', `${deep}\n{"a":1}\n`, 1 << 20);
    expect(line.text).toContain('13900001234');
    expect(line.tables['']!.rows.at(-1)).toEqual({ a: '1', line: 2 });
  });

  it('is bounded on one line of 50 MB', () => {
    const record = bytes(`{"name":"张三","phone":"13900001234","note":"${'x'.repeat(900)}"},`);
    for (const form of ['json', 'jsonl'] as const) {
      let rows = 0;
      let text = 0;
      let largest = 0;
      const reader = new JsonRows(form, {
        rows(_, piece, lines) {
          rows += lines.length;
          largest = Math.max(largest, piece.length);
        },
        text(piece) {
          text += piece.length;
          largest = Math.max(largest, piece.length);
        },
      });
      reader.push(bytes('{"list":['));
      for (let i = 0; i < 50_000; i++) reader.push(record);
      reader.push(bytes('{}]}\n{"a":1}\n'));
      const summary = reader.end();
      expect(largest).toBeLessThan(2_000_000);
      if (form === 'json') expect(summary.records).toBe(50_001);
      else expect(summary).toMatchObject({ oversized: 1, records: 1 });
      expect(form === 'json' ? rows : text).toBeGreaterThan(form === 'json' ? 50_000 : 40_000_000);
    }
    const huge = new JsonRows('json', { rows() {}, text() {} });
    huge.push(bytes('{"a":"'));
    const filler = new Uint8Array(1 << 20).fill(0x41);
    for (let i = 0; i < 50; i++) huge.push(filler);
    huge.push(bytes('"}'));
    expect(huge.end()).toMatchObject({ oversized: 1 });
  });

  it('is fast', () => {
    const line =
      '{"id":12345678,"name":"张三丰","phone":"13900001234","email":"zhangsan@example.com","address":{"city":"深圳","street":"福田路1号"},"amount":123.45,"tags":["a","b"],"created":"2024-05-01T10:00:00Z"}\n';
    const lines = bytes(line.repeat(50_000));
    const document = bytes(`{"data":[${line.trim().concat(',\n').repeat(49_999)}${line}]}`);
    for (const [form, source] of [
      ['jsonl', lines],
      ['json', document],
    ] as const) {
      const started = performance.now();
      const reader = new JsonRows(form, { rows() {}, text() {} });
      for (let at = 0; at < source.length; at += 1 << 18) reader.push(source.subarray(at, at + (1 << 18)));
      expect(reader.end().records).toBe(50_000);
      const speed = source.length / 1000 / (performance.now() - started);
      if (process.env.TRAWL_TIMES) process.stdout.write(`${form}: ${speed.toFixed(0)} MB/s\n`);
    }
  });
});
