import type { Extractor } from './extractor.js';
import type { FileType } from './file-type.js';

/**
 * The shelf: format (see file-type.ts) -> its extractor, loaded when the first such part is met. What is not here and is text
 * is read by the engine as it stands; what is not here and is binary is skipped with the reason.
 */
export const EXTRACTORS: Readonly<Record<string, () => Promise<Extractor>>> = {
  biff: async () => (await import('./old-sheets.js')).oldSheets,
  dbf: async () => (await import('./dbf.js')).dbf,
  dif: async () => (await import('./dif.js')).dif,
  epub: async () => (await import('./epub.js')).epub,
  fodf: async () => (await import('./odf.js')).flatOdf,
  html: async () => (await import('./html.js')).html,
  lotus: async () => (await import('./old-sheets.js')).oldSheets,
  odf: async () => (await import('./odf.js')).odf,
  ofd: async () => (await import('./ofd.js')).ofd,
  ole2: async () => (await import('./ole2.js')).ole2,
  ooxml: async () => (await import('./ooxml.js')).ooxml,
  rtf: async () => (await import('./rtf.js')).rtf,
  spreadsheetml: async () => (await import('./spreadsheetml.js')).spreadsheetml,
  sylk: async () => (await import('./old-sheets.js')).oldSheets,
  xml: async () => (await import('./xml.js')).xml,
  zip: async () => (await import('./zip.js')).zip,
};

/** How to load the extractor for this type, if there is one. */
export function extractorFor(type: FileType): (() => Promise<Extractor>) | undefined {
  return type.format === undefined ? undefined : EXTRACTORS[type.format];
}
