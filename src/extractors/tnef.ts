import { ByteCursor } from './byte-cursor.js';
import { readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
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

/** All of it is in memory: mail servers let 150 MB through at most. */
const LIMIT = 256 << 20;
const MAX_DEPTH = 10;

/** Attributes (MS-OXTNEF, 2.1.3.1): type and id. */
enum Attribute {
  From = 0x00008000,
  Subject = 0x00018004,
  Body = 0x0002800c,
  AttachData = 0x0006800f,
  AttachTitle = 0x00018010,
  AttachRenderData = 0x00069002,
  MapiProperties = 0x00069003,
  Recipients = 0x00069004,
  Attachment = 0x00069005,
  OemCodepage = 0x00069007,
}

/** `winmail.dat`: a message of Outlook as it sends it to those who did not ask for it (MS-OXTNEF). */
export const tnef: Extractor = {
  async extract({ source }, out, context) {
    if (source.size > LIMIT) {
      out.issue('too-large', `messages of more than ${LIMIT} bytes are not read`);
      return;
    }
    const reader = new TnefReader(() => context.budget.tick());
    const message = reader.read(readRange(source, 0, source.size), 0);
    await writeMessage(message, '', out, context);
    if (reader.damaged) out.issue('malformed', 'the message is damaged; what came before was read');
  },
};

class TnefReader {
  damaged = false;

  constructor(private readonly tick: () => void) {}

  read(bytes: Buffer, depth: number): MapiMessage {
    const cursor = new ByteCursor(bytes, 6);
    let label = '';
    const values: MapiValue[] = [];
    const recipients: MapiValue[][] = [];
    const attachments: MapiValue[][] = [];
    try {
      while (cursor.at < cursor.end) {
        this.tick();
        cursor.byte();
        const id = cursor.int32LE();
        const data = cursor.bytes(cursor.int32LE());
        cursor.bytes(Math.min(2, cursor.end - cursor.at));
        const attachment = attachments.at(-1);
        const string = (property: number): MapiValue => ({ id: property, type: PT.string8, bytes: data });
        if (id === Attribute.OemCodepage) label = codePageLabel(data.readInt32LE(0));
        else if (id === Attribute.Subject) values.push(string(PID.subject));
        else if (id === Attribute.Body) values.push(string(PID.body));
        else if (id === Attribute.From) values.push(string(0x0c1a));
        else if (id === Attribute.MapiProperties) values.push(...this.#properties(new ByteCursor(data)));
        else if (id === Attribute.AttachRenderData) attachments.push([]);
        else if (id === Attribute.AttachTitle) attachment?.push(string(PID.attachLongName));
        else if (id === Attribute.AttachData)
          attachment?.push({ id: PID.attachData, type: PT.binary, bytes: data });
        else if (id === Attribute.Attachment) attachment?.unshift(...this.#properties(new ByteCursor(data)));
        else if (id === Attribute.Recipients) {
          const rows = new ByteCursor(data);
          for (let i = rows.int32LE(); i > 0 && !this.damaged; i--) recipients.push(this.#properties(rows));
        }
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.damaged = true;
    }
    const page = values.find(({ id }) => id === PID.messageCodepage)?.bytes;
    label = codePageLabel(page?.readInt32LE(0)) || label;
    return {
      properties: new MapiProperties(values, label),
      recipients: recipients.map((each) => new MapiProperties(each, label)),
      attachments: attachments.map((each) => this.#attachment(new MapiProperties(each, label), depth)),
    };
  }

  #attachment(properties: MapiProperties, depth: number): MapiAttachment {
    const object = properties.values.find(({ id, type }) => id === PID.attachData && type === PT.object);
    // A class id, then a message of the same kind.
    const inner = object?.bytes.subarray(16);
    if (
      inner !== undefined &&
      inner.length > 6 &&
      inner.readUInt32LE(0) === 0x223e9f78 &&
      depth < MAX_DEPTH
    ) {
      return { properties, content: this.read(inner, depth + 1) };
    }
    const data = properties.values.find(({ id, type }) => id === PID.attachData && type === PT.binary);
    return {
      properties,
      content: data === undefined ? (inner === undefined ? undefined : [inner]) : [data.bytes],
    };
  }

  /** A list of properties; what came before damage stays. */
  #properties(bytes: ByteCursor): MapiValue[] {
    const values: MapiValue[] = [];
    try {
      for (let count = bytes.int32LE(); count > 0; count--) {
        this.tick();
        const type = bytes.int32LE();
        const id = type >>> 16;
        if (id >= 0x8000) skipName(bytes);
        readValues(bytes, id, type & 0xffff, values);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.damaged = true;
    }
    return values;
  }
}

function skipName(bytes: ByteCursor): void {
  bytes.bytes(16);
  if (bytes.int32LE() === 0) bytes.bytes(4);
  else bytes.bytes(padded(bytes.int32LE()));
}

const FIXED: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

function readValues(bytes: ByteCursor, id: number, type: number, values: MapiValue[]): void {
  const single = type & ~PT.many;
  const fixed = FIXED[single];
  const many = (type & PT.many) !== 0;
  const count = many || fixed === undefined ? bytes.int32LE() : 1;
  if (count < 0 || count > bytes.end) throw new RangeError('a count');
  for (let i = 0; i < count; i++) {
    const size = fixed ?? bytes.int32LE();
    const data = bytes.bytes(padded(size));
    values.push({ id, type: single, bytes: data.subarray(0, size) });
  }
}

function padded(size: number): number {
  return (size + 3) & ~3;
}
