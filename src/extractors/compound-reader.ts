import type CFB from 'cfb';
import type { ExtractContext, PartInput, PartOutput } from './extractor.js';

/** Reads one kind of document in an OLE compound file (MS-CFB). `bytes` is the whole file, `file` its streams. */
export type CompoundReader = (
  file: CFB.CFB$Container,
  bytes: Buffer,
  input: PartInput,
  out: PartOutput,
  context: ExtractContext,
) => Promise<void>;
