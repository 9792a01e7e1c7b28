const HEADER = 16;
const COMPRESSED = 0x75465a4c;
const STORED = 0x414c454d;
const WINDOW = 4096;
/** A body; written by hand. */
const LIMIT = 64 << 20;

/** What the window holds at the beginning (MS-OXRTFCP, 2.1.3.1.4). */
const PRELOADED =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** The RTF of a message body as Outlook keeps it (MS-OXRTFCP); undefined where it is none. Cut input gives what it holds. */
export function decompressRtf(input: Buffer): Buffer | undefined {
  if (input.length < HEADER) return undefined;
  const size = input.readUInt32LE(4);
  const kind = input.readUInt32LE(8);
  if (kind === STORED) return input.subarray(HEADER, HEADER + size);
  if (kind !== COMPRESSED || size > LIMIT) return undefined;
  const window = Buffer.alloc(WINDOW, 0x20);
  let write = window.write(PRELOADED, 'latin1');
  // A reference of two bytes gives 17 at most.
  const output = Buffer.alloc(Math.min(size, input.length * 9));
  let length = 0;
  const put = (byte: number): void => {
    window[write] = byte;
    write = (write + 1) % WINDOW;
    if (length < output.length) output[length++] = byte;
  };
  for (let at = HEADER; at < input.length && length < output.length; ) {
    const control = input[at++]!;
    for (let bit = 0; bit < 8 && at < input.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(input[at++]!);
        continue;
      }
      const reference = (input[at]! << 8) | (input[at + 1] ?? 0);
      at += 2;
      const offset = reference >> 4;
      if (offset === write) return output.subarray(0, length);
      for (let i = 0; i < (reference & 0xf) + 2; i++) put(window[(offset + i) % WINDOW]!);
    }
  }
  return output.subarray(0, length);
}
