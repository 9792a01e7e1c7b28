import { expect, test } from 'vitest';
import { zipOf } from '../hostile/write-zip.js';
import { extract } from './extract.js';

const body = '姓名,手机\n张三,13900001234\n';

test('members of a zip are files of their own, named by their path', async () => {
  const found = await extract(zipOf([{ name: '客户/名单.csv', data: body }]), 'outer.zip');
  expect(found.issues).toEqual([]);
  expect(found.files.map(({ part, bytes }) => [part, bytes.toString()])).toEqual([
    ['outer.zip!/客户/名单.csv', body],
  ]);
});

test('names without the flag of UTF-8 are decoded by all of them together', async () => {
  // "客户", "中文" and "数据" in GBK: each alone could be anything.
  const names = [
    Buffer.from('bfcdbba7', 'hex'),
    Buffer.from('d6d0cec4', 'hex'),
    Buffer.from('cafdbeddb5bcb3f6', 'hex'),
  ];
  const found = await extract(zipOf(names.map((name) => ({ name, data: 'x' }))), 'a.zip');
  expect(found.files.map(({ part }) => part)).toEqual(['a.zip!/客户', 'a.zip!/中文', 'a.zip!/数据导出']);
});

test('what a damaged member held before its damage is kept, and its neighbours are whole', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `line ${(i * 7919) % 104_729}\n`).join('');
  const bytes = zipOf([
    { name: 'a', data: lines },
    { name: 'b', data: body },
  ]);
  bytes.fill(0xff, 9_000, 9_100);
  const found = await extract(bytes, 'a.zip');
  expect(found.issues.map(({ part, code }) => [part, code])).toEqual([['a.zip!/a', 'malformed']]);
  const [a, b] = found.files;
  expect(b!.bytes.toString()).toBe(body);
  const good = a!.bytes.toString('latin1').slice(0, 5_000);
  expect(lines.startsWith(good)).toBe(true);
  expect(good).toHaveLength(5_000);
});

test('issues come after the file they are about, never inside of it', async () => {
  // What stands between the bytes of a file makes the harness throw, as it makes the engine refuse the host's frames.
  const found = await extract(zipOf([{ name: 'a', data: body, crc: 1 }]), 'a.zip');
  expect(found.files.map(({ bytes }) => bytes.toString())).toEqual([body]);
  expect(found.issues.map(({ part, code }) => [part, code])).toEqual([['a.zip!/a', 'malformed']]);
});
