import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import type { IssueCode } from '../model/issue.js';
import { type Budget, BudgetReached } from './budget.js';

/** Receives what stands in an XML document, in order. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** May come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

/** Why a document was not read, or not as it should be. The message quotes nothing. */
export interface XmlTrouble {
  readonly code: IssueCode;
  readonly message: string;
}

/** Elements in elements. */
const DEPTH = 256;
/** Bytes that may come without an element beginning or ending: what the parser holds in memory. */
const PENDING = 32 << 20;

class Refused extends Error {
  constructor(readonly trouble: XmlTrouble) {
    super(trouble.message);
  }
}

/**
 * Reads a document as it comes. Faults of form are passed over: what can be told of the rest is still handed on. Document type
 * declarations are refused: no office program writes them, and entities are what bombs are made of. Resolves to the first
 * trouble met, undefined when there was none; throws only BudgetReached and what the handler throws.
 */
export async function readXml(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  handler: XmlHandler,
  budget: Budget,
): Promise<XmlTrouble | undefined> {
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  let trouble: XmlTrouble | undefined;
  let depth = 0;
  let pending = 0;
  let thrown: { error: unknown } | undefined;
  // What the handler throws must not be taken for damage.
  const guarded = (call: () => void): void => {
    try {
      call();
    } catch (error) {
      thrown ??= { error };
      throw error;
    }
  };
  parser.on('error', () => {
    trouble ??= { code: 'malformed', message: 'not well-formed XML' };
  });
  parser.on('doctype', () => {
    throw new Refused({ code: 'malformed', message: 'XML with a document type declaration is not read' });
  });
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0;
    if (++depth > DEPTH)
      throw new Refused({ code: 'limit-depth', message: `more than ${DEPTH} levels of XML elements` });
    guarded(() => handler.open(localName(name), attributes));
  });
  parser.on('closetag', ({ name }) => {
    pending = 0;
    depth--;
    guarded(() => handler.close(localName(name)));
  });
  const text = (piece: string): void => guarded(() => handler.text(piece));
  parser.on('text', text);
  parser.on('cdata', text);
  try {
    let decoder: TextDecoder | undefined;
    for await (const bytes of content) {
      budget.tick();
      pending += bytes.length;
      if (pending > PENDING)
        throw new Refused({ code: 'limit-bytes', message: 'an XML element is too large to be read' });
      decoder ??= decoderOf(bytes);
      parser.write(decoder.decode(bytes, { stream: true }));
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    if (error instanceof BudgetReached) throw error;
    if (error instanceof Refused) return error.trouble;
    return { code: 'malformed', message: 'damaged; what came before was read' };
  }
  return trouble;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** By byte order mark, the pattern of zeros, or what the declaration says (XML 1.0, appendix F). */
function decoderOf(head: Uint8Array): TextDecoder {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0))
    return new TextDecoder('utf-16le');
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] === 0x3c))
    return new TextDecoder('utf-16be');
  const start = Buffer.from(head.subarray(0, 256)).toString('latin1');
  const label =
    /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    // UTF-16 it is not: that would have shown.
    return new TextDecoder(/^utf-?16/i.test(label) ? 'utf-8' : label);
  } catch {
    return new TextDecoder('utf-8');
  }
}
