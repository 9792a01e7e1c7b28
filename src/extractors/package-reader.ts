import type { ExtractContext, PartInput, PartOutput } from './extractor.js';
import type { ZipArchive } from './zip-reader.js';

/** Reads one kind of Office Open XML package (ECMA-376). */
export type PackageReader = (
  zip: ZipArchive,
  input: PartInput,
  out: PartOutput,
  context: ExtractContext,
) => Promise<void>;
