import { type ByteSource, bytesSource, joined } from './byte-source.js';
import { UTF8, type ZipRecord } from './zip-directory.js';

/** A zip archive of this one member, for programs that know more ways of packing than we do. */
export function archiveOf(record: ZipRecord, packed: ByteSource): ByteSource {
  const extra = aesField(record.extra);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(51, 0);
  common.writeUInt16LE(record.flags & ~UTF8, 2);
  common.writeUInt16LE(record.method, 4);
  common.writeUInt32LE(record.time, 6);
  common.writeUInt32LE(record.crc, 10);
  common.writeUInt32LE(Math.min(packed.size, MAX), 14);
  common.writeUInt32LE(Math.min(Math.max(record.size, 0), MAX), 18);
  common.writeUInt16LE(NAME.length, 22);
  common.writeUInt16LE(extra.length, 24);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, NAME, extra]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x33\0', 'latin1'),
    common,
    Buffer.alloc(14),
    NAME,
    extra,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(Math.min(local.length + packed.size, MAX), 16);
  return joined(bytesSource(local), packed, bytesSource(Buffer.concat([central, end])));
}

const NAME = Buffer.from('member');
const MAX = 0xffffffff;
/** WinZip AES: which key length, and how the member is packed. */
const AES = 0x9901;

function aesField(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === AES) return extra.subarray(at, end);
    at = end;
  }
  return Buffer.alloc(0);
}
