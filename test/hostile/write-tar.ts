export interface TarEntry {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  /** '0' file, '1' hard link, '2' symbolic link, '3' character device, '5' folder, '6' FIFO, 'x' pax, 'L' long name. */
  readonly type?: string;
  readonly link?: string;
  /** Said instead of the true size, as it stands in the header. */
  readonly size?: string | Buffer;
}

/** Headers and data of a ustar archive, without its end. */
export function tarBlocks(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const data = Buffer.from(entry.data ?? '');
      const head = Buffer.alloc(512);
      Buffer.from(entry.name).copy(head, 0, 0, 100);
      head.write('0000644\x000000000\x000000000\0', 100, 'latin1');
      const size = entry.size ?? `${data.length.toString(8).padStart(11, '0')}\0`;
      Buffer.from(size).copy(head, 124, 0, 12);
      head.write('00000000000\0', 136, 'latin1');
      head.write(entry.type ?? '0', 156, 'latin1');
      head.write(entry.link ?? '', 157, 100);
      head.write('ustar\x0000', 257, 'latin1');
      head.fill(0x20, 148, 156);
      const sum = head.reduce((total, byte) => total + byte, 0);
      head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
      return [head, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
    }),
  );
}

export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([tarBlocks(entries), Buffer.alloc(1024)]);
}
