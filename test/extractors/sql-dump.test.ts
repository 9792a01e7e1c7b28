import { describe, expect, it } from 'vitest';
import { SqlRows, sniffSql } from '../../src/extractors/sql-dump.js';
import { collector } from './collect.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string, piece = Number.POSITIVE_INFINITY) {
  const { sink, result } = collector();
  const reader = new SqlRows(sink);
  const source = bytes(text);
  for (let at = 0; at < source.length; at += piece) reader.push(source.subarray(at, at + piece));
  const summary = reader.end();
  return { ...result, ...summary };
}

const MYSQL = `-- MySQL dump 10.13
DROP TABLE IF EXISTS \`kh\`;
CREATE TABLE \`kh\` (
  \`id\` int(11) NOT NULL,
  \`xm\` varchar(20) DEFAULT NULL COMMENT '客户姓名, 必填',
  \`dh\` varchar(20) COMMENT '手机号',
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`kh\` VALUES (1,'张三','13900001234'),(2,'O\\'Neil (x), y',NULL),
(3,'李;四\\n','13900001235');
INSERT IGNORE INTO \`kh\` (\`dh\`, \`id\`) VALUES ('13900001236', 4) ON DUPLICATE KEY UPDATE id=1;
UPDATE kh SET dh='13900009999';
`;

const POSTGRES = `-- PostgreSQL database dump
CREATE TABLE public.users (
    id bigint NOT NULL,
    phone character varying(20)
);
COMMENT ON COLUMN public.users.phone IS '手机号';
COPY public.users (id, phone, note) FROM stdin;
1\t13900001234\ttab\\there
2\t\\N\tC:\\\\dir
\\.

INSERT INTO public.users VALUES (3, '139''0', 'C:\\');
INSERT INTO public.users (id, phone) VALUES (4, E'x'), (5, 'y'::text);
`;

describe('sniffSql', () => {
  it.each([
    [MYSQL, true],
    [POSTGRES, true],
    ["insert into t (a) values ('x');", true],
    ['We insert into the table our values (see below).', false],
    ['name,phone\na,1', false],
    ['SELECT 1', false],
    ['', false],
  ])('%#', (text, sql) => expect(sniffSql(bytes(text))).toBe(sql));
});

describe('SqlRows', () => {
  it('reads MySQL dumps with declared columns and their comments', () => {
    const result = read(MYSQL);
    const table = result.tables.kh!;
    expect(table.rows).toEqual([
      { id: '1', xm: '张三', dh: '13900001234', line: 9 },
      { id: '2', xm: "O'Neil (x), y", line: 9 },
      { id: '3', xm: '李;四', dh: '13900001235', line: 10 },
      { id: '4', dh: '13900001236', line: 11 },
    ]);
    expect(result).toMatchObject({ records: 4, malformed: 0 });
    expect(result.text).toContain("UPDATE kh SET dh='13900009999';");
    expect(result.text).toContain('客户姓名');
    expect(result.text).not.toContain('张三');
  });

  it('hands on column names and comments', () => {
    const seen: [readonly string[], readonly string[] | undefined][] = [];
    const reader = new SqlRows({
      rows: (table) => void seen.push([table.columns, table.comments]),
      text() {},
    });
    reader.push(bytes(MYSQL));
    reader.end();
    expect(seen).toEqual([
      [
        ['id', 'xm', 'dh'],
        ['', '客户姓名, 必填', '手机号'],
      ],
      [
        ['dh', 'id'],
        ['手机号', ''],
      ],
    ]);
  });

  it('reads PostgreSQL dumps', () => {
    const result = read(POSTGRES);
    expect(result.tables['public.users']!.rows).toMatchObject([
      { id: '1', phone: '13900001234', note: 'tab here', line: 8 },
      { id: '2', note: 'C:\\dir', line: 9 },
      { id: '3', phone: "139'0", line: 12 },
      { id: '4', phone: 'x', line: 13 },
      { id: '5', phone: 'y', line: 13 },
    ]);
    expect(result.malformed).toBe(0);
  });

  it('reads hexadecimal strings, functions and unnamed columns', () => {
    const { tables } = read(
      "INSERT INTO t VALUES (0xE5BCA0, X'e4b889', NOW(), N'李', CAST('5' AS int), -1.50, TRUE);\n",
    );
    expect(tables.t!.rows[0]).toEqual({ '': 'TRUE', line: 1 });
    expect(tables.t!.columns).toHaveLength(7);
  });

  it('passes broken rows on and goes on with the next', () => {
    const result = read("INSERT INTO t (a,b) VALUES\n(1,'x'),\n(2,; 13900001234),\n(3,'z');\nSELECT 1;\n");
    expect(result.tables.t!.rows.map((row) => row.a)).toEqual(['1', '3']);
    expect(result.malformed).toBe(1);
    expect(result.text).toContain('13900001234');
    expect(result.text).toContain('SELECT 1;');
    expect(read("INSERT INTO t VALUES (1,'13900001234").text).toContain('13900001234');
  });

  it('gives the same result however the bytes are cut', () => {
    for (const dump of [MYSQL, POSTGRES]) {
      const whole = read(dump);
      for (const piece of [1, 3, 10, 57])
        expect(read(dump, piece)).toEqual({ ...whole, largest: expect.any(Number) });
    }
  });

  it('is bounded on a string that never ends and fast on large inserts', () => {
    let largest = 0;
    const measure = (piece: Uint8Array): void => {
      largest = Math.max(largest, piece.length);
    };
    const sink = { rows: (_: unknown, piece: Uint8Array) => measure(piece), text: measure };
    const reader = new SqlRows(sink);
    reader.push(bytes("INSERT INTO t VALUES (1,'"));
    const filler = new Uint8Array(1 << 16).fill(0x41);
    for (let i = 0; i < 320; i++) reader.push(filler);
    expect(reader.end().oversized).toBe(1);
    expect(largest).toBeLessThan(2_000_000);

    const row =
      "(12345678,'张三丰','13900001234','zhangsan@example.com','深圳市福田路1号','2024-05-01 10:00:00',123.45),";
    const source = bytes(`INSERT INTO \`t\` VALUES ${row.repeat(80_000)}(1,'a','b','c','d','e',2);`);
    const started = performance.now();
    const fast = new SqlRows(sink);
    for (let at = 0; at < source.length; at += 1 << 18) fast.push(source.subarray(at, at + (1 << 18)));
    expect(fast.end().records).toBe(80_001);
    const speed = source.length / 1000 / (performance.now() - started);
    if (process.env.TRAWL_TIMES) process.stdout.write(`sql: ${speed.toFixed(0)} MB/s\n`);
  });
});
