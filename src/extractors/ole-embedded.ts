import CFB from 'cfb';
import type { Budget } from './budget.js';
import type { PartOutput } from './extractor.js';
import { readOle10Native } from './ole-package.js';

/** Folders that hold objects of other programs, each in a storage of its own. */
const POOL = /^(.*\/(?:ObjectPool\/[^/]+|MBD[0-9A-F]{8}|EmbeddedOdf[^/]*))\//i;

/** Objects embedded in a compound file: files in packages as such, documents of other programs as compound files. */
export async function readEmbedded(file: CFB.CFB$Container, out: PartOutput, budget: Budget): Promise<void> {
  const storages = new Map<string, { name: string; bytes: Buffer }[]>();
  file.FileIndex.forEach((entry, i) => {
    const path = file.FullPaths[i] ?? '';
    const storage = POOL.exec(path)?.[1];
    if (entry.type !== 2 || storage === undefined) return;
    budget.entry();
    const streams = storages.get(storage) ?? [];
    storages.set(storage, streams);
    streams.push({ name: path.slice(storage.length), bytes: Buffer.from(entry.content as Uint8Array) });
  });
  let count = 0;
  for (const streams of storages.values()) await readObject(streams, `object${++count}`, out);
}

/** One object by its streams. */
export async function readObject(
  streams: readonly { name: string; bytes: Buffer }[],
  name: string,
  out: PartOutput,
): Promise<void> {
  const stream = (wanted: string) => streams.find((each) => each.name.toLowerCase() === `/${wanted}`)?.bytes;
  const native = stream('\x01ole10native');
  if (native !== undefined) {
    const packed = readOle10Native(native);
    if (packed !== null) await out.file(packed.name, [packed.bytes]);
    return;
  }
  const whole = stream('package') ?? stream('contents') ?? stream('embeddedodf');
  if (whole !== undefined && whole.length > 0) {
    await out.file(name, [whole]);
    return;
  }
  if (
    !streams.some((each) =>
      /^\/(?:WordDocument|Workbook|Book|PowerPoint Document|VisioDocument)$/i.test(each.name),
    )
  )
    return;
  const inner = CFB.utils.cfb_new();
  for (const each of streams) CFB.utils.cfb_add(inner, each.name, each.bytes);
  await out.file(name, [Buffer.from(CFB.write(inner, { type: 'buffer' }) as Uint8Array)]);
}
