import { crc32, deflateRawSync } from 'node:zlib';

/** A zip of these members, deflated (a `mimetype` is stored, as its readers want it), by APPNOTE 4.3. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const body = Buffer.from(content as string);
    const stored = name === 'mimetype';
    const packed = stored ? body : deflateRawSync(body);
    const file = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(stored ? 0 : 8, 4);
    head.writeUInt32LE(crc(body), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, file, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), head, tail, file]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** zlib.crc32 is younger than the oldest Node supported. */
const crc: (bytes: Buffer) => number =
  crc32 ??
  ((bytes) => {
    let value = -1;
    for (const byte of bytes) {
      value ^= byte;
      for (let k = 0; k < 8; k++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
    return ~value >>> 0;
  });
