import { type ByteSource, isPadding, readRange, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { decodeNames } from './member-names.js';

/** How a header is written: the "new" form of SVR4 and the portable one of POSIX.1. */
interface Form {
  readonly header: number;
  readonly align: number;
  field(head: string, name: 'mode' | 'name' | 'size'): number;
}

const HEX: Form = {
  header: 110,
  align: 4,
  field: (head, name) => Number.parseInt(head.substr({ mode: 14, size: 54, name: 94 }[name], 8), 16),
};
const OCTAL: Form = {
  header: 76,
  align: 1,
  field(head, name) {
    const [at, length] = { mode: [18, 6], name: [59, 6], size: [65, 11] }[name] as [number, number];
    return Number.parseInt(head.substr(at, length), 8);
  },
};

/** cpio archives. Links and devices are named and never followed. */
export const cpio: Extractor = {
  async extract({ source }, out, { budget }) {
    let at = 0;
    for (;;) {
      budget.tick();
      const member = readMember(source, at);
      if (member === undefined) break;
      const { name, mode, content, next } = member;
      at = next;
      if (name === 'TRAILER!!!') break;
      const type = (mode >> 12) & 15;
      if (type === 10) out.issue('symlink', 'a link in an archive is not followed', name);
      else if (type !== 8 && type !== 4 && type !== 0)
        out.issue('not-regular', 'a device or pipe in an archive', name);
      if (type === 8 || type === 0) await out.file(name, content);
      else budget.entry();
      if (next > source.size) out.issue('malformed', 'the archive is cut off; what is there was read');
    }
    // Without a single member it would be the same archive again: its magic is left out.
    const rest = slice(source, Math.max(at, 6), source.size);
    if (!isPadding(rest)) {
      out.issue('malformed', 'a header is damaged; what lies behind it was read as one file');
      await out.file('behind the end', rest);
    }
  },
};

function readMember(
  source: ByteSource,
  at: number,
): { name: string; mode: number; content: ByteSource; next: number } | undefined {
  const head = readRange(source, at, at + 110).toString('latin1');
  const form = /^07070[12]/.test(head) ? HEX : head.startsWith('070707') ? OCTAL : undefined;
  if (form === undefined || head.length < form.header) return undefined;
  const [nameSize, size, mode] = [
    form.field(head, 'name'),
    form.field(head, 'size'),
    form.field(head, 'mode'),
  ];
  if (!(nameSize > 0 && nameSize < 1 << 16 && size >= 0)) return undefined;
  const aligned = (place: number) => at + Math.ceil((place - at) / form.align) * form.align;
  const nameStart = at + form.header;
  const data = aligned(nameStart + nameSize);
  const name = decodeNames([readRange(source, nameStart, nameStart + nameSize - 1)])[0]!;
  return { name, mode, content: slice(source, data, data + size), next: aligned(data + size) };
}
