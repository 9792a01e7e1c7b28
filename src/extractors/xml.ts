import type { ByteSource } from './byte-source.js';
import { readRange } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { readHtml } from './html.js';
import { chooseEncoding, declaredXml, decodeBytes, markupText } from './markup-text.js';
import { readXml } from './xml-reader.js';
import { handlerByRoot } from './xml-roots.js';

const HEAD = 1 << 14;

/** XML of any kind: records as tables, documents as text, pages as pages. */
export const xml: Extractor = {
  async extract({ source }, out, context) {
    const root = rootOf(source);
    if (root === 'html' || root === 'svg') await readHtml(source, out, context, { xml: true });
    else await readData(source, out, context);
  },
};

async function readData(source: ByteSource, out: PartOutput, { budget }: ExtractContext): Promise<void> {
  const strings = markupText(source, budget, declaredXml);
  if (strings === null) {
    out.issue('unsupported-encoding', 'the encoding of the XML is not known');
    return;
  }
  const handler = handlerByRoot(out, '');
  const trouble = await readXml(strings, handler, budget, true);
  await handler.end();
  if (trouble !== undefined) out.issue(trouble.code, trouble.message);
}

/** Local name of the root element, as far as the head tells. */
function rootOf(source: ByteSource): string | undefined {
  const head = readRange(source, 0, HEAD);
  const { encoding } = chooseEncoding(head, source.size <= head.length, declaredXml);
  if (encoding === 'unsupported') return undefined;
  const text = decodeBytes(head, encoding).replace(
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>/gi,
    '',
  );
  return /<([\w.-]+:)?([\w.-]+)/.exec(text)?.[2]?.toLowerCase();
}
