import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decompressRtf } from '../../src/extractors/rtf-compressed.js';
import { extract } from './extract.js';
import { mutants } from './mutants.js';
import { container, LINES, PEOPLE } from './people.js';

describe('messages saved by Outlook', () => {
  test('body and time', async () => {
    const found = await extract(container('people.msg'), 'a.msg');
    expect(found.issues).toEqual([]);
    expect(found.textOf('').trim().split('\n')).toEqual(LINES);
    expect(found.textOf('a.msg!/headers')).toBe('Subject: 客户名单\nFrom: batch\n');
    expect(found.facts).toEqual({ 'mail.date': '2024-05-31T22:00:00.000Z' });
  });

  test('a file attached to a message attached to a message', async () => {
    const found = await extract(container('attached.msg'), 'a.msg');
    expect(found.issues).toEqual([]);
    expect(found.textOf('a.msg!/客户')).toBe('内附\n');
    expect(found.files.map(({ part }) => part)).toEqual(['a.msg!/客户!/客户名单.csv']);
    expect(found.files[0]!.bytes.toString()).toContain(PEOPLE[11]!.join(','));
  });

  test('8-bit strings, recipients, telephones, transport headers, a body in HTML', async () => {
    const found = await extract(container('../outlook/ansi.msg'), 'a.msg');
    expect(found.issues).toEqual([]);
    expect(found.textOf('a.msg!/headers').split('\n')).toEqual(
      expect.arrayContaining([
        'Subject: 客户姓名',
        'From: 张锡明',
        'From: zxm@bank.example.cn',
        'Mobile telephone: 13912345678',
        'property: 备用电话 13812345678',
        'To: 李四 <lisi@firm.example.com>',
        'Cc: 王五 <wang5@firm.example.com>',
        'X-Originating-IP: 203.0.113.9',
        'Subject: 姓名',
      ]),
    );
    expect(found.facts).toMatchObject({
      'mail.from-domains': 'bank.example.cn',
      'mail.to-domains': 'firm.example.com',
    });
    expect(found.textOf('a.msg!/body.html')).toContain('姓名：张三');
  });

  test('a body that is only there as compressed RTF', async () => {
    const found = await extract(container('../outlook/rtf.msg'), 'a.msg');
    const rtf = [
      ...found.files.map(({ bytes }) => bytes.toString()),
      ...found.texts.map(({ text }) => text),
    ].join('\n');
    expect(rtf).toContain('13912345678');
    // The example of MS-OXRTFCP, 4.1.1.
    const example =
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0';
    expect(decompressRtf(Buffer.from(example, 'hex'))?.toString()).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
    expect(decompressRtf(Buffer.from('short'))).toBeUndefined();
  });
});

describe('winmail.dat', () => {
  test('names and bytes of what is attached', async () => {
    const found = await extract(container('winmail.dat'), 'winmail.dat');
    expect(found.issues).toEqual([]);
    expect(found.files.map(({ part }) => part)).toEqual(['winmail.dat!/客户名单.csv']);
    expect(found.files[0]!.bytes.toString()).toContain(PEOPLE[11]!.join(','));
    expect(found.textOf('winmail.dat!/headers')).toContain('Subject: 客户名单');
  });

  test('a message in a message', async () => {
    const found = await extract(container('../outlook/inner.dat'), 'a.dat');
    expect(found.issues).toEqual([]);
    expect(found.textOf('')).toBe('姓名：张三\n');
    expect(found.textOf('a.dat!/headers')).toContain('To: 李四 <lisi@firm.example.com>');
    expect(found.textOf('a.dat!/内层')).toBe('13912345678\n');
  });
});

test.each([
  'people.msg',
  'attached.msg',
  '../outlook/ansi.msg',
  '../outlook/rtf.msg',
  'winmail.dat',
  '../outlook/inner.dat',
])('damaged: %s', async (name) => {
  for (const mutant of mutants(container(name), 80)) {
    const found = await extract(mutant, 'a');
    const content = found.tables.length + found.files.length + found.issues.length + found.texts.length;
    expect(content > 0 || mutant.length === 0).toBe(true);
  }
});

test('a compound file whose sectors follow each other for ever ends', async () => {
  const bytes = readFileSync(new URL('../../fixtures/containers/people.msg', import.meta.url));
  const loop = Buffer.from(bytes);
  const fat = 512 * (1 + loop.readUInt32LE(76));
  for (let i = 0; i < 128; i++) loop.writeUInt32LE(i % 2 === 0 ? i + 1 : i - 1, fat + 4 * i);
  const found = await extract(loop, 'a.msg');
  expect(found.issues.map(({ code }) => code)).not.toEqual([]);
});

test('a mail store that is none, and one under a key of Windows', async () => {
  const store = Buffer.alloc(1024);
  store.write('!BDN\0\0\0\0SM', 'latin1');
  store[10] = 23;
  expect((await extract(store, 'a.pst')).issues.map(({ code }) => code)).toEqual(['malformed']);
  store[513] = 2;
  const sealed = await extract(store, 'a.pst');
  expect(sealed.issues.map(({ code }) => code)).toEqual(['encrypted']);
  expect(sealed.facts).toEqual({ encrypted: 'office' });
});
