import { type ByteSource, readRange, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';

const OID_DATA = Buffer.from('06092a864886f70d010701', 'hex');

/** Signed content of S/MIME and PKCS #7 (RFC 5652, 5): what was signed is inside, in the open. */
export const cms: Extractor = {
  async extract({ source }, out, { budget }) {
    const at = readRange(source, 0, 4096).indexOf(OID_DATA);
    // [0] EXPLICIT OCTET STRING behind the type of the content; a detached signature has none.
    const wrapper = at < 0 ? undefined : element(source, at + OID_DATA.length);
    if (wrapper?.tag !== 0xa0) return;
    await out.file(
      'signed.eml',
      octets(source, wrapper.start, wrapper.end, () => budget.tick()),
    );
  },
};

interface Element {
  readonly tag: number;
  readonly start: number;
  /** Of an indefinite length: the end of the source. */
  readonly end: number;
}

function element(source: ByteSource, at: number): Element | undefined {
  const head = readRange(source, at, at + 10);
  if (head.length < 2) return undefined;
  const tag = head[0]!;
  const first = head[1]!;
  if (first < 0x80) return { tag, start: at + 2, end: Math.min(source.size, at + 2 + first) };
  const count = first & 0x7f;
  if (count === 0) return { tag, start: at + 2, end: source.size };
  if (count > 6 || head.length < 2 + count) return undefined;
  const start = at + 2 + count;
  return { tag, start, end: Math.min(source.size, start + head.readUIntBE(2, count)) };
}

/** Contents of the octet strings in the range, pieces of a constructed one in their order. */
function* octets(source: ByteSource, start: number, end: number, tick: () => void): Generator<Uint8Array> {
  for (let at = start; at < end; ) {
    tick();
    const next = element(source, at);
    if (next === undefined || (next.tag !== 0x04 && next.tag !== 0x24)) return;
    if (next.tag === 0x24) {
      at = next.start;
      continue;
    }
    for (let from = next.start; from < next.end; from += 1 << 16) {
      yield readRange(slice(source, 0, next.end), from, from + (1 << 16));
    }
    at = next.end;
  }
}
