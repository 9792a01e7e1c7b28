import { type ByteSource, isPadding, slice } from './byte-source.js';
import type { ExtractContext, Extractor, PartOutput } from './extractor.js';
import { upToDamage } from './salvage.js';

/** What comes out of a compressed stream that holds one file. */
export interface Unpacking {
  /** Its bytes, counted by the budget. Throws on damage, after what could be unpacked. */
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Name of the file inside, where the stream says it. */
  readonly name?: string;
  /** Place after the compressed data, once all content was taken. Default: the end of the source. */
  end?(): number;
  /** Damage, if it came to that, was memory running out. */
  outOfMemory?(): boolean;
}

/** How to begin. undefined = said with `out.issue` why not. */
export type Unpack = (
  source: ByteSource,
  out: PartOutput,
  context: ExtractContext,
) => Promise<Unpacking | undefined> | Unpacking | undefined;

/** A single compressed file: gzip and its kin. What is put behind its end is looked at, too. */
export function compressed(unpack: Unpack): Extractor {
  return {
    async extract({ source, name }, out, context) {
      const unpacking = await unpack(source, out, context);
      if (unpacking === undefined) return;
      let damaged = false;
      await out.file(
        unpacking.name || innerName(name),
        upToDamage(unpacking.content, () => {
          damaged = true;
        }),
      );
      if (unpacking.outOfMemory?.() === true) {
        out.issue('limit-memory', 'needs more memory to be unpacked than there is');
        return;
      }
      if (damaged) {
        out.issue('malformed', 'cut off or damaged; what came before that was read');
        return;
      }
      const rest = slice(source, unpacking.end?.() ?? source.size, source.size);
      if (!isPadding(rest)) await out.file('behind the end', rest);
    },
  };
}

/** "a.csv.gz" holds "a.csv", "a.tgz" holds "a.tar". */
function innerName(name: string): string {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return 'content';
  const stem = name.slice(0, dot);
  return /^t(?:gz|bz2?|xz|zst|lz|Z)$/.test(name.slice(dot + 1)) ? `${stem}.tar` : stem;
}
