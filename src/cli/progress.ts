import { displayPath } from '../lib/display-path.js';
import { textWidth, truncateEnd, truncateMiddle } from '../lib/width.js';
import { formatBytes, formatCount, formatDuration } from '../reporters/describe.js';
import { fill, type Lang, textsFor } from '../reporters/texts/texts.js';

/** How far a scan is. Totals grow until `listingDone`. */
export interface Progress {
  readonly assetsDone: number;
  readonly assetsListed: number;
  readonly listingDone: boolean;
  readonly bytesDone: number;
  readonly bytesListed: number;
  readonly findings: number;
  /** What is being read. */
  readonly current?: string;
}

export interface ProgressLine {
  /** May be called as often as one likes; draws a few times a second. */
  update(progress: Progress): void;
  /** Removes the line from a terminal; elsewhere writes the last state. Later updates do nothing. */
  done(): void;
}

export interface ProgressOptions {
  /** A line that is drawn over itself; otherwise a plain line now and then. */
  readonly tty: boolean;
  readonly lang: Lang;
  /** Milliseconds; for tests. */
  readonly clock?: () => number;
}

interface Output {
  write(text: string): unknown;
  readonly columns?: number;
}

/** Milliseconds between two draws. */
const TTY_EVERY = 100;
const PLAIN_EVERY = 10_000;
const BAR = 20;

/** Bar, rate and time left on one line that never wraps; plain lines where the stream is no terminal. */
export function createProgress(
  stream: Output,
  { tty, lang, clock = Date.now }: ProgressOptions,
): ProgressLine {
  const started = clock();
  const every = tty ? TTY_EVERY : PLAIN_EVERY;
  let drawn = tty ? Number.NEGATIVE_INFINITY : started;
  let last: Progress | undefined;
  let finished = false;
  const draw = (progress: Progress) => {
    const line = progressLine(
      progress,
      clock() - started,
      lang,
      tty ? (stream.columns ?? 80) - 1 : undefined,
    );
    stream.write(tty ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  return {
    update(progress) {
      last = progress;
      if (finished || clock() - drawn < every) return;
      drawn = clock();
      draw(progress);
    },
    done() {
      if (finished) return;
      finished = true;
      if (tty) stream.write('\r\u001b[2K');
      else if (last !== undefined) draw(last);
    },
  };
}

/** The line itself: `width` columns for a terminal, unlimited and without a bar for a log. */
export function progressLine(progress: Progress, elapsed: number, lang: Lang, width?: number): string {
  const { words } = textsFor(lang);
  const share = shareDone(progress);
  const rate = elapsed > 0 ? (progress.bytesDone * 1000) / elapsed : 0;
  const left =
    progress.listingDone && share > 0.01 && share < 1 ? (elapsed * (1 - share)) / share : undefined;
  // Until the total is known there is no share of it.
  const percent = progress.listingDone ? `${String(Math.floor(share * 100)).padStart(3)} %` : '';
  const total = progress.listingDone ? `/${formatCount(progress.assetsListed)}` : '';
  const ahead = !progress.listingDone
    ? words.progressListing
    : left === undefined
      ? ''
      : fill(words.progressLeft, formatDuration(left, lang));
  // What matters most comes first: a narrow terminal cuts off the rest.
  const facts = [
    ahead,
    `${formatCount(progress.assetsDone)}${total} ${words.progressFiles}`,
    `${formatBytes(rate)}/s`,
    fill(words.progressFindings, formatCount(progress.findings)),
  ].filter((fact) => fact !== '');
  if (width === undefined) return [percent.trim(), ...facts].filter((fact) => fact !== '').join(' · ');
  const full = progress.listingDone ? Math.round(share * BAR) : 0;
  const line = truncateEnd(
    `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${percent.padStart(5)}  ${facts.join(' · ')}`,
    width,
  );
  const room = width - textWidth(line) - 2;
  return progress.current === undefined || room < 12
    ? line
    : `${line}  ${truncateMiddle(displayPath(progress.current), room)}`;
}

/** By bytes, which tell the time better than files do; by assets where there are no sizes. Never 1 before all is done. */
function shareDone({ assetsDone, assetsListed, bytesDone, bytesListed, listingDone }: Progress): number {
  if (assetsListed === 0) return listingDone ? 1 : 0;
  if (listingDone && assetsDone >= assetsListed) return 1;
  const share = bytesListed > 0 ? bytesDone / bytesListed : assetsDone / assetsListed;
  return Math.max(0, Math.min(0.99, share));
}
