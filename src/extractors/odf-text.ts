import { Flow } from './flow.js';
import { OdfMarkup } from './odf-markup.js';
import type { DocumentKind } from './office-reader.js';

/** Texts, presentations and drawings of OpenDocument. */
export const odfText: DocumentKind = {
  reader: (out) => new OdfMarkup(new Flow(out, ''), out),
  finish: (reader) => (reader as OdfMarkup).end(),
};
