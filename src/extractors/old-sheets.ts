import { readRange } from './byte-source.js';
import type { Extractor } from './extractor.js';
import { readSheets, WORKBOOK_LIMIT } from './sheetjs.js';

/** Worksheets of programs before compound files and packages: BIFF 2-4, Lotus 1-2-3, Quattro Pro. */
export const oldSheets: Extractor = {
  extract({ source }, out, context) {
    if (source.size > WORKBOOK_LIMIT)
      out.issue('too-large', `worksheets of this kind of more than ${WORKBOOK_LIMIT} bytes are not read`);
    else readSheets(readRange(source, 0, source.size), out, context);
  },
};
