import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PEOPLE } from '../../scripts/containers/people.mjs';
import { extract } from './extract.js';
import { mutants } from './mutants.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const read = (path: string) =>
  extract(readFileSync(join(FIXTURES, path)), path.slice(path.lastIndexOf('/') + 1));
const [first, second] = PEOPLE;

/** Chunks need a right checksum for decoders alone. */
function png(width: number, height: number, chunks: readonly (readonly [string, Buffer])[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...chunks.map(([type, data]) => chunk(type, data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('what pictures say of themselves', () => {
  const everywhere = [`creator: ${first?.[0]}`, `description: 身份证号：${first?.[1]}`];
  const exif = [
    `Artist: ${first?.[4]}`,
    `Description: 地址：${first?.[5]}`,
    `Comment: 银行卡号：${first?.[3]}`,
    'GPS: 30.274100, 120.155100',
  ];
  const comment = [`Comment: 手机号：${first?.[2]}`];
  const iptc = [`IPTC: 客户：${second?.[0]} ${second?.[2]}`];

  test.each([
    ['jpg', [...everywhere, ...exif, ...comment, ...iptc]],
    ['png', [...everywhere, ...exif, ...comment]],
    ['tiff', [...everywhere, ...exif, ...iptc]],
    ['webp', [...everywhere, ...exif]],
    ['gif', [...everywhere, ...comment]],
  ])('%s', async (kind, lines) => {
    const { textOf, issues, pictures } = await read(`metadata/described.${kind}`);
    const text = textOf(`described.${kind}!/metadata`).trimEnd().split('\n');
    for (const line of lines) expect(text).toContain(line);
    expect([issues, pictures]).toEqual([[], []]);
  });

  test('texts in the encoding of Chinese systems', async () => {
    const { textOf } = await extract(
      png(10, 10, [
        ['tEXt', Buffer.concat([Buffer.from('Author\0'), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])])],
      ]),
      'a.png',
    );
    expect(textOf('a.png!/metadata')).toBe('Author: 张三\n');
  });
});

describe('size', () => {
  test.each(['png', 'jpg', 'tiff', 'bmp', 'webp', 'gif'])(
    'a large %s is announced with its size',
    async (kind) => {
      const { pictures, issues } = await read(`containers/pictures/people.${kind}`);
      expect(pictures).toEqual([{ part: '', width: 1240, height: 1500 }]);
      expect(issues).toEqual([]);
    },
  );

  test('an icon holds no text', async () => {
    expect((await extract(png(64, 64), 'a.png')).pictures).toEqual([]);
  });

  test('absurd dimensions are refused', async () => {
    const { pictures, issues } = await extract(png(65535, 65535), 'a.png');
    expect(pictures).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['limit-bytes']);
  });
});

describe('hostile', () => {
  test('a packed text that is a bomb is left alone', async () => {
    const bomb = deflateSync(Buffer.alloc(64 << 20));
    const bytes = png(10, 10, [
      ['zTXt', Buffer.concat([Buffer.from('Comment\0\0'), bomb])],
      ['tEXt', Buffer.from('Author\x0013800001111')],
    ]);
    const { textOf, issues } = await extract(bytes, 'a.png');
    expect(textOf('a.png!/metadata')).toBe('Author: 13800001111\n');
    expect(issues.map(({ code }) => code)).toContain('limit-bytes');
  });

  test('directories of a TIFF that lead in a circle end', async () => {
    const bytes = Buffer.from('II*\0\x08\0\0\0\x01\0\x00\x01\x04\0\x01\0\0\0\x0a\0\0\0\x08\0\0\0', 'latin1');
    expect((await extract(bytes, 'a.tiff')).pictures).toEqual([]);
  });

  test('a header of ASF that would be looped over is only named', async () => {
    const bytes = Buffer.alloc(55);
    Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex').copy(bytes);
    expect((await extract(bytes, 'a.asf')).issues.map(({ code }) => code)).toEqual(['unsupported-format']);
  });

  test.each(['heic', 'avif'])('%s is told as not supported', async (brand) => {
    const bytes = Buffer.concat([
      Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`),
      Buffer.alloc(64),
    ]);
    expect((await extract(bytes, `a.${brand}`)).issues.map(({ code }) => code)).toEqual([
      'unsupported-format',
    ]);
  });

  test.each(['jpg', 'png', 'webp', 'gif'])('half a %s is told to be damaged', async (kind) => {
    const bytes = readFileSync(join(FIXTURES, `containers/pictures/people.${kind}`));
    const head = kind === 'jpg' ? 300 : bytes.length >> 1;
    expect((await extract(bytes.subarray(0, head), `a.${kind}`)).issues.map(({ code }) => code)).toEqual([
      'malformed',
    ]);
  });

  test('a TIFF whose directory is not where its head says, is damaged and not a picture without text', async () => {
    const bytes = readFileSync(join(FIXTURES, 'containers/pictures/people.tiff'));
    const shifted = Buffer.concat([bytes.subarray(0, 5_000), Buffer.alloc(40), bytes.subarray(5_000)]);
    for (const each of [shifted, Buffer.concat([bytes.subarray(0, 5_000), bytes.subarray(5_040)])])
      expect((await extract(each, 'a.tiff')).issues.map(({ code }) => code)).toContain('malformed');
    expect((await extract(bytes, 'a.tiff')).issues).toEqual([]);
  });

  test.each(['tiff', 'webp'])('no mutant of people.%s is silent', async (kind) => {
    for (const bytes of mutants(readFileSync(join(FIXTURES, `containers/pictures/people.${kind}`)), 80)) {
      const { issues, texts, pictures } = await extract(bytes, `a.${kind}`, { limits: { time: 5_000 } });
      if (bytes.length > 0) expect(issues.length + texts.length + pictures.length).toBeGreaterThan(0);
    }
  });

  test.each(['jpg', 'png', 'tiff', 'webp', 'gif'])('mutants of %s do no harm', async (kind) => {
    for (const bytes of mutants(readFileSync(join(FIXTURES, `metadata/described.${kind}`)), 80)) {
      const { issues, texts, files, pictures } = await extract(bytes, `a.${kind}`, {
        limits: { time: 5_000 },
      });
      if (bytes.length > 0)
        expect(issues.length + texts.length + files.length + pictures.length).toBeGreaterThan(0);
    }
  });
});
