import { readFileSync } from 'node:fs';
import { brotliCompressSync, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { type Hostile, P, P2, P3 } from './hostile.js';
import { tarBlocks, tarOf } from './write-tar.js';
import { type ZipMember, zipOf } from './write-zip.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/containers/${name}`, import.meta.url));
const MB = 1 << 20;

/** `times` levels of `wrap` around P. */
function nested(times: number, wrap: (inner: Buffer, level: number) => Buffer): Buffer {
  let bytes: Buffer = Buffer.from(P);
  for (let i = 0; i < times; i++) bytes = wrap(bytes, i);
  return bytes;
}

/** Sixteen archives in each of sixteen, and so on: 16^5 times 4 MB. */
function fanOut(): Buffer {
  let inner = zipOf([{ name: '0.dll', data: Buffer.alloc(4 * MB) }]);
  for (let level = 0; level < 5; level++) {
    const data = inner;
    inner = zipOf(Array.from({ length: 16 }, (_, i) => ({ name: `lib ${level} ${i}.zip`, data })));
  }
  return inner;
}

/** Every member of the directory is the same kernel of compressed zeros. */
function overlapping(): Buffer {
  const data = Buffer.alloc(4 * MB);
  const members: ZipMember[] = [
    { name: 'a', data: P },
    { name: 'kernel', data },
  ];
  const at = 30 + 1 + deflateRawSync(Buffer.from(P)).length;
  const packed = deflateRawSync(data);
  for (let i = 0; i < 500; i++)
    members.push({ name: `copy ${i}`, at, packed, size: data.length, crc: crc32(data) });
  return zipOf(members);
}

function bombGzip(): Buffer {
  const member = gzipSync(Buffer.alloc(50 * MB), { level: 9 });
  return Buffer.concat(Array.from({ length: 30 }, () => member));
}

/** What bzip2 -9 makes of 45 million zeros, sixty times over. */
function bombBzip2(): Buffer {
  const stream = Buffer.from(
    'QlpoOTFBWSZTWckBtsgBWKtAIMAAEAAACCAAMMwFKaZSSFJsVJIUni7kinChIZIDbZA=',
    'base64',
  );
  return Buffer.concat(Array.from({ length: 60 }, () => stream));
}

/** Blocks of 128 KB of the same byte, four bytes each (RFC 8878, 3.1.1.2). */
function bombZstd(): Buffer {
  const block = Buffer.of(0x02, 0, 0x10, 0);
  const frame = [
    latin('\x28\xb5\x2f\xfd\0\x58'),
    ...Array.from({ length: 20_000 }, () => block),
    Buffer.of(1, 0, 0),
  ];
  return Buffer.concat(frame);
}

/** Literals once, and then references back to them without an end. */
function bombLz4(): Buffer {
  const run = Buffer.alloc(16_400, 0xff);
  const block = Buffer.concat([Buffer.of(0x1f, 0, 1, 0), run, Buffer.of(0x50, 0x50, 0, 0, 0, 0, 0)]);
  const frame = Buffer.concat([
    latin('\x04\x22\x4d\x18\x60\x70\x73'),
    size32(block.length),
    block,
    size32(0),
  ]);
  return Buffer.concat(Array.from({ length: 60 }, () => frame));
}

function size32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

const withoutEnd = (bytes: Buffer, cut: number) => bytes.subarray(0, bytes.length - cut);
const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at]! ^= 0x55;
  return copy;
};
const gz = (text: string) => gzipSync(Buffer.from(text));
const filler = (lines: number) =>
  Array.from({ length: lines }, (_, i) => `第${i}行 ${((i * 7919) % 104729).toString(36)} 备注\n`).join('');

