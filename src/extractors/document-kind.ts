import type { ExtractContext, PartOutput } from './extractor.js';
import type { XmlHandler } from './xml-reader.js';

/** Reads one kind of OpenDocument: makes what takes in content.xml and styles.xml (or a flat document), in this order. */
export interface DocumentKind {
  reader(out: PartOutput, context: ExtractContext): XmlHandler;
  /** After the last part. */
  finish?(reader: XmlHandler, out: PartOutput): Promise<void> | void;
}
