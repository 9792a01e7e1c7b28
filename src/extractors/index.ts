import type { Extractor } from './extractor.js';
import type { FileType } from './file-type.js';

const picture = async () => (await import('./picture.js')).picture;

/**
 * The shelf: format (see file-type.ts) -> its extractor, loaded when the first such part is met. What is not here and is text
 * is read by the engine as it stands; what is not here and is binary is skipped with the reason.
 */
export const EXTRACTORS: Readonly<Record<string, () => Promise<Extractor>>> = {
  '7z': async () => (await import('./seven-zip-archive.js')).sevenZ,
  ar: async () => (await import('./ar.js')).ar,
  arj: async () => (await import('./seven-zip-archive.js')).arj,
  avro: async () => (await import('./avro.js')).avro,
  biff: async () => (await import('./old-sheets.js')).oldSheets,
  bmp: picture,
  bson: async () => (await import('./bson.js')).bson,
  bzip2: async () => (await import('./packed-stream.js')).bzip2,
  cab: async () => (await import('./seven-zip-archive.js')).cab,
  cms: async () => (await import('./cms.js')).cms,
  compress: async () => (await import('./packed-stream.js')).unixCompress,
  cpio: async () => (await import('./cpio.js')).cpio,
  dbf: async () => (await import('./dbf.js')).dbf,
  dif: async () => (await import('./dif.js')).dif,
  eml: async () => (await import('./eml.js')).eml,
  epub: async () => (await import('./epub.js')).epub,
  fodf: async () => (await import('./odf.js')).flatOdf,
  gif: picture,
  gzip: async () => (await import('./gzip.js')).gzip,
  html: async () => (await import('./html.js')).html,
  iso: async () => (await import('./seven-zip-archive.js')).iso,
  jpeg: picture,
  lotus: async () => (await import('./old-sheets.js')).oldSheets,
  lz4: async () => (await import('./lz4.js')).lz4,
  lzh: async () => (await import('./seven-zip-archive.js')).lzh,
  lzip: async () => (await import('./packed-stream.js')).lzip,
  lzma: async () => (await import('./packed-stream.js')).lzma,
  mbox: async () => (await import('./mbox.js')).mbox,
  odf: async () => (await import('./odf.js')).odf,
  ofd: async () => (await import('./ofd.js')).ofd,
  ole2: async () => (await import('./ole2.js')).ole2,
  ooxml: async () => (await import('./ooxml.js')).ooxml,
  parquet: async () => (await import('./parquet.js')).parquet,
  pdf: async () => (await import('./pdf.js')).pdf,
  pgp: async () => (await import('./pgp.js')).pgp,
  png: picture,
  pst: async () => (await import('./pst.js')).pst,
  rar: async () => (await import('./seven-zip-archive.js')).rar,
  rpm: async () => (await import('./rpm.js')).rpm,
  rtf: async () => (await import('./rtf.js')).rtf,
  spreadsheetml: async () => (await import('./spreadsheetml.js')).spreadsheetml,
  sqlite: async () => (await import('./sqlite.js')).sqlite,
  'sqlite-log': async () => (await import('./sqlite-log.js')).sqliteLog,
  sylk: async () => (await import('./sylk.js')).sylk,
  tar: async () => (await import('./tar.js')).tar,
  tiff: picture,
  tnef: async () => (await import('./tnef.js')).tnef,
  vcard: async () => (await import('./vcard.js')).vcard,
  webp: picture,
  wim: async () => (await import('./seven-zip-archive.js')).wim,
  xar: async () => (await import('./seven-zip-archive.js')).xar,
  xml: async () => (await import('./xml.js')).xml,
  xz: async () => (await import('./packed-stream.js')).xz,
  zip: async () => (await import('./zip.js')).zip,
  zstd: async () => (await import('./packed-stream.js')).zstd,
};

/** How to load the extractor for this type, if there is one. */
export function extractorFor(type: FileType): (() => Promise<Extractor>) | undefined {
  return type.format === undefined ? undefined : EXTRACTORS[type.format];
}