export const ARCHIVES: readonly Hostile[] = [
  // Bombs
  {
    name: 'gzip-bomb.gz',
    bytes: bombGzip,
    status: ['partial'],
    reasons: ['limit-bytes', 'limit-time'],
    finds: 0,
    large: true,
  },
  {
    name: 'bzip2-bomb.bz2',
    bytes: bombBzip2,
    status: ['partial'],
    reasons: ['limit-bytes', 'limit-time'],
    finds: 0,
    large: true,
  },
  {
    name: 'zstd-bomb.zst',
    bytes: bombZstd,
    status: ['partial'],
    reasons: ['limit-bytes', 'limit-time'],
    finds: 0,
    large: true,
  },
  {
    name: 'lz4-bomb.lz4',
    bytes: bombLz4,
    status: ['partial'],
    reasons: ['limit-bytes', 'limit-time'],
    finds: 0,
    large: true,
  },
  {
    name: 'fan-out.zip',
    bytes: fanOut,
    status: ['partial'],
    reasons: ['limit-bytes', 'limit-entries', 'limit-time'],
    finds: 0,
    large: true,
  },
  { name: 'overlap.zip', bytes: overlapping, status: ['partial'], reasons: ['malformed'], finds: 1 },
  {
    name: 'nested-zip.zip',
    bytes: () => nested(40, (data) => zipOf([{ name: 'inner.zip', data }])),
    status: ['partial'],
    reasons: ['limit-depth'],
    finds: 0,
  },
  {
    name: 'nested-gz.gz',
    bytes: () => nested(100, (data) => gzipSync(data)),
    status: ['partial'],
    reasons: ['limit-depth'],
    finds: 0,
  },
  {
    name: 'nested-tar.tar',
    bytes: () => nested(30, (data) => tarOf([{ name: 'x.tar', data }])),
    status: ['partial'],
    reasons: ['limit-depth'],
    finds: 0,
  },
  {
    name: 'mixed-depth.zip',
    bytes: () =>
      nested(9, (data, i) =>
        i % 3 === 0
          ? zipOf([{ name: 'x', data }])
          : i % 3 === 1
            ? tarOf([{ name: 'x', data }])
            : gzipSync(data),
      ),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'empty-members.tar.gz',
    bytes: () => {
      const some = gzipSync(tarBlocks(Array.from({ length: 1000 }, () => ({ name: 'x' }))));
      return Buffer.concat(Array.from({ length: 1000 }, () => some));
    },
    status: ['partial'],
    reasons: ['limit-entries', 'limit-bytes', 'limit-time'],
    finds: 0,
    large: true,
  },
  {
    name: 'brotli.br',
    bytes: () => brotliCompressSync(Buffer.alloc(30 * MB)),
    status: ['skipped', 'complete', 'partial'],
    finds: 0,
  },
  // Names and links
  {
    name: 'slip.zip',
    bytes: () =>
      zipOf(
        ['../../../../tmp/slipped', '/tmp/slipped', 'C:\\slipped', '..\\..\\slipped'].map((name, i) => ({
          name,
          data: [P, P2, P3, 'x'][i]!,
        })),
      ),
    status: ['complete'],
    reasons: [],
    finds: 3,
  },
  {
    name: 'nul-name.zip',
    bytes: () => zipOf([{ name: 'a\0b\x1b]52;c;x\x07.txt', data: P }]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'long-name.zip',
    bytes: () => zipOf([{ name: 'n'.repeat(65_535), data: P }]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'no-name.zip',
    bytes: () => zipOf([{ name: '', data: P }]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'link.zip',
    bytes: () =>
      zipOf([
        { name: 'l', data: '/etc/passwd', attributes: 0o120777 << 16 },
        { name: 'a', data: P },
      ]),
    status: ['partial'],
    reasons: ['symlink'],
    finds: 1,
  },
  {
    name: 'links.tar',
    bytes: () =>
      tarOf([
        { name: 'out', type: '2', link: '/etc' },
        { name: 'hard', type: '1', link: '/etc/passwd' },
        { name: 'dev', type: '3' },
        { name: 'fifo', type: '6' },
        { name: 'out/passwd', data: P },
        { name: '../../../../tmp/slipped', data: P2 },
      ]),
    status: ['partial'],
    reasons: ['symlink', 'not-regular'],
    finds: 2,
  },
  {
    name: 'twins.zip',
    bytes: () =>
      zipOf([
        { name: 'a.txt', data: P },
        { name: 'a.txt', data: P2 },
      ]),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  {
    name: 'twins.tar',
    bytes: () =>
      tarOf([
        { name: 'a.txt', data: P },
        { name: 'a.txt', data: P2 },
      ]),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  {
    name: 'two-names.zip',
    bytes: () => zipOf([{ name: 'a.txt', localName: 'b.txt', data: P }]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  // Lies of zip archives
  {
    name: 'cut.zip',
    bytes: () =>
      withoutEnd(
        zipOf([
          { name: 'a', data: P },
          { name: 'b', data: P2 },
          { name: 'c', data: filler(99) },
        ]),
        200,
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'no-directory.zip',
    bytes: () =>
      zipOf(
        [
          { name: 'a', data: P, streamed: true },
          { name: 'b', data: P2, method: 0 },
        ],
        { noDirectory: true },
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'count-less.zip',
    bytes: () =>
      zipOf(
        [
          { name: 'a', data: P },
          { name: 'b', data: P2 },
        ],
        { count: 1 },
      ),
    status: ['complete', 'partial'],
    finds: 2,
  },
  {
    name: 'count-more.zip',
    bytes: () => zipOf([{ name: 'a', data: P }], { count: 60_000 }),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'count-none.zip',
    bytes: () => zipOf([{ name: 'a', data: P }], { count: 0 }),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'lost-directory.zip',
    bytes: () => zipOf([{ name: 'a', data: P }], { start: 0xfffffff0 }),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'bad-crc.zip',
    bytes: () => zipOf([{ name: 'a', data: P, crc: 1 }]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'size-less.zip',
    bytes: () => zipOf([{ name: 'a', data: P, size: 1 }]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'size-more.zip',
    bytes: () => zipOf([{ name: 'a', data: P, size: 0x7fffffff }]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'packed-size-less.zip',
    bytes: () => zipOf([{ name: 'a', data: P, packedSize: 3 }]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'packed-size-more.zip',
    bytes: () => zipOf([{ name: 'a', data: P, packedSize: 0x7ffffff0 }]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'unlisted.zip',
    bytes: () =>
      zipOf([
        { name: 'a', data: P },
        { name: 'hidden', data: P2, unlisted: true },
        { name: 'c', data: P3 },
      ]),
    status: ['complete', 'partial'],
    finds: 3,
  },
  {
    name: 'empty-directory.zip',
    bytes: () => zipOf([{ name: 'hidden', data: P, unlisted: true }]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'stub.zip',
    bytes: () => zipOf([{ name: 'a', data: P2 }], { stub: `#!/bin/sh\n# ${P}` }),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  {
    name: 'comment.zip',
    bytes: () => zipOf([{ name: 'a', data: 'x', comment: P2 }], { comment: P }),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  {
    name: 'two-ends.zip',
    bytes: () => zipOf([{ name: 'a', data: P }], { comment: zipOf([{ name: 'b', data: P2 }]) }),
    status: ['complete', 'partial'],
    finds: 2,
  },
  {
    name: 'pdf-and.zip',
    bytes: () =>
      zipOf([{ name: 'a', data: P }], {
        stub: `%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
      }),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'text-and-zip.txt',
    bytes: () => Buffer.concat([Buffer.from(P2.repeat(3000)), zipOf([{ name: 'a', data: P }])]),
    status: ['complete', 'partial'],
    finds: 2,
  },
  {
    name: 'png-and-zip.png',
    bytes: () =>
      Buffer.concat([latin('\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82'), zipOf([{ name: 'a', data: P }])]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'behind-the-end.zip',
    bytes: () => Buffer.concat([zipOf([{ name: 'a', data: P }]), Buffer.alloc(70_000, 0x20)]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'method-99.zip',
    bytes: () =>
      zipOf([
        { name: 'a', data: 'x', method: 99 },
        { name: 'b', data: P },
      ]),
    status: ['partial'],
    reasons: ['unsupported-format', 'encrypted', 'malformed'],
    finds: 1,
  },
  {
    name: 'encrypted-flag.zip',
    bytes: () =>
      zipOf([
        { name: 'a', data: P2, flags: 0x801 },
        { name: 'b', data: P },
      ]),
    status: ['partial'],
    reasons: ['encrypted'],
    finds: 1,
  },
  {
    name: 'damaged-in-the-middle.zip',
    bytes: () =>
      flipped(
        zipOf([
          { name: 'a', data: P + filler(3000) },
          { name: 'b', data: P2 },
        ]),
        9000,
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'damaged-late.zip',
    bytes: () => {
      const lines = filler(2000);
      const data = lines.slice(0, 20_000) + P + lines.slice(20_000);
      const packed = deflateRawSync(Buffer.from(data));
      return zipOf([
        {
          name: 'a',
          data,
          packed: Buffer.concat([packed.subarray(0, packed.length - 200), Buffer.alloc(200, 0xff)]),
        },
      ]);
    },
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'extra-lies.zip',
    bytes: () => zipOf([{ name: 'a', data: P, extra: latin('\x01\0\xff\xffxx') }]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'zip64-lies.zip',
    bytes: () =>
      zipOf([
        {
          name: 'a',
          data: P,
          size: 0xffffffff,
          extra: latin('\x01\0\x08\0\xff\xff\xff\xff\xff\xff\xff\x7f'),
        },
      ]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'into-directory.zip',
    bytes: () => zipOf([{ name: 'a', data: P, method: 0, packedSize: 400 }]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  // gzip and its kin
  {
    name: 'cut.gz',
    bytes: () => withoutEnd(gz(P + filler(5000)), 300),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'cut.tar.gz',
    bytes: () =>
      withoutEnd(
        gzipSync(
          tarOf([
            { name: 'a', data: P },
            { name: 'b', data: filler(9000) },
          ]),
        ),
        5000,
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'junk.gz',
    bytes: () => Buffer.concat([gz(P), Buffer.from(`\n${P2}`)]),
    status: ['complete', 'partial'],
    finds: 2,
  },
  {
    name: 'padded.gz',
    bytes: () => Buffer.concat([gz(P), Buffer.alloc(9999)]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'members.gz',
    bytes: () => Buffer.concat([gz('head\n'), gz(P), gz(P2)]),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  {
    name: 'across-members.gz',
    bytes: () => Buffer.concat([gz(P.slice(0, 20)), gz(P.slice(20))]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'empty-gzip-members.gz',
    bytes: () => Buffer.concat([...Array.from({ length: 3000 }, () => gz('')), gz(P)]),
    status: ['complete'],
    reasons: [],
    finds: 1,
  },
  {
    name: 'bad-crc.gz',
    bytes: () => flipped(gz(P), -6),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 1,
  },
  {
    name: 'header-only.gz',
    bytes: () => latin('\x1f\x8b\x08\x1c\0\0\0\0\0\x03\xff\xff'),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'endless-name.gz',
    bytes: () => Buffer.concat([latin('\x1f\x8b\x08\x08\0\0\0\0\0\x03'), Buffer.alloc(400_000, 0x41)]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'cut.xz',
    bytes: () => withoutEnd(fixture('people.txt.xz'), 40),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'cut.zst',
    bytes: () => withoutEnd(fixture('people.txt.zst'), 40),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'cut.bz2',
    bytes: () => withoutEnd(fixture('people.txt.bz2'), 40),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'zstd-window.zst',
    bytes: () => latin('\x28\xb5\x2f\xfd\x00\xa8\x31\0\0hello\n'),
    status: ['partial', 'complete'],
    finds: 0,
  },
  {
    name: 'lz4-back.lz4',
    bytes: () =>
      Buffer.concat([
        latin('\x04\x22\x4d\x18\x60\x70\x73'),
        size32(9),
        latin('\x1fA\xff\xff\xff\xff\xff\xff\0'),
        size32(0),
      ]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'much.txt.gz',
    bytes: () => gz(`${filler(400_000)}${P}`),
    status: ['complete'],
    reasons: [],
    finds: 1,
    large: true,
  },
  // tar
  {
    name: 'cut.tar',
    bytes: () =>
      withoutEnd(
        tarOf([
          { name: 'a', data: P },
          { name: 'b', data: P2 + filler(200) },
        ]),
        3000,
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'bad-header.tar',
    bytes: () =>
      flipped(
        tarOf([
          { name: 'a', data: P },
          { name: 'b', data: P2 },
          { name: 'c', data: P3 },
        ]),
        1030,
      ),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'size-more.tar',
    bytes: () =>
      tarOf([
        { name: 'a', data: P },
        { name: 'b', data: P2, size: '77777777777\0' },
      ]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'negative-size.tar',
    bytes: () =>
      tarOf([
        { name: 'a', data: P },
        { name: 'b', data: P2, size: Buffer.alloc(12, 0xff) },
        { name: 'c', data: P3 },
      ]),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 2,
  },
  {
    name: 'long-name-lies.tar',
    bytes: () =>
      tarOf([
        { name: 'a', data: P },
        { name: '././@LongLink', type: 'L', data: 'x'.repeat(2000), size: '17777777777\0' },
      ]),
    status: ['partial', 'complete'],
    finds: 1,
  },
  {
    name: 'pax-lies.tar',
    bytes: () =>
      tarOf([
        { name: 'p', type: 'x', data: '999999999 path=x\n0 a=b\n-5 c=d\n' },
        { name: 'a', data: P },
      ]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'pax-size.tar',
    bytes: () =>
      tarOf([
        { name: 'p', type: 'x', data: '22 size=9999999999999\n' },
        { name: 'a', data: P },
      ]),
    status: ['complete', 'partial'],
    finds: 1,
  },
  {
    name: 'behind-the-end.tar',
    bytes: () => Buffer.concat([tarOf([{ name: 'a', data: P }]), tarOf([{ name: 'b', data: P2 }])]),
    status: ['complete'],
    reasons: [],
    finds: 2,
  },
  // Others
  {
    name: 'lies.cpio',
    bytes: () =>
      Buffer.concat([
        latin('070701'),
        latin('0'.repeat(8)),
        latin('000081A4'),
        latin('0'.repeat(32)),
        latin('0'.repeat(8)),
        latin('FFFFFFF0'),
        latin('0'.repeat(32)),
        latin('FFFFFFFF'),
        latin('0'.repeat(8)),
        Buffer.from(P),
      ]),
    status: ['partial', 'complete'],
    finds: 1,
  },
  {
    name: 'lies.a',
    bytes: () =>
      Buffer.concat([
        latin('!<arch>\n'),
        latin(`${'/99999999999'.padEnd(16)}${'0'.padEnd(12)}0     0     100644  ${'9999999999'}\`\n`),
        Buffer.from(P),
      ]),
    status: ['partial', 'complete'],
    finds: 1,
  },
  {
    name: 'cut.rpm',
    bytes: () => fixture('people.rpm').subarray(0, 900),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'giant-numbers.7z',
    bytes: () => {
      const head = Buffer.alloc(32);
      head.write('7z\xbc\xaf\x27\x1c\0\x04', 'latin1');
      head.fill(0xff, 12, 28);
      head.writeUInt32LE(crc32(head.subarray(12, 32)), 8);
      return head;
    },
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'cut.7z',
    bytes: () => withoutEnd(fixture('people.7z'), 100),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'damaged.7z',
    bytes: () => flipped(fixture('people.7z'), 500),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'first.7z.001',
    bytes: () => fixture('people.7z').subarray(0, 600),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'rar-head.rar',
    bytes: () => latin('Rar!\x1a\x07\x01\0\xff\xff\xff\xff\xff\xff\xff\xff'),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'rar4-head.rar',
    bytes: () => latin('Rar!\x1a\x07\0\xcf\x90\x73\0\0\x0d\0\0\0\0\0\0\0\xff\xff'),
    status: ['partial', 'complete'],
    finds: 0,
  },
  { name: 'cut.iso', bytes: () => fixture('people.iso').subarray(0, 40_000), status: ['partial'], finds: 0 },
  {
    name: 'head.cab',
    bytes: () =>
      latin('MSCF\0\0\0\0\xff\xff\xff\xff\0\0\0\0\x2c\0\0\0\0\0\0\0\x03\x01\xff\xff\xff\xff\0\0\0\0\0\0'),
    status: ['partial'],
    reasons: ['malformed'],
    finds: 0,
  },
  {
    name: 'head.lzh',
    bytes: () => latin('\x30\x99-lh5-\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\x20\0\x05a.txt'),
    status: ['partial', 'complete'],
    finds: 0,
  },
  {
    name: 'partial-lengths.pgp',
    bytes: () =>
      Buffer.concat([
        latin('\xc4\x0d\x03\0\0\0\0\0\0\0\0\0\0\0\x01'),
        latin('\xcb'),
        Buffer.from('\xe0t'.repeat(100_000), 'latin1'),
      ]),
    status: ['partial', 'complete'],
    finds: 0,
  },
  {
    name: 'nested.pgp',
    bytes: () => nested(60, (data) => Buffer.concat([latin('\xa3\x01'), deflateRawSync(data)])),
    status: ['partial'],
    reasons: ['limit-depth', 'malformed'],
    finds: 0,
  },
  {
    name: 'literal.pgp',
    bytes: () =>
      Buffer.concat([
        latin('\xa3\x01'),
        deflateRawSync(Buffer.concat([latin('\xcb\x3fu\0\0\0\0\0'), Buffer.from(P.slice(0, 20))])),
      ]),
    status: ['partial', 'complete'],
    finds: 0,
  },
  {
    name: 'zipcrypto.zip',
    bytes: () => fixture('closed/zipcrypto.zip'),
    status: ['partial'],
    reasons: ['encrypted'],
    finds: 0,
  },
  {
    name: 'names.7z',
    bytes: () => fixture('closed/names.7z'),
    status: ['partial', 'skipped'],
    reasons: ['encrypted'],
    finds: 0,
  },
  {
    name: 'openssl.bin',
    bytes: () => fixture('closed/openssl.bin'),
    status: ['skipped'],
    reasons: ['encrypted'],
    finds: 0,
  },
  {
    name: 'noise.vault',
    bytes: () => {
      const bytes = Buffer.alloc(65_536);
      let state = 1;
      for (let i = 0; i < bytes.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        bytes[i] = state >>> 24;
      }
      return bytes;
    },
    status: ['skipped', 'partial'],
    reasons: ['unsupported-format'],
    finds: 0,
  },
];
