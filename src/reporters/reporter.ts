import type { Report } from '../model/report.js';
import type { Lang } from './texts/texts.js';

export interface RenderOptions {
  readonly lang: Lang;
  /** ANSI colours; terminal formats only. */
  readonly colour: boolean;
  /** Columns of the terminal; terminal formats only. */
  readonly width: number;
  /** When the report is written; default: the time the scan finished. */
  readonly now?: Date;
  /** Findings to show before "and N more"; terminal and Markdown only. Default 40. */
  readonly limit?: number;
  /** Start with a byte-order mark, which Excel needs to read UTF-8; CSV only. Default false. */
  readonly bom?: boolean;
}

/**
 * One output format. `render` is a pure function: the same report and options give the same chunks, nothing is read or
 * written. Chunks are to be written in order as UTF-8 and may be pulled slowly; no chunk holds more than a few hundred
 * records, so that a report of any size never becomes one string. Names from outside are inert in the medium.
 */
export interface Reporter {
  /** The word after `--format`. */
  readonly id: string;
  /** File extension without a dot. */
  readonly extension: string;
  readonly mediaType: string;
  render(report: Report, options: RenderOptions): Iterable<string>;
}
