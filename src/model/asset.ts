/** What kind of thing an asset is, as far as the source can tell before opening it. */
export type AssetKind = 'file' | 'table' | 'key-group' | 'object';

/**
 * The unit of work, of resume and of a worker task. `path` is the display form (valid Unicode);
 * `rawPath` holds the bytes to open it by, in latin1, when these are not `path` in UTF-8 (other encodings, a root that is a link).
 */
export interface DataAsset {
  readonly id: string;
  readonly source: string;
  readonly kind: AssetKind;
  readonly path: string;
  readonly rawPath?: string;
  readonly size?: number;
  /** Milliseconds since the epoch. */
  readonly modified?: number;
  readonly owner?: string;
  readonly mediaType?: string;
  readonly version?: string;
  /** Storage facts for policies (mode, mount, encryption layers, grants, TLS ...). */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** Every asset in scope ends in exactly one of these. */
export type Coverage = 'complete' | 'partial' | 'skipped';
