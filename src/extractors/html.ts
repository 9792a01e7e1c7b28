import { Parser } from 'htmlparser2';
import type { Budget } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput, TextPlace } from './extractor.js';
import { HtmlMarkup } from './html-markup.js';
import { declaredXml, markupText } from './markup-text.js';

/** Web pages, and what is written as such: reports, exports of mail and chat, tables with the name of a workbook. */
export const html: Extractor = {
  extract: ({ source }, out, context) => readHtml(source, out, context),
};

export interface HtmlOptions {
  /** Elements may close themselves, names are of XML. */
  readonly xml?: boolean;
  readonly name?: string;
  readonly place?: TextPlace;
  readonly tables?: string;
}

/** What the parser keeps of open elements. Its own way to drop it would drop the input that waits as well. */
interface ParserState {
  readonly stack: string[];
  readonly foreignContext: boolean[];
}

/** Reads a page from a source. */
export async function readHtml(
  source: ByteSource,
  out: PartOutput,
  { budget }: ExtractContext,
  options: HtmlOptions = {},
): Promise<void> {
  const strings = markupText(source, budget, (head) => declaredXml(head) ?? declaredHtml(head));
  if (strings === null) {
    out.issue('unsupported-encoding', 'the encoding of the page is not known', options.name ?? '');
    return;
  }
  await readHtmlText(strings, out, budget, options);
}

/** Reads a page that is decoded already. */
export async function readHtmlText(
  strings: Iterable<string>,
  out: PartOutput,
  budget: Budget,
  { xml = false, name = '', place = {}, tables = name }: HtmlOptions = {},
): Promise<void> {
  const markup = new HtmlMarkup(out, name, place, tables, () => {
    const { stack, foreignContext } = parser as unknown as ParserState;
    stack.length = 0;
    foreignContext.splice(0, foreignContext.length - 1);
  });
  const parser: Parser = new Parser(markup, {
    decodeEntities: true,
    recognizeSelfClosing: xml,
    recognizeCDATA: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  });
  for (const string of strings) {
    parser.write(string);
    budget.tick();
  }
  parser.end();
  await markup.end();
}

/** The encoding a page declares in its head. */
export function declaredHtml(head: string): string | undefined {
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
}
