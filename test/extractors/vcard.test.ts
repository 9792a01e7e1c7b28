import { expect, test } from 'vitest';
import { extract } from './extract.js';
import { mutants } from './mutants.js';

const card = Buffer.concat([
  Buffer.from(
    'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=\r\n=A0;=E4=B8=89\r\n',
  ),
  Buffer.from('TEL;CELL:139123\r\n 45678\r\nitem1.ADR;TYPE=home:;;中山路1号;杭州;;310000;\r\n'),
  Buffer.from('NOTE:身份证号\\, 11010519491231\r\n 002X\r\nFN;CHARSET=GBK:'),
  Buffer.from('c0eecbc4', 'hex'),
  Buffer.from(
    `\r\nPHOTO;ENCODING=b;TYPE=JPEG:${Buffer.from('not a picture: 王五').toString('base64')}\r\nEND:VCARD\r\n`,
  ),
]);

test('contacts: folded lines, quoted-printable, encodings, pictures', async () => {
  const found = await extract(card, 'a.vcf');
  expect(found.issues).toEqual([]);
  expect(found.textOf('').split('\n')).toEqual([
    'Name: 张 三',
    'Telephone: 13912345678',
    'Address: 中山路1号 杭州  310000',
    'NOTE: 身份证号, 11010519491231002X',
    'Name: 李四',
    '',
  ]);
  expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
    ['a.vcf!/picture-1', 'not a picture: 王五'],
  ]);
});

test('damaged contacts', async () => {
  for (const mutant of mutants(card, 60)) {
    const found = await extract(mutant, 'a.vcf');
    expect(found.texts.length + found.files.length + found.issues.length > 0 || mutant.length < 30).toBe(
      true,
    );
  }
});
