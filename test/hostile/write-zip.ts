import { crc32, deflateRawSync } from 'node:zlib';

/** A member of an archive to be written, lies included. */
export interface ZipMember {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  /** What lies in the archive, instead of `data` packed by `method`. */
  readonly packed?: Buffer;
  readonly method?: number;
  readonly flags?: number;
  readonly attributes?: number;
  readonly extra?: Buffer;
  readonly comment?: string;
  /** Said in the directory, instead of what is true. */
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Name in the local header. */
  readonly localName?: string;
  /** Place of the local header, instead of its own; then there is none of its own. */
  readonly at?: number;
  /** Sizes stand behind the data. */
  readonly streamed?: boolean;
  /** Not in the directory. */
  readonly unlisted?: boolean;
}

export interface ZipShape {
  /** Before the archive; its places do not count it. */
  readonly stub?: Buffer | string;
  readonly comment?: Buffer | string;
  /** Said instead of the number of members. */
  readonly count?: number;
  /** Said instead of the place of the directory. */
  readonly start?: number;
  readonly noDirectory?: boolean;
}

/** A zip archive (APPNOTE 4.3), written by hand so that it can be wrong in every way. */
export function zipOf(members: readonly ZipMember[], shape: ZipShape = {}): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const member of members) {
    const data = Buffer.from(member.data ?? '');
    const method = member.method ?? 8;
    const packed = member.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const name = Buffer.from(member.name);
    const localName = Buffer.from(member.localName ?? member.name);
    const extra = member.extra ?? Buffer.alloc(0);
    const comment = Buffer.from(member.comment ?? '');
    const flags = (member.flags ?? (typeof member.name === 'string' ? 0x800 : 0)) | (member.streamed ? 8 : 0);
    const fields = (crc: number, packedSize: number, size: number, nameSize: number) => {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(20, 0);
      head.writeUInt16LE(flags, 2);
      head.writeUInt16LE(method, 4);
      head.writeUInt32LE(crc, 10);
      head.writeUInt32LE(packedSize, 14);
      head.writeUInt32LE(size, 18);
      head.writeUInt16LE(nameSize, 22);
      head.writeUInt16LE(extra.length, 24);
      return head;
    };
    const crc = member.crc ?? crc32(data);
    const size = member.size ?? data.length;
    const packedSize = member.packedSize ?? packed.length;
    if (member.unlisted !== true) {
      const tail = Buffer.alloc(14);
      tail.writeUInt16LE(comment.length, 0);
      tail.writeUInt32LE((member.attributes ?? 0) >>> 0, 6);
      tail.writeUInt32LE(member.at ?? place, 10);
      directory.push(
        Buffer.from('PK\x01\x02\x14\x03', 'latin1'),
        fields(crc, packedSize, size, name.length),
        tail,
        name,
        extra,
        comment,
      );
    }
    if (member.at !== undefined) continue;
    const local = [
      Buffer.from('PK\x03\x04', 'latin1'),
      member.streamed ? fields(0, 0, 0, localName.length) : fields(crc, packedSize, size, localName.length),
      localName,
      extra,
      packed,
    ];
    if (member.streamed) {
      const descriptor = Buffer.from('PK\x07\x08............', 'latin1');
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(packedSize, 8);
      descriptor.writeUInt32LE(size, 12);
      local.push(descriptor);
    }
    body.push(...local);
    place += local.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = Buffer.concat(directory);
  const comment = Buffer.from(shape.comment ?? '');
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  const count = shape.count ?? members.filter(({ unlisted }) => unlisted !== true).length;
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(shape.start ?? place, 16);
  end.writeUInt16LE(comment.length, 20);
  const tail = shape.noDirectory ? [] : [listed, end, comment];
  return Buffer.concat([Buffer.from(shape.stub ?? ''), ...body, ...tail]);
}
