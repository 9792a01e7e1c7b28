import type { Extractor } from './extractor.js';
import type { FileType } from './file-type.js';

/**
 * The shelf: format (see file-type.ts) -> its extractor, loaded when the first such part is met. What is not here and is text
 * is read by the engine as it stands; what is not here and is binary is skipped with the reason.
 */
export const EXTRACTORS: Readonly<Record<string, () => Promise<Extractor>>> = {
  avro: async () => (await import('./avro.js')).avro,
  biff: async () => (await import('./old-sheets.js')).oldSheets,
  bson: async () => (await import('./bson.js')).bson,
  cms: async () => (await import('./cms.js')).cms,
  dbf: async () => (await import('./dbf.js')).dbf,
  dif: async () => (await import('./dif.js')).dif,
  eml: async () => (await import('./eml.js')).eml,
  fodf: async () => (await import('./odf.js')).flatOdf,
  lotus: async () => (await import('./old-sheets.js')).oldSheets,
  mbox: async () => (await import('./mbox.js')).mbox,
  odf: async () => (await import('./odf.js')).odf,
  ole2: async () => (await import('./ole2.js')).ole2,
  ooxml: async () => (await import('./ooxml.js')).ooxml,
  parquet: async () => (await import('./parquet.js')).parquet,
  pst: async () => (await import('./pst.js')).pst,
  spreadsheetml: async () => (await import('./spreadsheetml.js')).spreadsheetml,
  'sqlite-log': async () => (await import('./sqlite-log.js')).sqliteLog,
  sqlite: async () => (await import('./sqlite.js')).sqlite,
  sylk: async () => (await import('./old-sheets.js')).oldSheets,
  tnef: async () => (await import('./tnef.js')).tnef,
  vcard: async () => (await import('./vcard.js')).vcard,
  zip: async () => (await import('./zip.js')).zip,
};

/** How to load the extractor for this type, if there is one. */
export function extractorFor(type: FileType): (() => Promise<Extractor>) | undefined {
  return type.format === undefined ? undefined : EXTRACTORS[type.format];
}
