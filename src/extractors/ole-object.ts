import type { CompoundReader } from './office-reader.js';
import { readObject } from './ole-embedded.js';

/** A compound file that is nothing but the wrapping of one embedded object. */
export const oleObject: CompoundReader = async (file, _bytes, _input, out, { budget }) => {
  const streams: { name: string; bytes: Buffer }[] = [];
  file.FileIndex.forEach((entry, i) => {
    const path = file.FullPaths[i] ?? '';
    if (entry.type !== 2) return;
    budget.entry();
    streams.push({ name: path.slice(path.indexOf('/')), bytes: Buffer.from(entry.content as Uint8Array) });
  });
  await readObject(streams, 'object', out);
};
