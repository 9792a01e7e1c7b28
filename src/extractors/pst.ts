import type { PSTFile, PSTFolder, PSTMessage } from 'pst-extractor';
import { BudgetReached } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import {
  codePageLabel,
  type MapiAttachment,
  type MapiMessage,
  MapiProperties,
  type MapiValue,
  PID,
  PT,
  writeMessage,
} from './mapi.js';

const MAX_FOLDERS_DEEP = 50;
const PIECE = 1 << 16;
/** How the file hides its content: shifted letters are read, a key of Windows is not. */
const WINDOWS_KEY = 2;

/** Mail stores of Outlook (MS-PST), read block by block: folders, and in them messages, contacts and appointments by number. */
export const pst: Extractor = {
  async extract({ source }, out, context) {
    const library = await import('pst-extractor').catch(() => undefined);
    if (library === undefined) {
      out.issue(
        'unsupported-format',
        'install the optional package pst-extractor to read Outlook mail stores',
      );
      return;
    }
    const type = head(source, 10)[0]! | (head(source, 11)[0]! << 8);
    if (head(source, type < 20 ? 461 : 513)[0] === WINDOWS_KEY) {
      out.fact('encrypted', 'office');
      out.issue('encrypted', 'a mail store under a key of Windows');
      return;
    }
    const reading = new Reading(source, context);
    const file = reading.quietly(() => new library.PSTFile(reading.window));
    await readFolder(
      reading.quietly(() => file.getRootFolder()),
      '',
      0,
      { reading, file, out, context, seen: new Set() },
    );
    if (reading.failures > 0)
      out.issue('malformed', 'items of the mail store could not be read; the others were');
  },
};

function head(source: ByteSource, at: number): Uint8Array {
  const byte = new Uint8Array(1);
  source.read(byte, 0, 1, at);
  return byte;
}

interface Store {
  readonly reading: Reading;
  readonly file: PSTFile;
  readonly out: PartOutput;
  readonly context: ExtractContext;
  /** Nodes that were read. */
  readonly seen: Set<string>;
}

/** The library's way to the file, and its voice: it takes a Buffer, copies pieces out of it, and prints what fails. */
class Reading {
  failures = 0;
  readonly window: Buffer;

  constructor(source: ByteSource, { budget }: ExtractContext) {
    this.window = Buffer.alloc(0);
    this.window.copy = (target, start = 0, from = 0, to = from) => {
      budget.tick();
      return from >= source.size ? 0 : source.read(target, start, Math.min(to, source.size) - from, from);
    };
  }

  /** Runs the library without a word: what it prints may quote a message. Each word counts as a failure. */
  quietly<T>(run: () => T): T {
    const { console: voice } = globalThis;
    const { error, log } = voice;
    voice.error = voice.log = () => {
      this.failures++;
    };
    try {
      return run();
    } finally {
      voice.error = error;
      voice.log = log;
    }
  }

  /** The same; undefined, and counted, where it throws. */
  attempt<T>(run: () => T): T | undefined {
    try {
      return this.quietly(run);
    } catch (error) {
      if (error instanceof BudgetReached) throw error;
      this.failures++;
      return undefined;
    }
  }
}

async function readFolder(folder: PSTFolder, path: string, depth: number, store: Store): Promise<void> {
  const { reading, out, context, seen } = store;
  const node = folder.descriptorNodeId.toString();
  if (seen.has(node) || depth > MAX_FOLDERS_DEEP) return;
  seen.add(node);
  const name = reading.attempt(() => folder.displayName) ?? '';
  const place = [path, name].filter((each) => each !== '').join('/');
  // A folder that fails to give one item goes on with the next.
  const count = reading.attempt(() => folder.contentCount) ?? 0;
  for (let i = 0; i < count; i++) {
    context.budget.entry();
    const item = reading.attempt(() => folder.getNextChild() as PSTMessage | null);
    if (item === undefined) continue;
    if (item === null) break;
    const message = reading.attempt(() => messageOf(item, reading));
    if (message !== undefined) await writeMessage(message, `${place}/${i + 1}`, out, context);
  }
  for (const inner of reading.attempt(() => folder.getSubFolders()) ?? [])
    await readFolder(inner, place, depth + 1, store);
}

function messageOf(item: PSTMessage, reading: Reading): MapiMessage {
  const values = valuesOf(item, reading);
  const page =
    values.find(({ id }) => id === PID.messageCodepage) ??
    values.find(({ id }) => id === PID.internetCodepage);
  const label = codePageLabel(page?.bytes.readInt32LE(0));
  const recipients: MapiProperties[] = [];
  const count = reading.attempt(() => item.numberOfRecipients) ?? 0;
  for (let i = 0; i < count; i++) {
    const recipient = reading.attempt(() => item.getRecipient(i));
    if (recipient != null) recipients.push(new MapiProperties(valuesOf(recipient, reading), label));
  }
  return {
    properties: new MapiProperties(values, label),
    recipients,
    attachments: attachments(item, label, reading),
  };
}

function* attachments(item: PSTMessage, label: string, reading: Reading): Generator<MapiAttachment> {
  const count = reading.attempt(() => item.numberOfAttachments) ?? 0;
  for (let i = 0; i < count; i++) {
    const attachment = reading.attempt(() => item.getAttachment(i));
    if (attachment === undefined) continue;
    const inner = reading.attempt(() => attachment.embeddedPSTMessage);
    const stream = inner == null ? reading.attempt(() => attachment.fileInputStream) : null;
    yield {
      properties: new MapiProperties(valuesOf(attachment, reading, PID.attachData), label),
      content:
        inner != null
          ? messageOf(inner, reading)
          : stream == null
            ? undefined
            : bytesOf((piece) => reading.attempt(() => stream.read(piece)) ?? 0),
    };
  }
}

function* bytesOf(read: (piece: Buffer) => number): Generator<Uint8Array> {
  for (;;) {
    const piece = Buffer.alloc(PIECE);
    const size = read(piece);
    if (size <= 0) return;
    yield piece.subarray(0, size);
  }
}

/** What the library keeps of an object, and does not declare. */
interface Kept {
  readonly pstTableItems: ReadonlyMap<number, KeptItem> | null;
  readonly localDescriptorItems: ReadonlyMap<number, { getData(): Buffer | null }> | null;
}
interface KeptItem {
  readonly entryValueType: number;
  readonly entryValueReference: number;
  readonly isExternalValueReference: boolean;
  readonly data: Buffer;
}

/** All properties that hold text, bytes, numbers or times. `besides` may be larger than memory. */
function valuesOf(object: object, reading: Reading, besides = -1): MapiValue[] {
  const { pstTableItems, localDescriptorItems } = object as Kept;
  const values: MapiValue[] = [];
  for (const [id, item] of pstTableItems ?? []) {
    const type = item.entryValueType;
    if (id === besides) continue;
    if (type === PT.long) {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(item.entryValueReference | 0);
      values.push({ id, type, bytes });
    } else if (type === PT.string8 || type === PT.unicode || type === PT.binary || type === PT.time) {
      const bytes = item.isExternalValueReference
        ? reading.attempt(() => localDescriptorItems?.get(item.entryValueReference)?.getData())
        : item.data;
      if (bytes != null) values.push({ id, type, bytes });
    }
  }
  return values;
}
