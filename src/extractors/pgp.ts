import type { Budget } from './budget.js';
import { type ByteSource, bytesSource, joined, readRange, slice } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { type Inflated, inflate } from './inflate.js';
import { upToDamage } from './salvage.js';

/** Packets (RFC 9580, 5). */
const COMPRESSED = 8;
const LITERAL = 11;
const ENCRYPTED = new Set([1, 3, 9, 18, 20]);
const SECRET_KEYS = new Set([5, 7]);
/** Messages in armour larger than this are not decoded. */
const ARMOUR_MAX = 64 << 20;

/** OpenPGP: signed and compressed messages can be read by anyone, encrypted ones are said to be. */
export const pgp: Extractor = {
  async extract({ source, type }, out, context) {
    const bytes = type.kind === 'text' ? unarmour(source, out) : source;
    if (bytes?.size === 0) out.issue('malformed', 'armour without a message in it');
    if (bytes !== undefined) await readPackets(bytes, out, context, 0);
  },
};

async function readPackets(
  source: ByteSource,
  out: PartOutput,
  context: ExtractContext,
  depth: number,
): Promise<void> {
  for (let at = 0; at < source.size; ) {
    context.budget.tick();
    const packet = readPacket(source, at, context.budget);
    if (packet === undefined) {
      out.issue('malformed', 'damaged OpenPGP data');
      return;
    }
    const { tag, body, next } = packet;
    at = next;
    if (next > source.size)
      out.issue('malformed', 'cut off, or damaged: what is there of its last packet was read');
    if (ENCRYPTED.has(tag)) {
      out.fact('encrypted', 'pgp');
      out.issue('encrypted', 'encrypted message');
      return;
    }
    if (SECRET_KEYS.has(tag)) {
      out.fact('encrypted', 'pgp');
      out.issue('encrypted', 'secret keys');
      return;
    }
    if (tag === LITERAL) await readLiteral(body, out);
    else if (tag === COMPRESSED && depth < context.budget.limits.depth)
      await readCompressed(body, out, context, depth);
    else if (tag === COMPRESSED) out.issue('limit-depth', 'compressed too many times over');
    else if (tag === 13) out.text('', readRange(body, 0, 1 << 16).toString('utf8'));
  }
}

/** Format, file name, date, data. */
async function readLiteral(body: ByteSource, out: PartOutput): Promise<void> {
  const head = readRange(body, 0, 257);
  const name = head.toString('utf8', 2, 2 + (head[1] ?? 0));
  await out.file(
    name === '' || name === '_CONSOLE' ? 'message' : name,
    slice(body, 6 + (head[1] ?? 0), body.size),
  );
}

async function readCompressed(
  body: ByteSource,
  out: PartOutput,
  context: ExtractContext,
  depth: number,
): Promise<void> {
  const algorithm = readRange(body, 0, 1)[0];
  if (algorithm === 3) {
    // bzip2: a file like any other; the packets inside are recognised again.
    await out.file('message', slice(body, 1, body.size));
    return;
  }
  const kept: Uint8Array[] = [];
  const result: Inflated = { whole: true, end: 0 };
  const start = algorithm === 0 ? undefined : algorithm === 2 ? 3 : 1;
  if (start !== undefined) {
    for await (const bytes of upToDamage(inflate(body, start, body.size, result), () => {})) {
      context.budget.expand(bytes.length);
      kept.push(Uint8Array.from(bytes));
    }
  }
  const inner = start === undefined ? slice(body, 1, body.size) : bytesSource(Buffer.concat(kept));
  await readPackets(inner, out, context, depth + 1);
  if (!result.whole) out.issue('malformed', 'cut off or damaged; what came before that was read');
}

function readPacket(
  source: ByteSource,
  at: number,
  budget: Budget,
): { tag: number; body: ByteSource; next: number } | undefined {
  const head = readRange(source, at, at + 6);
  const first = head[0] ?? 0;
  if (first < 0x80) return undefined;
  if ((first & 0x40) === 0) {
    const tag = (first >> 2) & 15;
    const size = first & 3;
    if (size === 3) return { tag, body: slice(source, at + 1, source.size), next: source.size };
    if (head.length < 1 + 2 ** size) return undefined;
    const start = at + 1 + 2 ** size;
    const end = start + head.readUIntBE(1, 2 ** size);
    return { tag, body: slice(source, start, end), next: end };
  }
  // New format: the body may come in parts.
  const tag = first & 63;
  const parts: ByteSource[] = [];
  let place = at + 1;
  for (;;) {
    budget.tick();
    const bytes = readRange(source, place, place + 5);
    const length = bytes[0];
    if (length === undefined)
      return parts.length === 0 ? undefined : { tag, body: joined(...parts), next: source.size };
    const [size, used] =
      length < 192
        ? [length, 1]
        : length < 224
          ? [((length - 192) << 8) + (bytes[1] ?? 0) + 192, 2]
          : length === 255
            ? [bytes.length < 5 ? 0 : bytes.readUInt32BE(1), 5]
            : [2 ** (length & 31), 1];
    parts.push(slice(source, place + used, place + used + size));
    place += used + size;
    if (length < 224 || length === 255) return { tag, body: joined(...parts), next: place };
  }
}

/** ASCII armour (RFC 9580, 6.2): all blocks of it, one after the other. */
function unarmour(source: ByteSource, out: PartOutput): ByteSource | undefined {
  if (source.size > ARMOUR_MAX) {
    out.issue('too-large', 'an armoured message of this size is not decoded');
    return undefined;
  }
  const text = readRange(source, 0, source.size).toString('latin1');
  const blocks: ByteSource[] = [];
  for (const [, body] of text.matchAll(
    /^-----BEGIN PGP [A-Z ,/\d]{1,40}-----[ \t]*\r?\n([\s\S]*?)(?=^-----|(?![\s\S]))/gm,
  )) {
    const data = body!.replace(/^(?:[A-Za-z]+: .*\r?\n)*\r?\n/, '').replace(/\r?\n=[\w+/]{4}\s*$/, '');
    blocks.push(bytesSource(Buffer.from(data, 'base64')));
  }
  return joined(...blocks);
}
