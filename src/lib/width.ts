import stringWidth from 'string-width';

/** Terminal columns a text takes; a Han character takes two. Expects text that went through `displayPath`. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

const SEGMENTS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Cuts at the end to at most `width` columns, with an ellipsis where something was cut. Never splits a grapheme. */
export function truncateEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width <= 0) return '';
  return `${take(graphemes(text), width - 1)}…`;
}

/** Cuts in the middle, keeping twice as much of the end: of a path the file name says most. */
export function truncateMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width < 5) return truncateEnd(text, width);
  const head = Math.floor((width - 1) / 3);
  const all = graphemes(text);
  const tail = take([...all].reverse(), width - 1 - head, true);
  return `${take(all, head)}…${tail}`;
}

function graphemes(text: string): string[] {
  return Array.from(SEGMENTS.segment(text), (part) => part.segment);
}

function take(parts: readonly string[], width: number, reverse = false): string {
  let used = 0;
  let out = '';
  for (const part of parts) {
    used += textWidth(part);
    if (used > width) break;
    out = reverse ? part + out : out + part;
  }
  return out;
}
