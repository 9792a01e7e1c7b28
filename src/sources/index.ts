import { type FileSourceOptions, fileSource } from './files.js';
import type { Source } from './source.js';

/** What each kind of source is made from. */
export interface SourceOptions {
  readonly files: FileSourceOptions;
}
export type SourceKind = keyof SourceOptions;

/** Every kind of source there is: the list. */
export const SOURCES: { readonly [Kind in SourceKind]: (options: SourceOptions[Kind]) => Source } = {
  files: fileSource,
};
