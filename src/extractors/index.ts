import type { Extractor } from './extractor.js';
import type { FileType } from './file-type.js';

const picture = async () => (await import('./picture.js')).picture;

/**
 * The shelf: format (see file-type.ts) -> its extractor, loaded when the first such part is met. What is not here and is text
 * is read by the engine as it stands; what is not here and is binary is skipped with the reason.
 */
export const EXTRACTORS: Readonly<Record<string, () => Promise<Extractor>>> = {
  biff: async () => (await import('./old-sheets.js')).oldSheets,
  bmp: picture,
  dbf: async () => (await import('./dbf.js')).dbf,
  dif: async () => (await import('./dif.js')).dif,
  fodf: async () => (await import('./odf.js')).flatOdf,
  gif: picture,
  jpeg: picture,
  lotus: async () => (await import('./old-sheets.js')).oldSheets,
  odf: async () => (await import('./odf.js')).odf,
  ole2: async () => (await import('./ole2.js')).ole2,
  ooxml: async () => (await import('./ooxml.js')).ooxml,
  pdf: async () => (await import('./pdf.js')).pdf,
  png: picture,
  spreadsheetml: async () => (await import('./spreadsheetml.js')).spreadsheetml,
  sylk: async () => (await import('./old-sheets.js')).oldSheets,
  tiff: picture,
  webp: picture,
  zip: async () => (await import('./zip.js')).zip,
};

/** How to load the extractor for this type, if there is one. */
export function extractorFor(type: FileType): (() => Promise<Extractor>) | undefined {
  return type.format === undefined ? undefined : EXTRACTORS[type.format];
}
