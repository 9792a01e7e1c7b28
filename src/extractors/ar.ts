import { type ByteSource, isPadding, readRange, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { decodeNames } from './member-names.js';

const MAGIC = 8;
const HEADER = 60;
/** Longest table of names that is believed. */
const NAMES_MAX = 16 << 20;

/** ar archives: libraries, Debian packages (System V and BSD names). */
export const ar: Extractor = {
  async extract({ source }, out, { budget }) {
    let names: Buffer = Buffer.alloc(0);
    let at = MAGIC;
    while (at + HEADER <= source.size) {
      budget.tick();
      const head = readRange(source, at, at + HEADER);
      const size = Number.parseInt(head.toString('latin1', 48, 58), 10);
      if (head.toString('latin1', 58, 60) !== '`\n' || !(size >= 0)) break;
      const stored = head.toString('latin1', 0, 16).trimEnd();
      let content = slice(source, at + HEADER, at + HEADER + size);
      if (at + HEADER + size > source.size)
        out.issue('malformed', 'the archive is cut off; what is there was read');
      let name: Buffer = Buffer.from(stored.replace(/\/$/, ''), 'latin1');
      const long = /^\/(\d+)$/.exec(stored);
      const inData = /^#1\/(\d+)$/.exec(stored);
      if (stored === '//') names = readRange(content, 0, Math.min(size, NAMES_MAX));
      else if (long !== null) name = lineAt(names, Number(long[1]));
      else if (inData !== null) {
        const length = Math.min(Number(inData[1]), size, 1 << 16);
        name = readRange(content, 0, length);
        content = slice(content, length, content.size);
      }
      if (!/^\/\/?$|^\/SYM64\/$|^__\.SYMDEF/.test(stored)) {
        await out.file(decodeNames([name])[0]!.replace(/\0+$/, ''), content);
      }
      at += HEADER + size + (size % 2);
    }
    const rest: ByteSource = slice(source, at, source.size);
    if (!isPadding(rest)) {
      out.issue('malformed', 'a header is damaged; what lies behind it was read as one file');
      await out.file('behind the end', rest);
    }
  },
};

function lineAt(names: Buffer, at: number): Buffer {
  const end = names.indexOf(0x0a, at);
  const line = names.subarray(at, end < 0 ? names.length : end);
  return line.at(-1) === 0x2f ? line.subarray(0, -1) : line;
}
