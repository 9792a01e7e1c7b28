import { BudgetReached } from './budget.js';
import { readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { recognise } from './ocr.js';
import { pictureHeader } from './picture-header.js';
import { mayHoldText, tooLarge } from './picture-size.js';

/** Bytes of a picture; all of it is in memory. */
const LIMIT = 64 << 20;

/** Pictures: what they say of themselves, and in the second pass the text that is seen on them. */
export const picture: Extractor = {
  async extract({ source, type }, out, { budget, ocr }) {
    const format = type.format ?? '';
    if (source.size > LIMIT)
      out.issue('too-large', `of pictures above ${LIMIT} bytes only the beginning is read`);
    const bytes = readRange(source, 0, Math.min(source.size, LIMIT));
    const { pages, orientation, lines, bomb, damaged } = pictureHeader(format, bytes);
    out.text('metadata', lines.join('\n'));
    if (damaged && source.size <= LIMIT) out.issue('malformed', 'the file is damaged or ends too soon');
    if (bomb) out.issue('limit-bytes', 'a packed text is too large', 'metadata');
    if (pages.length === 0 && !damaged) out.issue('malformed', 'no size of the picture is told');
    for (const [at, { width, height, at: place }] of pages.entries()) {
      budget.tick();
      const name = pages.length > 1 ? `page ${at + 1}` : '';
      if (tooLarge(width, height)) {
        out.issue('limit-bytes', `a picture of ${width} x ${height} pixels is not decoded`, name);
      } else if (mayHoldText(width, height)) {
        if (ocr) {
          const text = await attempt(onlyPage(format, bytes, place), () => budget.tick(), orientation);
          if (text === undefined) out.issue('picture-text', 'the picture could not be decoded', name);
          else out.recognised('', text, pages.length > 1 ? { page: at + 1 } : {});
        } else out.picture(name, width, height);
      }
    }
  },
};

async function attempt(...picture: Parameters<typeof recognise>): Promise<string | undefined> {
  try {
    return await recognise(...picture);
  } catch (error) {
    if (error instanceof BudgetReached) throw error;
    return undefined;
  }
}

/** Decoders take the first page of a TIFF: the directory of this one becomes the first. */
function onlyPage(format: string, bytes: Buffer, directory: number): Buffer {
  if (format !== 'tiff' || directory === 0) return bytes;
  const page = Buffer.from(bytes);
  if (page[0] === 0x49) page.writeUInt32LE(directory, 4);
  else page.writeUInt32BE(directory, 4);
  return page;
}
