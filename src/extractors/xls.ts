import CFB from 'cfb';
import { readBiffAside } from './biff.js';
import type { CompoundReader } from './compound-reader.js';
import type { PartOutput } from './extractor.js';
import { readCompound, WORKBOOK_LIMIT } from './sheetjs.js';

/** Workbooks of Excel 5-2003 (MS-XLS) and what WPS writes under .et. */
export const xls: CompoundReader = async (file, _bytes, _input, out, context) => {
  const entry = CFB.find(file, '/Workbook') ?? CFB.find(file, '/Book');
  const content = Buffer.from((entry?.content ?? []) as Uint8Array);
  if (content.length > WORKBOOK_LIMIT) {
    out.issue('too-large', `workbooks of this kind of more than ${WORKBOOK_LIMIT} bytes are not read`);
    return;
  }
  const aside = readBiffAside(content);
  if (aside.encrypted) {
    out.fact('encrypted', 'office');
    if (!context.passwords.some((password) => opens(() => readCompound(file, out, context, password)))) {
      out.issue('encrypted', 'encrypted workbook');
      return;
    }
  } else {
    readCompound(file, out, context);
    for (const { part, text } of aside.texts) out.text(part, text);
  }
  file.FullPaths.forEach((path, i) => {
    const stream = file.FileIndex[i];
    if (/\/_SX_DB_CUR\//i.test(path) && stream?.content) {
      const { texts } = readBiffAside(Buffer.from(stream.content as Uint8Array));
      for (const { text } of texts) out.text('pivot', text);
    }
  });
  await readEmbedded(file, out);
};

function opens(read: () => void): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Storages of embedded objects: a package as it is, a document of an Office program as a compound file of its own. */
async function readEmbedded(file: CFB.CFB$Container, out: PartOutput): Promise<void> {
  const objects = new Set(file.FullPaths.map((path) => /^[^/]*\/MBD[0-9A-F]+\//i.exec(path)?.[0] ?? ''));
  objects.delete('');
  for (const folder of objects) {
    const streams = file.FullPaths.flatMap((path, i) => {
      const content = file.FileIndex[i]?.content as Uint8Array | undefined;
      return path.startsWith(folder) && !path.endsWith('/') && content !== undefined
        ? [{ name: path.slice(folder.length), content }]
        : [];
    });
    const label = folder.split('/').at(-2) ?? '';
    const whole = streams.find(({ name }) => /^(?:Package|CONTENTS)$/i.test(name));
    if (whole !== undefined) {
      await out.file(label, [whole.content]);
      continue;
    }
    const inner = CFB.utils.cfb_new();
    for (const { name, content } of streams) CFB.utils.cfb_add(inner, `/${name}`, Buffer.from(content));
    await out.file(label, [CFB.write(inner, { type: 'buffer' }) as Buffer]);
  }
}
