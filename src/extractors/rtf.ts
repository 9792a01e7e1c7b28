import { pieces } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { RtfMarkup } from './rtf-markup.js';
import { RtfReader } from './rtf-reader.js';

/** Rich Text, by Word and everything that writes for it. */
export const rtf: Extractor = {
  async extract({ source }, out, { budget }) {
    const markup = new RtfMarkup(out);
    const reader = new RtfReader(markup);
    for (const piece of pieces(source)) {
      reader.push(piece);
      budget.tick();
      for (const { name, bytes } of markup.takeFiles()) await out.file(name, [bytes]);
    }
    reader.end();
    markup.end();
    for (const { name, bytes } of markup.takeFiles()) await out.file(name, [bytes]);
  },
};
