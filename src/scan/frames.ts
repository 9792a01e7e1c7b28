/**
 * What a parser host and the supervisor say to each other over the host's standard input and output: frames of a kind, a length
 * and a payload. A host is not trusted: lengths are bounded, and whoever reads a payload checks it.
 */
export const FRAME = {
  // Host to engine, passed on by the supervisor unread.
  text: 1,
  table: 2,
  rows: 3,
  rounded: 4,
  tableEnd: 5,
  file: 6,
  fileBytes: 7,
  fileEnd: 8,
  picture: 9,
  issue: 10,
  fact: 11,
  // Host to supervisor, and its answers.
  ready: 20,
  read: 21,
  scratchWrite: 22,
  scratchRead: 23,
  done: 24,
  // Supervisor to host.
  job: 30,
  bytes: 31,
  // Supervisor to engine: nothing more comes; the payload says why.
  end: 40,
} as const;

/** Longest payload. */
export const MAX_PAYLOAD = 1 << 20;
export const HEADER = 5;
/** Frames up to this kind go to the engine. */
export const LAST_ENGINE_FRAME = FRAME.fact;

export function header(kind: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(HEADER);
  head[0] = kind;
  head.writeUInt32LE(length, 1);
  return head;
}

export function frame(kind: number, ...payload: readonly Uint8Array[]): Buffer {
  const length = payload.reduce((sum, { length }) => sum + length, 0);
  if (length > MAX_PAYLOAD) throw new RangeError('frame too long');
  return Buffer.concat([header(kind, length), ...payload]);
}

/** A payload of a JSON head and bytes behind it. */
export function withHead(head: unknown, bytes: Uint8Array = EMPTY): Buffer[] {
  const json = Buffer.from(JSON.stringify(head));
  const size = Buffer.allocUnsafe(4);
  size.writeUInt32LE(json.length, 0);
  return [size, json, bytes as Buffer];
}

export function splitHead(payload: Buffer): { head: unknown; bytes: Buffer } {
  const size = payload.readUInt32LE(0);
  return { head: JSON.parse(payload.toString('utf8', 4, 4 + size)), bytes: payload.subarray(4 + size) };
}

const EMPTY = new Uint8Array(0);

/** Puts frames together from the pieces a stream arrives in. Throws a RangeError on a length no honest sender writes. */
export class FrameReader {
  #held: Buffer = Buffer.alloc(0);

  /** The frames completed by this piece. Payloads are valid until the next call. */
  *push(piece: Buffer): Generator<{ kind: number; payload: Buffer }> {
    let bytes = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    while (bytes.length >= HEADER) {
      const length = bytes.readUInt32LE(1);
      if (length > MAX_PAYLOAD) throw new RangeError('frame too long');
      if (bytes.length < HEADER + length) break;
      yield { kind: bytes[0]!, payload: bytes.subarray(HEADER, HEADER + length) };
      bytes = bytes.subarray(HEADER + length);
    }
    this.#held = bytes;
  }
}
