import { type ByteSource, readRange, slice } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { readHead } from './mail-parts.js';
import { FROM_LINE } from './mail-type.js';

const BLOCK = 1 << 20;
const OVERLAP = 4096;

/** Mailboxes of one file (RFC 4155 and its relatives): messages one behind the other, each after a line that begins "From ". */
export const mbox: Extractor = {
  async extract({ source }, out, { budget }) {
    let number = 0;
    for (const [start, end] of messages(source)) {
      budget.tick();
      await out.file(String(++number), slice(source, start, end));
    }
  },
};

/** Ranges of the messages, without their "From " lines. */
function* messages(source: ByteSource): Generator<readonly [start: number, end: number]> {
  let start = lineEnd(source, 0);
  for (let at = start; at < source.size; ) {
    const counted = afterContentLength(source, start);
    const next = counted ?? nextFrom(source, at);
    yield [start, next];
    start = lineEnd(source, next);
    at = start;
  }
}

/** Where the message that starts at `start` ends by its Content-Length, if a "From " line or the end is there. */
function afterContentLength(source: ByteSource, start: number): number | undefined {
  const { header, bodyStart } = readHead(source, start, source.size);
  const length = header.raw('content-length');
  if (!/^\d{1,15}$/.test(length)) return undefined;
  const end = bodyStart + Number(length);
  if (end > source.size) return undefined;
  const behind = readRange(source, end, end + 200).toString('latin1');
  const blank = /^[\r\n]*/.exec(behind)![0].length;
  return blank === behind.length || FROM_LINE.test(behind.slice(blank)) ? end + blank : undefined;
}

/** The next "From " line that opens a message: behind an empty line, with a date, before a header. */
function nextFrom(source: ByteSource, from: number): number {
  for (let at = from; at < source.size; at += BLOCK) {
    const base = Math.max(0, at - 4);
    const block = readRange(source, base, at + BLOCK + OVERLAP);
    for (let hit = block.indexOf('\nFrom '); hit >= 0; hit = block.indexOf('\nFrom ', hit + 1)) {
      const line = base + hit + 1;
      if (line < at || line >= at + BLOCK) continue;
      const empty = block[hit - 1] === 0x0a || (block[hit - 1] === 0x0d && block[hit - 2] === 0x0a);
      if (empty && FROM_LINE.test(block.toString('latin1', hit + 1, hit + OVERLAP))) return line;
    }
  }
  return source.size;
}

function lineEnd(source: ByteSource, start: number): number {
  const line = readRange(source, start, start + OVERLAP).indexOf(0x0a);
  return line < 0 ? source.size : start + line + 1;
}
