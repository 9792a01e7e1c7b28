import { readRange, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';

const LEAD = 96;

/** RPM packages: a lead, two headers of tags, and a compressed cpio archive (rpm file format, version 3 and 4). */
export const rpm: Extractor = {
  async extract({ source }, out) {
    const signature = headerEnd(LEAD);
    const payload = headerEnd(Math.ceil(signature / 8) * 8);
    if (!(payload < source.size)) {
      out.issue('malformed', 'the package is cut off');
      return;
    }
    await out.file('payload', slice(source, payload, source.size));

    function headerEnd(at: number): number {
      const head = readRange(source, at, at + 16);
      if (head.length < 16 || head.toString('latin1', 0, 3) !== '\x8e\xad\xe8') return Number.NaN;
      return at + 16 + head.readUInt32BE(8) * 16 + head.readUInt32BE(12);
    }
  },
};
