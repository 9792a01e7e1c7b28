import { expect, test } from 'vitest';
import { extract } from './extract.js';

test('members of a zip are files of their own, named by their path', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const body = Buffer.from('姓名,手机\n张三,13900001234\n');
  const packed = deflateRawSync(body);
  const found = await extract(oneMember('客户/名单.csv', packed, body), 'outer.zip');
  expect(found.issues).toEqual([]);
  expect(found.files.map(({ part }) => part)).toEqual(['outer.zip!/客户/名单.csv']);
  expect(found.files[0]!.bytes.equals(body)).toBe(true);
});

/** A zip of one deflated member, by APPNOTE 4.3. */
function oneMember(name: string, packed: Buffer, body: Buffer): Buffer {
  const file = Buffer.from(name);
  const crc = crc32(body);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x800, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, file, packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    Buffer.from([20, 0]),
    head,
    Buffer.alloc(14),
    file,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
