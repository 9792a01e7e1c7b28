import type { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import type { IssueCode } from '../model/issue.js';
import { type Budget, BudgetReached } from './budget.js';
import { xmlDecoder } from './markup-text.js';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Receives what stands in an XML document, in order. Names of elements come without their namespace prefix. */
export interface XmlHandler {
  /** `line` = where its tag ends in the source, from 1, if lines were asked for; else 0. */
  open(name: string, attributes: XmlAttributes, line?: number): void;
  /** May come in several pieces. */
  text(text: string): void;
  close(name: string): void;
  comment?(text: string): void;
}

/** A handler with something left to do when the document has ended. */
export interface PartHandler extends XmlHandler {
  end(): Promise<void> | void;
}

/** Why a document was not read, or not as it should be. The message quotes nothing. */
export interface XmlTrouble {
  readonly code: IssueCode;
  readonly message: string;
}

/** Elements in elements. */
const DEPTH = 256;
/** Characters that may come without an element beginning or ending: what the parser holds in memory. */
const PENDING = 32 << 20;

class Refused extends Error {
  constructor(readonly trouble: XmlTrouble) {
    super(trouble.message);
  }
}

/**
 * Reads a document as it comes, as bytes or already decoded. Faults of form are passed over: what can be told of the rest is
 * still handed on. Nothing is fetched and no entity of the document's own is expanded, so that neither references to files nor
 * entities in entities do anything. Elements beyond the depth that is looked at lose their names, not their text. Resolves to
 * the first trouble met, undefined when there was none; throws only BudgetReached and what the handler throws.
 */
export async function readXml(
  content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  handler: XmlHandler,
  budget: Budget,
  lines = false,
): Promise<XmlTrouble | undefined> {
  const parser = new SaxesParser({ position: lines, xmlns: false } as const);
  let trouble: XmlTrouble | undefined;
  const open: string[] = [];
  let deeper = 0;
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
  let ending = false;
  parser.on('error', () => {
    trouble ??= { code: 'malformed', message: 'not well-formed XML' };
    // At the end there is one more for every element that is open.
    if (ending) throw new Refused(trouble);
  });
  parser.on('doctype', (text) => {
    if (text.includes('<!ENTITY'))
      trouble = {
        code: 'malformed',
        message: 'XML with entities of its own (xml-dtd): they were not expanded',
      };
  });
  parser.on('opentag', ({ name, attributes }) => {
    pending = 0;
    if (open.length >= DEPTH) {
      trouble = { code: 'limit-depth', message: `more than ${DEPTH} levels of XML elements` };
      deeper++;
      return;
    }
    const local = localName(name);
    open.push(local);
    guarded(() => handler.open(local, attributes, lines ? parser.line : 0));
  });
  const close = (): void => {
    pending = 0;
    if (deeper > 0) {
      deeper--;
      return;
    }
    const name = open.pop();
    if (name !== undefined) guarded(() => handler.close(name));
  };
  parser.on('closetag', close);
  const text = (piece: string): void => {
    if (piece.length > 0) guarded(() => handler.text(piece));
  };
  parser.on('text', text);
  parser.on('cdata', text);
  if (handler.comment !== undefined) parser.on('comment', (piece) => guarded(() => handler.comment?.(piece)));
  try {
    let decoder: TextDecoder | undefined;
    for await (const piece of content) {
      budget.tick();
      pending += piece.length;
      if (pending > PENDING)
        throw new Refused({ code: 'limit-bytes', message: 'an XML element is too large to be read' });
      if (typeof piece === 'string') parser.write(piece);
      else {
        decoder ??= xmlDecoder(piece);
        parser.write(decoder.decode(piece, { stream: true }));
      }
    }
    // A comment makes the parser hand on text that waits.
    parser.write(decoder?.decode() ?? '').write('<!---->');
    ending = true;
    parser.close();
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    if (error instanceof BudgetReached) throw error;
    trouble =
      error instanceof Refused
        ? error.trouble
        : { code: 'malformed', message: 'damaged; what came before was read' };
  }
  while (open.length > 0) close();
  return trouble;
}

/** The name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The attribute of this local name, whatever its prefix. */
export function attribute(attributes: XmlAttributes, name: string): string | undefined {
  for (const key in attributes) {
    if (key.endsWith(name) && (key.length === name.length || key.at(-name.length - 1) === ':'))
      return attributes[key];
  }
  return undefined;
}
