import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import { expect, test } from 'vitest';
import { encode } from './encode.js';
import { extract } from './extract.js';

const fixtures = join(import.meta.dirname, '../../fixtures');
const doc = () => CFB.read(readFileSync(join(fixtures, 'documents/places.doc')), { type: 'buffer' });
const bytesOf = (file: CFB.CFB$Container) => Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
const codes = (found: Awaited<ReturnType<typeof extract>>) => found.issues.map(({ code }) => code);

/** A compound file of these streams. */
function compound(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, name, Buffer.from(bytes));
  return bytesOf(file);
}

/** A record of a presentation (MS-PPT 2.3.1). */
function record(type: number, data: Uint8Array, version = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

test('an encrypted document says so', async () => {
  const file = doc();
  const main = CFB.find(file, 'WordDocument')!;
  (main.content as Uint8Array)[11]! |= 1;
  const found = await extract(bytesOf(file), 'a.doc');
  expect(codes(found)).toEqual(['encrypted']);
  expect(found.facts).toMatchObject({ encrypted: 'office' });
});

test('a document of Word 6 or 95: its text in the code page of its writer; saved in pieces, it says so', async () => {
  const text = encode('姓名：张三，手机：13900001234\r地址：北京市朝阳区建国路\r', 'gb18030');
  const head = Buffer.alloc(0x300);
  head.writeUInt16LE(0xa5dc, 0);
  head.writeUInt16LE(104, 2);
  head.writeUInt32LE(head.length, 24);
  head.writeUInt32LE(head.length + text.length, 28);
  const found = await extract(compound({ WordDocument: Buffer.concat([head, text]) }), 'a.doc');
  expect(found.issues).toEqual([]);
  expect(found.textOf('')).toBe('姓名：张三，手机：13900001234\n地址：北京市朝阳区建国路\n');
  head[10] = 4;
  expect(codes(await extract(compound({ WordDocument: Buffer.concat([head, text]) }), 'a.doc'))).toEqual([
    'unsupported-format',
  ]);
});

test('a document whose table of pieces is gone is not silently empty', async () => {
  const file = doc();
  const main = CFB.find(file, 'WordDocument')!;
  (main.content as Uint8Array).fill(0xff, 418, 426);
  expect(codes(await extract(bytesOf(file), 'a.doc'))).toContain('malformed');
});

test('what is embedded in a document comes out of its wrapping', async () => {
  const csv = Buffer.from('a,b\n1,2\n');
  const four = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const pack = Buffer.concat([
    Buffer.from('\x02\0list.csv\0c:\\list.csv\0\0\0\x03\0', 'latin1'),
    four(2),
    Buffer.from('t\0'),
    four(csv.length),
    csv,
  ]);
  const native = Buffer.concat([four(pack.length), pack]);
  const file = doc();
  CFB.utils.cfb_add(file, '/ObjectPool/_1/\x01Ole10Native', native);
  const found = await extract(bytesOf(file), 'a.doc');
  expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
    ['a.doc!/list.csv', 'a,b\n1,2\n'],
  ]);
  const alone = await extract(compound({ '\x01Ole10Native': native }), 'oleObject1.bin');
  expect(alone.files.map(({ part }) => part)).toEqual(['oleObject1.bin!/list.csv']);
});

test('a presentation: texts of slides and notes, shapes in rows and columns as a table', async () => {
  const text = (words: string) => record(0x0fa0, Buffer.from(words, 'utf16le'));
  const anchor = (left: number, top: number) => {
    const bytes = Buffer.alloc(16);
    bytes.writeInt32LE(left, 0);
    bytes.writeInt32LE(top, 4);
    return record(0xf00f, bytes);
  };
  const shape = (words: string, left: number, top: number) =>
    record(0xf004, Buffer.concat([anchor(left, top), record(0xf00d, text(words), 0x0f)]), 0x0f);
  const table = record(
    0xf003,
    Buffer.concat([
      shape('姓名', 0, 0),
      shape('手机', 50, 0),
      shape('13900001234', 50, 20),
      shape('张三', 0, 20),
    ]),
    0x0f,
  );
  const stream = Buffer.concat([
    record(
      0x03ee,
      Buffer.concat([text('第一张'), record(0x0fa8, Buffer.from('plain 13900005678')), table]),
      0x0f,
    ),
    record(0x03f0, text('备注'), 0x0f),
  ]);
  const found = await extract(compound({ 'PowerPoint Document': stream }), 'a.ppt');
  expect(found.issues).toEqual([]);
  expect(found.texts.map(({ part, page, text: words }) => [part, page, words])).toEqual([
    ['', 1, '第一张\nplain 13900005678\n'],
    ['a.ppt!/notes', 1, '备注\n'],
  ]);
  expect(found.tables.map(({ rows }) => rows)).toEqual([
    [
      ['姓名', '手机'],
      ['张三', '13900001234'],
    ],
  ]);
});

test('an encrypted presentation says so; a hundred thousand levels end with a reason', async () => {
  const user = Buffer.alloc(32);
  user.writeUInt32LE(0xf3d1c4df, 12);
  expect(
    codes(
      await extract(
        compound({ 'PowerPoint Document': record(0x0fa0, Buffer.from('x')), 'Current User': user }),
        'a.ppt',
      ),
    ),
  ).toEqual(['encrypted']);
  const levels = Buffer.alloc(800_000);
  for (let at = 0; at < levels.length; at += 8) {
    levels.writeUInt16LE(0x0f, at);
    levels.writeUInt16LE(0x03e8, at + 2);
    levels.writeUInt32LE(levels.length - at - 8, at + 4);
  }
  expect(codes(await extract(compound({ 'PowerPoint Document': levels }), 'a.ppt'))).toEqual(['malformed']);
});
