import type CFB from 'cfb';
import type { ExtractContext, PartInput, PartOutput } from './extractor.js';
import type { XmlHandler } from './xml-reader.js';
import type { ZipArchive } from './zip-reader.js';

/** Reads one kind of Office Open XML package (ECMA-376). */
export type PackageReader = (
  zip: ZipArchive,
  input: PartInput,
  out: PartOutput,
  context: ExtractContext,
) => Promise<void>;

/** Reads one kind of document in an OLE compound file (MS-CFB). `bytes` is the whole file, `file` its streams. */
export type CompoundReader = (
  file: CFB.CFB$Container,
  bytes: Buffer,
  input: PartInput,
  out: PartOutput,
  context: ExtractContext,
) => Promise<void>;

/** Reads one kind of OpenDocument: makes what takes in content.xml and styles.xml (or a flat document), in this order. */
export interface DocumentKind {
  reader(out: PartOutput, context: ExtractContext): XmlHandler;
  /** After the last part. */
  finish?(reader: XmlHandler, out: PartOutput): void;
}
