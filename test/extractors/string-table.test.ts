import { expect, test } from 'vitest';
import { bytesSource } from '../../src/extractors/byte-source.js';
import type { Scratch } from '../../src/extractors/extractor.js';
import { StringTable } from '../../src/extractors/string-table.js';

function scratch(): Scratch {
  let bytes = Buffer.alloc(0);
  return {
    get size() {
      return bytes.length;
    },
    append(more) {
      bytes = Buffer.concat([bytes, more]);
    },
    read: (target, offset, length, position) => bytesSource(bytes).read(target, offset, length, position),
  };
}

test('strings of any length come back, from memory and from outside of it', () => {
  const table = new StringTable(scratch, { page: 64, pages: 3, block: 16, blocks: 4 });
  const strings = Array.from({ length: 300 }, (_, i) => `${i}${'长a'.repeat((i * 7) % 50)}`);
  strings[5] = '';
  strings[6] = '';
  for (const string of strings) expect(table.add(string)).toBe(true);
  expect(table.count).toBe(300);
  for (let i = 299; i >= 0; i -= 3) expect(table.get(i)).toBe(strings[i]);
  expect([...table.unused()]).toEqual(strings.filter((_, i) => i % 3 !== 2));
  for (const index of [-1, 300, Number.NaN, 1e12]) expect(table.get(index)).toBeUndefined();
});

test('empty strings at the edge of a page take no room', () => {
  const table = new StringTable(scratch, { page: 8, pages: 1, block: 8, blocks: 1 });
  for (const string of ['12345678', '', '', '', 'x', '']) table.add(string);
  expect([0, 1, 4, 5].map((i) => table.get(i))).toEqual(['12345678', '', 'x', '']);
});
