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
import type { CompoundReader } from './office-reader.js';

/** Messages, contacts and appointments saved by Outlook (MS-OXMSG): a storage of properties, recipients and attachments each. */
export const msg: CompoundReader = async (file, _bytes, _input, out, context) => {
  const streams = new Map<string, Map<string, Buffer>>();
  file.FullPaths.forEach((path, i) => {
    const entry = file.FileIndex[i];
    if (entry?.type !== 2 || entry.content === undefined) return;
    const cut = path.lastIndexOf('/');
    const folder = path.slice(path.indexOf('/') + 1, cut + 1).toLowerCase();
    const inside = streams.get(folder) ?? new Map<string, Buffer>();
    inside.set(path.slice(cut + 1).toLowerCase(), Buffer.from(entry.content as Uint8Array));
    streams.set(folder, inside);
  });
  await writeMessage(readMessage('', streams, ''), '', out, context);
};

/** Streams by folder ('' = the root, others end with a slash) and name, lower case. */
type Streams = ReadonlyMap<string, ReadonlyMap<string, Buffer>>;

function readMessage(folder: string, streams: Streams, outer: string): MapiMessage {
  const fixed = readFixed(streams.get(folder), folder === '' ? 32 : 24);
  const codepage =
    fixed.find(({ id }) => id === PID.messageCodepage) ?? fixed.find(({ id }) => id === PID.internetCodepage);
  const label = codePageLabel(codepage?.bytes.readInt32LE(0)) || outer;
  return {
    properties: new MapiProperties([...readStreams(streams.get(folder)), ...fixed], label),
    recipients: subfolders(folder, '__recip_version1.0_#', streams).map((each) =>
      readProperties(each, streams, label),
    ),
    attachments: attachments(folder, streams, label),
  };
}

function* attachments(folder: string, streams: Streams, label: string): Generator<MapiAttachment> {
  for (const each of subfolders(folder, '__attach_version1.0_#', streams)) {
    const properties = readProperties(each, streams, label);
    const message = `${each}__substg1.0_3701000d/`;
    const data = properties.values.find(({ id, type }) => id === PID.attachData && type === PT.binary);
    const content = streams.get(message)?.has('__properties_version1.0')
      ? readMessage(message, streams, label)
      : data === undefined
        ? undefined
        : [data.bytes];
    yield { properties, content };
  }
}

function readProperties(folder: string, streams: Streams, label: string): MapiProperties {
  const inside = streams.get(folder);
  return new MapiProperties([...readStreams(inside), ...readFixed(inside, 8)], label);
}

/** `__substg1.0_0037001F`: id and type of what the stream holds; each of many has a number behind. */
function readStreams(inside: ReadonlyMap<string, Buffer> | undefined): MapiValue[] {
  const values: MapiValue[] = [];
  for (const [name, bytes] of inside ?? []) {
    const hex = /^__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})(-[0-9a-f]{8})?$/.exec(name);
    if (hex === null) continue;
    const type = Number.parseInt(hex[2]!, 16);
    // The stream of many without a number holds their lengths.
    if ((type & PT.many) !== 0 && hex[3] === undefined) continue;
    values.push({ id: Number.parseInt(hex[1]!, 16), type: type & ~PT.many, bytes });
  }
  return values;
}

/** Numbers and times: 16 bytes each. */
function readFixed(inside: ReadonlyMap<string, Buffer> | undefined, header: number): MapiValue[] {
  const bytes = inside?.get('__properties_version1.0');
  const values: MapiValue[] = [];
  for (let at = header; bytes !== undefined && at + 16 <= bytes.length; at += 16) {
    const type = bytes.readUInt16LE(at);
    if (type === PT.long || type === PT.time) {
      values.push({ id: bytes.readUInt16LE(at + 2), type, bytes: bytes.subarray(at + 8, at + 16) });
    }
  }
  return values;
}

function subfolders(folder: string, prefix: string, streams: Streams): string[] {
  const start = folder + prefix;
  const names = [...streams.keys()].filter(
    (name) => name.startsWith(start) && name.indexOf('/', start.length) === name.length - 1,
  );
  return names.sort();
}
