import { type ByteSource, pieces } from './byte-source.js';

/** The bytes of a body as they were before they were wrapped for transport (RFC 2045, 6; uuencode). */
export function decodeTransfer(source: ByteSource, encoding: string): Iterable<Uint8Array> {
  if (encoding === 'base64') return base64(source);
  if (encoding === 'quoted-printable') return quotedPrintable(source);
  if (/^(?:x-)?uu(?:e|encode)$/.test(encoding)) return uuencoded(source);
  return pieces(source);
}

function* latin1(source: ByteSource): Generator<string> {
  for (const bytes of pieces(source)) yield Buffer.from(bytes).toString('latin1');
}

function* base64(source: ByteSource): Generator<Uint8Array> {
  let rest = '';
  for (const piece of latin1(source)) {
    // Padding in the middle ends one run of base64 and begins another.
    const runs = (rest + piece.replace(/[^A-Za-z0-9+/=]/g, '')).split(/=+/);
    const last = runs.pop()!;
    for (const run of runs) yield Buffer.from(run, 'base64');
    const whole = last.length - (last.length % 4);
    yield Buffer.from(last.slice(0, whole), 'base64');
    rest = last.slice(whole);
  }
  yield Buffer.from(rest, 'base64');
}

function* quotedPrintable(source: ByteSource): Generator<Uint8Array> {
  let rest = '';
  for (const piece of latin1(source)) {
    const text = rest + piece;
    // An escape, or blanks before a line's end, may be cut.
    const cut = text.search(/(?:=[\t ]*\r?|=[0-9A-Fa-f]?|[\t \r]+)$/);
    const whole = cut < 0 || text.length - cut > 1000 ? text.length : cut;
    yield unquote(text.slice(0, whole));
    rest = text.slice(whole);
  }
  yield unquote(rest);
}

function unquote(text: string): Uint8Array {
  const plain = text
    .replace(/[\t ]{1,998}(?=\r?\n)/g, '')
    .replace(/=(?:[\t ]{0,998}\r?\n|([0-9A-Fa-f]{2}))/g, (_, hex: string | undefined) =>
      hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(plain, 'latin1');
}

function* uuencoded(source: ByteSource): Generator<Uint8Array> {
  let rest = '';
  for (const piece of latin1(source)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield uuLine(line);
  }
  yield uuLine(rest);
}

function uuLine(line: string): Uint8Array {
  if (/^(?:begin |end\r?$)/.test(line)) return new Uint8Array(0);
  const length = (line.charCodeAt(0) - 32) & 63;
  const bytes: number[] = [];
  const sixBits = (at: number): number => ((line.charCodeAt(at) || 32) - 32) & 63;
  for (let at = 1; bytes.length < length && at < line.length; at += 4) {
    const group = (sixBits(at) << 18) | (sixBits(at + 1) << 12) | (sixBits(at + 2) << 6) | sixBits(at + 3);
    bytes.push(group >> 16, (group >> 8) & 0xff, group & 0xff);
  }
  return Uint8Array.from(bytes.slice(0, length));
}
