/** A file in an OLE package, and what it was called. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The native data of an OLE 1 object in a compound file's "\x01Ole10Native" stream: its size, then the data (MS-OLEDS 2.3.6). */
export function readOle10Native(stream: Buffer): PackedFile | null {
  if (stream.length < 4) return null;
  const size = stream.readUInt32LE(0);
  const data = stream.subarray(4, 4 + size);
  return readPackage(data) ?? (data.length > 0 ? { name: 'object', bytes: data } : null);
}

/** What the Object Packager keeps: label, where the file came from, the file. Null where it is something else. */
export function readPackage(data: Buffer): PackedFile | null {
  if (data.length < 16 || data.readUInt16LE(0) !== 2) return null;
  const label = zeroEnded(data, 2);
  const path = zeroEnded(data, label.end);
  let at = path.end + 4;
  if (at + 4 > data.length) return null;
  const temporary = data.readUInt32LE(at);
  at += 4 + temporary;
  if (temporary > 0xffff || at + 4 > data.length) return null;
  const size = data.readUInt32LE(at);
  const bytes = data.subarray(at + 4, at + 4 + size);
  return bytes.length === 0 ? null : { name: label.text || 'object', bytes };
}

/** An embedded OLE 1 object as RTF and old documents hold it (MS-OLEDS 2.2.5). */
export function readOle1Object(data: Buffer): PackedFile | null {
  if (data.length < 12) return null;
  let at = 8;
  let name = '';
  for (let i = 0; i < 3; i++) {
    if (at + 4 > data.length) return null;
    const length = data.readUInt32LE(at);
    if (at + 4 + length > data.length) return null;
    if (i === 0) name = data.toString('latin1', at + 4, at + 4 + Math.max(0, length - 1));
    at += 4 + length;
  }
  if (at + 4 > data.length) return null;
  const native = data.subarray(at + 4, at + 4 + data.readUInt32LE(at));
  if (native.length === 0) return null;
  return readPackage(native) ?? { name: /^[\w.]{1,60}$/.test(name) ? name : 'object', bytes: native };
}

function zeroEnded(data: Buffer, at: number): { text: string; end: number } {
  const end = data.indexOf(0, at);
  const stop = end < 0 ? data.length : end;
  return { text: data.toString('latin1', at, Math.min(stop, at + 260)), end: stop + 1 };
}
